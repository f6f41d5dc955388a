import { decodeHeif, type HeifLimits, measureHeif, openHeifImages, planeOf } from '../../heif/heif-images.ts'
import { ask } from '../../heif/libheif.ts'
import type { PictureSize } from './stretch.ts'

/**
 * What a parser decodes of a picture in HEIC: phones write 12 and 24 million pixels by themselves. Twice as many take longer and hold more
 * than a parser may on a slow laptop.
 */
const LIMITS: HeifLimits = { pixels: 26_000_000, memoryBytes: 256 * 1_024 * 1_024 }

/** As a file is opened to be measured: nothing is decoded then, and its size can be said of a picture that is too large to be. */
const OPENED: HeifLimits = { ...LIMITS, pixels: 2 ** 30 }

/** `heif_colorspace_undefined` and `heif_chroma_undefined`: as it is coded (heif_image.h). */
const AS_CODED = { colourspace: 99, chroma: 99 }
/** `heif_colorspace_RGB`, `heif_channel_Y` and `heif_channel_G`. */
const RGB = 1
const Y = 0
const GREEN = 4

/** The first picture of a file. */
export type HeicPicture = {
  readonly size: PictureSize
  /** Pictures beside the first. */
  readonly others: number
  /** More pixels than are decoded. */
  readonly isTooLarge: boolean
  /** How bright each pixel is, as a PGM (netpbm's `P5`), which is what ZXing decodes without loss. @throws where it cannot be decoded. */
  brightness(): Uint8Array
}

/** Opens a picture in HEIC without decoding it. @throws where libheif refuses it. */
export function openHeicPicture(file: Uint8Array): HeicPicture {
  const images = openHeifImages(file, OPENED)
  const [first] = images
  if (first === undefined) throw new Error('no picture')
  const size = measureHeif(first, OPENED.pixels)
  const isTooLarge = size.widthPx * size.heightPx > LIMITS.pixels
  return { size, others: images.length - 1, isTooLarge, brightness: () => brightnessOf(first) }
}

function brightnessOf(handle: number): Uint8Array {
  return decodeHeif(handle, AS_CODED, (image) => {
    // Brightness is coded beside the colours; where it is not, green says most of it.
    const channel = ask('_heif_image_get_colorspace', image) === RGB ? GREEN : Y
    const bits = ask('_heif_image_get_bits_per_pixel_range', image, channel)
    if (bits < 8 || bits > 16) throw new Error('no such depth')
    const bytesAPixel = bits === 8 ? 1 : 2
    const { widthPx, heightPx, strideBytes, rows } = planeOf(image, channel, bytesAPixel, LIMITS.pixels)
    const head = Buffer.from(`P5 ${widthPx} ${heightPx} 255\n`, 'latin1')
    const grey = new Uint8Array(head.length + widthPx * heightPx)
    grey.set(head)
    for (let row = 0; row < heightPx; row += 1) {
      const from = row * strideBytes
      const to = head.length + row * widthPx
      if (bytesAPixel === 1) grey.set(rows.subarray(from, from + widthPx), to)
      else
        for (let column = 0; column < widthPx; column += 1) {
          const at = from + column * 2
          grey[to + column] = ((rows[at] ?? 0) + (rows[at + 1] ?? 0) * 256) >> (bits - 8)
        }
    }
    return grey
  })
}
