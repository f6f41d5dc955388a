import type { Handler } from '#contract/dispatcher.ts'
import { buildCaseReport } from '#core/documents/case-report.ts'
import { readCase } from '../ledger/read-case.ts'
import { lockedFailure } from '../vault-session.ts'
import { type DrawingTools, drawReport } from './draw-report.ts'

/** `report.make`. The document is a function of the case's events alone: the same head gives the same bytes. */
export function makeReport(tools: DrawingTools, software: string): Handler<'report.make'> {
  return async ({ case: name, languages, kind }, context) => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    const read = readCase(vault, name)
    if (!read.ok) return read
    const { view, found } = read.value
    const document = buildCaseReport(view, { languages, software })
    const fileName = `${view.number}-${kind}-report-${languages.replace('+', '-')}.pdf`
    const { seq, hashHex } = view.head
    const madeFrom = { seq, hashHex }
    return await drawReport(tools, vault, { found, document, kind, fileName, madeFrom }, context)
  }
}
