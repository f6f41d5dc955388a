import { decodeHeif, type HeifLimits, measureHeif, openHeifImages, planeOf } from '../heif/heif-images.ts'
import { profileOfHeif } from '../heif/heif-profile.ts'
import { ask, HeifError } from '../heif/libheif.ts'
import { inSrgb } from './colour-profile.ts'
import { type DrawnPage, narrowed, type Pages, sharpOf } from './pages.ts'
import { printOf } from './print-image.ts'
import { NotReadable, type RoomBytes, readWhole } from './room-bytes.ts'

// libvips' free build reads no HEVC; libheif with libde265 does, inside WebAssembly.

/** Largest file: what phones write has 2 to 15 MB. */
const MOST_HEIC_BYTES = 100 * 1024 * 1024
const LIMITS: HeifLimits = {
  // Phones make 48 million; as three bytes a pixel these fill 192 MB, and about as much again while they are decoded.
  pixels: 64_000_000,
  // The room is ended at 1,536 MiB.
  memoryBytes: 768 * 1024 * 1024,
}

/** `heif_colorspace_RGB`, `heif_chroma_interleaved_RGB` and `…_RGBA`, `heif_channel_interleaved` (heif_image.h). */
const RGB = 1
const INTERLEAVED_RGB = 10
const INTERLEAVED_RGBA = 11
const INTERLEAVED = 10

/** Opens a picture in HEIC: its images as pages, the one that it calls its first one first. */
export async function openHeic(bytes: RoomBytes): Promise<Pages> {
  const images = await openImages(bytes)
  const [first] = images
  if (first === undefined) throw new NotReadable('not-readable')
  // Decoding takes seconds where a phone's largest are read, and whoever looks asks for several widths.
  let last: { readonly page: number; readonly drawn: DrawnPage } | null = null
  return {
    count: images.length,
    first: asNotReadable(() => measureHeif(first, LIMITS.pixels)),
    async draw(page, wantedPx) {
      const image = images[page]
      if (image === undefined) throw new NotReadable('not-readable')
      if (last?.page !== page) {
        last = null
        last = { page, drawn: decode(image) }
      }
      return await inSrgb(await narrowed(last.drawn, wantedPx), profileOfHeif(image))
    },
  }
}

/** Makes of a picture in HEIC what is printed of it, as `shrinkForPrint` does of others. */
export async function shrinkHeicForPrint(
  bytes: RoomBytes,
  widthPx: number,
  heightPx: number,
): Promise<Uint8Array> {
  const [first] = await openImages(bytes)
  if (first === undefined) throw new NotReadable('not-readable')
  const drawn = decode(first)
  const scale = Math.min(1, widthPx / drawn.widthPx, heightPx / drawn.heightPx)
  const small = await narrowed(drawn, Math.max(1, Math.round(drawn.widthPx * scale)))
  return await printOf(sharpOf(await inSrgb(small, profileOfHeif(first))), widthPx, heightPx)
}

async function openImages(bytes: RoomBytes): Promise<readonly number[]> {
  const file = await readWhole(bytes, MOST_HEIC_BYTES)
  return asNotReadable(() => openHeifImages(file, LIMITS))
}

function decode(handle: number): DrawnPage {
  return asNotReadable(() => {
    measureHeif(handle, LIMITS.pixels)
    const channels = ask('_heif_image_handle_has_alpha_channel', handle) === 0 ? 3 : 4
    const chroma = channels === 3 ? INTERLEAVED_RGB : INTERLEAVED_RGBA
    return decodeHeif(handle, { colourspace: RGB, chroma }, (image) => {
      const { widthPx, heightPx, strideBytes, rows } = planeOf(image, INTERLEAVED, channels, LIMITS.pixels)
      const rowBytes = widthPx * channels
      const pixels = new Uint8Array(rowBytes * heightPx)
      for (let row = 0; row < heightPx; row += 1)
        pixels.set(rows.subarray(row * strideBytes, row * strideBytes + rowBytes), row * rowBytes)
      return { pixels, widthPx, heightPx, channels }
    })
  })
}

/** What libheif refuses, and what ends inside it, is a picture that cannot be read. */
function asNotReadable<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof HeifError) throw new NotReadable(cause.isLimit ? 'too-large' : 'not-readable')
    throw cause
  }
}
