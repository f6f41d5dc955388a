/// <reference path="./pdfmake-engine.d.ts" />
import type { LayoutPage } from 'pdfmake/js/LayoutBuilder.js'
import type { Line } from 'pdfmake/js/Line.js'
import type { PdfDocument } from 'pdfmake/js/PDFDocument.js'
import type { DrawnLine, LinePen } from './draw-line.ts'
import type { SizedPicture } from './embedded-pictures.ts'
import type { LayoutNode, RoomNeed, TextNode } from './layout-node.ts'
import { DocMeasure, LayoutBuilder, Line as LayoutLine } from './pdfmake-parts.ts'
import type { Shaper } from './shape-text.ts'
import type { StructureNode } from './structure-node.ts'
import { TextFlow } from './text-flow.ts'
import { PAGE_SIZE } from './type-scale.ts'

/** What pdfmake keeps for a line: one inline, which is the whole line. */
export type LineInline = {
  readonly drawn: DrawnLine
  readonly ascentPt: number
  readonly element: StructureNode | undefined
}

/** A picture is kept as a line of its height. */
export type PictureInline = { readonly picture: SizedPicture; readonly element: StructureNode }

/** A picture that waits for its place, with the least height that it may be given and the room for what stands beneath it. */
type PictureNode = PictureInline & {
  readonly leastPt: number
  readonly roomBeneath: RoomNeed
  isPlaced?: boolean
}

/**
 * Widths that pdfmake may assume of any text: it can always be made narrower, because a line breaks inside a word
 * where it must. Tables here have fixed widths and shares only, so nothing is derived from the widest line.
 */
const NARROWEST_PT = 1
const WIDEST_PT = 10_000

class CourtDocMeasure extends DocMeasure {
  readonly #shaper: Shaper

  constructor(document: PdfDocument, tableLayouts: object, shaper: Shaper) {
    super(document, {}, {}, null, tableLayouts)
    this.#shaper = shaper
  }

  override measureLeaf(node: Record<string, unknown>): Record<string, unknown> {
    if (node.picture === undefined) node._flow = new TextFlow((node as TextNode).flowText, this.#shaper)
    node._minWidth = NARROWEST_PT
    node._maxWidth = WIDEST_PT
    return node
  }
}

/** pdfmake's layout with text that is shaped by HarfBuzz and broken at words. */
export class CourtLayout extends LayoutBuilder {
  readonly #document: PdfDocument
  readonly #shaper: Shaper
  readonly #pen: LinePen
  readonly #onPage: (pages: number) => void
  #pages = 0

  constructor(
    document: PdfDocument,
    shaper: Shaper,
    pen: LinePen,
    pageMargins: { left: number; top: number; right: number; bottom: number },
    onPage: (pages: number) => void,
  ) {
    super(
      { width: PAGE_SIZE.widthPt, height: PAGE_SIZE.heightPt, orientation: 'portrait' },
      pageMargins,
      null,
    )
    this.#document = document
    this.#shaper = shaper
    this.#pen = pen
    this.#onPage = onPage
  }

  /** Arranges the content on pages, with a foot on each. */
  layOut(content: LayoutNode, foot: (page: number, pages: number) => LayoutNode): LayoutPage[] {
    this.registerTableLayouts({})
    return this.layoutDocument(
      content,
      this.#document,
      {},
      {},
      undefined,
      undefined,
      foot,
      undefined,
      undefined,
    )
  }

  override tryLayoutDocument(structure: unknown, document: unknown, ...rest: unknown[]): unknown {
    this.docMeasure = new CourtDocMeasure(this.#document, this.tableLayouts, this.#shaper)
    return super.tryLayoutDocument(structure, document, ...rest)
  }

  /** Starts a new page first when less room is left than the node asks for. */
  override processNode(node: Record<string, unknown>, isVerticalAlignmentAllowed?: boolean): void {
    const roomNeed = node.roomNeed as RoomNeed | undefined
    if (roomNeed !== undefined && this.writer.transactionLevel === 0) {
      const { availableHeight } = this.writer.context()
      if (availableHeight < roomNeed(this.#shaper)) this.writer.moveToNextPage()
    }
    super.processNode(node, isVerticalAlignmentAllowed)
    release(node)
    this.linearNodeList.length = 0
  }

  override buildNextLine(node: Record<string, unknown>): Line | null {
    if (node.picture !== undefined) return this.#placePicture(node as PictureNode)
    const flow = node._flow as TextFlow
    const { availableWidth } = this.writer.context()
    const laid = flow.nextLine(availableWidth)
    if (laid === null) return null
    this.#reportPage()
    const { ascentPt, descentPt, align, element } = flow.text
    const line = new LayoutLine(availableWidth)
    const inline: LineInline & Record<string, unknown> = {
      drawn: this.#pen.compose(laid),
      ascentPt,
      element,
      width: laid.widthPt,
      height: ascentPt + descentPt,
      alignment: align,
      leadingCut: 0,
      trailingCut: 0,
    }
    line.addInline(inline)
    return line
  }

  /** A picture is laid out as a line of its height, once; one that may be lower takes what the page has left. */
  #placePicture(node: PictureNode): Line | null {
    if (node.isPlaced === true) return null
    node.isPlaced = true
    this.#reportPage()
    const { availableWidth, availableHeight } = this.writer.context()
    const line = new LayoutLine(availableWidth)
    const { element, leastPt } = node
    const picture = lowerTo(node.picture, Math.max(leastPt, availableHeight - node.roomBeneath(this.#shaper)))
    const inline: PictureInline & Record<string, unknown> = {
      picture,
      element,
      width: picture.widthPt,
      height: picture.heightPt,
      alignment: 'left',
      leadingCut: 0,
      trailingCut: 0,
    }
    line.addInline(inline)
    return line
  }

  #reportPage(): void {
    if (this.writer.transactionLevel > 0) return
    const pages = this.writer.context().page + 1
    if (pages <= this.#pages) return
    this.#pages = pages
    this.#onPage(pages)
  }
}

function lowerTo(picture: SizedPicture, heightPt: number): SizedPicture {
  if (picture.heightPt <= heightPt) return picture
  return { ...picture, heightPt, widthPt: (picture.widthPt * heightPt) / picture.heightPt }
}

/**
 * Forgets what a node was made of once it stands on its pages, which hold all that is drawn. pdfmake keeps every node to the end, for
 * page breaks that documents decide on afterwards; none of ours does.
 */
function release(node: Record<string, unknown>): void {
  node.positions = NOTHING
  node.resetXY = undefined
  node.roomNeed = undefined
  node._flow = undefined
  node.flowText = undefined
  if (node.stack !== undefined) node.stack = NOTHING
  if (node.table === undefined) return
  node.table = undefined
  node.layout = undefined
  node._layout = undefined
}

const NOTHING: readonly never[] = []
