/// <reference path="./pdfmake-engine.d.ts" />
import type { LayoutPage } from 'pdfmake/js/LayoutBuilder.js'
import type { Line } from 'pdfmake/js/Line.js'
import type { PdfDocument } from 'pdfmake/js/PDFDocument.js'
import type { LineInline, PictureInline } from './court-layout.ts'
import type { DrawnLine, LinePen } from './draw-line.ts'
import type { EmbeddedPictures } from './embedded-pictures.ts'
import { Renderer } from './pdfmake-parts.ts'
import type { StructureTree } from './structure-tree.ts'

/** What stands outside the text: the foot of pages, heading rows that come again, rules and ornaments. */
const RUNNING = '/Artifact <</Type /Pagination>> BDC'
const ORNAMENT = '/Artifact <</Type /Layout>> BDC'

/** pdfmake's renderer with lines drawn by {@link LinePen}, and everything drawn marked as content or as an artifact. */
export class CourtRenderer extends Renderer {
  readonly #pen: LinePen
  readonly #tree: StructureTree
  readonly #pictures: EmbeddedPictures
  readonly #drawn = new WeakSet<DrawnLine>()

  constructor(document: PdfDocument, pen: LinePen, tree: StructureTree, pictures: EmbeddedPictures) {
    super(document)
    this.#pen = pen
    this.#tree = tree
    this.#pictures = pictures
  }

  /** Draws the pages; each is let go as soon as it is drawn. */
  override renderPages(pages: LayoutPage[]): void {
    for (const page of pages) {
      super.renderPages([page])
      page.items = []
    }
  }

  override renderLine(line: Line, x: number, y: number): void {
    const inline = line.inlines[0] as LineInline | PictureInline | undefined
    if (inline === undefined) return
    if ('picture' in inline) {
      this.#drawPicture(inline, x, y)
      return
    }
    const { drawn, ascentPt, element } = inline
    if (drawn.operators === '') return
    const isContent = element !== undefined && !this.#drawn.has(drawn)
    this.#drawn.add(drawn)
    this.#pen.place(drawn, x, y + ascentPt, isContent ? this.#tree.open(element) : RUNNING)
  }

  #drawPicture({ picture, element }: PictureInline, x: number, y: number): void {
    const { height } = this.pdfDocument.page
    const box = [x, height - y - picture.heightPt, x + picture.widthPt, height - y]
    const [left = 0, bottom = 0, right = 0, top = 0] = box.map((edge) => Math.round(edge * 1000) / 1000)
    const mark = this.#tree.open(element, [left, bottom, right, top])
    this.pdfDocument.addContent(`${mark}\n${this.#pictures.draw(picture, x, y)}\nEMC`)
  }

  override renderVector(vector: object): void {
    this.pdfDocument.addContent(ORNAMENT)
    super.renderVector(vector)
    this.pdfDocument.addContent('EMC')
  }
}
