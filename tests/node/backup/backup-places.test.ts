import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { flipHex } from '../../support/flip-hex.ts'
import {
  createVault,
  type Desk,
  makeFolder,
  openDesk,
  PASSPHRASE,
  whenFileEnds,
} from '../../support/make-vault.ts'

const atEnd = whenFileEnds()
let mounts: string
let desk: Desk
const before = process.env.SAMNUM_CARRIERS

beforeAll(async () => {
  mounts = await makeFolder(atEnd)
  await mkdir(join(mounts, 'STICK-1', 'photos'), { recursive: true })
  // Engines look for sticks where this names them.
  process.env.SAMNUM_CARRIERS = mounts
  desk = await createVault({ atEnd })
})

afterAll(() => {
  if (before === undefined) delete process.env.SAMNUM_CARRIERS
  else process.env.SAMNUM_CARRIERS = before
})

async function mediaOf(asked: Desk) {
  return (await asked.ask('backup.media', {})).media
}

describe('sticks that are plugged in', () => {
  test('are places to begin a backup, in a folder of its own beside whatever is there', async () => {
    expect(await mediaOf(desk)).toEqual([
      { folderId: expect.any(String), name: 'STICK-1', holds: 'nothing', generations: [] },
    ])
    expect(await desk.ask('backup.last', {})).toMatchObject({ last: null })
    const [place] = await mediaOf(desk)
    const written = await desk.ask('backup.write', { folderId: place?.folderId ?? '' })
    expect(written).toMatchObject({ generation: 1 })
    // The same place serves again, as a person presses again.
    expect(await desk.ask('backup.write', { folderId: place?.folderId ?? '' })).toMatchObject({
      generation: 2,
    })
    expect(await mediaOf(desk)).toMatchObject([
      { folderId: place?.folderId, holds: 'this-vault', generations: [{ generation: 2 }, { generation: 1 }] },
    ])
    await readFile(join(mounts, 'STICK-1', 'samnum-backup', 'samnum-backup.json'))
  })

  test('say when the vault was last backed up, also once they are gone', async () => {
    const { last, headSeq } = await desk.ask('backup.last', {})
    expect(last).toMatchObject({ generation: 2, findings: 0 })
    expect(headSeq).toBe(last?.seq)
    await desk.ask('case.open', { title: 'After the backup' })
    expect((await desk.ask('backup.last', {})).headSeq).toBeGreaterThan(last?.seq ?? 0)
  })

  test('show another vault’s backup as such, and this vault begins beside it', async () => {
    const other = await createVault()
    const held = await mediaOf(other)
    expect(held.map(({ holds }) => holds)).toEqual(['another-vault', 'nothing'])
    const fresh = held.find(({ holds }) => holds === 'nothing')
    const refused = await other.call('backup.write', { folderId: held[0]?.folderId ?? '' })
    expect(refused).toMatchObject({ outcome: 'failed', failure: { code: 'backup/of-another-vault' } })
    expect(await other.ask('backup.write', { folderId: fresh?.folderId ?? '' })).toMatchObject({
      generation: 1,
    })
    expect((await mediaOf(other)).map(({ holds }) => holds).sort()).toEqual(['another-vault', 'this-vault'])
    await other.engine.close()
  })

  test('restore where there is no vault yet, and no place to begin a backup is offered there', async () => {
    const empty = openDesk(join(await makeFolder(), 'vault'))
    const media = await mediaOf(empty)
    expect(media.map(({ holds }) => holds)).toEqual(['another-vault', 'another-vault'])
    const found = media.find(({ generations }) => generations.some(({ generation }) => generation === 2))
    const input = { folderId: found?.folderId ?? '', generation: 2, passphrase: PASSPHRASE }
    expect(await empty.ask('backup.restore', input)).toMatchObject({ isAuthenticated: true, generation: 2 })
    await empty.engine.close()
  })

  test('are not followed where a folder of theirs is a link', async () => {
    const elsewhere = join(await makeFolder(), 'samnum-backup')
    await cp(join(mounts, 'STICK-1', 'samnum-backup'), elsewhere, { recursive: true })
    await mkdir(join(mounts, 'STICK-2'))
    await symlink(elsewhere, join(mounts, 'STICK-2', 'samnum-backup'))
    const media = (await mediaOf(desk)).filter(({ name }) => name === 'STICK-2')
    expect(media).toMatchObject([{ holds: 'nothing' }])
    expect(await desk.call('backup.write', { folderId: media[0]?.folderId ?? '' })).toMatchObject({
      outcome: 'failed',
    })
  })
})

test('what is known of the last backup is nothing once somebody else wrote it', async () => {
  const own = await createVault()
  const [place] = (await mediaOf(own)).filter(({ holds }) => holds === 'nothing')
  await own.ask('backup.write', { folderId: place?.folderId ?? '' })
  const path = join(own.folder, 'backup.json')
  const text = await readFile(path, 'utf8')
  expect((await own.ask('backup.last', {})).last).not.toBeNull()
  for (const forged of [
    text.replace(/"createdAtMs":\d/, '"createdAtMs":9'),
    text.replace(/(?<="macHex":")[0-9a-f]+/, flipHex),
    '{}',
    'x'.repeat(5000),
  ]) {
    await writeFile(path, forged)
    expect((await own.ask('backup.last', {})).last).toBeNull()
  }
  await writeFile(path, text)
  expect((await own.ask('backup.last', {})).last).not.toBeNull()
  expect(await own.ask('vault.verify', {})).toMatchObject({ isWhole: true, notes: [] })
  await own.engine.close()
})
