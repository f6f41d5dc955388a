import { copyFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openVaultDatabase, type VaultDatabase } from '#node/sqlite/vault-database.ts'
import { asInsider } from '../../support/insider.ts'
import { COMPLAINT, codeOf, copyVault, type Desk, whenFileEnds } from '../../support/make-vault.ts'
import {
  FIRST,
  FOUNDER,
  makeStation,
  SECOND,
  type Station,
  TITLES,
  titlesOf,
  unlockAs,
  viewKeyOf,
  viewPath,
} from './station.ts'

const atEnd = whenFileEnds()
let station: Station

beforeAll(async () => {
  station = await makeStation(atEnd)
})

type Copy = { readonly folder: string; readonly path: string }

/** A copy of the station, with the place of the first officer's projections. */
async function copyStation(): Promise<Copy> {
  const folder = await copyVault(station.folder)
  return { folder, path: viewPath(folder, station.first) }
}

/** What unlocking comes to for the first officer. */
async function judge({ folder }: Copy, titles: readonly string[] = [TITLES.first]): Promise<Desk> {
  const desk = await unlockAs(folder, FIRST)
  expect(await titlesOf(desk)).toEqual(titles)
  const verdict = await desk.ask('vault.verify', {})
  expect({ isWhole: verdict.isWhole, findings: verdict.findings }).toEqual({ isWhole: true, findings: [] })
  expect(desk.bugs).toEqual([])
  return desk
}

/** Edits the projections so that it shows whether they are gone on with, and something else that says they should not be. */
async function spoilView(copy: Copy, edit: (database: VaultDatabase) => void): Promise<void> {
  await editView(copy, (database) => {
    database.exec("UPDATE case_file SET title = 'of another'")
    edit(database)
  })
}

async function editView({ folder, path }: Copy, edit: (database: VaultDatabase) => void): Promise<void> {
  const database = openVaultDatabase(path, await viewKeyOf(folder, FIRST), true)
  try {
    edit(database)
  } finally {
    database.close()
  }
}

const pageOf = (bytes: Buffer, page: number) => bytes.subarray((page - 1) * 4096, page * 4096)

