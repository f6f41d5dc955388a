import { createInflateRaw, inflateSync } from 'node:zlib'
import type { Stretch } from './stretch.ts'

/** What a PNG's chunks hold beside the picture, without anything that unpacks to more than a part may. */
export type PngParts = {
  /** A PNG of nothing but the chunks that metadata are read from. */
  readonly metadata: Uint8Array
  /** Chunks that unpack to more than a part may. */
  readonly tooLarge: readonly Stretch[]
}

type Chunk = { readonly type: string; readonly stretch: Stretch; readonly data: Uint8Array }

/** Profiles of printers have 1 to 3 MB. */
const MAX_PART_BYTES = 4 * 1_024 * 1_024
const MAX_PARTS_BYTES = 4 * MAX_PART_BYTES
const MAX_CHUNKS = 100_000
const XMP_KEYWORD = 'XML:com.adobe.xmp'
const HEAD_BYTES = 8

/** Sorts a PNG's chunks (PNG, third edition, §11). What is packed and too large is left out; nothing is unpacked beyond what it may have. */
export function readPngParts(bytes: Uint8Array): PngParts {
  const kept: Uint8Array[] = [bytes.subarray(0, HEAD_BYTES)]
  const tooLarge: Stretch[] = []
  let leftBytes = MAX_PARTS_BYTES
  for (const { type, stretch, data } of chunksOf(bytes)) {
    const packed = packedIn(type, data)
    if (packed === null) {
      if (['IHDR', 'eXIf', 'iTXt', 'IEND'].includes(type)) kept.push(slice(bytes, stretch))
      continue
    }
    const unpacked = unpack(packed.bytes, Math.min(leftBytes, MAX_PART_BYTES))
    if (unpacked === 'too-large') tooLarge.push(stretch)
    else {
      leftBytes -= unpacked?.length ?? 0
      // The library reads XMP only as it stands.
      if (unpacked !== null && packed.isXmp) kept.push(chunkOfXmp(unpacked))
    }
  }
  return { metadata: Buffer.concat(kept), tooLarge }
}

/** Whether the picture's data unpack, and to no more than `maxBytes`. */
export async function unpacksWithin(bytes: Uint8Array, maxBytes: number): Promise<boolean> {
  const inflate = createInflateRaw({ chunkSize: 256 * 1_024 })
  const pieces = chunksOf(bytes).filter(({ type }) => type === 'IDAT')
  // Zlib's two bytes (RFC 1950 §2.2) say how much is looked back at; decoders differ in whether they believe them.
  let toSkip = 2
  for (const { data } of pieces) {
    const skipped = Math.min(toSkip, data.length)
    toSkip -= skipped
    if (data.length > skipped) inflate.write(data.subarray(skipped))
  }
  inflate.end()
  let sizeBytes = 0
  try {
    for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
      sizeBytes += chunk.length
      if (sizeBytes > maxBytes) return false
    }
    return true
  } catch {
    return false
  } finally {
    inflate.destroy()
  }
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  let at = HEAD_BYTES
  while (chunks.length < MAX_CHUNKS && at + 12 <= bytes.length) {
    const length = view.getUint32(at)
    if (at + 12 + length > bytes.length) break
    const data = bytes.subarray(at + 8, at + 8 + length)
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1')
    chunks.push({ type, stretch: { offset: at, length: length + 12 }, data })
    at += length + 12
  }
  return chunks
}

/** The packed bytes of a chunk that has some: behind keyword and method, in `iTXt` behind two flags, language and translation. */
function packedIn(
  type: string,
  data: Uint8Array,
): { readonly bytes: Uint8Array; readonly isXmp: boolean } | null {
  if (!['iCCP', 'zTXt', 'iTXt'].includes(type)) return null
  const end = data.indexOf(0)
  if (end < 0) return null
  if (type !== 'iTXt') return { bytes: data.subarray(end + 2), isXmp: false }
  if (data[end + 1] !== 1) return null
  const language = data.indexOf(0, end + 3)
  const translation = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translation < 0) return null
  const keyword = Buffer.from(data.subarray(0, end)).toString('latin1')
  return { bytes: data.subarray(translation + 1), isXmp: keyword === XMP_KEYWORD }
}

function unpack(packed: Uint8Array, maxOutputLength: number): Uint8Array | 'too-large' | null {
  if (maxOutputLength < 1) return 'too-large'
  try {
    return inflateSync(packed, { maxOutputLength })
  } catch (cause) {
    return (cause as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : null
  }
}

/** A PNG of nothing but XMP: the library reads it from the container of a picture only. Larger than a part may be is `null`. */
export function pngOfXmp(xmp: Uint8Array): Uint8Array | null {
  if (xmp.length > MAX_PART_BYTES) return null
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55', 'hex')
  const end = Buffer.from('0000000049454e44ae426082', 'hex')
  return Buffer.concat([head, chunkOfXmp(xmp), end])
}

function chunkOfXmp(xmp: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8)
  const data = Buffer.concat([Buffer.from(`${XMP_KEYWORD}\0\0\0\0\0`, 'latin1'), xmp])
  head.writeUInt32BE(data.length)
  head.write('iTXt', 4, 'latin1')
  return Buffer.concat([head, data, Buffer.alloc(4)])
}

function slice(bytes: Uint8Array, { offset, length }: Stretch): Uint8Array {
  return bytes.subarray(offset, offset + length)
}
