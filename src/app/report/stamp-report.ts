import type { Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import type { PaperStamper } from '../ports/paper-signer.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import type { DrawnReports } from './drawn-reports.ts'

/** `report.askTimeStamp`. Nothing is kept: the answer fits the same document whenever it comes. */
export function askTimeStamp(
  session: SessionSource,
  drawn: DrawnReports,
  stamper: PaperStamper,
): Handler<'report.askTimeStamp'> {
  return async ({ reportId }) => {
    if (session() === null) return lockedFailure()
    const report = drawn.find(reportId)
    if (report === null) return fail({ code: 'report/not-found' })
    const queryBase64 = stamper.ask(report.bytes)
    if (queryBase64 === null) return fail({ code: 'report/not-signable' })
    return succeed({ reportId, digestHex: report.digestHex, queryBase64 })
  }
}

/** `report.addTimeStamp`. The stamped document takes the place of the one without. */
export function addTimeStampTo(
  session: SessionSource,
  drawn: DrawnReports,
  stamper: PaperStamper,
): Handler<'report.addTimeStamp'> {
  return async ({ reportId, answerBase64 }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const report = drawn.find(reportId)
    if (report === null) return fail({ code: 'report/not-found' })
    if (stamper.ask(report.bytes) === null) return fail({ code: 'report/not-signable' })
    const bytes = stamper.add(report.bytes, answerBase64)
    if (bytes === null) return fail({ code: 'report/stamp-refused' })
    const digestHex = vault.crypto.digestHex(bytes)
    const signatures = (report.signatures ?? 0) + 1
    drawn.keep({ ...report, bytes, digestHex, signatures })
    return succeed({ reportId, sizeBytes: bytes.length, digestHex, signatures })
  }
}
