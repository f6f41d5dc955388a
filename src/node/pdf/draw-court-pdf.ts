import type { ReadPicture } from '#app/ports/report-printer.ts'
import type { DocumentTree } from '#core/documents/document-tree.ts'
import { composeBlocks } from './compose-blocks.ts'
import { composeFoot, footHeightPt } from './compose-foot.ts'
import { CourtLayout } from './court-layout.ts'
import { CourtPdfDocument } from './court-pdf-document.ts'
import { CourtRenderer } from './court-renderer.ts'
import { LinePen } from './draw-line.ts'
import { EmbeddedFaces } from './embedded-face.ts'
import { EmbeddedPictures } from './embedded-pictures.ts'
import { FontSet } from './fonts.ts'
import { Shaper } from './shape-text.ts'
import { toStructure } from './structure-node.ts'
import { StructureTree } from './structure-tree.ts'
import { PAGE_MARGINS } from './type-scale.ts'

/** Opened once in a thread; a worker draws one document, tests draw many. */
const fonts = new FontSet()

const NO_PICTURES: ReadPicture = () => Promise.resolve(null)

/** A drawn document. */
export type CourtPdf = { readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number }

/**
 * Draws a document as a PDF, in this thread; `onPage` hears how many pages have been laid out, and `readPicture` is asked for one
 * picture at a time.
 *
 * The bytes depend on the tree, its pictures, the fonts and the versions of the libraries, and on nothing else.
 *
 * @throws `picture-unreadable` when a picture is none, and whatever pdfmake throws, which is a bug of ours.
 */
export async function drawCourtPdf(
  tree: DocumentTree,
  onPage: (pages: number) => void,
  readPicture: ReadPicture = NO_PICTURES,
): Promise<CourtPdf> {
  const document = new CourtPdfDocument(tree)
  const pictures = new EmbeddedPictures(document)
  document.identify(tree, await pictures.embed(tree.blocks, readPicture))
  const pen = new LinePen(document, new EmbeddedFaces(document), fonts)
  const margins = { ...PAGE_MARGINS, bottom: footHeightPt(tree.foot) }
  const layout = new CourtLayout(document, new Shaper(fonts), pen, margins, onPage)
  const nodes = composeBlocks(tree.blocks, tree.languages, pictures)
  const elements = nodes.map(({ element }) => element)
  const structure = new StructureTree(document, toStructure('Document', elements))
  document.writeStructure = () => structure.write()
  const pages = layout.layOut({ stack: nodes }, composeFoot(tree))
  new CourtRenderer(document, pen, structure, pictures).renderPages(pages)
  return { bytes: document.finish(), pages: pages.length }
}
