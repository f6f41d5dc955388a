import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { randomBytes } from '#node/crypto/primitives.ts'
import { isContradiction, sqliteFailureOf } from '#node/sqlite/sqlite-failure.ts'
import { openMemoryDatabase, openVaultDatabase, PAGE_BYTES } from '#node/sqlite/vault-database.ts'
import { makeFolder } from '../../support/make-vault.ts'

const KEY = randomBytes(32)

async function makePath(): Promise<string> {
  return join(await makeFolder(), 'ledger.db')
}

function open(path: string, key = KEY, mustExist = false) {
  const database = openVaultDatabase(path, key, mustExist)
  onTestFinished(() => void database.close())
  return database
}

/** What SQLite throws, translated. */
function failureOf(work: () => unknown) {
  try {
    work()
  } catch (error) {
    return sqliteFailureOf(error)
  }
  throw new Error('nothing was thrown')
}

describe('a vault database', () => {
  test('flushes every commit, keeps temporary tables in memory and is for one alone', async () => {
    const database = open(await makePath())
    const pragma = (name: string) => database.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    // FULL; this library would choose NORMAL under WAL, which loses acknowledged commits in a power cut.
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('temp_store')).toBe(2)
    expect(pragma('locking_mode')).toBe('exclusive')
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('recursive_triggers')).toBe(1)
    expect(pragma('trusted_schema')).toBe(0)
    expect(pragma('cell_size_check')).toBe(1)
    // Nobody is waited for: who has the vault open keeps it.
    expect(pragma('busy_timeout')).toBe(0)
    expect(pragma('page_size')).toBe(PAGE_BYTES)
    expect(pragma('cipher')).toBe('sqlcipher')
  })

  test('is unreadable without its key', async () => {
    const path = await makePath()
    const database = open(path)
    database.exec("CREATE TABLE secret (text TEXT) STRICT; INSERT INTO secret VALUES ('សម្ងាត់ secret')")
    database.close()
    expect((await readFile(path)).includes('secret')).toBe(false)
    expect((await readFile(path)).includes('SQLite format')).toBe(false)
    expect(failureOf(() => openVaultDatabase(path, randomBytes(32), true)).code).toBe('database/damaged')
    expect(open(path, KEY, true).prepare('SELECT text FROM secret').pluck().get()).toBe('សម្ងាត់ secret')
  })

  test('that must exist is not made', async () => {
    const path = await makePath()
    expect(failureOf(() => openVaultDatabase(path, KEY, true))).toEqual({
      code: 'disk/failed',
      facts: { causeCode: 'SQLITE_CANTOPEN' },
    })
    await expect(stat(path)).rejects.toThrow(/ENOENT/)
  })

  test('that somebody has open is in use, from the first moment on', async () => {
    const path = await makePath()
    open(path)
    expect(failureOf(() => openVaultDatabase(path, KEY, true)).code).toBe('vault/in-use')
  })

  test('that is no database is damaged', async () => {
    const path = await makePath()
    await writeFile(path, randomBytes(2 * PAGE_BYTES))
    expect(failureOf(() => openVaultDatabase(path, KEY, true)).code).toBe('database/damaged')
  })

  test('in memory has the same guards', () => {
    const database = openMemoryDatabase()
    expect(database.pragma('temp_store', { simple: true })).toBe(2)
    expect(database.pragma('recursive_triggers', { simple: true })).toBe(1)
    database.close()
  })
})

describe('what SQLite answers', () => {
  const thrown = (code: string) => new Database.SqliteError('a message that may quote a name', code)

  test.each([
    ['SQLITE_CORRUPT', 'database/damaged'],
    ['SQLITE_CORRUPT_VTAB', 'database/damaged'],
    ['SQLITE_NOTADB', 'database/damaged'],
    ['SQLITE_BUSY', 'vault/in-use'],
    ['SQLITE_BUSY_RECOVERY', 'vault/in-use'],
    ['SQLITE_LOCKED', 'vault/in-use'],
    ['SQLITE_FULL', 'disk/full'],
    ['SQLITE_READONLY', 'disk/read-only'],
    ['SQLITE_READONLY_DIRECTORY', 'disk/read-only'],
    ['SQLITE_PERM', 'disk/no-permission'],
    ['SQLITE_AUTH', 'disk/no-permission'],
    ['SQLITE_CANTOPEN', 'disk/failed'],
    ['SQLITE_IOERR', 'disk/failed'],
    ['SQLITE_IOERR_FSYNC', 'disk/failed'],
  ])('%s means %s, and the code is kept', (code, meaning) => {
    expect(sqliteFailureOf(thrown(code))).toEqual({ code: meaning, facts: { causeCode: code } })
  })

  test.each(['SQLITE_ERROR', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_MISUSE', 'SQLITE_IOERRATIC'])(
    '%s is a bug and stays thrown',
    (code) => {
      expect(() => sqliteFailureOf(thrown(code))).toThrow(/a message/)
    },
  )

  test('nothing else is taken for an answer of SQLite', () => {
    const bug = new TypeError('undefined is not a function')
    expect(() => sqliteFailureOf(bug)).toThrow(bug)
    expect(isContradiction(bug)).toBe(false)
  })

  test('rows that contradict others are told from everything else', () => {
    expect(isContradiction(thrown('SQLITE_CONSTRAINT_UNIQUE'))).toBe(true)
    expect(isContradiction(thrown('SQLITE_CONSTRAINT_NOTNULL'))).toBe(true)
    expect(isContradiction(thrown('SQLITE_FULL'))).toBe(false)
  })
})
