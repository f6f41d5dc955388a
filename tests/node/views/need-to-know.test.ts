import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { sqliteFailureOf } from '#node/sqlite/sqlite-failure.ts'
import { openVaultDatabase } from '#node/sqlite/vault-database.ts'
import { asInsider } from '../../support/insider.ts'
import { codeOf, copyVault, whenFileEnds } from '../../support/make-vault.ts'
import { readEverything } from '../../support/raw-pages.ts'
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

describe('two people on one machine', () => {
  test('each see their own cases, and the commander sees all', async () => {
    const folder = await copyVault(station.folder)
    for (const [who, titles] of [
      [FIRST, [TITLES.first]],
      [SECOND, [TITLES.second]],
      [FOUNDER, [TITLES.second, TITLES.first, TITLES.founder]],
    ] as const) {
      const desk = await unlockAs(folder, who)
      expect(await titlesOf(desk)).toEqual(titles)
      for (const title of Object.values(TITLES)) {
        const found = await desk.ask('case.list', { query: title.toLowerCase() })
        expect(found.total, title).toBe(titles.includes(title as never) ? 1 : 0)
      }
      const info = await desk.ask('vault.info', {})
      expect(info).toMatchObject({ cases: titles.length, exhibits: titles.length })
      expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [], notes: [] })
      await desk.engine.close()
    }
  })

  test('find neither a case of the other by its number nor an exhibit of it', async () => {
    const folder = await copyVault(station.folder)
    const commander = await unlockAs(folder, FOUNDER)
    const { cases } = await commander.ask('case.list', {})
    const { number = '', caseId = '' } = cases.find(({ title }) => title === TITLES.second) ?? {}
    await commander.engine.close()
    const desk = await unlockAs(folder, FIRST)
    for (const name of [number, caseId]) {
      expect(codeOf(await desk.call('case.show', { case: name }))).toBe('case/not-found')
    }
    expect(codeOf(await desk.call('exhibit.verify', { exhibit: `${number}-E001` }))).toBe('exhibit/not-found')
  })

  test('who share a case both see it, what came before the sharing too', async () => {
    const folder = await copyVault(station.folder)
    const first = await unlockAs(folder, FIRST)
    const { cases } = await first.ask('case.list', {})
    await first.ask('case.share', { case: cases[0]?.number ?? '', userId: station.second })
    await first.engine.close()
    const second = await unlockAs(folder, SECOND)
    expect(await titlesOf(second)).toEqual([TITLES.second, TITLES.first])
    expect((await second.ask('case.list', { query: 'canaryfirst story' })).total).toBe(1)
    expect(await second.ask('exhibit.list', { case: cases[0]?.number ?? '' })).toMatchObject({
      exhibits: [{ name: `${TITLES.first}.txt` }],
    })
    expect((await second.ask('vault.verify', {})).isWhole).toBe(true)
    const kept = await titlesOf(second)
    await second.ask('ledger.rebuild', {})
    expect(await titlesOf(second)).toEqual(kept)
    expect((await second.ask('vault.verify', {})).isWhole).toBe(true)
  })
})

describe('the files of two people', () => {
  test('are one for each, readable to their owner only', async () => {
    const { folder, founder, first, second } = station
    const names = (await readdir(join(folder, 'people'))).sort()
    expect(names).toEqual([founder, first, second].map((id) => `${id}.db`).sort())
    expect((await stat(join(folder, 'people'))).mode & 0o777).toBe(0o700)
    for (const name of names) expect((await stat(join(folder, 'people', name))).mode & 0o777).toBe(0o600)
  })

  test('open with the key of their owner, and with nothing that another person has', async () => {
    const folder = await copyVault(station.folder)
    const { keyring } = await asInsider(folder)
    const keys = [
      ...Object.values(keyring),
      await viewKeyOf(folder, FOUNDER),
      await viewKeyOf(folder, SECOND),
    ] as readonly Uint8Array[]
    const path = viewPath(folder, station.first)
    for (const key of keys) expect(() => openVaultDatabase(path, key, true)).toThrow()
    try {
      openVaultDatabase(path, keys[0] as Uint8Array, true)
    } catch (error) {
      expect(sqliteFailureOf(error).code).toBe('database/damaged')
    }
    const own = openVaultDatabase(path, await viewKeyOf(folder, FIRST), true)
    onTestFinished(() => void own.close())
    expect(own.prepare('SELECT title FROM case_file').pluck().all()).toEqual([TITLES.first])
  })

  test('hold what their owner can read and nothing else, and the ledger’s database holds nothing of any case', async () => {
    const { folder, founder, first, second } = station
    const files = await readEverything(folder, [FOUNDER, FIRST, SECOND])
    const holds = (name: string) =>
      Object.values(TITLES).filter((title) => {
        const bytes = files.get(name)
        if (bytes === undefined) throw new Error(`${name} is not there`)
        return bytes.includes(title) || bytes.includes(title.toLowerCase())
      })
    expect(holds('ledger.db')).toEqual([])
    expect(holds(`people/${first}.db`)).toEqual([TITLES.first])
    expect(holds(`people/${second}.db`)).toEqual([TITLES.second])
    expect(holds(`people/${founder}.db`)).toEqual([TITLES.founder])
    for (const name of await readdir(join(folder, 'people'))) {
      const raw = await readFile(join(folder, 'people', name))
      for (const title of Object.values(TITLES)) expect(raw.includes(title)).toBe(false)
    }
  })
})
