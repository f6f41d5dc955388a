import sharp, { type Sharp } from 'sharp'
import { NotReadable, type RoomBytes, readWhole } from './room-bytes.ts'

/** Largest picture file that is decoded, and its most pixels; the same as for looking at it. */
const MOST_IMAGE_BYTES = 256 * 1024 * 1024
const MOST_IMAGE_PIXELS = 192_000_000
/** Of 100: fine enough that print shows no blocks. */
const QUALITY = 88

/**
 * Makes of a picture what is printed of it: at most so many pixels wide and high, upright, in sRGB on white, as a JPEG without any
 * metadata. The same bytes give the same JPEG; the original is only read. Bytes that are no picture, or only begin like one, are
 * refused.
 */
export async function shrinkForPrint(
  bytes: RoomBytes,
  widthPx: number,
  heightPx: number,
): Promise<Uint8Array> {
  const file = await readWhole(bytes, MOST_IMAGE_BYTES)
  const picture = sharp(file, {
    limitInputPixels: MOST_IMAGE_PIXELS,
    failOn: 'truncated',
    autoOrient: true,
  })
  return await printOf(picture, widthPx, heightPx)
}

/** Makes of a picture that is decoded, or is about to be, what is printed of it. */
export async function printOf(picture: Sharp, widthPx: number, heightPx: number): Promise<Uint8Array> {
  try {
    return await picture
      .resize({ width: widthPx, height: heightPx, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4', mozjpeg: false, progressive: false })
      .toBuffer()
  } catch {
    throw new NotReadable('not-readable')
  }
}
