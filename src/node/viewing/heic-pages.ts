import { ask, demand, demandPointer, HeifError, keepBytes, memoryAt, withMemory } from './libheif.ts'
import { type DrawnPage, narrowed, type PageSize, type Pages, sharpOf } from './pages.ts'
import { printOf } from './print-image.ts'
import { NotReadable, type RoomBytes, readWhole } from './room-bytes.ts'

// libvips' free build reads no HEVC; libheif with libde265 does, inside WebAssembly.

/** Largest file: what phones write has 2 to 15 MB. */
const MOST_HEIC_BYTES = 100 * 1024 * 1024
/** Phones make 48 million; as three bytes a pixel these fill 192 MB, and about as much again while they are decoded. */
const MOST_HEIC_PIXELS = 64_000_000
/** A picture of 48 million is cut into 192 tiles of 512 × 512 by phones. */
const MOST_TILES = 4096
/** What libheif may hold at once; the room is ended at 1,536 MiB. */
const MOST_MEMORY_BYTES = 768 * 1024 * 1024
const MOST_IMAGES = 100

/** `heif_colorspace_RGB`, `heif_chroma_interleaved_RGB` and `…_RGBA`, `heif_channel_interleaved` (heif_image.h). */
const RGB = 1
const INTERLEAVED_RGB = 10
const INTERLEAVED_RGBA = 11
const INTERLEAVED = 10

/** Places within `heif_security_limits` (heif_security.h), of which `max_total_memory` came with its second version. */
const LIMITS = { sizeBytes: 72, leastVersion: 2, imagePixelsAt: 8, tilesAt: 16, totalMemoryAt: 64 } as const

/** Opens a picture in HEIC: its images as pages, the one that it calls its first one first. Thumbnails, depths and gain maps are none. */
export async function openHeic(bytes: RoomBytes): Promise<Pages> {
  const images = openImages(await readWhole(bytes, MOST_HEIC_BYTES))
  const [first] = images
  if (first === undefined) throw new NotReadable('not-readable')
  // Decoding takes seconds where a phone's largest are read, and whoever looks asks for several widths.
  let last: { readonly page: number; readonly drawn: DrawnPage } | null = null
  return {
    count: images.length,
    first: measure(first),
    async draw(page, wantedPx) {
      const image = images[page]
      if (image === undefined) throw new NotReadable('not-readable')
      if (last?.page !== page) {
        last = null
        last = { page, drawn: decode(image) }
      }
      return await narrowed(last.drawn, wantedPx)
    },
  }
}

/** Makes of a picture in HEIC what is printed of it, as `shrinkForPrint` does of others. */
export async function shrinkHeicForPrint(
  bytes: RoomBytes,
  widthPx: number,
  heightPx: number,
): Promise<Uint8Array> {
  const [first] = openImages(await readWhole(bytes, MOST_HEIC_BYTES))
  if (first === undefined) throw new NotReadable('not-readable')
  return await printOf(sharpOf(decode(first)), widthPx, heightPx)
}

/** Handles of the images of a file. They and the file stay in libheif until the room is closed. */
function openImages(file: Uint8Array): readonly number[] {
  return asNotReadable(() => {
    const context = ask('_heif_context_alloc')
    if (context === 0) throw new HeifError('no memory')
    limit(context)
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
function limit(context: number): void {
  const limits = ask('_heif_context_get_security_limits', context)
  const view = memoryAt(limits, LIMITS.sizeBytes)
  if (view.getUint8(0) < LIMITS.leastVersion) throw new Error('this libheif has no limit of memory')
  view.setBigUint64(LIMITS.imagePixelsAt, BigInt(MOST_HEIC_PIXELS), true)
  view.setBigUint64(LIMITS.tilesAt, BigInt(MOST_TILES), true)
  view.setBigUint64(LIMITS.totalMemoryAt, BigInt(MOST_MEMORY_BYTES), true)
}

function measure(image: number): PageSize {
  const widthPx = ask('_heif_image_handle_get_width', image)
  const heightPx = ask('_heif_image_handle_get_height', image)
  if (widthPx <= 0 || heightPx <= 0) throw new NotReadable('not-readable')
  if (widthPx * heightPx > MOST_HEIC_PIXELS) throw new NotReadable('too-large')
  return { widthPx, heightPx }
}

function decode(handle: number): DrawnPage {
  measure(handle)
  return asNotReadable(() => {
    const channels = ask('_heif_image_handle_has_alpha_channel', handle) === 0 ? 3 : 4
    const chroma = channels === 3 ? INTERLEAVED_RGB : INTERLEAVED_RGBA
    const options = 0
    const image = demandPointer('_heif_decode_image', [handle], [RGB, chroma, options])
    try {
      return copyPixels(image, channels)
    } finally {
      ask('_heif_image_release', image)
    }
  })
}

/** Copies rows out of libheif, each of which may be longer than its pixels. */
function copyPixels(image: number, channels: 3 | 4): DrawnPage {
  // What was decoded counts, not what the file said of it before.
  const widthPx = ask('_heif_image_get_width', image, INTERLEAVED)
  const heightPx = ask('_heif_image_get_height', image, INTERLEAVED)
  if (widthPx <= 0 || heightPx <= 0 || widthPx * heightPx > MOST_HEIC_PIXELS)
    throw new HeifError('no such size')
  return withMemory(4, (to) => {
    const plane = ask('_heif_image_get_plane_readonly', image, INTERLEAVED, to) >>> 0
    const strideBytes = memoryAt(to, 4).getInt32(0, true)
    const rowBytes = widthPx * channels
    if (plane === 0 || strideBytes < rowBytes) throw new HeifError('no pixels')
    const pixels = new Uint8Array(rowBytes * heightPx)
    const rows = memoryAt(plane, strideBytes * heightPx)
    for (let row = 0; row < heightPx; row += 1)
      pixels.set(new Uint8Array(rows.buffer, rows.byteOffset + row * strideBytes, rowBytes), row * rowBytes)
    return { pixels, widthPx, heightPx, channels }
  })
}

/** What libheif refuses, and what ends inside it, is a picture that cannot be read. */
function asNotReadable<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    // Memory that ran out inside is thrown as a number, a broken state as a WebAssembly.RuntimeError.
    if (cause instanceof HeifError) throw new NotReadable(cause.isLimit ? 'too-large' : 'not-readable')
    if (typeof cause === 'number' || (cause instanceof Error && cause.name === 'RuntimeError'))
      throw new NotReadable('not-readable')
    throw cause
  }
}
