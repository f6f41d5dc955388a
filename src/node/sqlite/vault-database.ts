import Database from 'better-sqlite3'

/** An open, unlocked vault database. */
export type VaultDatabase = Database.Database

/** `application_id` of a vault's database: "SAMN". */
export const APPLICATION_ID = 0x53414d4e
/** `application_id` of the projections of one person: "SAMV". */
export const VIEW_APPLICATION_ID = 0x53414d56

/** Bytes of a database page. */
export const PAGE_BYTES = 4096

/** Names the cipher in words for people. */
export const CIPHER_NAME = 'SQLCipher 4 (AES-256-CBC, HMAC-SHA512 per page)'

/**
 * What survives a power cut. `every-commit`: all that was acknowledged. `consistent`: the last commits may be gone, and the rest is
 * whole; for what can be filled again. `nothing`: the file is good for nothing after a crash; for one that is being filled and is
 * flushed and renamed when it is whole.
 */
export type Durability = 'every-commit' | 'consistent' | 'nothing'

const DURABILITY: { readonly [durability in Durability]: readonly string[] } = {
  'every-commit': ['journal_mode=WAL', 'synchronous=FULL'],
  consistent: ['journal_mode=WAL', 'synchronous=NORMAL'],
  nothing: ['journal_mode=MEMORY', 'synchronous=OFF'],
}

/**
 * Opens a database file under a raw 32-byte key, exclusively: a second process gets `SQLITE_BUSY`, and no shared-memory
 * file exists.
 *
 * Every acknowledged commit is fsynced (`synchronous=FULL`; this build would default to NORMAL under WAL), temporary
 * tables stay in memory (the default leaks plaintext into the temporary folder), and foreign keys and recursive triggers are on (without
 * the latter `INSERT OR REPLACE` walks past a trigger before DELETE).
 *
 * @throws what SQLite answers; `sqliteFailureOf` translates it.
 */
export function openVaultDatabase(
  path: string,
  key: Uint8Array,
  mustExist: boolean,
  durability: Durability = 'every-commit',
): VaultDatabase {
  // Whoever has the vault open keeps it open, so there is nothing to wait for; the library would wait five seconds.
  const database = new Database(path, { fileMustExist: mustExist, timeout: 0 })
  try {
    database.pragma("cipher='sqlcipher'")
    database.pragma('legacy=4')
    database.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`)
    configureConnection(database)
    database.pragma('locking_mode=EXCLUSIVE')
    for (const pragma of DURABILITY[durability]) database.pragma(pragma)
    // The first write takes the exclusive lock and keeps it.
    database.exec('BEGIN IMMEDIATE; COMMIT')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** An empty database in memory with the same settings, for comparing projections. */
export function openMemoryDatabase(): VaultDatabase {
  const database = new Database(':memory:')
  configureConnection(database)
  return database
}

/** The settings of every connection: nothing of what is asked or sorted reaches a file. */
export function configureConnection(database: VaultDatabase): void {
  database.pragma('temp_store=MEMORY')
  database.pragma('foreign_keys=ON')
  database.pragma('recursive_triggers=ON')
  database.pragma('trusted_schema=OFF')
  database.pragma('cell_size_check=ON')
  // What is deleted or emptied is overwritten with zeros, so that a page holds nothing of it any more.
  database.pragma('secure_delete=ON')
}
