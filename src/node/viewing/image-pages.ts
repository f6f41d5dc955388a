import sharp, { type Sharp } from 'sharp'
import type { Pages } from './pages.ts'
import { NotReadable, type RoomBytes, readWhole } from './room-bytes.ts'

/** Largest picture file that is decoded. */
const MOST_IMAGE_BYTES = 256 * 1024 * 1024
/** Largest picture: 16,000 × 12,000, more than any phone makes; as four bytes a pixel it fills 768 MB. */
const MOST_IMAGE_PIXELS = 192_000_000
const MOST_IMAGE_PAGES = 1000

/** Opens a picture whose pages (of a TIFF, or of a film in GIF) are decoded and drawn anew, without any of its metadata. */
export async function openImage(bytes: RoomBytes): Promise<Pages> {
  const file = await readWhole(bytes, MOST_IMAGE_BYTES)
  const decode = (page: number): Sharp =>
    sharp(file, { page, limitInputPixels: MOST_IMAGE_PIXELS, failOn: 'none', autoOrient: true })
  const meta = await decode(0)
    .metadata()
    .catch(() => {
      throw new NotReadable('not-readable')
    })
  const count = Math.min(meta.pages ?? 1, MOST_IMAGE_PAGES)
  const { width: widthPx, height } = meta.autoOrient
  const heightPx = meta.pageHeight ?? height
  if (widthPx * heightPx > MOST_IMAGE_PIXELS) throw new NotReadable('too-large')
  return {
    count,
    first: { widthPx, heightPx },
    async draw(page, wantedPx) {
      const picture = decode(page)
      if (wantedPx < widthPx) picture.resize({ width: wantedPx })
      try {
        const { data, info } = await picture
          .toColourspace('srgb')
          .flatten({ background: '#ffffff' })
          .removeAlpha()
          .raw()
          .toBuffer({ resolveWithObject: true })
        return { pixels: data, widthPx: info.width, heightPx: info.height, channels: info.channels as 1 | 3 }
      } catch {
        throw new NotReadable('not-readable')
      }
    },
  }
}
