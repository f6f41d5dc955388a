import { parentPort, workerData } from 'node:worker_threads'
import type { Printable } from '#app/ports/report-printer.ts'
import { drawCourtPdf } from './draw-court-pdf.ts'
import { drawLabelPdf } from './draw-label-pdf.ts'

/** What the worker draws. */
export type PdfOrder = {
  readonly document: Printable
  readonly pictures: ReadonlyMap<string, Uint8Array>
}

/** What the worker says: how far it is, and at the end what it drew. */
export type PdfWorkerMessage =
  | { readonly kind: 'laid-out'; readonly pages: number }
  | { readonly kind: 'drawn'; readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number }

const say = (message: PdfWorkerMessage, transfer: ArrayBuffer[] = []) =>
  parentPort?.postMessage(message, transfer)

const { document, pictures } = workerData as PdfOrder
const onPage = (count: number) => say({ kind: 'laid-out', pages: count })
const { bytes, pages } =
  'labels' in document ? await drawLabelPdf(document, onPage) : await drawCourtPdf(document, onPage, pictures)
say({ kind: 'drawn', bytes, pages }, [bytes.buffer])
