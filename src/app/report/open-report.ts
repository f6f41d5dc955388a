import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { MAX_OPENED_BYTES } from '#contract/report-operations.ts'
import { fail, succeed } from '#core/result.ts'
import { readScopeEvents } from '../ledger/read-case.ts'
import type { Intake } from '../ports/intake.ts'
import type { PaperSigner } from '../ports/paper-signer.ts'
import { findCase, isStillHeld, lockedFailure, type SessionSource } from '../vault-session.ts'
import type { DrawnReports } from './drawn-reports.ts'
import { readAnnounced, recogniseDeparted } from './read-departed.ts'

/**
 * `report.open`. Only bytes that left this vault as they are: whoever signs next signs what this program drew and the ledger knows, and not
 * what somebody added to the file on its way.
 */
export function openReport(
  session: SessionSource,
  intake: Intake,
  drawn: DrawnReports,
  signer: PaperSigner,
): Handler<'report.open'> {
  return async ({ case: name, intakeId }, { signal }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, name)
    if (!found.ok) return found
    const file = await readAnnounced(intake, intakeId, MAX_OPENED_BYTES, signal)
    if (!file.ok) return file.failure.code === 'cancelled' ? CANCELLED : fail(file.failure)
    if (session() !== vault) return lockedFailure()
    if (!isStillHeld(vault, found.value)) return fail({ code: 'case/not-found' })
    const events = readScopeEvents(vault, found.value)
    if (!events.ok) return events
    const paper = recogniseDeparted(vault, events.value, file.value, signer)
    if (!paper.ok) return paper
    const reportId = vault.crypto.newId()
    drawn.keep({ reportId, caseId: found.value.caseId, ...paper.value })
    const { fileName, bytes, digestHex, signatures, madeFromHeadHex } = paper.value
    const sizeBytes = bytes.length
    return succeed({ reportId, fileName, sizeBytes, digestHex, signatures, madeFromHeadHex })
  }
}
