import { beforeAll, describe, expect, test } from 'vitest'
import { openEvent, verifyHeader } from '#app/ledger/open-event.ts'
import { LedgerCheck } from '#app/vault/check-ledger.ts'
import { caseKeyOf } from '#app/vault-session.ts'
import type { CaseId } from '#core/ids.ts'
import { projectEvent } from '#core/projections/project-event.ts'
import { PROJECTION_TABLES } from '#node/sqlite/migrations.ts'
import { makeProjector } from '#node/sqlite/sqlite-projections.ts'
import type { VaultDatabase } from '#node/sqlite/vault-database.ts'
import { filesBehind } from '#node/vault/vault-files.ts'
import { copyVault, makeClosedVault, unlock, whenFileEnds } from '../../support/make-vault.ts'
import { openSession } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

type Opened = Awaited<ReturnType<typeof openSession>> & { readonly database: VaultDatabase }

async function openCopy(): Promise<Opened> {
  const opened = await openSession(await copyVault(original))
  return { ...opened, database: filesBehind(opened.session).database }
}

/** What comparing the projections with the events finds. */
function compare({ keeper, session }: Opened): readonly string[] {
  const projections = keeper.startProjectionCheck(session)
  const ledger = new LedgerCheck(session, projections)
  for (const stored of expectOk(session.ledger.readAll(0, 100))) ledger.judge(stored)
  const found = expectOk(projections.compare()).map(({ code }) => code)
  projections.discard()
  return [...ledger.findings.map(({ code }) => code), ...found]
}

/** The same after an edit, which is then taken back. */
function compareEdited(opened: Opened, sql: string): readonly string[] {
  opened.database.exec('BEGIN')
  try {
    opened.database.exec(sql)
    return compare(opened)
  } finally {
    opened.database.exec('ROLLBACK')
  }
}

function contentOf(database: VaultDatabase): readonly unknown[] {
  return PROJECTION_TABLES.map(({ table, order }) =>
    database.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).raw().all(),
  )
}

describe('projections', () => {
  test('are what the events give', async () => {
    const opened = await openCopy()
    expect(compare(opened)).toEqual([])
    for (const rows of contentOf(opened.database)) expect(rows).not.toEqual([])
  })

  test('that somebody edits differ, whatever the column', async () => {
    const opened = await openCopy()
    for (const { table } of PROJECTION_TABLES) {
      const columns = opened.database
        .prepare(`SELECT name, type FROM pragma_table_info('${table}')`)
        .all() as {
        name: string
        type: string
      }[]
      expect(columns.length).toBeGreaterThan(1)
      for (const { name, type } of columns) {
        const other = type === 'INTEGER' ? `${name} + 100` : `${name} || 'x'`
        const edit = `UPDATE ${table} SET ${name} = ${other} WHERE rowid = (SELECT min(rowid) FROM ${table})`
        expect(compareEdited(opened, edit), `${table}.${name}`).toEqual(['projection/differs'])
      }
    }
    expect(compare(opened)).toEqual([])
  })

  test('from which a row is missing, or in which there is one too many, differ', async () => {
    const opened = await openCopy()
    for (const { table } of PROJECTION_TABLES) {
      const first = `WHERE rowid = (SELECT min(rowid) FROM ${table})`
      const last = `WHERE rowid = (SELECT max(rowid) FROM ${table})`
      for (const where of [first, last]) {
        expect(compareEdited(opened, `DELETE FROM ${table} ${where}`), table).toEqual(['projection/differs'])
      }
    }
    const more = "INSERT INTO search (text, case_id) VALUES ('x', 'y')"
    expect(compareEdited(opened, more)).toEqual(['projection/differs'])
    const lastIdentifier = "INSERT INTO identifier VALUES ('ff', 99, 0, 'phone', '1', '1')"
    expect(compareEdited(opened, lastIdentifier)).toEqual(['projection/differs'])
  })

  test.each([
    ['a trigger that was taken away', 'DROP TRIGGER event_is_never_deleted'],
    [
      'a trigger that was put in',
      'CREATE TRIGGER planted AFTER INSERT ON event BEGIN DELETE FROM search; END',
    ],
    ['an index that was taken away', 'DROP INDEX event_by_scope'],
    ['a table of somebody else', 'CREATE TABLE planted (text TEXT)'],
    ['a view of somebody else', 'CREATE VIEW planted AS SELECT 1'],
    ['a history that says something else', "UPDATE migration SET digest_hex = 'x'"],
  ])('stand in tables whose shape is checked too: %s', async (_, sql) => {
    expect(compareEdited(await openCopy(), sql)).toEqual(['database/not-ours'])
  })

  test('can be dropped and refilled at any time, and come out identical', async () => {
    const opened = await openCopy()
    const { session, database } = opened
    const before = contentOf(database)
    const signers = new Map(
      expectOk(session.cases.people()).map(({ keyId, signingKeyHex }) => [`${keyId}`, signingKeyHex]),
    )
    const changes = expectOk(session.ledger.readAll(0, 100)).flatMap((stored) => {
      const header = expectOk(verifyHeader(stored, session.crypto, (keyId) => signers.get(keyId) ?? null))
      const isRegister = stored.scope === session.vaultId
      const key = isRegister ? session.registerKey : expectOk(caseKeyOf(session, stored.scope as CaseId))
      return projectEvent(expectOk(openEvent(header, session.crypto, key)))
    })
    database.transaction(() => {
      for (const { table } of PROJECTION_TABLES) database.exec(`DELETE FROM ${table}`)
      expect(contentOf(database)).toEqual(PROJECTION_TABLES.map(() => []))
      changes.forEach(makeProjector(database))
    })()
    expect(contentOf(database)).toEqual(before)
    expect(compare(opened)).toEqual([])
  })
})

test('the same events give the same projections in two vaults that read them', async () => {
  const copies = [await copyVault(original), await copyVault(original)]
  const contents = []
  for (const folder of copies) {
    const desk = await unlock(folder)
    contents.push(await desk.ask('case.list', {}))
    await desk.engine.close()
  }
  expect(contents[0]).toEqual(contents[1])
})
