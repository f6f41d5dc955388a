import type { Draft } from './session-state.ts'
import { change, type Workplace } from './workplace.ts'

/** What names of kept complaints begin with. */
export const KEPT_PREFIX = 'complaint:'

/** The name under which the draft of a complaint is kept. */
export function keptName(target: string): string {
  return `${KEPT_PREFIX}${target}`
}

/** Changes a draft that is being written; one that was thrown away meanwhile stays away. */
export function changeDraft(at: Workplace, target: string, move: (draft: Draft) => Draft): void {
  change(at, ({ drafts }) => {
    const draft = drafts[target]
    return draft === undefined ? {} : { drafts: { ...drafts, [target]: move(draft) } }
  })
}
