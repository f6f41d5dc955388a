// Numbers of this file are those of https://www.sqlite.org/fileformat2.html, section 4, "The Write-Ahead Log".

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
/** The magic number's last bit says in which order the check sums take their words. */
const MAGIC = 0x377f0682

/** What a write-ahead log adds to its database: the newest committed content of each page, by number from 1. */
export type WalPages = {
  readonly pages: ReadonlyMap<number, Uint8Array>
  readonly pageBytes: number
  /** Pages of the database after the last commit, or `null` where nothing was committed. */
  readonly pageCount: number | null
  readonly frames: number
  /** Frames of this log that are not taken: of a write that did not finish, damaged, behind one that is, or cut. */
  readonly framesLeftOut: number
  /** Frames of an older log in the same file, which SQLite writes over from its beginning; they are not taken and nothing is missing. */
  readonly framesOlder: number
}

/**
 * Reads a write-ahead log as SQLite does when it opens the database: frames count as long as their salts are the header's and their
 * check sums go on from the frame before, and only up to the last that commits. `null` when it is no log.
 */
export function readWal(bytes: Uint8Array): WalPages | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.byteLength < HEADER_BYTES) return null
  const magic = view.getUint32(0)
  const pageBytes = view.getUint32(8)
  if ((magic & ~1) >>> 0 !== MAGIC || !isPageSize(pageBytes)) return null
  const little = (magic & 1) === 0
  let sum = checkSum(view, 0, 24, little, [0, 0])
  if (sum[0] !== view.getUint32(24) || sum[1] !== view.getUint32(28)) return null
  const committed = new Map<number, Uint8Array>()
  let pending: [number, Uint8Array][] = []
  let [frames, committedFrames, pageCount] = [0, 0, null as number | null]
  const frameBytes = FRAME_HEADER_BYTES + pageBytes
  const all = Math.floor((view.byteLength - HEADER_BYTES) / frameBytes)
  for (let at = HEADER_BYTES; at + frameBytes <= view.byteLength; at += frameBytes) {
    if (!hasSaltsOf(view, at)) break
    sum = checkSum(view, at, 8, little, sum)
    sum = checkSum(view, at + FRAME_HEADER_BYTES, pageBytes, little, sum)
    if (sum[0] !== view.getUint32(at + 16) || sum[1] !== view.getUint32(at + 20)) break
    frames += 1
    const page = view.getUint32(at)
    if (page > 0) pending.push([page, bytes.subarray(at + FRAME_HEADER_BYTES, at + frameBytes)])
    const size = view.getUint32(at + 4)
    if (size === 0) continue
    for (const [number, content] of pending) committed.set(number, content)
    pending = []
    pageCount = size
    committedFrames = frames
  }
  const isOwn = (frame: number) => hasSaltsOf(view, HEADER_BYTES + frame * frameBytes)
  let lastOwn = frames
  for (let frame = frames; frame < all; frame += 1) if (isOwn(frame)) lastOwn = frame + 1
  // A log of which nothing holds was not begun anew: it has lost what it had.
  if (committedFrames === 0) lastOwn = all
  const isCut = lastOwn === all && HEADER_BYTES + all * frameBytes < view.byteLength && isOwn(all)
  return {
    pages: committed,
    pageBytes,
    pageCount,
    frames: committedFrames,
    framesLeftOut: lastOwn - committedFrames + (isCut ? 1 : 0),
    framesOlder: all - lastOwn,
  }
}

/** Whether a frame has the salts of the header; one that is cut before them may have had. */
function hasSaltsOf(view: DataView, at: number): boolean {
  if (at + 16 > view.byteLength) return true
  return view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20)
}

/** Tells whether a number is a page size of SQLite: a power of two from 512 to 65,536. */
export function isPageSize(value: number): boolean {
  return value >= 512 && value <= 65_536 && (value & (value - 1)) === 0
}

function checkSum(
  view: DataView,
  from: number,
  length: number,
  little: boolean,
  [first, second]: readonly [number, number],
): [number, number] {
  let [one, two] = [first, second]
  for (let at = from; at < from + length; at += 8) {
    one = (one + view.getUint32(at, little) + two) >>> 0
    two = (two + view.getUint32(at + 4, little) + one) >>> 0
  }
  return [one, two]
}
