import { unpacksWithin } from './png-parts.ts'

/**
 * What decoding may hold of a parser's 512 MiB (`parse-limits.ts`), beside the file in memory, the runtime and the libraries. Measured with
 * pictures of 40 million pixels of every kind that is decoded.
 */
const MAX_DECODING_BYTES = 352 * 1_024 * 1_024

/**
 * Whether ZXing's own decoder (stb_image) can be given a picture: what it holds is what the file says of itself, which is read here as it
 * reads it; what a PNG's data unpack to is tried out, because it holds whatever they do.
 */
export async function isDecodable(bytes: Uint8Array, mediaType: string, pixels: number): Promise<boolean> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (mediaType === 'image/jpeg') return bytes.length + jpegBytes(view, pixels) <= MAX_DECODING_BYTES
  if (mediaType !== 'image/png') return true
  const raw = pngBytes(view)
  if (raw === null) return false
  // The file twice as its data are put together; the rows as unpacked and as decoded, of 16 bits once more with 8.
  const held = 2 * bytes.length + raw.sizeBytes * (raw.depth === 16 ? 2.5 : 2)
  return held <= MAX_DECODING_BYTES && (await unpacksWithin(bytes, raw.sizeBytes))
}

/** ITU-T T.81 §B.2.2: each component's share of the pixels; where it comes in several scans, two more bytes for each until the last one. */
function jpegBytes(view: DataView, pixels: number): number {
  for (let at = 2; at + 10 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const components = view.getUint8(at + 9)
      const shares = Array.from({ length: Math.min(4, components) }, (_, index) => {
        const place = at + 11 + index * 3
        const factors = place < view.byteLength ? view.getUint8(place) : 0x11
        return (factors >>> 4) * (factors & 15)
      })
      const most = Math.max(1, ...shares)
      const samples = shares.reduce((sum, share) => sum + share / most, 0) * pixels
      return samples * (marker === 0xc2 ? 3 : 1) + pixels
    }
    at += 2 + view.getUint16(at + 2)
  }
  return 0
}

const CHANNELS: { readonly [colourType: number]: number } = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
/** Adam7: where each pass begins and how far apart its pixels lie, across and down (PNG, third edition, §8.2). */
const ADAM7 = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
] as const

/** What a PNG's rows come to, each with its byte for the filter; `null` where its head says nothing that exists. */
function pngBytes(view: DataView): { readonly sizeBytes: number; readonly depth: number } | null {
  if (view.byteLength < 29) return null
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const depth = view.getUint8(24)
  const bits = depth * (CHANNELS[view.getUint8(25)] ?? 0)
  if (bits === 0) return null
  const rows = (across: number, down: number) =>
    across === 0 ? 0 : (Math.ceil((across * bits) / 8) + 1) * down
  if (view.getUint8(28) === 0) return { sizeBytes: rows(width, height), depth }
  const passes = ADAM7.map(([left, right, top, bottom]) =>
    rows(Math.ceil(Math.max(0, width - left) / right), Math.ceil(Math.max(0, height - top) / bottom)),
  )
  return { sizeBytes: passes.reduce((sum, pass) => sum + pass, 0), depth }
}
