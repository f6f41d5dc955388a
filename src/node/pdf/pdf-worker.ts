import { parentPort, workerData } from 'node:worker_threads'
import type { DocumentTree } from '#core/documents/document-tree.ts'
import { drawCourtPdf } from './draw-court-pdf.ts'

/** What the worker says: how far it is, and at the end what it drew. */
export type PdfWorkerMessage =
  | { readonly kind: 'laid-out'; readonly pages: number }
  | { readonly kind: 'drawn'; readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number }

const say = (message: PdfWorkerMessage, transfer: ArrayBuffer[] = []) =>
  parentPort?.postMessage(message, transfer)

const { bytes, pages } = await drawCourtPdf(workerData as DocumentTree, (count) => {
  say({ kind: 'laid-out', pages: count })
})
say({ kind: 'drawn', bytes, pages }, [bytes.buffer])
