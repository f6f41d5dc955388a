import { readGifParts } from './gif-parts.ts'
import type { PictureSize, Stretch } from './stretch.ts'

/** What a picture's containers say of it without decoding it. */
export type PictureLayout = {
  readonly size: PictureSize | null
  /** C2PA manifests (JUMBF boxes), in their order; one may lie in several pieces. */
  readonly provenance: readonly Stretch[]
  /** Where the picture ends and other bytes begin, where it can be told. */
  readonly endBytes: number | null
  /** Where a WebP holds EXIF, which is a TIFF, and a WebP or GIF XMP. */
  readonly exif?: Stretch
  readonly xmp?: Stretch
  /** Pictures of a GIF that are shown one after the other. */
  readonly frames?: number
  /** What else a GIF says: comments, and names of applications. */
  readonly said?: readonly { readonly label: string; readonly text: string; readonly stretch: Stretch }[]
}

const NOTHING: PictureLayout = { size: null, provenance: [], endBytes: null }
/** Segments, chunks or boxes that are walked over; no camera writes a tenth as many. */
const MAX_PIECES = 100_000

/** Walks over a picture's segments, chunks or boxes. Never throws; what makes no sense ends the walk. */
export function readPictureLayout(bytes: Uint8Array, mediaType: string): PictureLayout {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (mediaType === 'image/jpeg') return jpegLayout(view)
  if (mediaType === 'image/png' || mediaType === 'image/apng') return pngLayout(view)
  if (mediaType === 'image/webp') return webpLayout(view)
  if (mediaType === 'image/gif') return gifLayout(bytes)
  if (mediaType === 'image/bmp') return { ...NOTHING, size: bmpSize(view) }
  if (/^image\/(?:heic|heif|avif)/.test(mediaType)) return { ...NOTHING, provenance: boxesOfC2pa(view) }
  return NOTHING
}

function gifLayout(bytes: Uint8Array): PictureLayout {
  const { size, frames, comments, applications, xmp, provenance, endBytes } = readGifParts(bytes)
  const said = [
    ...comments.map(({ stretch: place, text }) => ({ label: 'gif.comment', text, stretch: place })),
    ...applications.map(({ stretch: place, name }) => ({
      label: 'gif.application',
      text: name,
      stretch: place,
    })),
  ]
  return { size, provenance, endBytes, frames, said, ...(xmp !== undefined && { xmp }) }
}

// ITU-T T.81 annex B: markers FFxx, most with a length; entropy-coded data after a scan's header run to the next marker.
function jpegLayout(view: DataView): PictureLayout {
  let size: PictureSize | null = null
  const provenance: Stretch[] = []
  let at = 2
  for (let piece = 0; piece < MAX_PIECES && at + 4 <= view.byteLength; piece += 1) {
    if (view.getUint8(at) !== 0xff) break
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) break
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2
      continue
    }
    const length = view.getUint16(at + 2)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame && size === null) size = sizeAt(view, at + 7, at + 5, false)
    // ISO/IEC 19566-5: a JUMBF box stands in APP11 segments that begin with "JP".
    if (marker === 0xeb && at + 6 <= view.byteLength && view.getUint16(at + 4) === 0x4a50)
      provenance.push(stretch(view, at, length + 2))
    at = marker === 0xda ? endOfScan(view, at + 2 + length) : at + 2 + length
  }
  const isAtEnd = at + 2 <= view.byteLength && view.getUint16(at) === 0xffd9
  return { size, provenance, endBytes: isAtEnd ? at + 2 : null }
}

