/*
 * Types of the parts of pdfmake 0.3.11 and pdfkit 0.19.1 that this folder extends. Neither package types its inner
 * modules. Only what is used is written down; the classes are default exports of CommonJS modules, which
 * `pdfmake-parts.ts` opens. `tests/node/pdf/pdfmake-parts.test.ts` holds this file against the real objects, so that
 * a new version is noticed.
 */

declare module 'pdfmake/js/PDFDocument.js' {
  import type { Readable } from 'node:stream'

  export type PdfReference = {
    data: Record<string, unknown>
    compress: boolean
    write(chunk: Uint8Array | string): void
    end(chunk?: Uint8Array | string): void
  }

  /** The font object of fontkit, as far as embedding needs it. */
  export type FontProgram = {
    postscriptName: string
    unitsPerEm: number
    ascent: number
    descent: number
    capHeight: number
    xHeight: number
    italicAngle: number
    bbox: { minX: number; minY: number; maxX: number; maxY: number }
    loca: { version: number }
    maxp: {
      maxPoints: number
      maxContours: number
      maxComponentPoints: number
      maxComponentContours: number
      maxComponentElements: number
      maxComponentDepth: number
    }
    getGlyph(id: number): { advanceWidth: number }
  }

  /** The TrueType subset of fontkit 2.0.4; the fields from `glyf` on exist while it is being encoded. */
  export type FontSubset = {
    glyphs: number[]
    glyf: Uint8Array[]
    loca: { offsets: number[] }
    hmtx: { metrics: { advance: number; bearing: number }[] }
    offset: number
    includeGlyph(id: number): number
    encode(): Uint8Array
    _addGlyph(id: number): number
  }

  export type EmbeddedFont = {
    font: FontProgram
    subset: FontSubset
  }

  export class PdfDocument extends Readable {
    constructor(
      fonts: object,
      images: object,
      patterns: object,
      attachments: object,
      options: object,
      virtualFileSystem: null,
      localAccessPolicy: (path: string) => boolean,
    )
    page: {
      height: number
      fonts: Record<string, PdfReference>
      xobjects: Record<string, PdfReference>
      dictionary: PdfReference
    }
    info: Record<string, unknown>
    _id: Buffer
    _font: EmbeddedFont
    _fontFamilies: Record<string, { finalize(): void }>
    _root: { data: Record<string, unknown> }
    /** Where each object begins, by number less one; `null` until it is written. */
    _offsets: (number | null)[]
    _offset: number
    _write(data: Buffer | string): void
    addContent(operators: string): this
    addPage(options: { size: [number, number]; margin: number }): this
    addNamedEmbeddedFile(key: string, fileSpecification: PdfReference): void
    font(bytes: Uint8Array): this
    ref(data?: Record<string, unknown>): PdfReference
    end(): void
    endMetadata(): void
    endMarkings(): void
    _addPdfaMetadata(): void
  }
}

declare module 'pdfmake/js/Line.js' {
  export class Line {
    constructor(maxWidth: number)
    x: number
    y: number
    inlines: Record<string, unknown>[]
    newLineForced?: boolean
    lastLineInParagraph?: boolean
    addInline(inline: Record<string, unknown>): void
    getHeight(): number
    getWidth(): number
  }
}

declare module 'pdfmake/js/DocMeasure.js' {
  export class DocMeasure {
    constructor(
      document: unknown,
      styles: object,
      defaultStyle: object,
      svgMeasure: unknown,
      tableLayouts: object,
    )
    measureLeaf(node: Record<string, unknown>): Record<string, unknown>
    measureDocument(structure: unknown): unknown
  }
}

declare module 'pdfmake/js/LayoutBuilder.js' {
  import type { DocMeasure } from 'pdfmake/js/DocMeasure.js'
  import type { Line } from 'pdfmake/js/Line.js'

  export type LayoutPage = { items: { type: string; item: unknown }[] }

  export class LayoutBuilder {
    constructor(
      pageSize: { width: number; height: number; orientation: 'portrait' },
      pageMargins: { left: number; top: number; right: number; bottom: number },
      svgMeasure: null,
    )
    docMeasure: DocMeasure
    tableLayouts: Record<string, object>
    linearNodeList: unknown[]
    writer: {
      context(): { availableWidth: number; availableHeight: number; page: number }
      moveToNextPage(): void
      transactionLevel: number
    }
    layoutDocument(
      content: unknown,
      document: unknown,
      styles: object,
      defaultStyle: object,
      background: undefined,
      header: undefined,
      footer: (page: number, pages: number) => unknown,
      watermark: undefined,
      pageBreakBefore: undefined,
    ): LayoutPage[]
    registerTableLayouts(layouts: Record<string, object>): void
    tryLayoutDocument(structure: unknown, document: unknown, ...rest: unknown[]): unknown
    processNode(node: Record<string, unknown>, isVerticalAlignmentAllowed?: boolean): void
    buildNextLine(node: Record<string, unknown>): Line | null
  }
}

declare module 'pdfmake/js/Renderer.js' {
  import type { LayoutPage } from 'pdfmake/js/LayoutBuilder.js'
  import type { Line } from 'pdfmake/js/Line.js'
  import type { PdfDocument } from 'pdfmake/js/PDFDocument.js'

  export class Renderer {
    constructor(document: PdfDocument)
    pdfDocument: PdfDocument
    renderPages(pages: LayoutPage[]): void
    renderLine(line: Line, x: number, y: number): void
    renderVector(vector: object): void
  }
}

declare module 'pdfmake/js/qrEnc.js' {
  export type QrDrawing = {
    _canvas: { x: number; y: number; w: number; h: number }[]
    _width: number
  }

  export type QrEncoder = {
    /** Throws a text when the data does not fit a QR code. Without `fit` a module is five units wide. */
    measure(node: { qr: string; eccLevel: 'L' | 'M' | 'Q' | 'H' }): QrDrawing
  }
}
