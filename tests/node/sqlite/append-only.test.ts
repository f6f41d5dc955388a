import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { VaultDatabase } from '#node/sqlite/vault-database.ts'
import { asInsider, type Insider, type Row } from '../../support/insider.ts'
import { copyVault, makeClosedVault, whenFileEnds } from '../../support/make-vault.ts'

const atEnd = whenFileEnds()
let known: Insider
let database: VaultDatabase
let last: Row

beforeAll(async () => {
  known = await asInsider(await makeClosedVault(atEnd))
})

beforeEach(async () => {
  const insider = await asInsider(await copyVault(known.folder), known)
  last = insider.rows().at(-1) as Row
  database = insider.openDatabase()
  onTestFinished(() => void database.close())
})

const NAMES = ['position', 'device', 'seq', 'header', 'hash_hex', 'signature', 'sealed_body', 'scope']

function insert(row: Row, verb = 'INSERT'): void {
  database
    .prepare(
      `${verb} INTO event (${NAMES.join(', ')}) VALUES (${NAMES.map((name) => `@${name}`).join(', ')})`,
    )
    .run(row)
}

const next = (change: Partial<Row> = {}): Row => {
  return { ...last, position: last.position + 1, seq: last.seq + 1, hash_hex: 'ff'.repeat(32), ...change }
}
const storedRows = () => database.prepare('SELECT * FROM event ORDER BY position').all()

describe('the table of events', () => {
  test('takes the event that follows the last one', () => {
    insert(next())
    expect(storedRows()).toHaveLength(last.position + 1)
  })

  test('takes the first event of another device', () => {
    insert(next({ device: '11'.repeat(16), seq: 1 }))
    expect(storedRows()).toHaveLength(last.position + 1)
  })

  test.each([
    ['UPDATE', "UPDATE event SET scope = 'x' WHERE seq = 1"],
    ['UPDATE of everything', 'UPDATE event SET seq = seq + 1'],
    ['UPDATE that changes nothing', 'UPDATE event SET scope = scope WHERE seq = 1'],
    ['DELETE of the last', 'DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)'],
    ['DELETE of everything', 'DELETE FROM event'],
  ])('refuses %s', (_, sql) => {
    const before = storedRows()
    expect(() => database.exec(sql)).toThrow(/never (changed|deleted)/)
    expect(storedRows()).toEqual(before)
  })

  test.each(['INSERT OR REPLACE', 'REPLACE', 'INSERT OR IGNORE'])(
    'refuses %s of an event that is there',
    (verb) => {
      const before = storedRows()
      expect(() => insert({ ...last, scope: 'x' }, verb)).toThrow(/must follow the last one/)
      expect(() => insert(next({ hash_hex: last.hash_hex }), 'INSERT OR REPLACE')).toThrow(/never deleted/)
      expect(storedRows()).toEqual(before)
    },
  )

  test('refuses an UPSERT on an event that is there', () => {
    const before = storedRows()
    const upsert = `INSERT INTO event SELECT * FROM event WHERE seq = 1 ON CONFLICT DO UPDATE SET scope = 'x'`
    expect(() => database.exec(upsert)).toThrow(/must follow the last one/)
    expect(storedRows()).toEqual(before)
  })

  test.each([
    ['a gap in the numbers', { seq: 100 }],
    ['a number that is taken', { seq: 5 }],
    ['number 0', { seq: 0 }],
    ['a number of nothing', { seq: null as never }],
  ])('refuses %s', (_, change) => {
    expect(() => insert(next(change))).toThrow(/must follow the last one/)
  })

  test('refuses a gap in the places', () => {
    expect(() => insert(next({ position: 100 }))).toThrow(/must follow the last one/)
    expect(() => insert(next({ position: null as never }))).toThrow(/must follow the last one/)
  })

  test('refuses the first event of another device that is no first one', () => {
    expect(() => insert(next({ device: '11'.repeat(16), seq: 2 }))).toThrow(/must follow the last one/)
  })

  test('refuses a signature of another size, and the same hash twice', () => {
    expect(() => insert(next({ signature: Buffer.alloc(63) }))).toThrow(/CHECK/)
    expect(() => insert(next({ hash_hex: last.hash_hex }))).toThrow(/UNIQUE/)
  })
})
