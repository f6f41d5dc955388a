import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import { tell } from './notice-actions.ts'
import { askAgain, IDLE, receive } from './remote.ts'
import { change, type Workplace } from './workplace.ts'

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
