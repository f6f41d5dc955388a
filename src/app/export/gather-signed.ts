import type { Failure } from '#contract/failures.ts'
import { MAX_OPENED_BYTES } from '#contract/report-operations.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { type Result, succeed } from '#core/result.ts'
import type { CancelSignal } from '../ports/byte-source.ts'
import type { Intake } from '../ports/intake.ts'
import type { PaperSigner } from '../ports/paper-signer.ts'
import {
  type AnnouncedFailure,
  type DepartedPaper,
  readAnnounced,
  recogniseDeparted,
} from '../report/read-departed.ts'
import type { VaultSession } from '../vault-session.ts'

/** With what documents that the station kept are read and recognised. */
export type SignedTools = { readonly intake: Intake; readonly signer: Pick<PaperSigner, 'count'> }

/** Reads documents that left the vault, so that they go with a package as they are, signatures and all. Together they are no more than one may be. */
export async function gatherSigned(
  vault: VaultSession,
  events: readonly VerifiedEvent[],
  intakeIds: readonly string[],
  { intake, signer }: SignedTools,
  signal: CancelSignal,
): Promise<Result<readonly DepartedPaper[], AnnouncedFailure | Failure<'report/not-of-case'>>> {
  const papers: DepartedPaper[] = []
  let roomBytes = MAX_OPENED_BYTES
  for (const intakeId of intakeIds) {
    const file = await readAnnounced(intake, intakeId, roomBytes, signal)
    if (!file.ok) return file
    const paper = recogniseDeparted(vault, events, file.value, signer)
    if (!paper.ok) return paper
    roomBytes -= file.value.bytes.length
    papers.push(paper.value)
  }
  return succeed(papers)
}
