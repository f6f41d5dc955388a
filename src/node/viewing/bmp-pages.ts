import { type DrawnPage, narrowed, type Pages, sharpOf } from './pages.ts'
import { printOf } from './print-image.ts'
import { NotReadable, type RoomBytes, readWhole } from './room-bytes.ts'

// libvips' free build reads no BMP, and no package for it is kept well. What is read here are plain pixels
// and runs of them (Microsoft, "Bitmap Storage" and "BITMAPV5HEADER", wingdi.h).

const MOST_BMP_BYTES = 256 * 1024 * 1024
/** As three bytes a pixel they fill 192 MB. */
const MOST_BMP_PIXELS = 64_000_000
const FILE_HEADER_BYTES = 14
const OLD_HEADER_BYTES = 12
const LEAST_HEADER_BYTES = 40
const PLAIN = 0
const RUNS_OF_8_BITS = 1
const RUNS_OF_4_BITS = 2
const BY_MASKS = 3
const MASKS_AT = FILE_HEADER_BYTES + LEAST_HEADER_BYTES
const CHANNELS = 3

/** Opens a picture in BMP as one page of pixels. */
export async function openBmp(bytes: RoomBytes): Promise<Pages> {
  const drawn = await readBmp(bytes)
  return {
    count: 1,
    first: { widthPx: drawn.widthPx, heightPx: drawn.heightPx },
    draw: (_page, wantedPx) => narrowed(drawn, wantedPx),
  }
}

/** Makes of a picture in BMP what is printed of it, as `shrinkForPrint` does of others. */
export async function shrinkBmpForPrint(
  bytes: RoomBytes,
  widthPx: number,
  heightPx: number,
): Promise<Uint8Array> {
  return await printOf(sharpOf(await readBmp(bytes)), widthPx, heightPx)
}

async function readBmp(bytes: RoomBytes): Promise<DrawnPage> {
  return decodeBmp(await readWhole(bytes, MOST_BMP_BYTES))
}

type Layout = {
  readonly view: DataView
  readonly widthPx: number
  readonly heightPx: number
  readonly isTopDown: boolean
  readonly bits: number
  readonly dataAt: number
  readonly rowBytes: number
  readonly packing: number
  readonly palette: Uint32Array
}

/** Reads the pixels of a BMP; rows that the file lacks stay white. */
export function decodeBmp(file: Uint8Array): DrawnPage {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const layout = unpackRuns(readLayout(view))
  const { widthPx, heightPx, isTopDown, dataAt, rowBytes } = layout
  const rowsEnd = layout.view.byteLength
  const colourAt = colourReader(layout)
  const pixels = new Uint8Array(widthPx * heightPx * CHANNELS).fill(0xff)
  for (let row = 0; row < heightPx; row += 1) {
    const at = dataAt + row * rowBytes
    if (at + rowBytes > rowsEnd) break
    let to = (isTopDown ? row : heightPx - 1 - row) * widthPx * CHANNELS
    for (let column = 0; column < widthPx; column += 1, to += CHANNELS) {
      const colour = colourAt(at, column)
      pixels[to] = colour >>> 16
      pixels[to + 1] = (colour >>> 8) & 0xff
      pixels[to + 2] = colour & 0xff
    }
  }
  return { pixels, widthPx, heightPx, channels: CHANNELS }
}

function readLayout(view: DataView): Layout {
  if (view.byteLength < FILE_HEADER_BYTES + OLD_HEADER_BYTES) throw new NotReadable('not-readable')
  const dataAt = view.getUint32(10, true)
  const headerBytes = view.getUint32(14, true)
  const isOld = headerBytes === OLD_HEADER_BYTES
  if (!isOld && (headerBytes < LEAST_HEADER_BYTES || view.byteLength < MASKS_AT))
    throw new NotReadable('not-readable')
  const widthPx = isOld ? view.getUint16(18, true) : view.getInt32(18, true)
  const height = isOld ? view.getUint16(20, true) : view.getInt32(22, true)
  const bits = view.getUint16(isOld ? 24 : 28, true)
  const packing = isOld ? PLAIN : view.getUint32(30, true)
  const heightPx = Math.abs(height)
  if (widthPx <= 0 || heightPx === 0) throw new NotReadable('not-readable')
  if (widthPx * heightPx > MOST_BMP_PIXELS) throw new NotReadable('too-large')
  const rowBytes = Math.floor((bits * widthPx + 31) / 32) * 4
  const palette = bits <= 8 ? readPalette(view, bits, headerBytes) : new Uint32Array(0)
  return { view, widthPx, heightPx, isTopDown: height < 0, bits, dataAt, rowBytes, packing, palette }
}

