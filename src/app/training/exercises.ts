import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { OutputOf } from '#contract/operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Exercise } from '#core/training/exercise.ts'
import { type ExerciseMark, markExercise } from '#core/training/mark-exercise.ts'
import { prepareCase } from '../case/open-case.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { type ReadCaseFailure, readCase } from '../ledger/read-case.ts'
import { findPlaybook, knownPlaybooks } from '../playbooks/known-playbooks.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { ShippedPlaybooks } from '../ports/playbooks.ts'
import type { ExerciseRow } from '../ports/register-store.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { isTrainingVault } from './training-vault.ts'

/** What exercises are done with. */
export type TrainingTools = {
  readonly session: SessionSource
  /** The exercises of this version of the program, in the order in which they are learned. */
  readonly exercises: readonly Exercise[]
  readonly playbooks: ShippedPlaybooks
}

type MarkFailure = ReadCaseFailure | LedgerStoreFailure | Failure<'training/exercise-not-found'>

/** `training.list`. */
export function listExercises(tools: TrainingTools): Handler<'training.list'> {
  return async () => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    const rows = begunIn(vault)
    if (!rows.ok) return rows
    const exercises: OutputOf<'training.list'>['exercises'] = []
    for (const exercise of tools.exercises) {
      const cases: (typeof exercises)[number]['cases'] = []
      for (const row of rows.value.filter(({ exerciseId }) => exerciseId === exercise.exerciseId)) {
        const marked = markCase(tools, vault, row)
        // Somebody else's exercise, whose case is not shared, is theirs.
        if (!marked.ok && marked.failure.code === 'case/not-found') continue
        if (!marked.ok) return marked
        const { number, mark } = marked.value
        const { percent, isOver, isPassed } = mark
        cases.push({ caseId: row.caseId, number, atMs: row.atMs, by: row.by, percent, isOver, isPassed })
      }
      const { exerciseId, version, title, typologies } = exercise
      exercises.push({ exerciseId, version, title, typologies, cases })
    }
    return succeed({ exercises })
  }
}

/** `training.begin`. */
export function beginExercise({ session, exercises }: TrainingTools): Handler<'training.begin'> {
  return async ({ exercise: exerciseId }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const rows = begunIn(vault)
    if (!rows.ok) return rows
    const exercise = findExercise(exercises, exerciseId)
    if (!exercise.ok) return exercise
    const { title, version } = exercise.value
    const opening = prepareCase(vault, `${title.km} · ${title.en}`)
    if (!opening.ok) return opening
    const { caseId, number, key, drafts } = opening.value
    const { userId, name } = vault.person
    const data = { caseId, exerciseId, version, begunBy: { userId, name } }
    const appended = appendEvents(vault, [
      ...drafts,
      { key: vault.registerKey, body: { kind: 'exercise-begun', scope: vault.vaultId, data } },
    ])
    if (!appended.ok) return appended
    vault.caseKeys.set(caseId, key)
    return succeed({ caseId, number })
  }
}

/** `training.show`. */
export function showExercise(tools: TrainingTools): Handler<'training.show'> {
  return async ({ case: name }) => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    const rows = begunIn(vault)
    if (!rows.ok) return rows
    const read = readCase(vault, name)
    if (!read.ok) return read
    const { caseId } = read.value.found
    const row = rows.value.find((each) => each.caseId === caseId)
    if (row === undefined) return fail({ code: 'training/not-an-exercise' })
    const exercise = findExercise(tools.exercises, row.exerciseId)
    if (!exercise.ok) return exercise
    const marked = markCase(tools, vault, row)
    if (!marked.ok) return marked
    const { exerciseId, title, story } = exercise.value
    const { number, mark } = marked.value
    const { criteria, ...sum } = mark
    return succeed({
      ...{ caseId, number, exerciseId, title, story, ...sum, criteria: [...criteria] },
      nowMs: Math.trunc(vault.clock.nowMs()),
    })
  }
}

function begunIn(
  vault: VaultSession,
): Result<readonly ExerciseRow[], LedgerStoreFailure | Failure<'training/not-a-training-vault'>> {
  const training = isTrainingVault(vault)
  if (!training.ok) return training
  return training.value ? vault.register.exercises() : fail({ code: 'training/not-a-training-vault' })
}

function findExercise(
  exercises: readonly Exercise[],
  exerciseId: string,
): Result<Exercise, Failure<'training/exercise-not-found'>> {
  const found = exercises.find((exercise) => exercise.exerciseId === exerciseId)
  return found === undefined ? fail({ code: 'training/exercise-not-found' }) : succeed(found)
}

// What the station adopted stands in the place of what ships, as for real cases.
function markCase(
  { exercises, playbooks }: TrainingTools,
  vault: VaultSession,
  { caseId, exerciseId }: ExerciseRow,
): Result<{ readonly number: string; readonly mark: ExerciseMark }, MarkFailure> {
  const exercise = findExercise(exercises, exerciseId)
  if (!exercise.ok) return exercise
  const known = knownPlaybooks(vault, playbooks)
  if (!known.ok) return known
  const playbook = findPlaybook(known.value, exercise.value.playbookId)
  if (!playbook.ok) throw new Error('an exercise names a playbook that does not ship')
  const read = readCase(vault, caseId)
  if (!read.ok) return read
  const { view } = read.value
  const mark = markExercise(exercise.value, playbook.value.playbook, view, vault.clock.nowMs())
  return succeed({ number: view.number, mark })
}
