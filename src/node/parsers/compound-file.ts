/** Where a compound file breaks the rules of its format. */
export type CompoundDamage = 'header' | 'sectors' | 'directory' | 'stream'

// [MS-CFB] 2.2, 2.3 and 2.6.
const HEADER_BYTES = 512
const SECTOR_BYTES: { readonly [shift: number]: number } = { 9: 512, 12: 4096 }
const SECTOR_SHIFT_AT = 0x1e
const TABLE_SECTORS_AT = 0x2c
const DIRECTORY_START_AT = 0x30
const SMALL_TABLE_START_AT = 0x3c
const SMALL_TABLE_SECTORS_AT = 0x40
const MORE_TABLES_START_AT = 0x44
const TABLES_AT = 0x4c
const TABLES_IN_HEADER = 109
const ENTRY_BYTES = 128
const SMALL_SECTOR_BYTES = 64
const LEAST_LARGE_BYTES = 4096
const STORAGE = 1
const STREAM = 2
const NONE = -1
const END = -2
/** What stands beyond the end of the file. */
const BEYOND = -4
/** A mail that was forwarded thirty times as an attachment nests two storages a time. */
const MOST_DEPTH = 64

/** A chain could not be followed to its end. */
class Tangled extends Error {}

/** Sectors of one kind, each of which one chain may use, once. */
class Sectors {
  readonly #isTaken: Uint8Array
  readonly #next: (sector: number) => number

  constructor(count: number, next: (sector: number) => number) {
    this.#isTaken = new Uint8Array(count)
    this.#next = next
  }

  take(sector: number): void {
    if (sector < 0 || sector >= this.#isTaken.length || this.#isTaken[sector] === 1) throw new Tangled()
    this.#isTaken[sector] = 1
  }

  chain(start: number): number[] {
    const chain: number[] = []
    for (let sector = start; sector !== END; sector = this.#next(sector)) {
      this.take(sector)
      chain.push(sector)
    }
    return chain
  }
}

/**
 * Follows every chain of a compound file ([MS-CFB]) that a reader follows, before a reader does: each ends, stays within the file and
 * shares no sector with another, the directory is a tree, and no stream claims more bytes than its chain has. Then what a reader
 * allocates is bounded by the file. Answers what is wrong first, or `null`.
 */
export function findCompoundDamage(file: Uint8Array): CompoundDamage | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const sectorBytes = SECTOR_BYTES[file[SECTOR_SHIFT_AT] ?? 0]
  if (sectorBytes === undefined || file.length < HEADER_BYTES) return 'header'
  let where: CompoundDamage = 'sectors'
  try {
    const parts = openParts(view, sectorBytes)
    where = 'directory'
    const streams = walkDirectory(parts)
    where = 'stream'
    for (const { start, sizeBytes } of streams) checkStream(parts, start, sizeBytes)
    return null
  } catch (cause) {
    if (cause instanceof Tangled) return where
    throw cause
  }
}

type Parts = {
  readonly view: DataView
  readonly sectorBytes: number
  readonly large: Sectors
  readonly small: Sectors
  readonly directory: readonly number[]
}

function openParts(view: DataView, sectorBytes: number): Parts {
  const perSector = sectorBytes / 4
  const at = (sector: number, index: number) => int(view, (sector + 1) * sectorBytes + index * 4)
  const nextIn = (tables: readonly number[]) => (sector: number) => {
    const table = tables[Math.floor(sector / perSector)]
    return table === undefined ? END : at(table, sector % perSector)
  }
  const tables: number[] = []
  const count = Math.max(0, Math.ceil(view.byteLength / sectorBytes) - 1)
  const large = new Sectors(count, nextIn(tables))
  const tableCount = int(view, TABLE_SECTORS_AT)
  if (tableCount < 0 || tableCount > count) throw new Tangled()
  const addTable = (table: number) => {
    large.take(table)
    tables.push(table)
  }
  for (let index = 0; index < Math.min(tableCount, TABLES_IN_HEADER); index += 1)
    addTable(int(view, TABLES_AT + index * 4))
  let more = int(view, MORE_TABLES_START_AT)
  while (tables.length < tableCount) {
    large.take(more)
    for (let index = 0; index < perSector - 1 && tables.length < tableCount; index += 1)
      addTable(at(more, index))
    more = at(more, perSector - 1)
  }
  const smallTables =
    int(view, SMALL_TABLE_SECTORS_AT) > 0 ? large.chain(int(view, SMALL_TABLE_START_AT)) : []
  const directory = large.chain(int(view, DIRECTORY_START_AT))
  const [first] = directory
  if (first === undefined) throw new Tangled()
  const root = (first + 1) * sectorBytes
  const body = large.chain(int(view, root + 0x74))
  const smallCount = body.length * (sectorBytes / SMALL_SECTOR_BYTES)
  return { view, sectorBytes, large, small: new Sectors(smallCount, nextIn(smallTables)), directory }
}

type Stream = { readonly start: number; readonly sizeBytes: number }

/** Every stream of the tree; an entry that is met twice, or is not there, is a breach. */
function walkDirectory({ view, sectorBytes, directory }: Parts): readonly Stream[] {
  const perSector = sectorBytes / ENTRY_BYTES
  const isSeen = new Uint8Array(directory.length * perSector)
  const streams: Stream[] = []
  const open = [{ index: 0, depth: 0 }]
  const visit = (index: number, depth: number) => {
    if (index === NONE) return
    if (index < 0 || index >= isSeen.length || depth > MOST_DEPTH) throw new Tangled()
    open.push({ index, depth })
  }
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { index, depth } = entry
    if (isSeen[index] === 1) throw new Tangled()
    isSeen[index] = 1
    const sector = directory[Math.floor(index / perSector)] ?? BEYOND
    const offset = (sector + 1) * sectorBytes + (index % perSector) * ENTRY_BYTES
    if (offset + ENTRY_BYTES > view.byteLength) continue
    const type = view.getUint8(offset + 0x42)
    if (index !== 0 && type !== STORAGE && type !== STREAM) continue
    if (index !== 0) {
      visit(int(view, offset + 0x44), depth)
      visit(int(view, offset + 0x48), depth)
    }
    if (type !== STREAM || index === 0) visit(int(view, offset + 0x4c), depth + 1)
    else streams.push({ start: int(view, offset + 0x74), sizeBytes: int(view, offset + 0x78) })
  }
  return streams
}

function checkStream({ large, small, sectorBytes }: Parts, start: number, sizeBytes: number): void {
  if (sizeBytes === 0) return
  if (sizeBytes < 0) throw new Tangled()
  const isLarge = sizeBytes >= LEAST_LARGE_BYTES
  const chain = (isLarge ? large : small).chain(start)
  const room = chain.length * (isLarge ? sectorBytes : SMALL_SECTOR_BYTES)
  if (room < sizeBytes) throw new Tangled()
}

function int(view: DataView, offset: number): number {
  return offset >= 0 && offset + 4 <= view.byteLength ? view.getInt32(offset, true) : BEYOND
}
