import { beforeAll, describe, expect, test } from 'vitest'
import { LedgerCheck } from '#app/vault/check-ledger.ts'
import { REGISTER_TABLES } from '#node/sqlite/migrations.ts'
import type { VaultDatabase } from '#node/sqlite/vault-database.ts'
import { filesBehind } from '#node/vault/vault-files.ts'
import { VIEW_TABLES } from '#node/views/view-schema.ts'
import { fillCasework } from '../../support/fill-casework.ts'
import { fillCustody } from '../../support/fill-custody.ts'
import { copyVault, createVault, fillVault, unlock, whenFileEnds } from '../../support/make-vault.ts'
import { openSession } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
let original: string

beforeAll(async () => {
  const desk = await createVault({ atEnd })
  await fillVault(desk)
  await fillCustody(desk)
  await fillCasework(desk)
  const { code } = await desk.ask('key.makeRecoveryCode', { label: 'safe' })
  await desk.ask('key.checkRecoveryCode', { code })
  await desk.ask('template.save', { template: 'advisory', basedOn: 0, phrases: {} })
  await desk.ask('ledger.anchor', {})
  await desk.engine.close()
  original = desk.folder
})

type Opened = Awaited<ReturnType<typeof openSession>> & {
  readonly ledger: VaultDatabase
  readonly view: VaultDatabase
}

async function openCopy(): Promise<Opened> {
  const opened = await openSession(await copyVault(original))
  const { database, view } = filesBehind(opened.session)
  return { ...opened, ledger: database, view: expectOk(view.inspect((held) => held)) }
}

/** What comparing the projections with the events finds, and in which file. */
function compare({ keeper, session }: Opened): readonly string[] {
  const projections = keeper.startProjectionCheck(session)
  const ledger = new LedgerCheck(session, projections)
  for (const stored of expectOk(session.ledger.readAll(0, 1000))) ledger.judge(stored)
  ledger.finish()
  const found = expectOk(projections.compare())
  projections.discard()
  return [...ledger.findings, ...found].map(
    ({ code, file }) => `${code} ${file?.replace(/[0-9a-f]{32}/, 'own')}`,
  )
}

/** The same after an edit, which is then taken back. */
function compareEdited(opened: Opened, where: 'ledger' | 'view', sql: string): readonly string[] {
  const database = opened[where]
  database.exec('BEGIN')
  try {
    database.exec(sql)
    return compare(opened)
  } finally {
    database.exec('ROLLBACK')
  }
}

/** Names the first or the last row of a table, which may have no other name than its key. */
function rowAt(database: VaultDatabase, table: string, order: 'ASC' | 'DESC'): string {
  const key = database
    .prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table) as readonly string[]
  const names = key.length === 0 ? ['rowid'] : key
  const sorted = names.map((name) => `${name} ${order}`)
  return `(${names.join(', ')}) = (SELECT ${names.join(', ')} FROM ${table} ORDER BY ${sorted.join(', ')} LIMIT 1)`
}

const PLACES = [
  { where: 'ledger', file: 'ledger.db', tables: REGISTER_TABLES.map(({ table }) => table) },
  { where: 'view', file: 'people/own.db', tables: Object.keys(VIEW_TABLES) },
] as const

/** Tables that only a vault out of a salvage, or one for training, has rows in. */
const NOT_IN_THIS_VAULT: readonly string[] = ['salvaged_gap', 'exercise']

/** Another value of a column that takes only a few, by table and column. */
const OTHERS: { readonly [column: string]: string } = {
  'person.state': "'suspended'",
  'station_text.kind': "'law-pack'",
}

function otherValue(name: string, type: string): string {
  if (name === 'is_in_use') return '1 - is_in_use'
  return type === 'INTEGER' ? `coalesce(${name}, 0) + 100` : `coalesce(${name}, '') || 'x'`
}

