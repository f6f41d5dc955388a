import { inflateSync } from 'node:zlib'

/** A picture as a PDF takes it: pixels, and a stream that draws them without being decoded here. */
export type PrintPicture = {
  readonly widthPx: number
  readonly heightPx: number
  readonly channels: 1 | 3
  /** The entries that say how the stream is packed (ISO 32000-1, 7.4.4 and 7.4.8). */
  readonly packing: Readonly<Record<string, unknown>>
  readonly bytes: Uint8Array
}

/** Largest side of a picture that is embedded: 420 mm, the longer side of A3, at 600 dots an inch. */
const MOST_SIDE_PX = 9_921

/**
 * Reads the frame of a JPEG or PNG that was made for printing (`print-image.ts`): 8 bits a channel, grey or three colours, without
 * transparency. Anything else, and anything cut short, is no picture and answers `null`.
 */
export function readPrintPicture(bytes: Uint8Array): PrintPicture | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const picture = readJpeg(file) ?? readPng(file)
  if (picture === null) return null
  const { widthPx, heightPx } = picture
  const isSized = widthPx > 0 && heightPx > 0 && widthPx <= MOST_SIDE_PX && heightPx <= MOST_SIDE_PX
  return isSized ? picture : null
}

/** Frames of baseline and progressive JPEG (ITU-T T.81, table B.1). */
const FRAMES = new Set([0xc0, 0xc1, 0xc2])
const START_OF_SCAN = 0xda

function readJpeg(file: Buffer): PrintPicture | null {
  const endsWell = file.length > 4 && file.readUInt16BE(file.length - 2) === 0xffd9
  if (!endsWell || file.readUInt16BE(0) !== 0xffd8) return null
  let frame: Omit<PrintPicture, 'packing' | 'bytes'> | null = null
  for (let at = 2; at + 9 < file.length; ) {
    if (file[at] !== 0xff) return null
    const marker = file[at + 1] as number
    if (marker === START_OF_SCAN)
      return frame === null ? null : { ...frame, packing: { Filter: 'DCTDecode' }, bytes: file }
    if (FRAMES.has(marker)) {
      const channels = file[at + 9]
      if (file[at + 4] !== 8 || (channels !== 1 && channels !== 3)) return null
      frame = { heightPx: file.readUInt16BE(at + 5), widthPx: file.readUInt16BE(at + 7), channels }
    }
    at += 2 + file.readUInt16BE(at + 2)
  }
  return null
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Colour types of PNG without alpha and palette (ISO/IEC 15948, table 11.1), with their channels. */
const PNG_CHANNELS: { readonly [type: number]: 1 | 3 | undefined } = { 0: 1, 2: 3 }

function readPng(file: Buffer): PrintPicture | null {
  if (file.length < 57 || !file.subarray(0, 8).equals(PNG_SIGNATURE)) return null
  const [widthPx, heightPx] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  const channels = PNG_CHANNELS[file[25] as number]
  const isPlain = file[24] === 8 && file[26] === 0 && file[27] === 0 && file[28] === 0
  if (!isPlain || channels === undefined || widthPx > MOST_SIDE_PX || heightPx > MOST_SIDE_PX) return null
  const parts: Buffer[] = []
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at)
    const kind = file.toString('latin1', at + 4, at + 8)
    if (kind === 'tRNS') return null
    if (kind === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  const bytes = Buffer.concat(parts)
  if (!unpacksTo(bytes, heightPx * (1 + widthPx * channels))) return null
  const DecodeParms = { Predictor: 15, Colors: channels, BitsPerComponent: 8, Columns: widthPx }
  return { widthPx, heightPx, channels, packing: { Filter: 'FlateDecode', DecodeParms }, bytes }
}

function unpacksTo(packed: Buffer, sizeBytes: number): boolean {
  try {
    return inflateSync(packed, { maxOutputLength: sizeBytes + 1 }).length === sizeBytes
  } catch {
    return false
  }
}
