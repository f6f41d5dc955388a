import { cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Envelope } from '#contract/envelope.ts'
import { flipHex } from '../../support/flip-hex.ts'
import {
  copyVault,
  createVault,
  fillVault,
  makeClosedVault,
  makeFolder,
  openDesk,
  PASSPHRASE,
  sealBytes,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { makeMemoryKeychain } from '../../support/memory-keychain.ts'
import { askBackup, askRestore, backUp, besideViews, digestsIn, filesOf, restore } from './backup-desk.ts'
import { forgeManifest } from './forge-manifest.ts'

const atEnd = whenFileEnds()
let closedVault: string
/** A backup of two generations; tests copy it. */
let closedBackup: string

beforeAll(async () => {
  closedVault = await makeClosedVault(atEnd)
  closedBackup = join(await makeFolder(atEnd), 'stick')
  const desk = await unlock(closedVault, { atEnd })
  await backUp(desk, closedBackup)
  await desk.ask('case.open', { title: 'Second generation' })
  await backUp(desk, closedBackup)
  await desk.engine.close()
})

/** A copy of the backup that a test may damage, and a place to restore to. */
async function copyBackup(): Promise<{ readonly stick: string; readonly target: string }> {
  const room = await makeFolder()
  await cp(closedBackup, join(room, 'stick'), { recursive: true })
  return { stick: join(room, 'stick'), target: join(room, 'restored') }
}

function failureOf(answer: Envelope<unknown>) {
  if (answer.outcome !== 'failed') throw new Error(`Expected a failure and got ${JSON.stringify(answer)}`)
  return answer.failure
}

afterEach(async () => {
  // The tests share these two, so no refusal may have touched them.
  expect((await readdir(closedBackup)).sort()).toEqual([
    'generations',
    'incoming',
    'objects',
    'samnum-backup.json',
  ])
})

describe('a place for a backup is refused', () => {
  test('when it is the vault, by whatever name', async () => {
    const desk = await unlock(await copyVault(closedVault))
    const before = besideViews(await digestsIn(desk.folder))
    const link = join(await makeFolder(), 'link')
    await symlink(desk.folder, link)
    for (const path of [desk.folder, `${desk.folder}/`, join(desk.folder, 'objects', '..'), link]) {
      expect(failureOf(await askBackup(desk, path))).toEqual({ code: 'backup/is-the-vault' })
    }
    expect(besideViews(await digestsIn(desk.folder))).toEqual(before)
  })

  test('when it lies inside the vault, also where nothing is yet', async () => {
    const desk = await unlock(await copyVault(closedVault))
    const before = besideViews(await digestsIn(desk.folder))
    const link = join(await makeFolder(), 'link')
    await symlink(join(desk.folder, 'objects'), link)
    for (const path of [
      join(desk.folder, 'backup'),
      join(desk.folder, 'objects'),
      join(link, 'backup'),
      link,
    ]) {
      expect(failureOf(await askBackup(desk, path))).toEqual({ code: 'backup/inside-vault' })
    }
    expect(besideViews(await digestsIn(desk.folder))).toEqual(before)
  })

  test('when its disk is not there, or a file stands in its way', async () => {
    const desk = await unlock(await copyVault(closedVault))
    const room = await makeFolder()
    await writeFile(join(room, 'file'), 'x')
    const codes = []
    for (const path of [join(room, 'no', 'stick'), join(room, 'file', 'stick'), join(room, 'file')]) {
      codes.push(failureOf(await askBackup(desk, path)).code)
    }
    expect(codes).toEqual(['backup/not-found', 'backup/not-found', 'backup/not-a-backup'])
    expect(await filesOf(room)).toEqual(['file'])
  })

  test('when it holds something else', async () => {
    const desk = await unlock(await copyVault(closedVault))
    const other = await copyVault(closedVault)
    const room = await makeFolder()
    await writeFile(join(room, 'photo.jpg'), 'x')
    for (const path of [room, other]) {
      const before = await digestsIn(path)
      expect(failureOf(await askBackup(desk, path))).toEqual({ code: 'backup/not-a-backup' })
      expect(await digestsIn(path)).toEqual(before)
    }
  })

  test('when it holds the backup of another vault', async () => {
    const desk = await createVault()
    const before = await digestsIn(closedBackup)
    expect(failureOf(await askBackup(desk, closedBackup))).toEqual({ code: 'backup/of-another-vault' })
    expect(await digestsIn(closedBackup)).toEqual(before)
  })

  test('when a newer program wrote it', async () => {
    const { stick, target } = await copyBackup()
    const desk = await unlock(await copyVault(closedVault))
    await writeFile(join(stick, 'samnum-backup.json'), '{"format":"samnum-backup","v":2,"more":[1]}\n')
    const expected = { code: 'backup/from-the-future', facts: { version: 2 } }
    const before = await digestsIn(stick)
    expect(failureOf(await askBackup(desk, stick))).toEqual(expected)
    expect(failureOf(await askRestore(stick, target))).toEqual(expected)
    expect(await digestsIn(stick)).toEqual(before)
  })

  test('when it knows events that the vault has lost, or that took another course', async () => {
    const { stick } = await copyBackup()
    // The vault as it was before the second generation: somebody put an older copy back.
    const older = join(await makeFolder(), 'older')
    await restore(stick, older, { generation: 1 })
    const desk = await unlock(older)
    const head = (await desk.ask('vault.info', {})).head
    const before = await digestsIn(stick)
    const refused = failureOf(await askBackup(desk, stick))
    expect(refused).toEqual({
      code: 'backup/ahead-of-vault',
      facts: { vaultSeq: head.seq, backupSeq: head.seq + 2 },
    })
    // Going on with the older copy until it has as many events does not make it the same vault.
    for (let count = 0; count < 3; count += 1) await desk.ask('case.open', { title: `Other ${count}` })
    expect(failureOf(await askBackup(desk, stick)).code).toBe('backup/ahead-of-vault')
    expect(await digestsIn(stick)).toEqual(before)
  })

  test("unless it is empty, absent, or this vault's own backup", async () => {
    const desk = await unlock(await copyVault(closedVault))
    const room = await makeFolder()
    await mkdir(join(room, 'empty'))
    for (const path of [join(room, 'empty'), join(room, 'absent')]) {
      expect(await backUp(desk, path)).toMatchObject({ generation: 1 })
      expect(await backUp(desk, path)).toMatchObject({ generation: 2 })
    }
  })
})

describe('a backup is not begun', () => {
  test('while the vault is locked', async () => {
    const desk = openDesk(await copyVault(closedVault))
    expect(failureOf(await askBackup(desk, join(await makeFolder(), 'stick'))).code).toBe('vault/locked')
  })

  test('while another of the same vault runs', async () => {
    const desk = await unlock(await copyVault(closedVault))
    const room = await makeFolder()
    const [first, second] = await Promise.all([
      askBackup(desk, join(room, 'a')),
      askBackup(desk, join(room, 'b')),
    ])
    expect(first.outcome).toBe('done')
    expect(failureOf(second)).toEqual({ code: 'backup/already-running' })
    await backUp(desk, join(room, 'b'))
  })

  test('to a folder that was not announced, or was used before', async () => {
    const desk = await unlock(await copyVault(closedVault))
    const folderId = await desk.engine.offerFolder(join(await makeFolder(), 'stick'))
    expect((await desk.call('backup.write', { folderId })).outcome).toBe('done')
    for (const id of [folderId, 'f'.repeat(32)]) {
      expect(failureOf(await desk.call('backup.write', { folderId: id }))).toEqual({ code: 'outlet/unknown' })
    }
  })

  test('when it is called off, and then nothing of it is left', async () => {
    const desk = await unlock(await copyVault(closedVault))
    const stick = join(await makeFolder(), 'stick')
    const stop = new AbortController()
    desk.engine.subscribe((push) => {
      if (push.topic === 'progress') stop.abort()
    })
    const answer = await askBackup(desk, stick, {}, { signal: stop.signal })
    expect(answer).toEqual({ outcome: 'cancelled' })
    expect(await filesOf(stick)).toEqual(['samnum-backup.json'])
    expect(await backUp(desk, stick)).toMatchObject({ generation: 1 })
  })

  test('to its end when the vault is locked meanwhile', async () => {
    const desk = await unlock(await copyVault(closedVault))
    const stick = join(await makeFolder(), 'stick')
    const unsubscribe = desk.engine.subscribe((push) => {
      if (push.topic === 'progress') void desk.call('vault.lock', {})
    })
    expect(await askBackup(desk, stick)).toEqual({ outcome: 'cancelled' })
    unsubscribe()
    expect(desk.bugs).toEqual([])
    await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })
})

describe('restoring is refused', () => {
  test('into a folder that holds anything, which stays as it is', async () => {
    const { stick } = await copyBackup()
    const room = await makeFolder()
    await writeFile(join(room, 'photo.jpg'), 'x')
    expect(failureOf(await askRestore(stick, room))).toEqual({ code: 'vault/folder-not-empty' })
    expect(await filesOf(room)).toEqual(['photo.jpg'])
    const vault = await copyVault(closedVault)
    const before = await digestsIn(vault)
    expect(failureOf(await askRestore(stick, vault))).toEqual({ code: 'vault/exists' })
    expect(await digestsIn(vault)).toEqual(before)
  })

  test('while a vault is open in this engine', async () => {
    const desk = await unlock(await copyVault(closedVault))
    const folderId = await desk.engine.offerFolder(closedBackup)
    expect(failureOf(await desk.call('backup.restore', { folderId }))).toEqual({ code: 'vault/already-open' })
  })

  test('into the backup itself', async () => {
    const { stick } = await copyBackup()
    for (const target of [join(stick, 'vault'), stick]) {
      expect(failureOf(await askRestore(stick, target))).toEqual({ code: 'backup/target-inside-backup' })
    }
  })

  test('from where there is no backup, or none that was finished', async () => {
    const room = await makeFolder()
    const target = join(room, 'restored')
    await mkdir(join(room, 'empty'))
    await writeFile(join(room, 'file'), 'x')
    const { stick } = await copyBackup()
    await rm(join(stick, 'generations'), { recursive: true })
    const codes = []
    for (const path of [join(room, 'nothing'), join(room, 'file'), room, join(room, 'empty'), stick]) {
      codes.push(failureOf(await askRestore(path, target)).code)
    }
    expect(codes).toEqual([
      'backup/not-found',
      'backup/not-a-backup',
      'backup/target-inside-backup',
      'backup/empty',
      'backup/empty',
    ])
    expect(await filesOf(room)).toEqual(['file'])
  })

  test('from a folder that holds something else', async () => {
    const room = await makeFolder()
    expect(failureOf(await askRestore(await copyVault(closedVault), join(room, 'restored')))).toEqual({
      code: 'backup/not-a-backup',
    })
  })

  test('of a generation that is not there', async () => {
    const { stick, target } = await copyBackup()
    expect(failureOf(await askRestore(stick, target, { generation: 7 }))).toEqual({
      code: 'backup/no-such-generation',
      facts: { generation: 7, newestGeneration: '2' },
    })
    expect(await restore(stick, target, { generation: 1 })).toMatchObject({ generation: 1 })
  })

  test('with a passphrase that is not of this vault, before anything is copied', async () => {
    const { stick, target } = await copyBackup()
    expect(failureOf(await askRestore(stick, target, { passphrase: 'another long one' }))).toEqual({
      code: 'vault/wrong-passphrase',
    })
    expect(await restore(stick, target, { passphrase: PASSPHRASE })).toMatchObject({ isAuthenticated: true })
  })

  test('without the key file and the machine that its slots want, and proved with them', async () => {
    const room = await makeFolder()
    const keychain = makeMemoryKeychain()
    const desk = await createVault({ machineKeychain: keychain })
    const NEXT = 'another passphrase'
    const added = await desk.ask('people.add', { name: 'second', roles: ['officer'], passphrase: NEXT })
    const path = join(room, 'samnum.key')
    await desk.ask('key.makeKeyFile', {
      passphrase: PASSPHRASE,
      outletId: await desk.engine.offerOutletPath(path),
    })
    const keyFile = await readFile(path, 'utf8')
    const stick = join(room, 'stick')
    await backUp(desk, stick)
    await desk.ask('key.makeRecoveryCode', { label: 'envelope' })
    await desk.ask('key.bindMachine', { passphrase: PASSPHRASE, keyFile, isBound: true })
    await backUp(desk, stick)
    await desk.engine.close()

    const target = join(room, 'restored')
    const first = { generation: 1, userNumber: 1, passphrase: PASSPHRASE }
    for (const [order, code] of [
      [first, 'vault/key-file-needed'],
      [{ ...first, keyFile: keyFile.replace(/[0-9a-f]{4}$/m, flipHex) }, 'vault/wrong-key-file'],
      [{ ...first, userNumber: added.number, keyFile }, 'vault/wrong-passphrase'],
      [{ ...first, generation: 2, keyFile }, 'vault/machine-key-missing'],
    ] as const) {
      expect(failureOf(await askRestore(stick, target, order)).code).toBe(code)
      expect(await readdir(room)).not.toContain('restored')
    }
    expect(await restore(stick, target, { ...first, keyFile })).toMatchObject({ isAuthenticated: true })
    expect(
      await restore(stick, join(room, 'of the other'), { userNumber: added.number, passphrase: NEXT }),
    ).toMatchObject({ generation: 2, isAuthenticated: true })
    const atMachine = openDesk(join(room, 'at the machine'), { machineKeychain: keychain })
    const folderId = await atMachine.engine.offerFolder(stick)
    expect(
      await atMachine.ask('backup.restore', { folderId, userNumber: 1, passphrase: PASSPHRASE, keyFile }),
    ).toMatchObject({ generation: 2, isAuthenticated: true })
  })
})

describe('a damaged backup', () => {
  test('names the first bad file and the generation before, whatever byte of whatever file is bad', async () => {
    const files = (await filesOf(closedBackup)).filter(
      (file) => !file.startsWith('generations/000001/') && file !== 'samnum-backup.json',
    )
    expect(files.length).toBeGreaterThan(5)
    const { stick, target } = await copyBackup()
    for (const file of files) {
      const path = join(stick, file)
      const whole = await readFile(path)
      for (const at of [0, Math.floor(whole.length / 2), whole.length - 1]) {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ 0x10
        await writeFile(path, bytes)
        expect(failureOf(await askRestore(stick, target)), `${file} ${at}`).toEqual({
          code: 'backup/damaged',
          facts: { file, generation: 2, previousGeneration: '1' },
        })
      }
      for (const wrong of [
        whole.subarray(1),
        Buffer.concat([whole, Buffer.alloc(1)]),
        Buffer.alloc(0),
        null,
      ]) {
        if (wrong === null) await rm(path)
        else await writeFile(path, wrong)
        const isGone = wrong === null && file.endsWith('manifest.json')
        const answer = await askRestore(stick, target)
        if (isGone) {
          // Without its manifest it is a generation that was never finished.
          expect(answer).toMatchObject({ outcome: 'done', value: { generation: 1 } })
          await rm(target, { recursive: true })
        } else {
          expect(failureOf(answer)).toMatchObject({ code: 'backup/damaged', facts: { file } })
        }
      }
      await writeFile(path, whole)
      expect(await readdir(join(stick, '..'))).toEqual(['stick'])
    }
    await restore(stick, target)
  })

  test('is restored from an earlier generation only when a person says so', async () => {
    const { stick, target } = await copyBackup()
    await writeFile(join(stick, 'generations/000002/ledger.db'), 'x')
    expect(failureOf(await askRestore(stick, target)).code).toBe('backup/damaged')
    expect(await restore(stick, target, { generation: 1 })).toMatchObject({ generation: 1 })
    const copy = await unlock(target)
    expect(await copy.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })

  test('with a damaged marker still restores', async () => {
    const { stick, target } = await copyBackup()
    await writeFile(join(stick, 'samnum-backup.json'), 'x')
    await restore(stick, target, { passphrase: PASSPHRASE })
    const desk = await unlock(await copyVault(closedVault))
    expect(failureOf(await askBackup(desk, stick))).toEqual({
      code: 'backup/damaged',
      facts: { file: 'samnum-backup.json' },
    })
  })

  test('whose generations were exchanged is found, with a passphrase also when its digests were made to fit', async () => {
    const { stick, target } = await copyBackup()
    const generations = join(stick, 'generations')
    await rename(join(generations, '000002'), join(generations, '000003'))
    const moved = {
      code: 'backup/damaged',
      facts: { file: 'generations/000003/manifest.json', generation: 3 },
    }
    expect(failureOf(await askRestore(stick, target))).toMatchObject(moved)
    const desk = await unlock(closedVault)
    expect(failureOf(await askBackup(desk, stick))).toEqual(moved)

    await rename(join(generations, '000003'), join(generations, '000002'))
    await forgeManifest(join(generations, '000002', 'manifest.json'), (manifest) => ({
      ...manifest,
      missing: ['0'.repeat(32)],
    }))
    expect(failureOf(await askRestore(stick, target, { passphrase: PASSPHRASE }))).toMatchObject({
      code: 'backup/damaged',
      facts: { file: 'generations/000002/manifest.json' },
    })
    expect(failureOf(await askBackup(desk, stick))).toMatchObject({
      code: 'backup/damaged',
      facts: { file: 'generations/000002/manifest.json' },
    })
    await desk.engine.close()
  })

  test('with a generation cut out of the middle is found by the next run', async () => {
    const desk = await createVault()
    await fillVault(desk)
    const stick = join(await makeFolder(), 'stick')
    for (let run = 0; run < 3; run += 1) await backUp(desk, stick)
    await rm(join(stick, 'generations', '000002'), { recursive: true })
    expect(failureOf(await askBackup(desk, stick))).toMatchObject({
      code: 'backup/damaged',
      facts: { file: 'generations/000003/manifest.json' },
    })
  })

  test('heals an object from the vault: by its size and seal, and with readsAll by every byte', async () => {
    const desk = await createVault()
    const { first } = await fillVault(desk)
    await sealBytes(desk, first, Buffer.alloc(5000, 7), 'third.bin')
    const room = await makeFolder()
    const stick = join(room, 'stick')
    await backUp(desk, stick)
    const whole = await digestsIn(join(stick, 'objects'))
    const [cut, lost, flipped] = Object.keys(whole).map((file) => join(stick, 'objects', file)) as [
      string,
      string,
      string,
    ]
    await writeFile(cut, (await readFile(cut)).subarray(1))
    await rm(lost)
    const written = await backUp(desk, stick)
    expect(written).toMatchObject({
      healed: 2,
      findings: [{ code: 'backup/damaged' }, { code: 'backup/damaged' }],
    })
    expect(await digestsIn(join(stick, 'objects'))).toEqual(whole)

    const bytes = await readFile(flipped)
    bytes[4100] = (bytes[4100] ?? 0) ^ 1
    await writeFile(flipped, bytes)
    expect(await backUp(desk, stick)).toMatchObject({ healed: 0, findings: [] })
    expect(await backUp(desk, stick, { readsAll: true })).toMatchObject({
      healed: 1,
      findings: [{ code: 'backup/damaged' }],
    })
    expect(await digestsIn(join(stick, 'objects'))).toEqual(whole)
  })
})