describe('projections', () => {
  test('are what the events give', async () => {
    const opened = await openCopy()
    expect(compare(opened)).toEqual([])
    for (const { where, tables } of PLACES) {
      for (const table of tables.filter((name) => !NOT_IN_THIS_VAULT.includes(name))) {
        expect(opened[where].prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).not.toBe(0)
      }
    }
  })

  test.each(PLACES)(
    'of the $where that somebody edits differ, whatever the column',
    async ({ where, file, tables }) => {
      const opened = await openCopy()
      for (const table of tables) {
        const columns = opened[where]
          .prepare(`SELECT name, type FROM pragma_table_info('${table}')`)
          .all() as readonly { name: string; type: string }[]
        expect(columns.length).toBeGreaterThan(1)
        if (opened[where].prepare(`SELECT count(*) FROM ${table}`).pluck().get() === 0) continue
        for (const { name, type } of columns) {
          const other = OTHERS[`${table}.${name}`] ?? otherValue(name, type)
          const edit = `UPDATE ${table} SET ${name} = ${other} WHERE ${rowAt(opened[where], table, 'ASC')}`
          expect(compareEdited(opened, where, edit), `${table}.${name}`).toEqual([
            `projection/differs ${file}`,
          ])
        }
      }
      expect(compare(opened)).toEqual([])
    },
  )

  test.each(PLACES)(
    'of the $where from which a row is missing, or in which there is one too many, differ',
    async ({ where, file, tables }) => {
      const opened = await openCopy()
      const differs = [`projection/differs ${file}`]
      for (const table of tables) {
        if (opened[where].prepare(`SELECT count(*) FROM ${table}`).pluck().get() === 0) continue
        for (const order of ['ASC', 'DESC'] as const) {
          const edit = `DELETE FROM ${table} WHERE ${rowAt(opened[where], table, order)}`
          expect(compareEdited(opened, where, edit), table).toEqual(differs)
        }
      }
      const more =
        where === 'ledger'
          ? ["INSERT INTO salvaged_gap VALUES ('ff', 5, 6)", "INSERT INTO note VALUES ('other', 1)"]
          : [
              "INSERT INTO search (text, case_id) VALUES ('x', 'y')",
              "INSERT INTO identifier VALUES ('ff', 99, 0, 'phone', '1', '1')",
              'INSERT INTO search (text, case_id) SELECT text, case_id FROM search LIMIT 1',
            ]
      for (const edit of more) expect(compareEdited(opened, where, edit), edit).toEqual(differs)
    },
  )

  test('of two cases that somebody swapped differ, though each text is there once', async () => {
    const opened = await openCopy()
    const swap = `UPDATE search SET case_id = (SELECT max(case_id) FROM case_file WHERE case_id <> search.case_id)`
    expect(compareEdited(opened, 'view', swap)).toEqual(['projection/differs people/own.db'])
  })

  test.each([
    ['a trigger that was taken away', 'DROP TRIGGER event_is_never_deleted'],
    ['a trigger that was put in', 'CREATE TRIGGER planted AFTER INSERT ON event BEGIN DELETE FROM note; END'],
    ['an index that was taken away', 'DROP INDEX event_by_scope'],
    ['a table of somebody else', 'CREATE TABLE planted (text TEXT)'],
    ['a view of somebody else', 'CREATE VIEW planted AS SELECT 1'],
    ['a history that says something else', "UPDATE migration SET digest_hex = 'x'"],
  ])('stand in tables whose shape is checked too: %s', async (_, sql) => {
    expect(compareEdited(await openCopy(), 'ledger', sql)).toEqual(['database/not-ours ledger.db'])
  })

  test.each([
    [
      'a trigger that was put in',
      'CREATE TRIGGER planted AFTER INSERT ON exhibit BEGIN DELETE FROM search; END',
    ],
    ['an index that was taken away', 'DROP INDEX case_by_change'],
    ['a table of somebody else', 'CREATE TABLE planted (text TEXT)'],
    ['a history that says something else', "UPDATE migration SET digest_hex = 'x'"],
  ])('of a person stand in tables whose shape is checked too: %s', async (_, sql) => {
    expect(compareEdited(await openCopy(), 'view', sql)).toEqual(['database/not-ours people/own.db'])
  })
})

test('the same events give the same projections in two vaults that read them', async () => {
  const contents = []
  for (const folder of [await copyVault(original), await copyVault(original)]) {
    const desk = await unlock(folder)
    contents.push(await desk.ask('case.list', {}))
    await desk.engine.close()
  }
  expect(contents[0]).toEqual(contents[1])
})
