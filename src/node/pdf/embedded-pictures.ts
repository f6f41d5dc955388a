/// <reference path="./pdfmake-engine.d.ts" />
import type { PdfDocument, PdfReference } from 'pdfmake/js/PDFDocument.js'
import { toNumber } from './pdf-text.ts'
import { type PrintPicture, readPrintPicture } from './print-picture.ts'

/** Thrown where the bytes of a picture are missing or are no picture that may be printed. */
export class PictureUnreadable extends Error {
  readonly code = 'picture-unreadable'
}

/** A picture with its size on paper. */
export type SizedPicture = { readonly id: string; readonly widthPt: number; readonly heightPt: number }

/** The pictures of one PDF: each is embedded once, as the stream it came in, however often it is drawn. */
export class EmbeddedPictures {
  readonly #document: PdfDocument
  readonly #files: ReadonlyMap<string, Uint8Array>
  readonly #pictures = new Map<string, PrintPicture>()
  readonly #references = new Map<string, { readonly name: string; readonly reference: PdfReference }>()

  constructor(document: PdfDocument, files: ReadonlyMap<string, Uint8Array>) {
    this.#document = document
    this.#files = files
  }

  /**
   * Fits a picture into a box, keeping its shape.
   *
   * @throws PictureUnreadable where there is none.
   */
  fit(id: string, widthPt: number, heightPt: number): SizedPicture {
    const { widthPx, heightPx } = this.#read(id)
    const scale = Math.min(widthPt / widthPx, heightPt / heightPx)
    return { id, widthPt: widthPx * scale, heightPt: heightPx * scale }
  }

  /** Draws a picture with its upper left corner at the given distances from the left and the top of the page. */
  draw({ id, widthPt, heightPt }: SizedPicture, xPt: number, yPt: number): string {
    const { name, reference } = this.#embed(id)
    this.#document.page.xobjects[name] = reference
    // The page's coordinates run downwards; pictures stand on their feet in upward ones.
    const matrix = [widthPt, 0, 0, -heightPt, xPt, yPt + heightPt].map(toNumber).join(' ')
    return `q ${matrix} cm /${name} Do Q`
  }

  #read(id: string): PrintPicture {
    const known = this.#pictures.get(id)
    if (known !== undefined) return known
    const file = this.#files.get(id)
    const picture = file === undefined ? null : readPrintPicture(file)
    if (picture === null) throw new PictureUnreadable()
    this.#pictures.set(id, picture)
    return picture
  }

  #embed(id: string): { readonly name: string; readonly reference: PdfReference } {
    const known = this.#references.get(id)
    if (known !== undefined) return known
    const { widthPx, heightPx, channels, packing, bytes } = this.#read(id)
    const reference = this.#document.ref({
      Type: 'XObject',
      Subtype: 'Image',
      Width: widthPx,
      Height: heightPx,
      ColorSpace: channels === 1 ? 'DeviceGray' : 'DeviceRGB',
      BitsPerComponent: 8,
      ...packing,
    })
    reference.end(bytes)
    const embedded = { name: `P${this.#references.size + 1}`, reference }
    this.#references.set(id, embedded)
    return embedded
  }
}
