import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A database as it lies on a disk while a browser runs: what was written last stands in the log alone. */
export type DatabaseFiles = { readonly database: Buffer; readonly wal: Buffer }

/** Tables of Chromium's `History`, as far as they are read. */
export const CHROMIUM_TABLES = `
  CREATE TABLE urls(id INTEGER PRIMARY KEY AUTOINCREMENT, url LONGVARCHAR, title LONGVARCHAR, visit_count INTEGER DEFAULT 0 NOT NULL,
    typed_count INTEGER DEFAULT 0 NOT NULL, last_visit_time INTEGER NOT NULL, hidden INTEGER DEFAULT 0 NOT NULL);
  CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT, url INTEGER NOT NULL, visit_time INTEGER NOT NULL, from_visit INTEGER,
    transition INTEGER DEFAULT 0 NOT NULL, visit_duration INTEGER DEFAULT 0 NOT NULL);
  CREATE TABLE keyword_search_terms(keyword_id INTEGER NOT NULL, url_id INTEGER NOT NULL, term LONGVARCHAR NOT NULL);
  CREATE TABLE downloads(id INTEGER PRIMARY KEY, target_path LONGVARCHAR NOT NULL, start_time INTEGER NOT NULL, total_bytes INTEGER NOT NULL,
    state INTEGER NOT NULL, tab_url VARCHAR NOT NULL, mime_type VARCHAR(255) NOT NULL, referrer VARCHAR NOT NULL);`

/** Tables of Firefox's `places.sqlite`, as far as they are read. */
export const FIREFOX_TABLES = `
  CREATE TABLE moz_places(id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR, visit_count INTEGER DEFAULT 0, hidden INTEGER DEFAULT 0 NOT NULL,
    typed INTEGER DEFAULT 0 NOT NULL, last_visit_date INTEGER);
  CREATE TABLE moz_historyvisits(id INTEGER PRIMARY KEY, from_visit INTEGER, place_id INTEGER, visit_date INTEGER, visit_type INTEGER);
  CREATE TABLE moz_bookmarks(id INTEGER PRIMARY KEY, type INTEGER, fk INTEGER DEFAULT NULL, parent INTEGER, title LONGVARCHAR, dateAdded INTEGER);`

/** Makes a database with real SQLite: `settled` reaches the file, `logged` only the write-ahead log. */
export function makeDatabase(
  settled: string,
  logged = '',
  pragmas = 'PRAGMA page_size=1024;',
): DatabaseFiles {
  const folder = mkdtempSync(join(tmpdir(), 'samnum-history-'))
  try {
    const path = join(folder, 'History')
    const database = new DatabaseSync(path)
    database.exec(
      `${pragmas} PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; ${settled} PRAGMA wal_checkpoint(TRUNCATE);`,
    )
    database.exec(logged)
    const files = { database: readFileSync(path), wal: readFileSync(`${path}-wal`) }
    database.close()
    return files
  } finally {
    rmSync(folder, { recursive: true })
  }
}
