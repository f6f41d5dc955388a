import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { VaultSession } from '#app/vault-session.ts'
import { openFolderMedium } from '#node/backup/folder-medium.ts'
import { databaseFileOn } from '#node/backup/new-files.ts'
import { copyDatabase, type DatabaseTarget, whileFrozen } from '#node/backup/snapshot-vault.ts'
import { filesBehind } from '#node/vault/vault-files.ts'
import { headerFileBytes, parseHeaderFile } from '#node/vault/vault-header.ts'
import { COMPLAINT, copyVault, createVault, makeFolder, whenFileEnds } from '../../support/make-vault.ts'
import { openSession } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
const NOTHING = { signal: new AbortController().signal, onBytes: () => {} }

/** A vault whose database is read in more than one piece. */
const vault = (async () => {
  const desk = await createVault({ atEnd })
  const { number } = await desk.ask('case.open', { title: 'Large' })
  const narrative = 'ពាក្យបណ្តឹងវែង '.repeat(1500)
  for (let count = 0; count < 4; count += 1) {
    await desk.ask('complaint.add', { complaint: { ...COMPLAINT, narrative }, case: number })
  }
  await desk.engine.close()
  return desk.folder
})()

/** Changes a page near the beginning of the database and one at its end, and writes the journal back. */
function changeAndWriteBack(session: VaultSession): void {
  const { database } = filesBehind(session)
  database.exec(
    `CREATE TABLE IF NOT EXISTS scratch (text TEXT); INSERT INTO scratch VALUES ('${'x'.repeat(9000)}')`,
  )
  database.pragma('wal_checkpoint(TRUNCATE)')
}

async function targetIn(): Promise<DatabaseTarget & { readonly path: string }> {
  const folder = await makeFolder()
  const target = databaseFileOn(openFolderMedium(folder), 'copy.db', 2 ** 30)
  onTestFinished(() => target.abandon())
  return { ...target, path: join(folder, 'copy.db') }
}

test('a copy is the database file byte for byte', async () => {
  const folder = await copyVault(await vault)
  const { session } = await openSession(folder)
  const target = await targetIn()
  const copied = await whileFrozen(session, () => copyDatabase(session, target, NOTHING))
  expect(copied.ok).toBe(true)
  expect((await readFile(target.path)).equals(await readFile(join(folder, 'ledger.db')))).toBe(true)
})

test('while it is copied, what is committed stays in the journal, and afterwards the journal is written back again', async () => {
  const folder = await copyVault(await vault)
  const { session } = await openSession(folder)
  const { database } = filesBehind(session)
  const limit = database.pragma('wal_autocheckpoint', { simple: true })
  const before = await readFile(join(folder, 'ledger.db'))
  await whileFrozen(session, async () => {
    database.exec('CREATE TABLE scratch (text TEXT)')
    for (let count = 0; count < 1200; count += 1)
      database.exec(`INSERT INTO scratch VALUES ('${'x'.repeat(4000)}')`)
    expect((await readFile(join(folder, 'ledger.db'))).equals(before)).toBe(true)
    return { ok: true, value: undefined }
  })
  expect(database.pragma('wal_autocheckpoint', { simple: true })).toBe(limit)
})

test('a journal that is written back under the copy makes it begin anew', async () => {
  const folder = await copyVault(await vault)
  const { session } = await openSession(folder)
  const target = await targetIn()
  let [begun, pieces] = [0, 0]
  const disturbed: DatabaseTarget = {
    ...target,
    async begin(sizeBytes) {
      begun += 1
      await target.begin(sizeBytes)
    },
    async append(bytes) {
      await target.append(bytes)
      pieces += 1
      if (pieces === 1) changeAndWriteBack(session)
    },
  }
  const copied = await whileFrozen(session, () => copyDatabase(session, disturbed, NOTHING))
  expect(copied.ok).toBe(true)
  expect(begun).toBe(2)
  expect((await readFile(target.path)).equals(await readFile(join(folder, 'ledger.db')))).toBe(true)
})

test('a database that never holds still is given up', async () => {
  const { session } = await openSession(await copyVault(await vault))
  const target = await targetIn()
  const disturbed: DatabaseTarget = {
    ...target,
    async append(bytes) {
      await target.append(bytes)
      changeAndWriteBack(session)
    },
  }
  const copied = await whileFrozen(session, () => copyDatabase(session, disturbed, NOTHING))
  expect(copied).toEqual({ ok: false, failure: { code: 'backup/vault-busy' } })
})

test('a page that the key did not write is not copied', async () => {
  const folder = await copyVault(await vault)
  const { session } = await openSession(folder)
  const path = join(folder, 'ledger.db')
  const bytes = await readFile(path)
  const at = 70 * 4096 + 100
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(path, bytes)
  const copied = await whileFrozen(session, async () => copyDatabase(session, await targetIn(), NOTHING))
  expect(copied).toEqual({
    ok: false,
    failure: { code: 'database/damaged', facts: { page: 71, offsetBytes: 70 * 4096 } },
  })
})

test('a file that ends within a page is damaged', async () => {
  const folder = await copyVault(await vault)
  const { session } = await openSession(folder)
  await appendFile(join(folder, 'ledger.db'), 'x')
  const copied = await whileFrozen(session, async () => copyDatabase(session, await targetIn(), NOTHING))
  expect(copied).toMatchObject({ ok: false, failure: { code: 'database/damaged' } })
})

test('locking the vault in the middle of the copy stops it', async () => {
  const folder = await copyVault(await vault)
  const { keeper, session } = await openSession(folder)
  const target = await targetIn()
  const stop = new AbortController()
  const locked: DatabaseTarget = {
    ...target,
    async append(bytes) {
      await target.append(bytes)
      stop.abort()
      await keeper.close(session)
    },
  }
  const copied = await whileFrozen(session, () =>
    copyDatabase(session, locked, { signal: stop.signal, onBytes: () => {} }),
  )
  expect(copied).toEqual({ ok: false, failure: { code: 'cancelled' } })
})

test('a header whose digest fits and whose authentication does not is not backed up', async () => {
  const folder = await copyVault(await vault)
  const { session } = await openSession(folder)
  const parsed = parseHeaderFile(await readFile(join(folder, 'vault.json')))
  const forged = headerFileBytes({ ...expectOk(parsed), macHex: '0'.repeat(64) })
  for (const file of ['vault.json', 'vault.copy.json']) await writeFile(join(folder, file), forged)
  const snapshot = await whileFrozen(session, async () => ({ ok: true, value: undefined }) as const)
  expect(snapshot).toEqual({ ok: false, failure: { code: 'vault/header-damaged' } })
})

test('a damaged header or head is not backed up, one whole copy of the header is enough', async () => {
  const folder = await copyVault(await vault)
  const { session } = await openSession(folder)
  const header = await readFile(join(folder, 'vault.json'))
  const snapshot = () =>
    whileFrozen(session, async (value) => ({ ok: true, value: Buffer.from(value.headerBytes) }) as const)
  await writeFile(join(folder, 'vault.json'), 'x')
  expect(await snapshot()).toEqual({ ok: true, value: header })
  await writeFile(join(folder, 'vault.copy.json'), header.subarray(0, -2))
  expect(await snapshot()).toEqual({ ok: false, failure: { code: 'vault/not-a-vault' } })
  await writeFile(join(folder, 'vault.copy.json'), header)
  await writeFile(join(folder, 'head'), Buffer.alloc(1024))
  expect(await snapshot()).toEqual({ ok: false, failure: { code: 'head/damaged' } })
})
