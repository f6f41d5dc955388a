import type { PictureSize, Stretch } from './stretch.ts'

/** What a GIF holds beside its pixels. */
export type GifParts = {
  readonly size: PictureSize | null
  /** Pictures that are shown one after the other; one where nothing moves. */
  readonly frames: number
  /** Comments as they stand, each with where it lies. */
  readonly comments: readonly { readonly stretch: Stretch; readonly text: string }[]
  /** Applications that left data, by the eleven letters with which they name themselves. */
  readonly applications: readonly { readonly stretch: Stretch; readonly name: string }[]
  readonly xmp: Stretch | undefined
  readonly provenance: readonly Stretch[]
  /** Where it ends, where it comes to its end. */
  readonly endBytes: number | null
}

const MAX_BLOCKS = 200_000
const MAX_NAMED = 100
const MAX_COMMENT_BYTES = 65_536
/** Adobe, XMP part 3 §1.1.2: after the packet, bytes that lead whoever reads blocks to the end, wherever they stand. */
const XMP_TRAILER_BYTES = 257

/** Walks over the blocks of a GIF (GIF89a §12 to §27) without unpacking a pixel. Never throws; what makes no sense ends the walk. */
export function readGifParts(bytes: Uint8Array): GifParts {
  const byteAt = (at: number) => bytes[at] ?? 0
  const wordAt = (at: number) => byteAt(at) + 256 * byteAt(at + 1)
  const comments: { stretch: Stretch; text: string }[] = []
  const applications: { stretch: Stretch; name: string }[] = []
  const provenance: Stretch[] = []
  const [widthPx, heightPx] = [wordAt(6), wordAt(8)]
  const size = bytes.length >= 13 && widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : null
  let xmp: Stretch | undefined
  let [frames, endBytes] = [0, null as number | null]
  let at = 13 + tableBytes(byteAt(10))
  for (let block = 0; block < MAX_BLOCKS && at < bytes.length; block += 1) {
    const kind = byteAt(at)
    if (kind === 0x3b) {
      endBytes = at + 1
      break
    }
    if (kind === 0x2c) {
      frames += 1
      at = endOfBlocks(bytes, at + 11 + tableBytes(byteAt(at + 9)))
      continue
    }
    if (kind !== 0x21) break
    const end = endOfBlocks(bytes, at + 2)
    const stretch = { offset: at, length: Math.min(end, bytes.length) - at }
    if (byteAt(at + 1) === 0xfe && comments.length < MAX_NAMED)
      comments.push({ stretch, text: textOf(bytes, at + 2, end) })
    if (byteAt(at + 1) === 0xff && byteAt(at + 2) === 11) {
      const name = Buffer.from(bytes.subarray(at + 3, at + 14)).toString('latin1')
      if (applications.length < MAX_NAMED) applications.push({ stretch, name })
      const length = end - XMP_TRAILER_BYTES - 1 - (at + 14)
      if (name === 'XMP DataXMP' && length > 0 && end <= bytes.length) xmp ??= { offset: at + 14, length }
      // C2PA 2.1 §A.3.3.
      if (name.startsWith('C2PA_GIF')) provenance.push(stretch)
    }
    at = end
  }
  return { size, frames, comments, applications, xmp, provenance, endBytes }
}

function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

/** Behind the sub-blocks that begin here, each with its length, up to the empty one. */
function endOfBlocks(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length) {
    const length = bytes[at] ?? 0
    at += length + 1
    if (length === 0) return at
  }
  return bytes.length + 1
}

function textOf(bytes: Uint8Array, from: number, end: number): string {
  const pieces: Uint8Array[] = []
  let left = MAX_COMMENT_BYTES
  for (let at = from; at < end - 1 && left > 0; at += (bytes[at] ?? 0) + 1) {
    const piece = bytes.subarray(at + 1, Math.min(at + 1 + (bytes[at] ?? 0), end))
    pieces.push(piece.subarray(0, left))
    left -= piece.length
  }
  const joined = Buffer.concat(pieces)
  // The standard says ASCII; what people write in it is UTF-8 where it can be.
  const utf8 = joined.toString('utf8')
  return utf8.includes('\ufffd') ? joined.toString('latin1') : utf8
}
