import type { DamagedPages, Preference } from './damaged-pages.ts'
import { type Cell, OVERFLOW_BYTES, readLeafCells } from './read-cells.ts'
import { type FoundEvent, readEventRow, shapeOfRow } from './read-event-row.ts'

/**
 * How often one overflow page is read at most. A journal may hold the same leaf many times, and each time its rows lead there; a
 * row is needed once. The limit is what a database that somebody crafted can cost: so many reads for each of its pages.
 */
const READS_OF_ONE_PAGE = 64

const PREFERENCES: readonly Preference[] = ['newest', 'database']

/**
 * Finds every event in the pages of a damaged database, wherever it lies: in the table, on pages that no tree leads to any more,
 * on free pages, in the journal. Yields after each page what was found on it. The same event may be found several times, and two
 * that differ may claim one place; whoever collects them decides.
 *
 * Ends for any bytes: a page is visited once, a chain of overflow pages is as long as its row says and never leads twice to one
 * page, and no page is read more than a fixed number of times.
 */
export function* findEvents(pages: DamagedPages): Generator<readonly FoundEvent[]> {
  const reads = new Map<number, number>()
  for (const { page, isFirst } of pages.all()) {
    const found: FoundEvent[] = []
    for (const cell of readLeafCells(page, isFirst)) {
      const event = readCellEvent(pages, cell, reads)
      if (event !== null) found.push(event)
    }
    yield found
  }
}

function readCellEvent(pages: DamagedPages, cell: Cell, reads: Map<number, number>): FoundEvent | null {
  const shape = shapeOfRow(cell.local, cell.payloadBytes)
  if (shape === null) return null
  if (cell.overflowPage === null) return readEventRow(cell.local, shape)
  for (const preference of PREFERENCES) {
    const payload = readPayload(pages, cell, cell.overflowPage, preference, reads)
    const event = payload === null ? null : readEventRow(payload, shape)
    if (event !== null) return event
  }
  return null
}

function readPayload(
  pages: DamagedPages,
  cell: Cell,
  firstPage: number,
  preference: Preference,
  reads: Map<number, number>,
): Buffer | null {
  const parts = [cell.local]
  const visited = new Set<number>()
  let missingBytes = cell.payloadBytes - cell.local.length
  let next = firstPage
  while (missingBytes > 0) {
    const count = reads.get(next) ?? 0
    if (visited.has(next) || count >= READS_OF_ONE_PAGE) return null
    visited.add(next)
    const page = pages.numbered(next, preference)
    if (page === null) return null
    reads.set(next, count + 1)
    const part = page.subarray(4, 4 + Math.min(missingBytes, OVERFLOW_BYTES))
    parts.push(part)
    missingBytes -= part.length
    next = page.readUInt32BE(0)
  }
  return Buffer.concat(parts, cell.payloadBytes)
}
