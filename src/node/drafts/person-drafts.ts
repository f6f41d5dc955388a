import { closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DraftLine, DraftRow, DraftStore, DraftStoreFailure } from '#app/ports/draft-store.ts'
import { MAX_DRAFTS } from '#contract/draft-operations.ts'
import type { CaseId, UserId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../disk/durable-file.ts'
import { migrate } from '../sqlite/migrate.ts'
import type { Migration } from '../sqlite/migrations.ts'
import { storageFailureOf } from '../sqlite/sqlite-failure.ts'
import { openVaultDatabase, type VaultDatabase } from '../sqlite/vault-database.ts'
import { PEOPLE_FOLDER } from '../vault/vault-folder.ts'
import { keepFile, listFiles, readFile } from './draft-files.ts'

/** `application_id` of one person's drafts: "SAMD". */
const DRAFTS_APPLICATION_ID = 0x53414d44

const DRAFT_NAME = /^[0-9a-f]{32}\.drafts(-wal|-shm|-journal)?$/
const BESIDE = ['', '-wal', '-shm', '-journal']

const STEPS: readonly Migration[] = [
  {
    number: 10,
    name: 'drafts of one person',
    sql: `CREATE TABLE draft (
      name TEXT PRIMARY KEY, revision INTEGER NOT NULL, saved_at_ms INTEGER NOT NULL, case_id TEXT, text TEXT NOT NULL
    ) STRICT;`,
  },
  {
    number: 20,
    name: 'files of drafts',
    sql: `CREATE TABLE draft_file (
      place INTEGER PRIMARY KEY, draft TEXT NOT NULL, file_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, modified_at_ms INTEGER,
      case_id TEXT, bytes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX draft_file_by_draft ON draft_file (draft, place);`,
  },
]

/** Whether a name in the folder `people` is one of a file of drafts, or of what SQLite keeps beside it. */
export function isDraftsName(name: string): boolean {
  return DRAFT_NAME.test(name)
}

/** The name of a person's drafts, relative to the vault's folder. */
export function draftsName(userId: UserId): string {
  return `${PEOPLE_FOLDER}/${userId}.drafts`
}

/**
 * Keeps one person's drafts in a database under a key of their own, which is opened when it is first asked for. Every acknowledged
 * draft is flushed to the disk.
 */
export class PersonDrafts {
  readonly store: DraftStore
  readonly #path: string
  readonly #key: Uint8Array
  #database: VaultDatabase | null = null
  #isClosed = false

  /** The key is its own from here on; closing overwrites it. */
  constructor(vaultFolder: string, userId: UserId, key: Uint8Array) {
    this.#path = join(vaultFolder, draftsName(userId))
    this.#key = key
    this.store = {
      save: (draft) => {
        const saved = this.#attempt((database) => saveDraft(database, draft))
        return saved.ok ? saved.value : saved
      },
      load: (name) => this.#attempt((database) => loadDraft(database, name)),
      list: () => this.#attempt(listDrafts),
      forget: (name) =>
        this.#attempt((database) => {
          database.transaction(() => {
            database.prepare('DELETE FROM draft_file WHERE draft = ?').run(name)
            database.prepare('DELETE FROM draft WHERE name = ?').run(name)
          })()
        }),
      ...this.#files(),
      forgetCases: (isHeld) => this.#attempt((database) => forgetCases(database, isHeld)),
    }
  }

  /** Writes the journal back, closes the file and overwrites the key. */
  close(): void {
    this.#isClosed = true
    try {
      this.#database?.pragma('wal_checkpoint(TRUNCATE)')
    } catch (error) {
      // What could not be written back is in the journal, and is read from there.
      storageFailureOf(error)
    } finally {
      this.#database?.close()
      this.#database = null
      this.#key.fill(0)
    }
  }

  #files(): Pick<DraftStore, 'keepFile' | 'files' | 'readFile' | 'dropFile'> {
    return {
      keepFile: (draft, file) => {
        const kept = this.#attempt((database) => keepFile(database, draft, file))
        return kept.ok ? kept.value : kept
      },
      files: (draft) => this.#attempt((database) => listFiles(database, draft)),
      readFile: (draft, fileId) => this.#attempt((database) => readFile(database, draft, fileId)),
      dropFile: (draft, fileId) =>
        this.#attempt((database) => {
          database.prepare('DELETE FROM draft_file WHERE draft = ? AND file_id = ?').run(draft, fileId)
        }),
    }
  }

  #attempt<T>(work: (database: VaultDatabase) => T): Result<T, DraftStoreFailure> {
    if (this.#isClosed) throw new Error('the session is closed')
    try {
      this.#database ??= this.#open()
      return succeed(work(this.#database))
    } catch (error) {
      const failure = storageFailureOf(error)
      if (failure.code === 'database/damaged') this.#giveUp()
      return fail(failure)
    }
  }

  #open(): VaultDatabase {
    if (existsSync(this.#path)) {
      const known = this.#openKnown()
      if (known !== null) return known
      // Of other keys, or damaged: nobody can read it any more.
      for (const ending of BESIDE) rmSync(this.#path + ending, { force: true })
    }
    const folder = dirname(this.#path)
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER })
    const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = constants
    closeSync(openSync(this.#path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, PRIVATE_FILE))
    const database = openVaultDatabase(this.#path, this.#key, true)
    try {
      prepare(database)
      // A name that the folder does not keep would take every draft with it.
      if (process.platform !== 'win32') flushFolder(folder)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  }

  #openKnown(): VaultDatabase | null {
    let database: VaultDatabase | null = null
    try {
      database = openVaultDatabase(this.#path, this.#key, true)
      prepare(database)
      return database
    } catch (error) {
      database?.close()
      if (storageFailureOf(error).code !== 'database/damaged') throw error
      return null
    }
  }

  #giveUp(): void {
    this.#database?.close()
    this.#database = null
    for (const ending of BESIDE) rmSync(this.#path + ending, { force: true })
  }
}

function prepare(database: VaultDatabase): void {
  const migrated = migrate(database, STEPS, DRAFTS_APPLICATION_ID)
  if (!migrated.ok) throw new Error(`a file of drafts refused its schema: ${migrated.failure.code}`)
}

function saveDraft(
  database: VaultDatabase,
  draft: Parameters<DraftStore['save']>[0],
): ReturnType<DraftStore['save']> {
  const { name, revision, text, savedAtMs, caseId } = draft
  return database.transaction((): ReturnType<DraftStore['save']> => {
    const kept = database.prepare('SELECT revision FROM draft WHERE name = ?').pluck().get(name) as
      | number
      | undefined
    if ((kept ?? 0) !== revision)
      return fail({ code: 'draft/changed-elsewhere', facts: { revision: kept ?? 0 } })
    if (kept === undefined) {
      const drafts = database.prepare('SELECT count(*) FROM draft').pluck().get() as number
      if (drafts >= MAX_DRAFTS) return fail({ code: 'draft/too-many' })
    }
    database
      .prepare(
        `INSERT INTO draft (name, revision, saved_at_ms, case_id, text) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET revision = excluded.revision, saved_at_ms = excluded.saved_at_ms,
           case_id = excluded.case_id, text = excluded.text`,
      )
      .run(name, revision + 1, savedAtMs, caseId, text)
    return succeed({ revision: revision + 1 })
  })()
}

function loadDraft(database: VaultDatabase, name: string): DraftRow | null {
  const row = database
    .prepare('SELECT revision, saved_at_ms AS savedAtMs, text FROM draft WHERE name = ?')
    .get(name) as DraftRow | undefined
  return row ?? null
}

function listDrafts(database: VaultDatabase): readonly DraftLine[] {
  const rows = database
    .prepare(
      'SELECT name, revision, saved_at_ms AS savedAtMs, text FROM draft ORDER BY saved_at_ms DESC, name',
    )
    .all() as (DraftRow & { readonly name: string })[]
  return rows.map(({ text, ...line }) => ({ ...line, length: text.length }))
}

function forgetCases(database: VaultDatabase, isHeld: (caseId: CaseId) => boolean): void {
  const cases = database
    .prepare('SELECT case_id FROM draft UNION SELECT case_id FROM draft_file')
    .pluck()
    .all() as (CaseId | null)[]
  for (const caseId of cases) {
    if (caseId === null || isHeld(caseId)) continue
    for (const table of ['draft', 'draft_file'])
      database.prepare(`DELETE FROM ${table} WHERE case_id = ?`).run(caseId)
  }
}

function flushFolder(folder: string): void {
  const descriptor = openSync(folder, constants.O_RDONLY)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
