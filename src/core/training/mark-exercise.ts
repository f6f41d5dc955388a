import type { CaseView } from '../case-file/case-view.ts'
import type { StepView } from '../case-file/case-work.ts'
import type { Playbook, PlaybookStep } from '../playbooks/playbook.ts'
import type { Exercise } from './exercise.ts'
import { markIntake } from './mark-intake.ts'
import { type CriterionMark, isProven, type MarkState, stateOfOpen } from './marked-criterion.ts'

/** From how much of what can be had an exercise is passed. A choice of this program, not of a training authority. */
const PASS_PERCENT = 80
/** Steps whose clock is at most this long are essential: the golden hour, in which money can still be held. */
const ESSENTIAL_WITHIN_MINUTES = 60
const MS_PER_MINUTE = 60_000
const POINTS: { readonly [state in MarkState]: number } = { met: 2, partly: 1, missed: 0, open: 0 }
const MOST_POINTS = 2

/** How an exercise stands. */
export type ExerciseMark = {
  readonly criteria: readonly CriterionMark[]
  /** Points of those that can be had, in whole percent rounded down. */
  readonly percent: number
  /** Whether nothing can be gained any more: everything is decided, or the case has ended. */
  readonly isOver: boolean
  /** `null` until it is over. */
  readonly isPassed: boolean | null
}

/**
 * Marks the work on the case of an exercise: what was done in time, what late, what was left out, by the clocks of the playbook and by what
 * finalising a record noted of the law. It reads nothing but what the case's events say and what time it is.
 *
 * Clocks run from the first complaint. A case that has ended keeps nothing open. An exercise is passed with 80 percent and
 * nothing essential missed.
 */
export function markExercise(
  exercise: Exercise,
  playbook: Playbook,
  view: CaseView,
  nowMs: number,
): ExerciseMark {
  const hasEnded = view.work.state.name !== 'open'
  const criteria = [
    ...markIntake(exercise, view, hasEnded),
    ...playbook.steps.map((step) => markStep(step, exercise, playbook, view, nowMs)),
    ...exercise.expected.letters.map((kind): CriterionMark => {
      const letter = view.letters.find(({ content }) => content.kind === kind)
      const state = letter === undefined ? stateOfOpen(hasEnded) : 'met'
      return {
        what: 'letter',
        kind,
        state,
        isEssential: false,
        ...(letter !== undefined && { doneAtMs: letter.atMs }),
      }
    }),
    ...exercise.expected.records.map((kind) => markRecord(kind, view, hasEnded)),
    markNotebook(view, hasEnded),
  ]
  const points = criteria.reduce((sum, { state }) => sum + POINTS[state], 0)
  const percent = Math.floor((points * 100) / (criteria.length * MOST_POINTS))
  const isOver = hasEnded || criteria.every(({ state }) => state !== 'open')
  const hasFailed = criteria.some(({ isEssential, state }) => isEssential && state === 'missed')
  return { criteria, percent, isOver, isPassed: isOver ? percent >= PASS_PERCENT && !hasFailed : null }
}

function markStep(
  step: PlaybookStep,
  exercise: Exercise,
  { playbookId }: Playbook,
  view: CaseView,
  nowMs: number,
): CriterionMark {
  const { stepId, title, withinMinutes } = step
  const said = view.work.steps.find((each) => each.playbookId === playbookId && each.stepId === stepId)
  const fromMs = view.complaints[0]?.takenAtMs
  const dueAtMs =
    withinMinutes === undefined || fromMs === undefined ? null : fromMs + withinMinutes * MS_PER_MINUTE
  const isEssential = withinMinutes !== undefined && withinMinutes <= ESSENTIAL_WITHIN_MINUTES
  const base = { what: 'step' as const, stepId, title, isEssential, ...(dueAtMs !== null && { dueAtMs }) }
  if (said === undefined) {
    const isPast = view.work.state.name !== 'open' || (dueAtMs !== null && nowMs > dueAtMs)
    return { ...base, state: stateOfOpen(isPast) }
  }
  return { ...base, doneAtMs: said.atMs, ...judgeStep(said, dueAtMs, isProven(stepId, exercise, view)) }
}

function judgeStep(
  { state, atMs }: StepView,
  dueAtMs: number | null,
  isShown: boolean,
): Pick<CriterionMark, 'state' | 'reason'> {
  // Saying what was not done, and why, is half of the work: the other half is not there.
  if (state === 'skipped') return { state: 'partly', reason: 'left-out' }
  if (!isShown) return { state: 'partly', reason: 'nothing-shows-it' }
  return dueAtMs !== null && atMs > dueAtMs ? { state: 'partly', reason: 'late' } : { state: 'met' }
}

function markRecord(
  kind: Exercise['expected']['records'][number],
  { records }: CaseView,
  hasEnded: boolean,
): CriterionMark {
  const base = { what: 'record' as const, kind, isEssential: false }
  const finals = records.flatMap(({ content, final }) =>
    content.kind === kind && final !== null ? [final] : [],
  )
  // The best one counts: a correction stands in the place of what it corrects.
  const best = finals.find(({ warnings }) => warnings.length === 0) ?? finals.at(-1)
  if (best === undefined) return { ...base, state: stateOfOpen(hasEnded) }
  return best.warnings.length === 0
    ? { ...base, state: 'met', doneAtMs: best.atMs }
    : { ...base, state: 'partly', reason: 'law-warns', doneAtMs: best.atMs }
}

function markNotebook({ work }: CaseView, hasEnded: boolean): CriterionMark {
  const first = work.notes[0]
  const base = { what: 'note' as const, isEssential: false }
  return first === undefined
    ? { ...base, state: stateOfOpen(hasEnded) }
    : { ...base, state: 'met', doneAtMs: first.atMs }
}
