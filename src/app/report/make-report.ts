import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { buildCaseReport } from '#core/documents/case-report.ts'
import type { DigestHex } from '#core/ids.ts'
import { fail, succeed } from '#core/result.ts'
import { readCase } from '../ledger/read-case.ts'
import type { ReportPrinter } from '../ports/report-printer.ts'
import { isStillHeld, lockedFailure, type SessionSource } from '../vault-session.ts'
import type { DrawnReports } from './drawn-reports.ts'

/** `report.make`. The document is a function of the case's events alone: the same head gives the same bytes. */
export function makeReport(
  session: SessionSource,
  printer: ReportPrinter,
  drawn: DrawnReports,
  software: string,
): Handler<'report.make'> {
  return async (input, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readCase(vault, input.case)
    if (!read.ok) return read
    const { view } = read.value
    const { languages, kind } = input
    const document = buildCaseReport(view, { languages, software })
    const printed = await printer.print(document, {
      signal,
      onProgress: (done) => onProgress({ stage: 'drawing', done, total: null }),
    })
    if (!printed.ok)
      return printed.failure.code === 'cancelled' ? CANCELLED : { ok: false, failure: printed.failure }
    if (session() !== vault) return lockedFailure()
    if (!isStillHeld(vault, read.value.found)) return fail({ code: 'case/not-found' })
    const { bytes, pages } = printed.value
    const digestHex: DigestHex = vault.crypto.digestHex(bytes)
    const reportId = vault.crypto.newId()
    const fileName = `${view.number}-${kind}-report-${languages.replace('+', '-')}.pdf`
    const { seq, hashHex } = view.head
    drawn.keep({
      reportId,
      caseId: view.caseId,
      kind,
      languages,
      fileName,
      bytes,
      digestHex,
      madeFromHeadHex: hashHex,
    })
    return succeed({
      reportId,
      fileName,
      pages,
      sizeBytes: bytes.length,
      digestHex,
      madeFrom: { seq, hashHex },
    })
  }
}
