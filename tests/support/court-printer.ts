import type { ReportPrinter } from '#app/ports/report-printer.ts'
import { drawCourtPdf } from '#node/pdf/draw-court-pdf.ts'

/** The real drawing, without its worker. */
export const courtPrinter: ReportPrinter = {
  print: async (document) => {
    if (!('blocks' in document)) throw new Error('labels are not drawn here')
    return { ok: true, value: await drawCourtPdf(document, () => {}) }
  },
}
