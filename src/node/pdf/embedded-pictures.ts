/// <reference path="./pdfmake-engine.d.ts" />
import { sha256 } from '@noble/hashes/sha2.js'
import type { PdfDocument, PdfReference } from 'pdfmake/js/PDFDocument.js'
import type { ReadPicture } from '#app/ports/report-printer.ts'
import type { Block } from '#core/documents/document-tree.ts'
import { toNumber } from './pdf-text.ts'
import { readPrintPicture } from './print-picture.ts'

/** Thrown where the bytes of a picture are missing or are no picture that may be printed. */
export class PictureUnreadable extends Error {
  readonly code = 'picture-unreadable'
}

/** A picture with its size on paper. */
export type SizedPicture = { readonly id: string; readonly widthPt: number; readonly heightPt: number }

/** What is kept of a picture whose bytes are in the file already. */
type Embedded = {
  readonly name: string
  readonly reference: PdfReference
  readonly widthPx: number
  readonly heightPx: number
}

/**
 * The pictures of one PDF: each is embedded once, as the stream it came in, however often it is drawn. They are written one after the
 * other before anything else, so that the bytes of one only are held at a time.
 */
export class EmbeddedPictures {
  readonly #document: PdfDocument
  readonly #pictures = new Map<string, Embedded>()

  constructor(document: PdfDocument) {
    this.#document = document
  }

  /**
   * Embeds the pictures of a document in the order in which they stand, and answers the digest of each.
   *
   * @throws PictureUnreadable where one is missing, or none.
   */
  async embed(
    blocks: readonly Block[],
    read: ReadPicture,
  ): Promise<{ readonly id: string; readonly digest: Uint8Array }[]> {
    const digests: { readonly id: string; readonly digest: Uint8Array }[] = []
    for (const block of blocks) {
      if (block.kind !== 'image' || this.#pictures.has(block.pictureId)) continue
      const id = block.pictureId
      const file = await read(id)
      if (file === null) throw new PictureUnreadable()
      digests.push({ id, digest: sha256(file) })
      this.#pictures.set(id, this.#write(file))
    }
    return digests
  }

  /** Fits a picture into a box, keeping its shape. */
  fit(id: string, widthPt: number, heightPt: number): SizedPicture {
    const { widthPx, heightPx } = this.#pictures.get(id) as Embedded
    const scale = Math.min(widthPt / widthPx, heightPt / heightPx)
    return { id, widthPt: widthPx * scale, heightPt: heightPx * scale }
  }

  /** Draws a picture with its upper left corner at the given distances from the left and the top of the page. */
  draw({ id, widthPt, heightPt }: SizedPicture, xPt: number, yPt: number): string {
    const { name, reference } = this.#pictures.get(id) as Embedded
    this.#document.page.xobjects[name] = reference
    // The page's coordinates run downwards; pictures stand on their feet in upward ones.
    const matrix = [widthPt, 0, 0, -heightPt, xPt, yPt + heightPt].map(toNumber).join(' ')
    return `q ${matrix} cm /${name} Do Q`
  }

  #write(file: Uint8Array): Embedded {
    const picture = readPrintPicture(file)
    if (picture === null) throw new PictureUnreadable()
    const { widthPx, heightPx, channels, packing, bytes } = picture
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
    return { name: `P${this.#pictures.size + 1}`, reference, widthPx, heightPx }
  }
}
