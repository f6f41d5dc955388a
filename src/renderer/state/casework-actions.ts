import type { Envelope } from '#contract/envelope.ts'
import type { InputOf, OperationName, OutputOf } from '#contract/operations.ts'
import type { CaseworkState } from './casework-state.ts'
import { type Keyed, remoteOf } from './custody-state.ts'
import { forgetDraft } from './keep-draft.ts'
import { goTo } from './navigation.ts'
import { askAgain, type Remote, receive } from './remote.ts'
import { change, type Workplace } from './workplace.ts'

/** Reads what is said of the work on a case. */
export async function loadWork(at: Workplace, caseId: string): Promise<void> {
  await load(at, 'work', 'case.work', caseId, { case: caseId })
}

/** Reads the playbooks of a case, with one more where its id is given. */
export async function loadPlaybooks(at: Workplace, caseId: string, also = ''): Promise<void> {
  const input = { case: caseId, ...(also !== '' && { also }) }
  await load(at, 'playbooks', 'playbook.show', caseId, input)
}

/** Reads what happened in a case, by time. */
export async function loadTimeline(at: Workplace, caseId: string): Promise<void> {
  await load(at, 'timeline', 'case.timeline', caseId, { case: caseId, limit: 10_000 })
}

/** Reads who changed what in a case. */
export async function loadHistory(at: Workplace, caseId: string): Promise<void> {
  await load(at, 'history', 'case.history', caseId, { case: caseId, limit: 5000 })
}

/** Reads what is due in every case. */
export async function loadDue(at: Workplace): Promise<void> {
  changeCasework(at, ({ due }) => ({ due: askAgain(due) }))
  const answer = await at.desk.client.call('work.list', { limit: 1000 })
  changeCasework(at, ({ due }) => ({ due: receive(due, answer) }))
}

/** Reads which clocks of playbooks run in every case. */
export async function loadClocks(at: Workplace): Promise<void> {
  changeCasework(at, ({ clocks }) => ({ clocks: askAgain(clocks) }))
  const answer = await at.desk.client.call('playbook.clocks', { limit: 1000 })
  changeCasework(at, ({ clocks }) => ({ clocks: receive(clocks, answer) }))
}

/** Reads the exercise that a case is. */
export async function loadExercise(at: Workplace, caseId: string): Promise<void> {
  await load(at, 'exercise', 'training.show', caseId, { case: caseId })
}

/** Reads every exercise and how it stands. */
export async function loadTraining(at: Workplace): Promise<void> {
  changeCasework(at, ({ training }) => ({ training: askAgain(training) }))
  const answer = await at.desk.client.call('training.list', {})
  changeCasework(at, ({ training }) => ({ training: receive(training, answer) }))
}

/** Begins an exercise and goes to it. */
export async function beginExercise(
  at: Workplace,
  exercise: string,
): Promise<Envelope<OutputOf<'training.begin'>>> {
  const answer = await at.desk.client.call('training.begin', { exercise })
  if (answer.outcome === 'done') goTo(at, { screen: 'exercise', caseId: answer.value.caseId })
  return answer
}

/** Reads again what this window holds of the work on cases. */
export async function refreshCasework(at: Workplace): Promise<void> {
  const { caseFile, casework } = at.store.getState()
  const caseId = caseFile?.caseId
  const isHeld = (keyed: Keyed<unknown> | null) => keyed !== null && keyed.key === caseId
  if (caseId !== undefined && isHeld(casework.work)) await loadWork(at, caseId)
  if (caseId !== undefined && isHeld(casework.playbooks)) await loadPlaybooks(at, caseId)
  if (caseId !== undefined && isHeld(casework.timeline)) await loadTimeline(at, caseId)
  if (caseId !== undefined && isHeld(casework.history)) await loadHistory(at, caseId)
  const exerciseOf = casework.exercise?.key
  if (exerciseOf !== undefined) await loadExercise(at, exerciseOf)
  if (casework.training.status !== 'idle') await loadTraining(at)
  if (casework.due.status !== 'idle') await loadDue(at)
  if (casework.clocks.status !== 'idle') await loadClocks(at)
}

/** Under which name an unwritten note is kept. */
export function noteDraftName(caseId: string): string {
  return `note/${caseId}`
}

/** Writes a note; what was kept of it is forgotten once it stands in the notebook. */
export async function writeNote(
  at: Workplace,
  caseId: string,
  input: Omit<InputOf<'note.write'>, 'case'>,
): Promise<Envelope<OutputOf<'note.write'>>> {
  const answer = await at.desk.client.call('note.write', { case: caseId, ...input })
  if (answer.outcome === 'done') await forgetDraft(at, noteDraftName(caseId))
  return answer
}

type KeyedName = 'work' | 'playbooks' | 'timeline' | 'history' | 'exercise'

async function load<Name extends OperationName>(
  at: Workplace,
  slot: KeyedName,
  name: Name,
  key: string,
  input: InputOf<Name>,
): Promise<void> {
  const held = () => at.store.getState().casework[slot] as Keyed<OutputOf<Name>> | null
  const put = (remote: Remote<OutputOf<Name>>) => changeCasework(at, () => ({ [slot]: { key, remote } }))
  put(askAgain(remoteOf(held(), key)))
  const answer = await at.desk.client.call(name, input)
  const now = held()
  // Whoever went to another case meanwhile is not shown this one.
  if (now?.key === key) put(receive(now.remote, answer))
}

function changeCasework(at: Workplace, move: (casework: CaseworkState) => Partial<CaseworkState>): void {
  change(at, ({ casework }) => ({ casework: { ...casework, ...move(casework) } }))
}
