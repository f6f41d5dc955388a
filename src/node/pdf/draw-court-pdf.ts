import { once } from 'node:events'
import type { DocumentTree } from '#core/documents/document-tree.ts'
import { composeBlocks } from './compose-blocks.ts'
import { composeFoot, footHeightPt } from './compose-foot.ts'
import { CourtLayout, CourtRenderer } from './court-layout.ts'
import { CourtPdfDocument } from './court-pdf-document.ts'
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

const NO_PICTURES: ReadonlyMap<string, Uint8Array> = new Map()

/** A drawn document. */
export type CourtPdf = { readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number }

/**
 * Draws a document as a PDF, in this thread; `onPage` hears how many pages have been laid out.
 *
 * The bytes depend on the tree, the fonts and the versions of the libraries, and on nothing else.
 *
 * @throws `picture-unreadable` when a picture is none, and whatever pdfmake throws, which is a bug of ours.
 */
export async function drawCourtPdf(
  tree: DocumentTree,
  onPage: (pages: number) => void,
  pictures: ReadonlyMap<string, Uint8Array> = NO_PICTURES,
): Promise<CourtPdf> {
  const document = new CourtPdfDocument(tree, pictures)
  const embedded = new EmbeddedPictures(document, pictures)
  const shaper = new Shaper(fonts)
  const margins = { ...PAGE_MARGINS, bottom: footHeightPt(tree.foot) }
  const pen = new LinePen(document, new EmbeddedFaces(document), fonts)
  const layout = new CourtLayout(document, shaper, pen, margins, onPage)
  const nodes = composeBlocks(tree.blocks, tree.languages, embedded)
  const structure = new StructureTree(
    document,
    toStructure(
      'Document',
      nodes.map(({ element }) => element),
    ),
  )
  document.writeStructure = () => structure.write()
  const content = { stack: nodes }
  const pages = layout.layOut(content, composeFoot(tree))
  new CourtRenderer(document, pen, structure, embedded).renderPages(pages)

  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  document.end()
  await once(document, 'end')
  return { bytes: new Uint8Array(Buffer.concat(chunks)), pages: pages.length }
}
