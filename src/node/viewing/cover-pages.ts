import sharp from 'sharp'
import type { Boxes } from '#core/viewing/covering.ts'
import { PAGE_PARTS } from '#core/viewing/covering.ts'
import type { Magic } from '#core/viewing/magic.ts'
import type { DrawnPage, Pages } from './pages.ts'
import { writePng } from './pages.ts'
import { writePicturePdf } from './picture-pdf.ts'
import { NotReadable } from './room-bytes.ts'

/** Widest a page is drawn to be copied: a photograph keeps all its pixels, a PDF's page about 200 dots an inch. */
const COPY_WIDTH_PX = 16_000
/** Largest copy: it is held in memory until it is sealed. */
const MOST_COPY_BYTES = 256 * 1024 * 1024

/** A copy in which something was covered. */
export type CoveredCopy = {
  readonly bytes: Uint8Array
  readonly ending: 'png' | 'pdf'
  readonly pages: number
}

/**
 * Draws every page anew, burns the boxes into the pixels and writes the pixels alone: one page as PNG, more as a PDF of pictures.
 * Nothing else of the source is looked at, so that nothing else of it can be in the copy.
 */
export async function coverPages(
  pages: Pages,
  boxes: Boxes,
  isDocument: boolean,
  onProgress: (done: number, total: number) => void,
): Promise<CoveredCopy> {
  if (boxes.some(({ page }) => page >= pages.count)) throw new NotReadable('not-readable')
  const drawn: { png: Uint8Array; widthPx: number; heightPx: number }[] = []
  let sizeBytes = 0
  for (let page = 0; page < pages.count; page += 1) {
    const picture = await pages.draw(page, COPY_WIDTH_PX)
    const covered = burn(
      picture,
      boxes.filter((box) => box.page === page),
    )
    const png = await writePng(covered)
    sizeBytes += png.length
    if (sizeBytes > MOST_COPY_BYTES) throw new NotReadable('too-large')
    drawn.push({ png, widthPx: covered.widthPx, heightPx: covered.heightPx })
    onProgress(page + 1, pages.count)
  }
  const [only] = drawn
  if (only !== undefined && drawn.length === 1 && !isDocument)
    return { bytes: only.png, ending: 'png', pages: 1 }
  return { bytes: writePicturePdf(drawn), ending: 'pdf', pages: drawn.length }
}

/** Overwrites pixels in place, to the outside of every edge. */
function burn(picture: DrawnPage, boxes: Boxes): DrawnPage {
  const { pixels, widthPx, heightPx, channels } = picture
  for (const { left, top, right, bottom } of boxes) {
    const fromX = Math.floor((Math.min(left, right) * widthPx) / PAGE_PARTS)
    const toX = Math.ceil((Math.max(left, right) * widthPx) / PAGE_PARTS)
    const fromY = Math.floor((Math.min(top, bottom) * heightPx) / PAGE_PARTS)
    const toY = Math.ceil((Math.max(top, bottom) * heightPx) / PAGE_PARTS)
    for (let y = fromY; y < toY; y += 1) {
      pixels.fill(0, (y * widthPx + fromX) * channels, (y * widthPx + toX) * channels)
    }
  }
  return picture
}

/** libvips' decoders by what the first bytes say. Whatever is not named here stays blocked, the one for SVG too. */
const DECODERS: { readonly [Known in Magic]?: string } = {
  png: 'VipsForeignLoadPngBuffer',
  jpeg: 'VipsForeignLoadJpegBuffer',
  gif: 'VipsForeignLoadNsgifBuffer',
  webp: 'VipsForeignLoadWebpBuffer',
  tiff: 'VipsForeignLoadTiffBuffer',
  avif: 'VipsForeignLoadHeifBuffer',
  // Never the file: it is the PNG by which decoded pixels are turned into sRGB.
  heic: 'VipsForeignLoadPngBuffer',
}

/** Lets libvips decode this one kind of picture, from memory, and nothing else: no other kind, no file, no address. */
export async function allowOneDecoder(magic: Magic | null): Promise<void> {
  sharp.block({ operation: ['VipsForeignLoad'] })
  const decoder = magic === null ? undefined : DECODERS[magic]
  if (decoder !== undefined) sharp.unblock({ operation: [decoder] })
  sharp.cache(false)
  sharp.concurrency(1)
  // What libvips loads by itself when it first draws is loaded now, before the process gives up reading files.
  await sharp({ create: { width: 1, height: 1, channels: 3, background: '#ffffff' } })
    .png()
    .toBuffer()
}
