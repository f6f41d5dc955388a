import {
  ask,
  demand,
  demandPointer,
  HeifError,
  keepBytes,
  memoryAt,
  withinLibheif,
  withMemory,
} from './libheif.ts'

/** What one file may ask for. */
export type HeifLimits = {
  /** Of one image. */
  readonly pixels: number
  /** What libheif may hold at once. */
  readonly memoryBytes: number
}

/** A picture of 48 million pixels is cut into 192 tiles of 512 × 512 by phones. */
const MOST_TILES = 4096
const MOST_IMAGES = 100

/** Places within `heif_security_limits` (heif_security.h), of which `max_total_memory` came with its second version. */
const LIMITS = { sizeBytes: 72, leastVersion: 2, imagePixelsAt: 8, tilesAt: 16, totalMemoryAt: 64 } as const

/** How an image is decoded: `heif_colorspace` and `heif_chroma` (heif_image.h). */
export type HeifForm = { readonly colourspace: number; readonly chroma: number }

/** Rows of one channel of a decoded image, within libheif's memory: they hold until libheif is called again. */
export type HeifPlane = {
  readonly widthPx: number
  readonly heightPx: number
  readonly strideBytes: number
  readonly rows: Uint8Array
}

/**
 * Handles of the images of a file, the one that it calls its first one first. Thumbnails, depths and gain maps are none. They and the
 * file stay in libheif as long as the process.
 *
 * @throws {HeifError}
 */
export function openHeifImages(file: Uint8Array, limits: HeifLimits): readonly number[] {
  return withinLibheif(() => {
    const context = ask('_heif_context_alloc')
    if (context === 0) throw new HeifError('no memory')
    limit(context, limits)
    demand('_heif_context_read_from_memory_without_copy', context, keepBytes(file), file.length, 0)
    const count = Math.min(MOST_IMAGES, ask('_heif_context_get_number_of_top_level_images', context))
    const ids = withMemory(count * 4, (to) => {
      const got = ask('_heif_context_get_list_of_top_level_image_IDs', context, to, count)
      const view = memoryAt(to, count * 4)
      return Array.from({ length: Math.min(count, got) }, (_, index) => view.getUint32(index * 4, true))
    })
    const handles = ids.map((id) => demandPointer('_heif_context_get_image_handle', [context, id]))
    const isFirst = (handle: number) => ask('_heif_image_handle_is_primary_image', handle) !== 0
    return [...handles.filter(isFirst), ...handles.filter((handle) => !isFirst(handle))]
  })
}

/** Sets what one file may ask for, before a byte of it is read. */
function limit(context: number, { pixels, memoryBytes }: HeifLimits): void {
  const limits = ask('_heif_context_get_security_limits', context)
  const view = memoryAt(limits, LIMITS.sizeBytes)
  if (view.getUint8(0) < LIMITS.leastVersion) throw new Error('this libheif has no limit of memory')
  view.setBigUint64(LIMITS.imagePixelsAt, BigInt(pixels), true)
  view.setBigUint64(LIMITS.tilesAt, BigInt(MOST_TILES), true)
  view.setBigUint64(LIMITS.totalMemoryAt, BigInt(memoryBytes), true)
}

/** How large an image says it is. @throws {HeifError} where it is larger than it may be. */
export function measureHeif(
  handle: number,
  mostPixels: number,
): { readonly widthPx: number; readonly heightPx: number } {
  const widthPx = ask('_heif_image_handle_get_width', handle)
  const heightPx = ask('_heif_image_handle_get_height', handle)
  if (widthPx <= 0 || heightPx <= 0) throw new HeifError('no such size')
  if (widthPx * heightPx > mostPixels) throw new HeifError('no such size', true)
  return { widthPx, heightPx }
}

/** Decodes an image and lends it to `use`. @throws {HeifError} */
export function decodeHeif<Value>(handle: number, form: HeifForm, use: (image: number) => Value): Value {
  return withinLibheif(() => {
    const options = 0
    const image = demandPointer('_heif_decode_image', [handle], [form.colourspace, form.chroma, options])
    try {
      return use(image)
    } finally {
      ask('_heif_image_release', image)
    }
  })
}

/** The rows of a channel, each of which may be longer than its pixels. @throws {HeifError} where they are not there. */
export function planeOf(image: number, channel: number, bytesAPixel: number, mostPixels: number): HeifPlane {
  // What was decoded counts, not what the file said of it before.
  const widthPx = ask('_heif_image_get_width', image, channel)
  const heightPx = ask('_heif_image_get_height', image, channel)
  if (widthPx <= 0 || heightPx <= 0 || widthPx * heightPx > mostPixels) throw new HeifError('no such size')
  return withMemory(4, (to) => {
    const plane = ask('_heif_image_get_plane_readonly', image, channel, to) >>> 0
    const strideBytes = memoryAt(to, 4).getInt32(0, true)
    if (plane === 0 || strideBytes < widthPx * bytesAPixel) throw new HeifError('no pixels')
    const { buffer, byteOffset, byteLength } = memoryAt(plane, strideBytes * heightPx)
    return { widthPx, heightPx, strideBytes, rows: new Uint8Array(buffer, byteOffset, byteLength) }
  })
}
