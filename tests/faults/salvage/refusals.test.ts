import { mkdir, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  codeOf,
  copyVault,
  createVault,
  type Desk,
  makeClosedVault,
  makeFolder,
  openDesk,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { countPages, destroyPages, salvage } from './salvage-room.ts'

const atEnd = whenFileEnds()
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

async function codeInto(desk: Desk, target: string, passphrase = PASSPHRASE): Promise<string> {
  const folderId = await desk.engine.offerFolder(target)
  return codeOf(await desk.call('vault.salvage', { folderId, passphrase }))
}

const elsewhere = async () => join(await makeFolder(), 'salvaged')

describe('a salvage', () => {
  test('goes to no folder that was not announced, and to one that was only once', async () => {
    const desk = openDesk(await copyVault(original))
    const answer = await desk.call('vault.salvage', { folderId: '0'.repeat(32), passphrase: PASSPHRASE })
    expect(codeOf(answer)).toBe('outlet/unknown')
    const folderId = await desk.engine.offerFolder(await elsewhere())
    await desk.call('vault.salvage', { folderId, passphrase: 'wrong passphrase' })
    expect(codeOf(await desk.call('vault.salvage', { folderId, passphrase: PASSPHRASE }))).toBe(
      'outlet/unknown',
    )
  })

  test('does not go into the damaged vault, by whatever way', async () => {
    const folder = await copyVault(original)
    const desk = openDesk(folder)
    const link = join(await makeFolder(), 'link')
    await symlink(folder, link)
    for (const target of [folder, join(folder, 'inside'), join(folder, 'objects', 'deep'), join(link, 'x')]) {
      expect(await codeInto(desk, target)).toBe('salvage/inside-vault')
    }
    expect((await readdir(dirname(folder))).sort()).toEqual(['vault'])
  })

  test('goes into no folder that holds something, and into an empty one', async () => {
    const desk = openDesk(await copyVault(original))
    const other = await createVault()
    expect(await codeInto(desk, other.folder)).toBe('vault/exists')
    const full = await makeFolder()
    await writeFile(join(full, 'notes.txt'), 'x')
    expect(await codeInto(desk, full)).toBe('vault/folder-not-empty')
    expect(await codeInto(desk, join(full, 'notes.txt'))).toBe('vault/not-a-folder')
    expect(await codeInto(desk, join(full, 'none', 'here'))).toBe('vault/not-found')
    const empty = join(await makeFolder(), 'empty')
    await mkdir(empty)
    const folderId = await desk.engine.offerFolder(empty)
    await desk.ask('vault.salvage', { folderId, passphrase: PASSPHRASE })
    expect(await readdir(empty)).toContain('vault.json')
  })

  test('wants the passphrase, and leaves nothing when it does not get it', async () => {
    const target = await elsewhere()
    expect(await codeInto(openDesk(await copyVault(original)), target, 'wrong passphrase')).toBe(
      'vault/wrong-passphrase',
    )
    expect(await readdir(dirname(target))).toEqual([])
  })

  test('is not made of a vault that is open here', async () => {
    const desk = await unlock(await copyVault(original))
    expect(await codeInto(desk, await elsewhere())).toBe('vault/already-open')
  })

  test('of a folder without a vault, or without headers, says so', async () => {
    expect(await codeInto(openDesk(join(await makeFolder(), 'none')), await elsewhere())).toBe(
      'vault/not-found',
    )
    const folder = await copyVault(original)
    for (const file of ['vault.json', 'vault.copy.json']) await truncate(join(folder, file), 10)
    expect(await codeInto(openDesk(folder), await elsewhere())).toBe('vault/header-truncated')
  })

  test('of which nothing can be read leaves nothing', async () => {
    const folder = await copyVault(original)
    const count = await countPages(folder)
    await destroyPages(
      folder,
      Array.from({ length: count }, (_, index) => index + 1),
    )
    const target = await elsewhere()
    expect(await codeInto(openDesk(folder), target)).toBe('salvage/nothing-readable')
    await rm(join(folder, 'ledger.db'))
    expect(await codeInto(openDesk(folder), target)).toBe('salvage/nothing-readable')
    expect(await readdir(dirname(target))).toEqual([])
  })

  test('that is called off leaves nothing', async () => {
    const desk = openDesk(await copyVault(original))
    const target = await elsewhere()
    const folderId = await desk.engine.offerFolder(target)
    const controller = new AbortController()
    desk.engine.subscribe((push) => {
      if (push.topic === 'progress') controller.abort()
    })
    const order = { folderId, passphrase: PASSPHRASE }
    expect((await desk.call('vault.salvage', order, { signal: controller.signal })).outcome).toBe('cancelled')
    expect(await readdir(dirname(target))).toEqual([])
  })

  test('replaces what a crash left of one', async () => {
    const desk = openDesk(await copyVault(original))
    const target = await elsewhere()
    await mkdir(join(`${target}.unfinished`, 'people'), { recursive: true })
    await writeFile(join(`${target}.unfinished`, 'people', 'salvage'), 'half')
    const folderId = await desk.engine.offerFolder(target)
    await desk.ask('vault.salvage', { folderId, passphrase: PASSPHRASE })
    expect(await readdir(dirname(target))).toEqual(['salvaged'])
    expect((await readdir(target)).sort()).toEqual([
      'head',
      'ledger.db',
      'objects',
      'vault.copy.json',
      'vault.json',
    ])
  })

  test('without a head file saves everything, and cannot know whether there was more', async () => {
    const folder = await copyVault(original)
    await rm(join(folder, 'head'))
    expect((await salvage(folder)).report.lost).toEqual([])
  })

  test('can be salvaged again, with what both lost', async () => {
    const first = await salvage(await copyVault(original))
    await first.desk.ask('case.open', { title: 'in between' })
    await first.desk.engine.close()
    const { report, desk } = await salvage(first.desk.folder)
    expect(report.lost).toEqual([])
    expect((await desk.ask('vault.verify', {})).findings).toEqual([])
  })
})
