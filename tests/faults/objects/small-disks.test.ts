import { chmod, mkdir, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFolderObjectStore } from '#node/objects/folder-object-store.ts'
import {
  expectOk,
  filesIn,
  makeFolder,
  makeRoom,
  makeSource,
  pathOf,
  patternOf,
  SCOPE_KEY,
  sealBytes,
  smallStore,
} from '../../node/objects/object-room.ts'
import { extractObject } from '../../support/extract-object.ts'
import { interferedSource } from './interfered-source.ts'
import { needRoot, runChild } from './run-child.ts'
import { mountSmallDisk, remountReadOnly } from './small-disk.ts'

const SEGMENT = 65_536
const NOBODY = 65_534

test('what cannot fit is refused before anything is written, and what fits is taken', async (context) => {
  const disk = await mountSmallDisk(context, 'size=1m')
  const room = await makeRoom()
  const objects = join(disk, 'objects')
  const store = createFolderObjectStore({ folder: objects, segmentSizeBytes: SEGMENT })
  const result = await store.seal(await makeSource(room, patternOf(2 ** 20)), SCOPE_KEY)
  expect(result).toMatchObject({ failure: { code: 'disk/full', facts: { causeCode: 'ENOSPC' } } })
  expect(result).toMatchObject({ failure: { facts: { neededBytes: 4096 + 2 ** 20 + 16 * 16 } } })
  expect(await filesIn(disk)).toEqual([])
  const object = expectOk(await store.seal(await makeSource(room, patternOf(2 ** 19)), SCOPE_KEY))
  expectOk(await store.verify(object, SCOPE_KEY))
})

test('a disk that fills up in the middle of a seal keeps nothing of it, and what was there before stays', async (context) => {
  const disk = await mountSmallDisk(context, 'size=1m')
  const room = await makeRoom()
  const store = createFolderObjectStore({ folder: join(disk, 'objects'), segmentSizeBytes: SEGMENT })
  const kept = expectOk(await store.seal(await makeSource(room, patternOf(1000)), SCOPE_KEY))
  const plain = await makeSource(room, patternOf(8 * SEGMENT))
  for (const beforeRead of [0, 3, 7]) {
    const ballast = join(disk, 'ballast')
    const fill = async () => {
      const { bfree, bsize } = await statfs(disk)
      await writeFile(ballast, new Uint8Array((bfree - 1) * bsize))
    }
    const result = await store.seal(interferedSource(plain, beforeRead, fill), SCOPE_KEY)
    expect(result).toEqual({ ok: false, failure: { code: 'disk/full', facts: { causeCode: 'ENOSPC' } } })
    await rm(ballast)
    expect(await filesIn(disk)).toEqual([`objects/${kept.objectId.slice(0, 2)}/${kept.objectId}`])
  }
  expectOk(await store.verify(kept, SCOPE_KEY))
  expectOk(await store.seal(plain, SCOPE_KEY))
})

test('a disk without room for another name is full', async (context) => {
  const disk = await mountSmallDisk(context, 'size=1m,nr_inodes=4')
  const room = await makeRoom()
  const store = smallStore(join(disk, 'objects'))
  expect(await store.seal(await makeSource(room, patternOf(10)), SCOPE_KEY)).toMatchObject({
    failure: { code: 'disk/full' },
  })
  expect(await filesIn(disk)).toEqual([])
})

test('extracting onto a disk without room leaves no half file', async (context) => {
  const disk = await mountSmallDisk(context, 'size=64k')
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(100_000))
  const result = await extractObject(room.store, object, SCOPE_KEY, join(disk, 'out'))
  expect(result).toEqual({ ok: false, failure: { code: 'disk/full', facts: { causeCode: 'ENOSPC' } } })
  expect(await filesIn(disk)).toEqual([])
  const small = await sealBytes(room, patternOf(10_000))
  expectOk(await extractObject(room.store, small, SCOPE_KEY, join(disk, 'out')))
})

test('a disk that may only be read gives its objects and takes none', async (context) => {
  const disk = await mountSmallDisk(context, 'size=1m')
  const room = await makeRoom()
  const store = smallStore(join(disk, 'objects'))
  const source = await makeSource(room, patternOf(100))
  const object = expectOk(await store.seal(source, SCOPE_KEY))
  remountReadOnly(disk)
  const readOnly = { ok: false, failure: { code: 'disk/read-only', facts: { causeCode: 'EROFS' } } }
  expect(await store.seal(source, SCOPE_KEY)).toEqual(readOnly)
  expect(await store.remove(object.objectId)).toEqual(readOnly)
  expect(await extractObject(store, object, SCOPE_KEY, join(disk, 'out'))).toEqual(readOnly)
  expectOk(await store.verify(object, SCOPE_KEY))
  expectOk(await extractObject(store, object, SCOPE_KEY, join(room.path, 'out')))
})

test('files and folders of somebody else are refused for want of permission, and their own are not', async (context) => {
  needRoot(context)
  const folder = await makeFolder()
  await chmod(folder, 0o711)
  const source = join(folder, 'evidence.bin')
  await writeFile(source, patternOf(100))
  const own = join(folder, 'own')
  await mkdir(own)
  await chmod(own, 0o777)
  const asNobody = { uid: NOBODY, gid: NOBODY }

  await chmod(source, 0o600)
  const unreadable = await runChild({ task: 'seal', objects: join(own, 'objects'), source }, asNobody)
  expect(unreadable.result?.failure).toEqual({ code: 'intake/not-readable', facts: { causeCode: 'EACCES' } })
  expect(await filesIn(own)).toEqual([])

  await chmod(source, 0o644)
  const elsewhere = await runChild({ task: 'seal', objects: join(folder, 'objects'), source }, asNobody)
  expect(elsewhere.result?.failure).toEqual({ code: 'disk/no-permission', facts: { causeCode: 'EACCES' } })
  expect(await filesIn(folder)).toEqual(['evidence.bin'])

  // Somebody else's file: `O_NOATIME` is refused there, and reading goes on without it.
  const sealed = await runChild({ task: 'seal', objects: join(own, 'objects'), source }, asNobody)
  expect(sealed.result).toMatchObject({ ok: true })
  expect(Buffer.compare(await readFile(source), patternOf(100))).toBe(0)
})

test('an object that may not be read cannot be reached; it is not damaged', async (context) => {
  needRoot(context)
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(100))
  for (const path of [room.path, room.objects, join(pathOf(room, object), '..')]) await chmod(path, 0o755)
  const args = { task: 'verify', objects: room.objects, object: JSON.stringify(object) }
  const asNobody = { uid: NOBODY, gid: NOBODY }
  expect((await stat(pathOf(room, object))).mode & 0o777).toBe(0o600)
  expect((await runChild(args, asNobody)).result?.failure).toEqual({
    code: 'disk/no-permission',
    facts: { causeCode: 'EACCES', objectId: object.objectId },
  })
  await chmod(pathOf(room, object), 0o644)
  expect((await runChild(args, asNobody)).result).toMatchObject({ ok: true })
})