/** Writes runs of pixels out as rows of one byte a pixel; what no run names is the first colour. */
function unpackRuns(layout: Layout): Layout {
  const { view, widthPx, heightPx, bits, packing, dataAt } = layout
  const isHalf = packing === RUNS_OF_4_BITS && bits === 4
  if (!isHalf && !(packing === RUNS_OF_8_BITS && bits === 8)) return layout
  const byteAt = (at: number) => (at < view.byteLength ? view.getUint8(at) : 0)
  const rows = new Uint8Array(widthPx * heightPx)
  let at = dataAt
  let column = 0
  let row = 0
  // Each run ends at the edge of its row and a row is never gone back to, so that the work is bounded by pixels and bytes.
  const put = (count: number, indexOf: (order: number) => number) => {
    const most = Math.min(count, widthPx - column)
    for (let order = 0; order < most; order += 1) rows[row * widthPx + column + order] = indexOf(order)
    column = Math.min(widthPx, column + count)
  }
  const half = (byte: number, order: number) => (order % 2 === 0 ? byte >>> 4 : byte & 15)
  while (at + 1 < view.byteLength && row < heightPx) {
    const count = byteAt(at)
    const value = byteAt(at + 1)
    at += 2
    if (count > 0) put(count, (order) => (isHalf ? half(value, order) : value))
    else if (value === 0) {
      column = 0
      row += 1
    } else if (value === 1) break
    else if (value === 2) {
      column = Math.min(widthPx, column + byteAt(at))
      row += byteAt(at + 1)
      at += 2
    } else {
      const from = at
      put(value, (order) => (isHalf ? half(byteAt(from + (order >> 1)), order) : byteAt(from + order)))
      const bytes = isHalf ? Math.ceil(value / 2) : value
      at += bytes + (bytes % 2)
    }
  }
  return { ...layout, view: new DataView(rows.buffer), bits: 8, packing: PLAIN, dataAt: 0, rowBytes: widthPx }
}

/** Answers the colour of a pixel of a row as red, green and blue in one number. */
function colourReader(layout: Layout): (rowAt: number, column: number) => number {
  const { view, bits, packing, palette } = layout
  const isMasked = packing === BY_MASKS && (bits === 16 || bits === 32)
  if (packing !== PLAIN && !isMasked) throw new NotReadable('not-readable')
  switch (bits) {
    case 1:
    case 4:
    case 8: {
      const perByte = 8 / bits
      const most = (1 << bits) - 1
      return (rowAt, column) => {
        const byte = view.getUint8(rowAt + Math.floor(column / perByte))
        return palette[(byte >>> (8 - bits * ((column % perByte) + 1))) & most] ?? 0
      }
    }
    case 16: {
      const masked = maskReader(isMasked ? masksOf(view) : [0x7c00, 0x03e0, 0x001f])
      return (rowAt, column) => masked(view.getUint16(rowAt + column * 2, true))
    }
    case 24:
      return (rowAt, column) => {
        const at = rowAt + column * 3
        return (view.getUint8(at + 2) << 16) | (view.getUint8(at + 1) << 8) | view.getUint8(at)
      }
    case 32: {
      const masked = maskReader(isMasked ? masksOf(view) : [0xff0000, 0x00ff00, 0x0000ff])
      return (rowAt, column) => masked(view.getUint32(rowAt + column * 4, true))
    }
    default:
      throw new NotReadable('not-readable')
  }
}

function readPalette(view: DataView, bits: number, headerBytes: number): Uint32Array {
  const palette = new Uint32Array(1 << bits)
  const entryBytes = headerBytes === OLD_HEADER_BYTES ? 3 : 4
  for (let index = 0; index < palette.length; index += 1) {
    const at = FILE_HEADER_BYTES + headerBytes + index * entryBytes
    if (at + 3 > view.byteLength) break
    palette[index] = (view.getUint8(at + 2) << 16) | (view.getUint8(at + 1) << 8) | view.getUint8(at)
  }
  return palette
}

type Masks = readonly [red: number, green: number, blue: number]

function masksOf(view: DataView): Masks {
  if (view.byteLength < MASKS_AT + 12) throw new NotReadable('not-readable')
  return [
    view.getUint32(MASKS_AT, true),
    view.getUint32(MASKS_AT + 4, true),
    view.getUint32(MASKS_AT + 8, true),
  ]
}

function maskReader(masks: Masks): (value: number) => number {
  const [red, green, blue] = masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask)
    const most = mask >>> shift
    return (value: number) => (most === 0 ? 0 : Math.round((((value & mask) >>> shift) * 255) / most))
  })
  if (red === undefined || green === undefined || blue === undefined) throw new Error('three masks are three')
  return (value) => (red(value) << 16) | (green(value) << 8) | blue(value)
}
