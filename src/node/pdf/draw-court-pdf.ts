import { once } from 'node:events'
import type { DocumentTree } from '#core/documents/document-tree.ts'
import { composeBlocks } from './compose-blocks.ts'
import { composeFoot, footHeightPt } from './compose-foot.ts'
import { CourtLayout, CourtRenderer } from './court-layout.ts'
import { CourtPdfDocument } from './court-pdf-document.ts'
import { LinePen } from './draw-line.ts'
import { EmbeddedFaces } from './embedded-face.ts'
import { FontSet } from './fonts.ts'
import { Shaper } from './shape-text.ts'
import { PAGE_MARGINS } from './type-scale.ts'

/** Opened once in a thread; a worker draws one document, tests draw many. */
const fonts = new FontSet()

/** A drawn document. */
export type CourtPdf = { readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number }

/**
 * Draws a document as a PDF, in this thread; `onPage` hears how many pages have been laid out.
 *
 * The bytes depend on the tree, the fonts and the versions of the libraries, and on nothing else.
 *
 * @throws when pdfmake does, which is a bug of ours.
 */
export async function drawCourtPdf(tree: DocumentTree, onPage: (pages: number) => void): Promise<CourtPdf> {
  const document = new CourtPdfDocument(tree)
  const shaper = new Shaper(fonts)
  const margins = { ...PAGE_MARGINS, bottom: footHeightPt(tree.foot) }
  const layout = new CourtLayout(document, shaper, margins, onPage)
  const content = { stack: composeBlocks(tree.blocks, tree.languages) }
  const pages = layout.layOut(content, composeFoot(tree))
  const pen = new LinePen(document, new EmbeddedFaces(document), fonts)
  new CourtRenderer(document, pen).renderPages(pages)

  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  document.end()
  await once(document, 'end')
  return { bytes: new Uint8Array(Buffer.concat(chunks)), pages: pages.length }
}
