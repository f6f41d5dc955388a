import type { Failure } from '#contract/failures.ts'
import type { DocumentTree } from '#core/documents/document-tree.ts'
import type { LabelSheet } from '#core/documents/label-sheet.ts'
import type { Result } from '#core/result.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'

/** What can be drawn: a document that flows over A4 pages, or labels at their places on their stock. */
export type Printable = DocumentTree | LabelSheet

/** A drawn document. */
export type PrintedReport = { readonly bytes: Uint8Array; readonly pages: number }

/**
 * Gives a picture of a document, made for printing (JPEG), by the id under which the document names it; `null` when there is none. It is
 * asked for one picture at a time, and gives the bytes away.
 */
export type ReadPicture = (pictureId: string) => Promise<Uint8Array | null>

/** Draws documents as PDF, away from the process that holds keys. The same document gives the same bytes. */
export type ReportPrinter = {
  print(
    document: Printable,
    work: {
      readonly signal: CancelSignal
      readonly onProgress: (donePages: number) => void
      readonly readPicture?: ReadPicture
    },
  ): Promise<Result<PrintedReport, Failure<'report/not-drawn'> | Cancelled>>
}
