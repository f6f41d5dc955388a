import sharp, { type Sharp } from 'sharp'

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
export async function writePng(drawn: DrawnPage): Promise<Uint8Array> {
  return await sharpOf(drawn).png({ compressionLevel: 3, progressive: false, palette: false }).toBuffer()
}

/** Begins from pixels that are decoded. */
export function sharpOf({ pixels, widthPx, heightPx, channels }: DrawnPage): Sharp {
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels } })
}

/** Makes a copy of a page, on white and at most so many pixels wide. Whoever covers something writes into what they are given. */
export async function narrowed(drawn: DrawnPage, wantedPx: number): Promise<DrawnPage> {
  const { widthPx, channels } = drawn
  if (wantedPx >= widthPx && channels !== 4) return { ...drawn, pixels: drawn.pixels.slice() }
  const { data, info } = await sharpOf(drawn)
    .resize({ width: Math.min(wantedPx, widthPx) })
    .flatten({ background: '#ffffff' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, widthPx: info.width, heightPx: info.height, channels: info.channels as 1 | 3 }
}
