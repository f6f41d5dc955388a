import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { migrate, pendingSteps } from '#node/sqlite/migrate.ts'
import { MIGRATIONS, type Migration, REGISTER_TABLES } from '#node/sqlite/migrations.ts'
import {
  APPLICATION_ID,
  openMemoryDatabase,
  type VaultDatabase,
  VIEW_APPLICATION_ID,
} from '#node/sqlite/vault-database.ts'
import { VIEW_MIGRATIONS, VIEW_TABLES } from '#node/views/view-schema.ts'

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
    const known = ['event', 'migration', ...REGISTER_TABLES.map(({ table }) => table)].sort()
    expect(strictTablesOf(database)).toEqual(known)
  })

  test('of a person make strict tables only, and every table is of cases, of counting them, or about the filling', () => {
    const database = makeDatabase()
    migrate(database, VIEW_MIGRATIONS, VIEW_APPLICATION_ID)
    const known = [
      'applied',
      'countable_case',
      'counted',
      'held_case',
      'migration',
      'search_word',
      'search_words',
      'settled',
      'skipped',
      ...Object.keys(VIEW_TABLES),
    ].sort()
    expect(strictTablesOf(database)).toEqual(known)
  })

  test.each<[string, readonly Migration[], number, readonly string[]]>([
    [
      'of the ledger',
      MIGRATIONS,
      APPLICATION_ID,
      [
        "SELECT * FROM event WHERE scope = 'x' AND position > 1 ORDER BY position LIMIT 5",
        "SELECT seq FROM event WHERE device = 'x' ORDER BY seq DESC LIMIT 1",
        "SELECT count(*) FROM event WHERE scope = 'x'",
        "SELECT * FROM case_number WHERE case_id = 'x' OR number = 'x'",
        "SELECT max(number) FROM case_number WHERE number >= 'x' AND number < 'y'",
        "SELECT * FROM case_key WHERE case_id = 'x' AND recipient_id = 'y'",
        "SELECT * FROM case_key WHERE case_id = 'x'",
        "SELECT * FROM case_key WHERE recipient_id = 'x'",
        "SELECT own.case_id, theirs.granted_seq FROM case_key AS own LEFT JOIN case_key AS theirs ON theirs.recipient_id = 'x' AND theirs.case_id = own.case_id WHERE own.recipient_id = 'y'",
        "UPDATE signer SET until_seq = 1 WHERE owner_id = 'x' AND until_seq IS NULL",
      ],
    ],
    [
      'of a person',
      VIEW_MIGRATIONS,
      VIEW_APPLICATION_ID,
      [
        "SELECT * FROM case_file WHERE case_id = 'x' OR number = 'x'",
        "SELECT * FROM exhibit WHERE case_id = 'x'",
        "SELECT * FROM exhibit WHERE exhibit_id = 'x' OR number = 'x'",
        "SELECT 1 FROM exhibit WHERE exhibit_id = 'x' OR number = 'x' OR object_id = 'x'",
        "SELECT * FROM identifier WHERE kind = 'phone' AND normalised = 'x'",
        "SELECT 1 FROM identifier WHERE case_id = 'x' AND seq = 1",
        "SELECT seq FROM item_event WHERE item_id = 'x' AND case_id = (SELECT case_id FROM custody_item WHERE item_id = 'x') ORDER BY seq",
        "DELETE FROM item_event WHERE case_id = 'x'",
        'SELECT * FROM case_file ORDER BY changed_at_ms DESC, number DESC LIMIT 100',
      ],
    ],
  ])('%s answer what is asked without walking a table', (_, steps, applicationId, questions) => {
    const database = makeDatabase()
    migrate(database, steps, applicationId)
    for (const sql of questions) {
      const plan = (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
        .map(({ detail }) => detail)
        .join('; ')
      expect(plan, sql).toMatch(/USING ((COVERING )?INDEX|PRIMARY KEY)/)
      expect(plan, sql).not.toMatch(/TEMP B-TREE/)
    }
  })
})

/** The names of all tables of our own, each of which is strict, and of virtual ones. */
function strictTablesOf(database: VaultDatabase): readonly string[] {
  const tables = database.pragma('table_list') as {
    schema: string
    name: string
    type: string
    strict: number
  }[]
  const ours = tables.filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'))
  expect(ours.filter(({ strict }) => strict !== 1)).toEqual([])
  const virtual = tables.filter(({ type }) => type === 'virtual')
  return [...ours, ...virtual].map(({ name }) => name).sort()
}

describe('the steps that are left', () => {
  test('are all of them in an empty database, which stays empty', () => {
    const database = makeDatabase()
    expect(pendingSteps(database, [FIRST, SECOND])).toEqual({ ok: true, value: [FIRST, SECOND] })
    expect(tablesOf(database)).toEqual([])
    expect(database.pragma('application_id', { simple: true })).toBe(0)
  })

  test('are those that were not taken', () => {
    const database = makeDatabase()
    migrate(database, [FIRST])
    expect(pendingSteps(database, [FIRST, SECOND])).toEqual({ ok: true, value: [SECOND] })
    migrate(database, [FIRST, SECOND])
    expect(pendingSteps(database, [FIRST, SECOND])).toEqual({ ok: true, value: [] })
  })

  test('are not asked of a database of another purpose', () => {
    const database = makeDatabase()
    migrate(database, [FIRST], VIEW_APPLICATION_ID)
    expect(pendingSteps(database, [FIRST])).toMatchObject({ failure: { code: 'database/not-ours' } })
    expect(pendingSteps(database, [FIRST], VIEW_APPLICATION_ID)).toEqual({ ok: true, value: [] })
  })
})
