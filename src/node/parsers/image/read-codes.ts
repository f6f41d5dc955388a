import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

// Loaded with this file, while it may still be read; the library would otherwise fetch it from a network.
const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
await prepareZXingModule({
  overrides: {
    wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer,
  },
  fireImmediately: true,
})

/** A code that was found in a picture. */
export type FoundCode = {
  /** As the library calls it: `QRCode`, `Code128`. */
  readonly format: string
  readonly text: string
  /** The corners, from the top left one clockwise, in pixels. */
  readonly corners: readonly (readonly [xPx: number, yPx: number])[]
}

/** Pictures that the library's own decoder reads, which runs inside its WebAssembly. */
export const DECODED_TYPES: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/bmp',
])

/**
 * Most pixels that are decoded: larger pictures of phones have 50 million; each takes up to eight bytes while a progressive JPEG is
 * decoded, and a parser has 512 MiB.
 */
export const MAX_DECODED_PIXELS = 40_000_000

const MAX_CODES = 64

/**
 * Finds QR and bar codes of every kind in a picture, in the order of their places.
 *
 * @throws when the picture cannot be decoded.
 */
export async function readCodes(bytes: Uint8Array): Promise<readonly FoundCode[]> {
  const results = await readBarcodes(bytes, {
    formats: [],
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    maxNumberOfSymbols: MAX_CODES,
    textMode: 'Plain',
  })
  return results
    .filter((result) => result.isValid)
    .map(({ format, text, position }) => ({
      format,
      text,
      corners: [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft].map(
        (corner) => [Math.round(corner.x), Math.round(corner.y)] as const,
      ),
    }))
    .sort((first, second) => topOf(first) - topOf(second) || first.text.length - second.text.length)
}

function topOf(code: FoundCode): number {
  const [x, y] = code.corners[0] ?? [0, 0]
  return y * 100_000 + x
}
