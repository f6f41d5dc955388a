import type { Printable, ReportPrinter } from '#app/ports/report-printer.ts'
import type { DocumentTree } from '#core/documents/document-tree.ts'

/** A printer that draws nothing and keeps what it was given, for tests of what documents say. */
export type RecordingPrinter = ReportPrinter & { readonly printed: Printable[]; last(): DocumentTree }

/** Makes a {@link RecordingPrinter}. */
export function makeRecordingPrinter(): RecordingPrinter {
  const printed: Printable[] = []
  return {
    printed,
    print: async (document) => {
      printed.push(document)
      return { ok: true, value: { bytes: Buffer.from(`%PDF-${JSON.stringify(document)}`), pages: 1 } }
    },
    last() {
      const document = printed.at(-1)
      if (document === undefined || !('blocks' in document)) throw new Error('no document was printed')
      return document
    },
  }
}
