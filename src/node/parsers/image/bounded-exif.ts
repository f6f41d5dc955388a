import exifr from 'exifr'

type ExifrOptions = ConstructorParameters<typeof import('exifr').Exifr>[0]

/** What the values of one picture's EXIF may come to: comments, notes of makers and thumbnails have less than 1 MiB. */
const MAX_VALUES_BYTES = 16 * 1_024 * 1_024
/** Bytes of one value of each type (TIFF 6.0 §2, and 13 for an address). */
const VALUE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]

/** As much of the library's reader of TIFF as is changed here. */
type TiffReader = {
  readonly chunk: { getUint16(at: number): number; getUint32(at: number): number }
  parseTag(at: number, tag: number, block: string): unknown
}
const Reader = exifr.segmentParsers.get('tiff') as new (...given: unknown[]) => TiffReader

/**
 * Entries of EXIF may all point at the same bytes, and the library makes a text of each: 65,535 entries of 16 MiB would be 1 TiB. Each
 * value is weighed before it is read, and left out once there are too many.
 */
class WeighingReader extends Reader {
  leftOut = 0
  #leftBytes = MAX_VALUES_BYTES

  override parseTag(at: number, tag: number, block: string): unknown {
    const sizeBytes = (VALUE_BYTES[this.chunk.getUint16(at + 2)] ?? 0) * this.chunk.getUint32(at + 4)
    if (sizeBytes > this.#leftBytes) {
      this.leftOut += 1
      return undefined
    }
    this.#leftBytes -= sizeBytes
    return super.parseTag(at, tag, block)
  }
}
exifr.segmentParsers.set('tiff', WeighingReader)

/** What the library found in a picture, and how many values were left out because there are too many bytes of them. */
export async function readBlocks(
  bytes: Uint8Array,
  options: ExifrOptions,
): Promise<{ readonly blocks: unknown; readonly leftOut: number }> {
  // Its types call the class an object of it.
  const reader = new (exifr.Exifr as unknown as typeof import('exifr').Exifr)(options)
  await reader.read(bytes)
  const blocks: unknown = await reader.parse()
  const { tiff } = (reader as unknown as { readonly parsers: { readonly tiff?: unknown } }).parsers
  return { blocks, leftOut: tiff instanceof WeighingReader ? tiff.leftOut : 0 }
}
