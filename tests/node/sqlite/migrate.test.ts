import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { migrate } from '#node/sqlite/migrate.ts'
import { MIGRATIONS, type Migration, PROJECTION_TABLES } from '#node/sqlite/migrations.ts'
import { APPLICATION_ID, openMemoryDatabase, type VaultDatabase } from '#node/sqlite/vault-database.ts'

const FIRST: Migration = { number: 10, name: 'first', sql: 'CREATE TABLE one (id INTEGER) STRICT' }
const SECOND: Migration = { number: 20, name: 'second', sql: 'CREATE TABLE two (id INTEGER) STRICT' }

function makeDatabase(): VaultDatabase {
  const database = openMemoryDatabase()
  onTestFinished(() => void database.close())
  return database
}

const tablesOf = (database: VaultDatabase) =>
  database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()

describe('bringing a schema up to date', () => {
  test('makes everything in an empty database, and nothing a second time', () => {
    const database = makeDatabase()
    expect(migrate(database, [FIRST])).toEqual({ ok: true, value: undefined })
    expect(database.pragma('application_id', { simple: true })).toBe(APPLICATION_ID)
    expect(tablesOf(database)).toEqual(['migration', 'one'])
    expect(migrate(database, [FIRST])).toMatchObject({ ok: true })
    expect(migrate(database, [FIRST, SECOND])).toMatchObject({ ok: true })
    expect(tablesOf(database)).toEqual(['migration', 'one', 'two'])
    expect(database.prepare('SELECT number, name FROM migration').all()).toEqual([
      { number: 10, name: 'first' },
      { number: 20, name: 'second' },
    ])
  })

  test.each([
    ['another step', [{ ...FIRST, sql: 'CREATE TABLE other (id INTEGER) STRICT' }]],
    ['another number', [{ ...FIRST, number: 11 }]],
    ['another name', [{ ...FIRST, name: 'renamed' }]],
    ['another order', [SECOND, FIRST]],
  ])('refuses a history that has %s, and changes nothing', (_, steps) => {
    const database = makeDatabase()
    migrate(database, [FIRST])
    const before = tablesOf(database)
    expect(migrate(database, steps)).toEqual({
      ok: false,
      failure: { code: 'database/not-ours', facts: { step: 10 } },
    })
    expect(tablesOf(database)).toEqual(before)
  })

  test('refuses a history that goes further than ours, naming the first step too many', () => {
    const database = makeDatabase()
    migrate(database, [FIRST, SECOND])
    expect(migrate(database, [FIRST])).toEqual({
      ok: false,
      failure: { code: 'database/from-the-future', facts: { step: 20 } },
    })
  })

  test('refuses a database of somebody else, with or without an application id', () => {
    const named = makeDatabase()
    named.pragma('application_id=1234')
    const unnamed = makeDatabase()
    unnamed.exec('CREATE TABLE theirs (id INTEGER)')
    for (const database of [named, unnamed]) {
      expect(migrate(database, [FIRST])).toEqual({
        ok: false,
        failure: { code: 'database/not-ours', facts: { step: 0 } },
      })
    }
    expect(tablesOf(unnamed)).toEqual(['theirs'])
  })

  test('makes a step whole or not at all, history included', () => {
    const database = makeDatabase()
    const broken = {
      number: 20,
      name: 'broken',
      sql: 'CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE half (id INTEGER)',
    }
    expect(() => migrate(database, [FIRST, broken])).toThrow(Database.SqliteError)
    expect(tablesOf(database)).toEqual(['migration', 'one'])
    expect(migrate(database, [FIRST, SECOND])).toMatchObject({ ok: true })
  })
})

describe('our steps', () => {
  test('are numbered in tens', () => {
    expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, index) => 10 * (index + 1)))
  })

  test('make strict tables only, and every table is the record, the history or a projection', () => {
    const database = makeDatabase()
    migrate(database)
    const tables = database.pragma('table_list') as {
      schema: string
      name: string
      type: string
      strict: number
    }[]
    const ours = tables.filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'))
    expect(ours.filter(({ strict }) => strict !== 1)).toEqual([])
    const known = ['event', 'migration', ...PROJECTION_TABLES.map(({ table }) => table)].sort()
    const virtual = tables.filter(({ type }) => type === 'virtual')
    expect([...ours, ...virtual].map(({ name }) => name).sort()).toEqual(known)
  })

  test('read the events of a case, and look up a key, without walking a table', () => {
    const database = makeDatabase()
    migrate(database)
    const planOf = (sql: string) =>
      (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
        .map(({ detail }) => detail)
        .join('; ')
    for (const sql of [
      "SELECT * FROM event WHERE scope = 'x' AND position > 1 ORDER BY position LIMIT 5",
      "SELECT seq FROM event WHERE device = 'x' ORDER BY seq DESC LIMIT 1",
      "SELECT * FROM case_file WHERE case_id = 'x' OR number = 'x'",
      "SELECT * FROM exhibit WHERE case_id = 'x'",
      "SELECT * FROM exhibit WHERE exhibit_id = 'x' OR number = 'x'",
      "SELECT * FROM case_key WHERE case_id = 'x' AND user_id = 'y'",
      "SELECT * FROM identifier WHERE kind = 'phone' AND normalised = 'x'",
      'SELECT * FROM case_file ORDER BY changed_at_ms DESC, number DESC LIMIT 100',
    ]) {
      const plan = planOf(sql)
      expect(plan, sql).toMatch(/USING (COVERING )?INDEX/)
      expect(plan, sql).not.toMatch(/TEMP B-TREE/)
    }
  })
})
