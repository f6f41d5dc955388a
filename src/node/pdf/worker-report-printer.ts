import type { ReportPrinter } from '#app/ports/report-printer.ts'
import { renderPdf } from './render-pdf.ts'

/** Makes the printer that draws each report as a PDF in a worker of its own. */
export function makeWorkerReportPrinter(): ReportPrinter {
  return { print: renderPdf }
}
