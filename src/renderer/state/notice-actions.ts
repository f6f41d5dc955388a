import type { Notice } from './session-state.ts'
import { change, type Workplace } from './workplace.ts'

const MAX_NOTICES = 4

/** Tells something in passing. */
export function tell(at: Workplace, said: Notice['said']): void {
  change(at, ({ notices }) => {
    const key = (notices.at(-1)?.key ?? 0) + 1
    return { notices: [...notices, { key, said }].slice(-MAX_NOTICES) }
  })
}

/** Takes a notice away. */
export function dismissNotice(at: Workplace, key: number): void {
  change(at, ({ notices }) => ({ notices: notices.filter((notice) => notice.key !== key) }))
}
