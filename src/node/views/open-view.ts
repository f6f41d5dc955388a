import { closeSync, openSync } from 'node:fs'
import { pendingSteps } from '../sqlite/migrate.ts'
import { storageFailureOf } from '../sqlite/sqlite-failure.ts'
import { type VaultDatabase, VIEW_APPLICATION_ID } from '../sqlite/vault-database.ts'
import { type CaseQueries, makeCaseQueries } from './case-queries.ts'
import type { DiskRefusal } from './disk-refusal.ts'
import { LedgerUnreadable, readOrThrow, type ViewSource } from './event-reader.ts'
import type { ViewFile } from './view-file.ts'
import { ViewFill } from './view-fill.ts'
import { VIEW_MIGRATIONS } from './view-schema.ts'

/** A person's projections, open. */
export type OpenView = {
  readonly database: VaultDatabase
  readonly fill: ViewFill
  readonly queries: CaseQueries
  /** Reads the file past SQLite, for checking its pages; `null` where all is in memory. */
  readonly descriptor: number | null
  /** Why what is in the tables is not all on the disk; `null` when it is. */
  readonly refusal: DiskRefusal | null
}

/** What is in a file's place: something to go on from, or not; and whether it is damaged beyond its first page. */
export type Existing = { readonly open: OpenView | null; readonly isDamaged: boolean }

const NOTHING: Existing = { open: null, isDamaged: false }

/**
 * Opens what is there. There may be nothing, or nothing that this person's tables can go on from: another key or schema, damage, or
 * more events than the ledger has. The file is not changed. What does not open at all may be of an earlier key of this person, so
 * that is not called damage.
 */
export function openExisting(file: ViewFile, source: ViewSource): Existing {
  if (!file.isThere()) return NOTHING
  if (file.isCutInAPage()) return { open: null, isDamaged: true }
  let database: VaultDatabase | null = null
  let open: OpenView | null = null
  let isDamaged = false
  try {
    database = file.open()
    open = openIfFit(database, file, source)
  } catch (error) {
    isDamaged = database !== null
    if (error instanceof LedgerUnreadable || storageFailureOf(error).code !== 'database/damaged') {
      database?.close()
      throw error
    }
  }
  if (open === null) database?.close()
  return { open, isDamaged }
}

function openIfFit(database: VaultDatabase, file: ViewFile, source: ViewSource): OpenView | null {
  const pending = pendingSteps(database, VIEW_MIGRATIONS, VIEW_APPLICATION_ID)
  if (!pending.ok || pending.value.length > 0) return null
  const fill = new ViewFill(database, source)
  return follows(fill, source) ? openWith(database, fill, file) : null
}

/** Opens what was just published. */
export function openPublished(file: ViewFile, source: ViewSource): OpenView {
  const database = file.open()
  return openWith(database, new ViewFill(database, source), file)
}

/** Closes a view. Nobody is told when its journal cannot be written back: what was lost of it is taken in again from the ledger. */
export function closeView({ database, descriptor }: OpenView): void {
  try {
    database.close()
  } catch (error) {
    storageFailureOf(error)
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

function openWith(database: VaultDatabase, fill: ViewFill, file: ViewFile): OpenView {
  const descriptor = openSync(file.path, 'r')
  return { database, fill, queries: makeCaseQueries(database), descriptor, refusal: null }
}

/** Whether the tables are filled up to an event that the ledger has in that place. */
function follows({ applied }: ViewFill, { ledger }: ViewSource): boolean {
  if (applied === null) return false
  const [event] = readOrThrow(ledger.readAll(applied.position - 1, 1))
  return event?.position === applied.position && event.hashHex === applied.hashHex
}
