import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeSystemClock } from '#node/engine/system-clock.ts'
import { MIGRATIONS, type Migration } from '#node/sqlite/migrations.ts'
import { openVaultDatabase } from '#node/sqlite/vault-database.ts'
import { Attempts } from '#node/vault/attempts.ts'
import { makeFolderVaultKeeper } from '#node/vault/folder-vault-keeper.ts'
import { asInsider } from '../../support/insider.ts'
import {
  CHEAP_KDF,
  copyVault,
  makeClosedVault,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'
import { filesIn } from '../objects/object-room.ts'

const atEnd = whenFileEnds()
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

const STEP: Migration = {
  number: 9000,
  name: 'one more table',
  sql: 'CREATE TABLE note_of_tomorrow (text TEXT NOT NULL) STRICT',
}
const BROKEN: Migration = {
  ...STEP,
  sql: 'CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE half (id INTEGER)',
}

/** A keeper of tomorrow, whose database has one more step. */
function keeperOf(folder: string, migrations: readonly Migration[]) {
  const clock = makeSystemClock()
  const tools = { attempts: new Attempts(folder, clock), keychain: null }
  return makeFolderVaultKeeper({
    folder,
    software: 'samnum test',
    chooseKdf: async () => CHEAP_KDF,
    clock,
    tools,
    migrations,
  })
}

async function open(folder: string, migrations: readonly Migration[]): Promise<void> {
  const keeper = keeperOf(folder, migrations)
  const session = expectOk(await keeper.unlock({ passphrase: PASSPHRASE }))
  expect(expectOk(session.cases.list({ text: '', limit: 10, offset: 0 })).total).toBe(2)
  await keeper.close(session)
}

const copiesIn = async (folder: string) => (await readdir(folder)).filter((name) => name.includes('.before-'))

describe('a database that has a step to take', () => {
  test('is copied as it is first, and the copy goes when the vault opens with nothing left to do', async () => {
    const folder = await copyVault(original)
    const before = await readFile(join(folder, 'ledger.db'))
    await open(folder, [...MIGRATIONS, STEP])
    expect(await copiesIn(folder)).toEqual(['ledger.db.before-9000'])
    const copy = join(folder, 'ledger.db.before-9000')
    expect((await readFile(copy)).equals(before)).toBe(true)
    expect((await stat(copy)).mode & 0o777).toBe(0o600)
    const { keyring } = await asInsider(folder)
    const database = openVaultDatabase(copy, keyring.databaseKey, true)
    expect(database.prepare('SELECT number FROM migration').pluck().all()).toEqual(
      MIGRATIONS.map(({ number }) => number),
    )
    database.close()
    await open(folder, [...MIGRATIONS, STEP])
    expect(await copiesIn(folder)).toEqual([])
  })

  test('holds in its copy what a crash left in the journal', async () => {
    const folder = await copyVault(original)
    const desk = await unlock(folder)
    await desk.ask('case.open', { title: 'only in the journal' })
    const crashed = await copyVault(folder)
    expect(await filesIn(crashed)).toContain('ledger.db-wal')
    const keeper = keeperOf(crashed, [...MIGRATIONS, STEP])
    const session = expectOk(await keeper.unlock({ passphrase: PASSPHRASE }))
    const events = expectOk(session.ledger.count())
    await keeper.close(session)
    const { keyring } = await asInsider(crashed)
    const database = openVaultDatabase(join(crashed, 'ledger.db.before-9000'), keyring.databaseKey, true)
    expect(database.prepare('SELECT count(*) FROM event').pluck().get()).toBe(events)
    database.close()
  })

  test('is as it was where the step fails, with the copy beside it', async () => {
    const folder = await copyVault(original)
    const keeper = keeperOf(folder, [...MIGRATIONS, BROKEN])
    await expect(keeper.unlock({ passphrase: PASSPHRASE })).rejects.toThrow(/half/)
    expect(await copiesIn(folder)).toEqual(['ledger.db.before-9000'])
    await open(folder, MIGRATIONS)
    expect(await copiesIn(folder)).toEqual([])
  })

  test('is copied anew where a crash left a copy, or half of one', async () => {
    const folder = await copyVault(original)
    for (const ending of ['', '.new']) await writeFile(join(folder, `ledger.db.before-9000${ending}`), 'half')
    const before = await readFile(join(folder, 'ledger.db'))
    await open(folder, [...MIGRATIONS, STEP])
    expect(await copiesIn(folder)).toEqual(['ledger.db.before-9000'])
    expect((await readFile(join(folder, 'ledger.db.before-9000'))).equals(before)).toBe(true)
  })

  test('that has nothing to take is not copied', async () => {
    const folder = await copyVault(original)
    await open(folder, MIGRATIONS)
    expect(await copiesIn(folder)).toEqual([])
  })

  test('is not touched where the vault is refused', async () => {
    const folder = await copyVault(original)
    const insider = await asInsider(folder)
    const last = insider.rows().at(-1)
    if (last === undefined) throw new Error('the vault has events')
    await insider.setHead({
      device: last.device as never,
      seq: last.seq + 1,
      hashHex: 'ff'.repeat(32) as never,
    })
    const before = await readFile(join(folder, 'ledger.db'))
    const keeper = keeperOf(folder, [...MIGRATIONS, STEP])
    expect(await keeper.unlock({ passphrase: PASSPHRASE })).toMatchObject({
      failure: { code: 'head/behind-acknowledged' },
    })
    expect(await copiesIn(folder)).toEqual([])
    expect((await readFile(join(folder, 'ledger.db'))).equals(before)).toBe(true)
  })

  test('leaves a copy that verification does not call a stranger', async () => {
    const folder = await copyVault(original)
    const desk = await unlock(folder)
    await writeFile(join(folder, 'ledger.db.before-9000'), 'copy')
    await writeFile(join(folder, 'ledger.db.before-yesterday'), 'stranger')
    expect((await desk.ask('vault.verify', {})).notes).toEqual([
      { code: 'vault/unexpected-file', file: 'ledger.db.before-yesterday' },
    ])
  })
})
