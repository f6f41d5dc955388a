import type { Envelope } from '#contract/envelope.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import { tell } from './notice-actions.ts'
import { newPapersState } from './papers-state.ts'
import { askAgain, IDLE, receive, refusalOf } from './remote.ts'
import { HOME } from './route.ts'
import type { NamedCase } from './session-state.ts'
import type { Work } from './work.ts'
import { change, runLong, stopRunning, type Workplace } from './workplace.ts'

const DISCLOSE = 'case.disclose'

/** Reads one case file; what was shown of it stays until the answer is there. */
export async function loadCaseFile(at: Workplace, caseId: string): Promise<void> {
  change(at, ({ caseFile }) => {
    const file = caseFile?.caseId === caseId ? caseFile.file : IDLE
    return { caseFile: { caseId, file: askAgain(file) } }
  })
  const answer = await at.desk.client.call('case.show', { case: caseId })
  change(at, ({ caseFile }) =>
    // Another case may have been opened meanwhile.
    caseFile?.caseId === caseId ? { caseFile: { caseId, file: receive(caseFile.file, answer) } } : {},
  )
}

/** Opens a case file under a title. */
export async function openCase(at: Workplace, title: string): Promise<Envelope<OutputOf<'case.open'>>> {
  const answer = await at.desk.client.call('case.open', { title })
  if (answer.outcome === 'done') tell(at, { what: 'case-opened', number: answer.value.number })
  return answer
}

/** Reads who, what and how much is in the vault. */
export async function loadInfo(at: Workplace): Promise<void> {
  change(at, ({ info }) => ({ info: askAgain(info) }))
  const answer = await at.desk.client.call('vault.info', {})
  change(at, ({ info }) => ({ info: receive(info, answer) }))
}

/** Reads who can read a case. */
export async function loadReaders(at: Workplace, caseId: string): Promise<void> {
  change(at, ({ readers }) => ({
    readers: { caseId, list: askAgain(readers?.caseId === caseId ? readers.list : IDLE) },
  }))
  const answer = await at.desk.client.call('case.readers', { case: caseId })
  change(at, ({ readers }) =>
    readers?.caseId === caseId ? { readers: { caseId, list: receive(readers.list, answer) } } : {},
  )
}

/** Writes what proves a case to a file at a place the person chooses. */
export async function discloseCase(at: Workplace, { caseId, number }: NamedCase): Promise<void> {
  type Disclosing = Work<OutputOf<'case.disclose'>>
  const show = (move: (work: Disclosing) => Disclosing) =>
    change(at, ({ disclosing }) => ({
      disclosing: { caseId, work: move(disclosing?.caseId === caseId ? disclosing.work : IDLE) },
    }))
  const outlet = await at.desk.openOutlet(`samnum-${number}.disclosure`)
  if (outlet.outcome !== 'done') {
    const refusal = refusalOf(outlet)
    if (refusal !== null) show(() => ({ status: 'refused', refusal }))
    return
  }
  if (outlet.value === null) return
  const { outletId, receive: startDownload } = outlet.value
  const running = runLong(at, DISCLOSE, { name: 'case.disclose', input: { case: caseId, outletId } }, show)
  startDownload()
  await running
}

/** Stops the writing of a disclosure. */
export function stopDisclosing(at: Workplace): void {
  stopRunning(at, DISCLOSE)
}

/** Destroys a case by order of a court. Once it is gone, the list of cases is what there is to see. */
export async function expungeCase(
  at: Workplace,
  { number }: NamedCase,
  input: InputOf<'case.expunge'>,
): Promise<Envelope<OutputOf<'case.expunge'>>> {
  const answer = await runLong(at, 'case.expunge', { name: 'case.expunge', input }, (move) =>
    change(at, ({ expunging }) => ({ expunging: move(expunging) })),
  )
  if (answer.outcome === 'done') {
    change(at, () => ({
      route: HOME,
      dialog: null,
      caseFile: null,
      readers: null,
      report: null,
      papers: newPapersState(),
      expunging: IDLE,
    }))
    tell(at, { what: 'case-expunged', number })
  }
  return answer
}
