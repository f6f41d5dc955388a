import { checkTables } from '../sqlite/check-tables.ts'
import { type checkPages, countPages } from '../vault/check-pages.ts'
import type { OpenView } from './open-view.ts'
import type { ViewFile } from './view-file.ts'

/** The parts of a check of a file that is open; each ends early when the file is replaced meanwhile. */
export type ViewCheck = {
  readonly totalPages: number
  pages(): ReturnType<typeof checkPages>
  /** Yields, table after table, whether it is sound. */
  tables(): Generator<boolean>
}

/** Writes the journal back and starts checking the file of projections that are all in it. */
export function startViewCheck(
  { database, descriptor }: OpenView,
  file: ViewFile,
  isStillOpen: () => boolean,
): ViewCheck {
  if (descriptor === null) throw new Error('there is no file to be checked')
  database.pragma('wal_checkpoint(TRUNCATE)')
  function* whileOpen<T>(steps: Generator<T>): Generator<T> {
    for (const step of steps) {
      yield step
      if (!isStillOpen()) return
    }
  }
  return {
    totalPages: countPages(descriptor),
    pages: () => whileOpen(file.checkPages(descriptor)),
    tables: () => whileOpen(checkTables(database)),
  }
}