function endOfScan(view: DataView, from: number): number {
  for (let at = from; at + 1 < view.byteLength; at += 1) {
    if (view.getUint8(at) !== 0xff) continue
    const next = view.getUint8(at + 1)
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return view.byteLength
}

// PNG (third edition) §5.3: length, type, data, CRC.
function pngLayout(view: DataView): PictureLayout {
  // Decoders read the size from where it stands, behind a chunk of Apple's too, which would lie here.
  const isFirst = view.byteLength >= 24 && textAt(view, 12) === 'IHDR'
  const size = isFirst ? sized(view.getUint32(16), view.getUint32(20)) : null
  const provenance: Stretch[] = []
  let at = 8
  for (let piece = 0; piece < MAX_PIECES && at + 12 <= view.byteLength; piece += 1) {
    const length = view.getUint32(at)
    const type = textAt(view, at + 4)
    const end = at + 12 + length
    if (type === 'caBX') provenance.push(stretch(view, at, length + 12))
    if (type === 'IEND') return { size, provenance, endBytes: end <= view.byteLength ? end : null }
    at = end
  }
  return { size, provenance, endBytes: null }
}

// RFC 9649: RIFF chunks of even length.
function webpLayout(view: DataView): PictureLayout {
  if (view.byteLength < 16) return NOTHING
  const endBytes = 8 + view.getUint32(4, true)
  const provenance: Stretch[] = []
  const held: { exif?: Stretch; xmp?: Stretch } = {}
  let at = 12
  for (let piece = 0; piece < MAX_PIECES && at + 8 <= view.byteLength; piece += 1) {
    const length = view.getUint32(at + 4, true)
    const type = textAt(view, at)
    if (type === 'C2PA') provenance.push(stretch(view, at, length + 8))
    // Some programs put before the TIFF what stands before it in a JPEG.
    const head = at + 14 <= view.byteLength && textAt(view, at + 8) === 'Exif' ? 6 : 0
    if (type === 'EXIF' && length > head) held.exif ??= stretch(view, at + 8 + head, length - head)
    if (type === 'XMP ') held.xmp ??= stretch(view, at + 8, length)
    at += 8 + length + (length % 2)
  }
  return {
    ...held,
    size: webpSize(view),
    provenance,
    endBytes: endBytes <= view.byteLength ? endBytes : null,
  }
}

function webpSize(view: DataView): PictureSize | null {
  if (view.byteLength < 30) return null
  const kind = textAt(view, 12)
  if (kind === 'VP8X') return sized(uint24(view, 24) + 1, uint24(view, 27) + 1)
  if (kind === 'VP8 ') return sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
  if (kind !== 'VP8L') return null
  const bits = view.getUint32(21, true)
  return sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
}

// C2PA 2.1 §A.5: in ISO base media files the manifest is a box `uuid` of this id.
const C2PA_UUID = 'd8fec3d61b0e483c92975828877ec481'

function boxesOfC2pa(view: DataView): readonly Stretch[] {
  const found: Stretch[] = []
  let at = 0
  for (let piece = 0; piece < MAX_PIECES && at + 24 <= view.byteLength; piece += 1) {
    const short = view.getUint32(at)
    const length =
      short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? view.byteLength - at : short
    if (length < 8 || !Number.isSafeInteger(length)) break
    const idAt = at + (short === 1 ? 16 : 8)
    if (textAt(view, at + 4) === 'uuid' && hexAt(view, idAt, 16) === C2PA_UUID)
      found.push(stretch(view, at, length))
    at += length
  }
  return found
}

function bmpSize(view: DataView): PictureSize | null {
  if (view.byteLength < 26) return null
  return view.getUint32(14, true) === 12
    ? sized(view.getUint16(18, true), view.getUint16(20, true))
    : sized(Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true)))
}

function sizeAt(view: DataView, widthAt: number, heightAt: number, little: boolean): PictureSize | null {
  if (Math.max(widthAt, heightAt) + 2 > view.byteLength) return null
  return sized(view.getUint16(widthAt, little), view.getUint16(heightAt, little))
}

function sized(widthPx: number, heightPx: number): PictureSize | null {
  return widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : null
}

function stretch(view: DataView, offset: number, length: number): Stretch {
  return { offset, length: Math.max(0, Math.min(length, view.byteLength - offset)) }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 65_536
}

function textAt(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  )
}

function hexAt(view: DataView, at: number, length: number): string {
  if (at + length > view.byteLength) return ''
  return Array.from({ length }, (_, index) =>
    view
      .getUint8(at + index)
      .toString(16)
      .padStart(2, '0'),
  ).join('')
}