describe('a person’s projections', () => {
  test('that are as they should be are gone on with, and not filled anew', async () => {
    const copy = await copyStation()
    await editView(copy, (database) => database.exec("UPDATE case_file SET title = 'kept'"))
    const desk = await unlockAs(copy.folder, FIRST)
    expect(await titlesOf(desk)).toEqual(['kept'])
    expect(await desk.ask('vault.verify', {})).toMatchObject({
      findings: [{ code: 'projection/differs', file: `people/${station.first}.db` }],
    })
  })

  test.each<[string, (copy: Copy) => Promise<unknown>]>([
    ['were deleted', ({ path }) => rm(path)],
    ['were deleted with their folder', ({ folder }) => rm(join(folder, 'people'), { recursive: true })],
    ['were emptied', ({ path }) => truncate(path, 0)],
    ['were cut short', async ({ path }) => truncate(path, (await stat(path)).size / 2)],
    ['were cut in a page', async ({ path }) => truncate(path, (await stat(path)).size - 100)],
    ['are something else', ({ path }) => writeFile(path, 'years of work')],
    [
      'were swapped with somebody else’s',
      ({ folder, path }) => copyFile(viewPath(folder, station.second), path),
    ],
    ['were swapped with the ledger', ({ folder, path }) => copyFile(join(folder, 'ledger.db'), path)],
    [
      'have somebody else’s journal beside them',
      ({ path }) => writeFile(`${path}-wal`, Buffer.alloc(5000, 7)),
    ],
    ['have what a crash left of filling them beside them', ({ path }) => writeFile(`${path}.new-1`, 'half')],
    [
      'are those of an empty database',
      async (copy) => spoilView(copy, (database) => database.exec('DELETE FROM applied')),
    ],
    [
      'have an older schema',
      (copy) => spoilView(copy, (database) => database.exec("UPDATE migration SET digest_hex = 'old'")),
    ],
    [
      'have a newer schema',
      (copy) => spoilView(copy, (database) => database.exec("INSERT INTO migration VALUES (20, 'new', 'x')")),
    ],
    ['are of another purpose', (copy) => spoilView(copy, (database) => database.pragma('application_id=7'))],
    [
      'are further than the ledger',
      (copy) => spoilView(copy, (database) => database.exec('UPDATE applied SET position = position + 1')),
    ],
    [
      'were filled from another ledger',
      (copy) => spoilView(copy, (database) => database.exec("UPDATE applied SET hash_hex = 'ff'")),
    ],
  ])('that %s are filled anew', async (_, spoil) => {
    const copy = await copyStation()
    await spoil(copy)
    const desk = await judge(copy)
    expect((await readdir(join(copy.folder, 'people'))).filter((name) => name.includes('.new'))).toEqual([])
    await desk.engine.close()
    await judge(copy)
  })

  test('of which a page is damaged are filled anew at the latest by order, and verification says so until then', async () => {
    const copy = await copyStation()
    const bytes = await readFile(copy.path)
    for (let page = 2; page <= bytes.length / 4096; page += 3) {
      const damaged = Buffer.from(bytes)
      damaged[page * 4096 - 200] = (damaged[page * 4096 - 200] ?? 0) ^ 1
      await writeFile(copy.path, damaged)
      const desk = await unlockAs(copy.folder, FIRST)
      expect(await titlesOf(desk)).toEqual([TITLES.first])
      const { findings, notes } = await desk.ask('vault.verify', {})
      const said = [...findings, ...notes].filter(({ code }) => code === 'database/damaged')
      // A page of the schema is read as the file is opened, so that it is filled anew then.
      const isThere = pageOf(await readFile(copy.path), page).equals(pageOf(damaged, page))
      if (isThere) expect(said[0], `page ${page}`).toMatchObject({ file: `people/${station.first}.db` })
      // A page that no question needs is not missed until then.
      if (findings.length > 0) await desk.ask('ledger.rebuild', {})
      await desk.engine.close()
      await (await judge(copy)).engine.close()
    }
  })

  test('of an older copy of the vault take in what they lack', async () => {
    const copy = await copyStation()
    await copyFile(copy.path, `${copy.folder}.older`)
    onTestFinished(() => rm(`${copy.folder}.older`))
    const desk = await unlockAs(copy.folder, FIRST)
    const { number } = await desk.ask('case.open', { title: 'later' })
    await desk.ask('complaint.add', { case: number, complaint: COMPLAINT })
    await desk.engine.close()
    await copyFile(`${copy.folder}.older`, copy.path)
    await judge(copy, ['later', TITLES.first])
  })

  test('of a future that was taken back are filled anew', async () => {
    const copy = await copyStation()
    const earlier = await copyVault(copy.folder)
    const desk = await unlockAs(copy.folder, FIRST)
    await desk.ask('case.open', { title: 'never was' })
    await desk.engine.close()
    await copyFile(copy.path, viewPath(earlier, station.first))
    await judge({ folder: earlier, path: viewPath(earlier, station.first) })
  })

  test('of a person with new keys are filled anew under them', async () => {
    const copy = await copyStation()
    const commander = await unlockAs(copy.folder, FOUNDER)
    const passphrase = 'a new one of the officer'
    const order = { userId: station.first, reason: 'forgotten', passphrase }
    await commander.ask('people.resetPassphrase', { ...order, secondPerson: SECOND })
    await commander.engine.close()
    const desk = await unlockAs(copy.folder, { ...FIRST, passphrase })
    expect(await titlesOf(desk)).toEqual([TITLES.first])
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [], notes: [] })
  })

  test('do not hide a case behind an event that does not hold, and verification names the event', async () => {
    const copy = await copyStation()
    const older = await readFile(copy.path)
    const desk = await unlockAs(copy.folder, FIRST)
    const { number } = await desk.ask('case.open', { title: 'first of two' })
    await desk.ask('complaint.add', { case: number, complaint: COMPLAINT })
    await desk.ask('case.open', { title: 'second of two' })
    await desk.engine.close()
    await writeFile(copy.path, older)
    const insider = await asInsider(copy.folder)
    const caseId = caseOf(insider, number)
    const { position = 0, seq = 0 } = insider.rows().findLast(({ scope }) => scope === caseId) ?? {}
    insider.edit((database) => {
      database.prepare('UPDATE event SET signature = zeroblob(64) WHERE position = ?').run(position)
    })
    const again = await unlockAs(copy.folder, FIRST)
    expect(await titlesOf(again)).toEqual(['second of two', 'first of two', TITLES.first])
    const { cases } = await again.ask('case.list', {})
    expect(cases[1]).toMatchObject({ complaints: 0 })
    expect((await again.ask('vault.verify', {})).findings).toEqual([
      { code: 'ledger/signature-wrong', file: 'ledger.db', seq },
    ])
    await again.engine.close()
    await editView(copy, (database) => {
      expect(database.prepare('SELECT * FROM skipped').all()).toEqual([
        { position, code: 'ledger/signature-wrong' },
      ])
    })
  })

  test('that cannot be written keep nobody from working, and are written when it can be', async () => {
    const copy = await copyStation()
    await rm(join(copy.folder, 'people'), { recursive: true })
    await writeFile(join(copy.folder, 'people'), 'in the way')
    const desk = await unlockAs(copy.folder, FIRST)
    await desk.ask('case.open', { title: 'acknowledged' })
    expect(await titlesOf(desk)).toEqual(['acknowledged', TITLES.first])
    expect(codeOf(await desk.call('vault.verify', {}))).toBe('disk/failed')
    await rm(join(copy.folder, 'people'))
    await mkdir(join(copy.folder, 'people'), { mode: 0o700 })
    expect(await titlesOf(desk)).toEqual(['acknowledged', TITLES.first])
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
    await desk.engine.close()
    await judge(copy, ['acknowledged', TITLES.first])
  })
})

function caseOf(insider: Awaited<ReturnType<typeof asInsider>>, number: string): string {
  const database = insider.openDatabase()
  const caseId = database.prepare('SELECT case_id FROM case_number WHERE number = ?').pluck().get(number)
  database.close()
  return caseId as string
}
