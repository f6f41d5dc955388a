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

  test('takes the next event of another device', () => {
    insert(next({ device: '11'.repeat(16) }))
    expect(storedRows()).toHaveLength(last.position + 1)
  })

  test('takes an event after a gap that a salvage named', () => {
    const gap = database.prepare('INSERT INTO salvaged_gap (device, from_seq, to_seq) VALUES (?, ?, ?)')
    gap.run(last.device, last.seq + 1, last.seq + 5)
    insert(next({ seq: last.seq + 6 }))
    expect(storedRows()).toHaveLength(last.position + 1)
  })

  test.each([
    ['shorter', 4],
    ['longer', 6],
  ])('refuses an event after a gap that is %s than the one that was named', (_, toSeq) => {
    const gap = database.prepare('INSERT INTO salvaged_gap (device, from_seq, to_seq) VALUES (?, ?, ?)')
    gap.run(last.device, last.seq + 1, last.seq + toSeq)
    expect(() => insert(next({ seq: last.seq + 6 }))).toThrow(/must follow the last one/)
  })

  test('gives up the body of an event, and nothing else of it', () => {
    database.exec("UPDATE event SET sealed_body = x'' WHERE seq = 2")
    const [row] = database.prepare('SELECT * FROM event WHERE seq = 2').all() as Row[]
    expect(row).toMatchObject({ seq: 2, position: 2 })
    expect(row?.sealed_body).toHaveLength(0)
    database.exec("UPDATE event SET sealed_body = x'' WHERE seq = 2")
    expect(() => database.exec("UPDATE event SET sealed_body = x'00' WHERE seq = 2")).toThrow(/never changed/)
  })

  test.each(NAMES.filter((name) => name !== 'sealed_body'))(
    'keeps the %s of an event that it empties',
    (name) => {
      const before = storedRows()
      const other = name === 'position' || name === 'seq' ? `${name} + 100` : `CAST(${name} || 'x' AS BLOB)`
      const edit = `UPDATE OR REPLACE event SET sealed_body = x'', ${name} = ${other} WHERE seq = 2`
      expect(() => database.exec(edit)).toThrow(/never changed|cannot store|datatype/)
      expect(storedRows()).toEqual(before)
    },
  )

  test.each([
    ['UPDATE', "UPDATE event SET scope = 'x' WHERE seq = 1"],
    ['UPDATE of everything', 'UPDATE event SET seq = seq + 1'],
    ['UPDATE that changes nothing', 'UPDATE event SET scope = scope WHERE seq = 1'],
    ['UPDATE of a body', "UPDATE event SET sealed_body = x'00' WHERE seq = 1"],
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

  test('refuses an event of another device with a number that is taken, or left out', () => {
    for (const seq of [1, last.seq, last.seq + 2]) {
      expect(() => insert(next({ device: '11'.repeat(16), seq }))).toThrow(/must follow the last one/)
    }
  })

  test('refuses a signature of another size, and the same hash twice', () => {
    expect(() => insert(next({ signature: Buffer.alloc(63) }))).toThrow(/CHECK/)
    expect(() => insert(next({ hash_hex: last.hash_hex }))).toThrow(/UNIQUE/)
  })
})
