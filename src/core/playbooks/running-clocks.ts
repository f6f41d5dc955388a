import type { TYPOLOGIES } from '../casework/vocabularies.ts'
import type { CaseId } from '../ids.ts'
import { stepLineId } from '../projections/project-case-work.ts'
import type { Playbook, PlaybookStep } from './playbook.ts'

const MS_PER_MINUTE = 60_000

/** What a person's tables say of one open case that clocks of playbooks run by. */
type ClockFacts = {
  readonly caseId: CaseId
  readonly openedAtMs: number
  readonly lines: readonly {
    readonly kind: 'complaint' | 'taken' | 'step'
    readonly aboutId: string
    readonly atMs: number | null
    /** Of a complaint, its kinds of crime. */
    readonly text: string
  }[]
}

/** A step with a clock that was neither done nor left out. */
type RunningClock = {
  readonly caseId: CaseId
  readonly playbook: Playbook
  readonly step: PlaybookStep
  readonly dueAtMs: number
}

/**
 * Says which clocks run in a case, by the newest version of each playbook: of those that its complaints ask for, or of which a step was
 * taken. A clock counts from the first complaint of the playbook's kinds of crime, or from the opening of a case that has none.
 */
export function runningClocks(playbooks: readonly Playbook[], facts: ClockFacts): readonly RunningClock[] {
  const { caseId, openedAtMs, lines } = facts
  const over = new Set(lines.filter(({ kind }) => kind === 'step').map(({ aboutId }) => aboutId))
  const takenAtFirst = new Map(
    lines.filter(({ kind }) => kind === 'taken').map(({ aboutId, atMs }) => [aboutId, atMs]),
  )
  const complaints = lines.filter(({ kind }) => kind === 'complaint')
  return playbooks.flatMap((playbook) => {
    const { playbookId, typologies, steps } = playbook
    const wanted: ReadonlySet<string> = new Set<(typeof TYPOLOGIES)[number]>(typologies)
    const first = complaints.find(({ text }) => text.split(' ').some((typology) => wanted.has(typology)))
    const isTaken = [...over].some((each) => each.startsWith(`${playbookId}/`))
    if (first === undefined && !isTaken) return []
    const fromMs = (first && (takenAtFirst.get(first.aboutId) ?? first.atMs)) ?? openedAtMs
    return steps.flatMap((step) =>
      step.withinMinutes === undefined || over.has(stepLineId({ playbookId, stepId: step.stepId }))
        ? []
        : [{ caseId, playbook, step, dueAtMs: fromMs + step.withinMinutes * MS_PER_MINUTE }],
    )
  })
}
