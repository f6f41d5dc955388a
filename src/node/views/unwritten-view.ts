import { statfsSync } from 'node:fs'
import { storageFailureOf } from '../sqlite/sqlite-failure.ts'
import { openMemoryDatabase, type VaultDatabase } from '../sqlite/vault-database.ts'
import { fillAtOnce, fillSlowly, type Pace } from './build-view.ts'
import { makeCaseQueries } from './case-queries.ts'
import { LedgerUnreadable, readOrThrow, type ViewSource } from './event-reader.ts'
import type { OpenView } from './open-view.ts'
import { ViewFill } from './view-fill.ts'

/**
 * Most events that are folded in memory because the disk takes nothing. A complaint of two thousand characters takes
 * about 11 KiB in the tables and the index (measured, decision 0015), so that they stay below 300 MiB.
 */
const MOST_IN_MEMORY = 25_000

/** Tells whether it was the disk that refused: not damage, not the ledger, and no bug, which is thrown on. */
export function isDiskRefusal(error: unknown): boolean {
  return !(error instanceof LedgerUnreadable) && storageFailureOf(error).code.startsWith('disk/')
}

/**
 * Takes what the tables lack into a transaction that is left open: questions are answered out of it, and nothing of it reaches the
 * disk until it is committed.
 */
export function holdInMemory(open: OpenView, source: ViewSource, error: unknown): OpenView {
  const { database } = open
  if (database.inTransaction) database.exec('ROLLBACK')
  // Otherwise SQLite would write changed pages out when there are many.
  database.pragma('cache_spill=OFF')
  database.exec('BEGIN')
  // What an earlier one keeps in memory is of a transaction that was taken back.
  const fill = new ViewFill(database, source)
  checkAmount(source, fill.applied?.position ?? 0, error)
  for (const batch of fill.behind()) fill.takeBehind(batch)
  return { ...open, fill, refusal: { error, freeBlocks: freeBlocksAt(database) } }
}

/** Fills a database that is in memory alone, because the disk has none and takes none. */
export function openInMemory(source: ViewSource, error: unknown): OpenView {
  if (!isDiskRefusal(error)) throw error
  checkAmount(source, 0, error)
  const database = openMemoryDatabase()
  try {
    fillAtOnce(database, source)
    return asOpenView(database, source, error)
  } catch (cause) {
    database.close()
    throw cause
  }
}

/** As {@link openInMemory}, little by little; `null` when it was called off. */
export async function openInMemorySlowly(
  source: ViewSource,
  error: unknown,
  pace: Pace,
): Promise<OpenView | null> {
  if (!isDiskRefusal(error)) throw error
  checkAmount(source, 0, error)
  const database = openMemoryDatabase()
  let open: OpenView | null = null
  try {
    if (await fillSlowly(database, source, pace)) open = asOpenView(database, source, error)
  } finally {
    if (open === null) database.close()
  }
  return open
}

function asOpenView(database: VaultDatabase, source: ViewSource, error: unknown): OpenView {
  const refusal = { error, freeBlocks: 0 }
  const fill = new ViewFill(database, source)
  return { database, fill, queries: makeCaseQueries(database), descriptor: null, refusal }
}

/** Refuses what would take too much memory, by what the disk answered. */
function checkAmount({ ledger }: ViewSource, applied: number, error: unknown): void {
  if (readOrThrow(ledger.count()) - applied > MOST_IN_MEMORY) throw error
}

/**
 * Takes in what was appended since, and writes what is held when there is reason to hope: the ledger found room for more, or the
 * disk has more than it had. What is in memory alone stays there until the vault is locked.
 */
export function keepUpInMemory(open: OpenView, source: ViewSource): OpenView {
  const { database, fill, refusal, descriptor } = open
  const before = fill.applied?.position
  for (const batch of fill.behind()) fill.takeBehind(batch)
  if (refusal === null || descriptor === null) return open
  const hasGrown = fill.applied?.position !== before
  return hasGrown || freeBlocksAt(database) > refusal.freeBlocks ? writeHeld(open, source) : open
}

function writeHeld(open: OpenView, source: ViewSource): OpenView {
  try {
    open.database.exec('COMMIT')
  } catch (error) {
    if (!isDiskRefusal(error)) throw error
    return holdInMemory(open, source, error)
  }
  open.database.pragma('cache_spill=ON')
  return { ...open, refusal: null }
}

function freeBlocksAt({ name }: VaultDatabase): number {
  try {
    return statfsSync(name).bfree
  } catch {
    // A disk that cannot even be asked gives no hope of room.
    return 0
  }
}
