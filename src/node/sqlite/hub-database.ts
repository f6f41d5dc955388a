import Database from 'better-sqlite3'
import { configureConnection } from './vault-database.ts'

/** How long one process of a hub waits for another to end a change. */
const BUSY_TIMEOUT_MS = 20_000

/**
 * Opens the embedded database of a hub under a raw 32-byte key. Unlike a vault's, several processes of one machine may have it open:
 * the server and whoever enrols a station beside it. Every commit is fsynced.
 *
 * @throws what SQLite answers; `sqliteFailureOf` translates it.
 */
export function openHubDatabase(path: string, key: Uint8Array): Database.Database {
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS })
  try {
    database.pragma("cipher='sqlcipher'")
    database.pragma('legacy=4')
    database.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`)
    configureConnection(database)
    for (const pragma of ['journal_mode=WAL', 'synchronous=FULL']) database.pragma(pragma)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
