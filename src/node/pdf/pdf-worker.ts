import { parentPort, workerData } from 'node:worker_threads'
import type { Printable } from '#app/ports/report-printer.ts'
import { drawCourtPdf } from './draw-court-pdf.ts'
import { drawLabelPdf } from './draw-label-pdf.ts'

/** What the worker draws. */
export type PdfOrder = { readonly document: Printable }

/** What the worker is answered: the picture it asked for last. */
export type PdfWorkerAnswer = { readonly picture: Uint8Array | null }

/** What the worker says: how far it is, which picture it needs next, and at the end what it drew. */
export type PdfWorkerMessage =
  | { readonly kind: 'laid-out'; readonly pages: number }
  | { readonly kind: 'picture-wanted'; readonly pictureId: string }
  | { readonly kind: 'drawn'; readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number }

const say = (message: PdfWorkerMessage, transfer: ArrayBuffer[] = []) =>
  parentPort?.postMessage(message, transfer)

const readPicture = (pictureId: string): Promise<Uint8Array | null> =>
  new Promise((resolve) => {
    parentPort?.once('message', ({ picture }: PdfWorkerAnswer) => resolve(picture))
    say({ kind: 'picture-wanted', pictureId })
  })

const { document } = workerData as PdfOrder
const onPage = (count: number) => say({ kind: 'laid-out', pages: count })
const { bytes, pages } =
  'labels' in document ? drawLabelPdf(document, onPage) : await drawCourtPdf(document, onPage, readPicture)
say({ kind: 'drawn', bytes, pages }, [bytes.buffer])
