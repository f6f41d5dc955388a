import type { InputOf, OperationName, OutputOf } from '#contract/operations.ts'
import { type Keyed, remoteOf } from './custody-state.ts'
import type { PapersState, WordingName } from './papers-state.ts'
import { askAgain, IDLE, type Remote, receive } from './remote.ts'
import { mayDo } from './station-actions.ts'
import { change, type Workplace } from './workplace.ts'

/** Reads the records and letters of a case. */
export async function loadPapers(at: Workplace, caseId: string): Promise<void> {
  await Promise.all([
    loadKeyed(at, 'records', 'record.list', caseId, { case: caseId }),
    loadKeyed(at, 'letters', 'letter.list', caseId, { case: caseId }),
  ])
}

/** Reads one record of a case. */
export async function loadRecord(at: Workplace, caseId: string, recordId: string): Promise<void> {
  await loadKeyed(at, 'record', 'record.show', recordId, { case: caseId, record: recordId })
}

/** Reads one letter of a case, and what it says to software. */
export async function loadLetter(at: Workplace, caseId: string, letterId: string): Promise<void> {
  const named = { case: caseId, letter: letterId }
  const isFileAnswered = mayDo(at.store.getState(), 'letter.file')
  await Promise.all([
    loadKeyed(at, 'letter', 'letter.show', letterId, named),
    isFileAnswered && loadKeyed(at, 'letterFile', 'letter.file', letterId, named),
  ])
}

/** Reads what reports a case can be made into. */
export async function loadReports(at: Workplace, caseId: string): Promise<void> {
  await loadKeyed(at, 'reports', 'report.list', caseId, { case: caseId })
}

/** Reads what the law asks of each kind of record. */
export async function loadKinds(at: Workplace): Promise<void> {
  await loadPlain(at, 'kinds', 'record.kinds')
}

/** Reads the law packs. */
export async function loadPacks(at: Workplace): Promise<void> {
  await loadPlain(at, 'packs', 'law.list')
}

/** Reads whom letters go to. */
export async function loadRecipients(at: Workplace): Promise<void> {
  await loadPlain(at, 'recipients', 'letter.recipients')
}

/** Reads the names of the wordings. */
export async function loadWordings(at: Workplace): Promise<void> {
  await loadPlain(at, 'wordings', 'template.list')
}

/** Reads one wording, text by text. */
export async function loadWording(at: Workplace, template: WordingName): Promise<void> {
  await loadKeyed(at, 'wording', 'template.show', template, { template })
}

/** Reads again what this window holds of papers. */
export async function refreshPapers(at: Workplace): Promise<void> {
  const { caseFile, papers, route } = at.store.getState()
  const caseId = caseFile?.caseId
  const isHeld = (keyed: Keyed<unknown> | null) => keyed !== null && keyed.key === caseId
  if (caseId !== undefined && (isHeld(papers.records) || isHeld(papers.letters))) await loadPapers(at, caseId)
  if (caseId !== undefined && isHeld(papers.reports)) await loadReports(at, caseId)
  if (route.screen === 'record' && papers.record?.key === route.recordId)
    await loadRecord(at, route.caseId, route.recordId)
  if (papers.packs.status !== 'idle') await Promise.all([loadPacks(at), loadKinds(at)])
  if (papers.recipients.status !== 'idle') await loadRecipients(at)
  if (papers.wordings.status !== 'idle') await loadWordings(at)
}

/** Changes what the window knows of papers by a pure transition. */
export function changePapers(at: Workplace, move: (papers: PapersState) => Partial<PapersState>): void {
  change(at, ({ papers }) => ({ papers: { ...papers, ...move(papers) } }))
}

type PlainSlot = 'kinds' | 'packs' | 'recipients' | 'wordings'
type KeyedSlot = 'records' | 'letters' | 'record' | 'letter' | 'letterFile' | 'reports' | 'wording'

async function loadPlain(
  at: Workplace,
  slot: PlainSlot,
  name: 'record.kinds' | 'law.list' | 'letter.recipients' | 'template.list',
): Promise<void> {
  const held = () => at.store.getState().papers[slot] as Remote<unknown>
  changePapers(at, () => ({ [slot]: askAgain(held()) }))
  const answer = await at.desk.client.call(name, {})
  changePapers(at, () => ({ [slot]: receive(held(), answer) }))
}

async function loadKeyed<Name extends OperationName>(
  at: Workplace,
  slot: KeyedSlot,
  name: Name,
  key: string,
  input: InputOf<Name>,
): Promise<void> {
  const held = () => at.store.getState().papers[slot] as Keyed<OutputOf<Name>> | null
  const put = (remote: Remote<OutputOf<Name>>) => changePapers(at, () => ({ [slot]: { key, remote } }))
  put(askAgain(held() === null ? IDLE : remoteOf(held(), key)))
  const answer = await at.desk.client.call(name, input)
  const now = held()
  // Another one may have been asked for meanwhile.
  if (now?.key === key) put(receive(now.remote, answer))
}
