import sharp from 'sharp'

/** The size of a page as it is drawn in full. */
export type PageSize = { readonly widthPx: number; readonly heightPx: number }

/** A drawn page: rows of pixels without anything else, one byte a channel. */
export type DrawnPage = {
  readonly pixels: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
  readonly channels: 1 | 3 | 4
}

/** Something that is shown as pages. */
export type Pages = {
  readonly count: number
  /** How large the first page is when it is drawn in full; others may differ. */
  readonly first: PageSize
  /** Draws a page at most `widthPx` wide, never larger than it is. */
  draw(page: number, widthPx: number): Promise<DrawnPage>
  /** What a page says, where it says anything. */
  words?(page: number): string
}

/** Writes a drawn page as a PNG that holds its pixels and nothing else. */
export async function writePng({ pixels, widthPx, heightPx, channels }: DrawnPage): Promise<Uint8Array> {
  return await sharp(pixels, { raw: { width: widthPx, height: heightPx, channels } })
    .png({ compressionLevel: 3, progressive: false, palette: false })
    .toBuffer()
}
