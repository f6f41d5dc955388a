import { existsSync, statfsSync, writeFileSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openFolderMedium } from '#node/backup/folder-medium.ts'
import { restoreBackup } from '#node/backup/restore-backup.ts'
import { askBackup, askRestore, backUp, digestsIn, restore } from '../../node/backup/backup-desk.ts'
import {
  copyVault,
  makeClosedVault,
  makeFolder,
  sealBytes,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { mountSmallDisk, remountReadOnly } from '../objects/small-disk.ts'
import { WORK } from './backup-faults.ts'
import { watchMedium } from './failing-medium.ts'

const atEnd = whenFileEnds()
let vault: string

beforeAll(async () => {
  vault = await makeClosedVault(atEnd)
})

const openVault = async () => await unlock(await copyVault(vault))

test('what cannot fit on the stick is refused with numbers, and what was there restores', async (context) => {
  const disk = await mountSmallDisk(context, 'size=4m')
  const stick = join(disk, 'stick')
  const desk = await openVault()
  await backUp(desk, stick)
  const before = await digestsIn(stick)
  const opened = await desk.ask('case.open', { title: 'Large' })
  await sealBytes(desk, opened.number, Buffer.alloc(5_000_000, 'x'), 'large.bin')
  const answer = await askBackup(desk, stick)
  expect(answer).toMatchObject({
    outcome: 'failed',
    failure: { code: 'backup/medium-full', facts: { causeCode: 'ENOSPC', neededBytes: expect.any(Number) } },
  })
  expect(await digestsIn(stick)).toEqual(before)
  await restore(stick, join(await makeFolder(), 'restored'))
})

test('a stick that fills up in the middle keeps its last generation, and goes on once there is room', async (context) => {
  const disk = await mountSmallDisk(context, 'size=8m')
  const stick = join(disk, 'stick')
  const desk = await openVault()
  await backUp(desk, stick)
  const opened = await desk.ask('case.open', { title: 'Several' })
  for (let count = 0; count < 3; count += 1) {
    await sealBytes(desk, opened.number, Buffer.alloc(1_000_000, String(count)), `${count}.bin`)
  }
  const ballast = join(disk, 'ballast')
  const unsubscribe = desk.engine.subscribe((push) => {
    // Somebody else fills the stick meanwhile.
    if (push.topic === 'progress' && push.progress.done > 1_500_000 && !existsSync(ballast))
      fill(ballast, disk)
  })
  const answer = await askBackup(desk, stick)
  expect(answer).toMatchObject({ outcome: 'failed', failure: { code: 'backup/medium-full' } })
  unsubscribe()
  await restore(stick, join(await makeFolder(), 'restored'))
  await rm(ballast)
  const again = await backUp(desk, stick)
  expect(again.objects).toBe(5)
  // What had been copied completely was read instead of being copied again.
  expect(again.kept.files).toBeGreaterThan(2)
})

/** Fills a disk before whatever runs does its next step. */
function fill(path: string, disk: string): void {
  const { bfree, bsize } = statfsSync(disk)
  writeFileSync(path, new Uint8Array(bfree * bsize))
}

test('a stick that may only be read refuses, says so, and restores', async (context) => {
  const disk = await mountSmallDisk(context, 'size=4m')
  const stick = join(disk, 'stick')
  const desk = await openVault()
  await backUp(desk, stick)
  remountReadOnly(disk)
  for (const path of [stick, join(disk, 'another')]) {
    expect(await askBackup(desk, path)).toEqual({
      outcome: 'failed',
      failure: { code: 'backup/medium-refuses', facts: { causeCode: 'EROFS' } },
    })
  }
  await restore(stick, join(await makeFolder(), 'restored'))
})

test('restoring onto a disk without room is refused with numbers and leaves nothing', async (context) => {
  const disk = await mountSmallDisk(context, 'size=128k')
  const stick = join(await makeFolder(), 'stick')
  await backUp(await openVault(), stick)
  expect(await askRestore(stick, join(disk, 'vault'))).toMatchObject({
    outcome: 'failed',
    failure: { code: 'disk/full', facts: { neededBytes: expect.any(Number), freeBytes: expect.any(Number) } },
  })
  expect(await readdir(disk)).toEqual([])
})

test('a stick that is pulled out while it is restored from is gone and not damaged', async () => {
  const stick = join(await makeFolder(), 'stick')
  await backUp(await openVault(), stick)
  const room = await makeFolder()
  const target = join(room, 'vault')
  for (let at = 1; ; at += 1) {
    let reads = 0
    const { medium } = watchMedium(
      openFolderMedium(stick),
      () => {},
      () => {
        reads += 1
        if (reads >= at) throw Object.assign(new Error('pulled'), { code: 'EIO', syscall: 'read' })
      },
    )
    const restored = await restoreBackup({ medium, target, generation: null, credentials: null, work: WORK })
    if (restored.ok) {
      expect(at).toBeGreaterThan(10)
      break
    }
    expect(restored.failure).toEqual({ code: 'backup/medium-failed', facts: { causeCode: 'EIO' } })
    expect(await readdir(room)).toEqual([])
  }
})

test('a stick whose folder vanishes while it is restored from is gone and not damaged', async () => {
  const stick = join(await makeFolder(), 'stick')
  await backUp(await openVault(), stick)
  const room = await makeFolder()
  const inner = openFolderMedium(stick)
  const medium = {
    ...inner,
    async *scan(path: string) {
      if (path.startsWith('objects/')) await rm(stick, { recursive: true })
      yield* inner.scan(path)
    },
  }
  const target = join(room, 'vault')
  const restored = await restoreBackup({ medium, target, generation: null, credentials: null, work: WORK })
  expect(restored).toEqual({
    ok: false,
    failure: { code: 'backup/medium-failed', facts: { causeCode: 'ENOENT' } },
  })
  expect(await readdir(room)).toEqual([])
})
