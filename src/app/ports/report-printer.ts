import type { Failure } from '#contract/failures.ts'
import type { DocumentTree } from '#core/documents/document-tree.ts'
import type { LabelSheet } from '#core/documents/label-sheet.ts'
import type { Result } from '#core/result.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'

/** What can be drawn: a document that flows over A4 pages, or labels at their places on their stock. */
export type Printable = DocumentTree | LabelSheet

/** A drawn document. */
export type PrintedReport = { readonly bytes: Uint8Array; readonly pages: number }

/** Draws documents as PDF, away from the process that holds keys. The same document gives the same bytes. */
export type ReportPrinter = {
  print(
    document: Printable,
    work: {
      readonly signal: CancelSignal
      readonly onProgress: (donePages: number) => void
      /** JPEGs made for printing, by the ids under which the document's pictures name them. */
      readonly pictures?: ReadonlyMap<string, Uint8Array>
    },
  ): Promise<Result<PrintedReport, Failure<'report/not-drawn'> | Cancelled>>
}
