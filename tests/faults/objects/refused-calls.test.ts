import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  expectOk,
  filesIn,
  makeFolder,
  pathOf,
  patternOf,
  type Room,
  SCOPE_KEY,
  SMALL_SEGMENT_BYTES,
  sealBytes,
  smallStore,
} from '../../node/objects/object-room.ts'
import { FIRST_ID, needStrace, runChild, straceOf } from './run-child.ts'

const CONTENT = patternOf(3 * SMALL_SEGMENT_BYTES)

/** Seals in a child where call number `when` of a kind is refused; the rest of the disk is as always. */
async function sealRefused(calls: string, ...injections: readonly string[]) {
  const folder = await makeFolder()
  const source = join(folder, 'evidence.bin')
  await writeFile(source, CONTENT)
  const objects = join(folder, 'objects')
  const shard = join(objects, FIRST_ID.slice(0, 2))
  const incoming = join(objects, 'incoming')
  const paths = [folder, objects, incoming, join(incoming, FIRST_ID), shard]
  const wrapper = straceOf('/dev/null', calls, paths, ...injections)
  const { result } = await runChild({ task: 'seal', objects, source }, { wrapper })
  expect(Buffer.compare(await readFile(source), CONTENT)).toBe(0)
  return { folder, objects, result }
}

test.for([
  ['mkdir', 'ENOSPC', 'disk/full'],
  ['openat', 'EMFILE', 'disk/too-many-open-files'],
  ['pwrite64', 'ENOSPC', 'disk/full'],
  ['fsync', 'EIO', 'disk/failed'],
  ['rename', 'EIO', 'disk/failed'],
  ['close', 'EIO', 'disk/failed'],
] as const)(
  'a seal whose %s is refused with %s, whichever it is, says %s and leaves nothing',
  async ([call, errno, code], context) => {
    needStrace(context)
    for (let when = 1; ; when += 1) {
      const { folder, objects, result } = await sealRefused(call, `${call}:error=${errno}:when=${when}`)
      if (result?.ok) {
        expect(when, `no ${call} was ever refused`).toBeGreaterThan(1)
        expect(await filesIn(objects)).toEqual([`${FIRST_ID.slice(0, 2)}/${FIRST_ID}`])
        break
      }
      expect(result?.failure).toEqual({ code, facts: { causeCode: errno } })
      expect(await filesIn(folder), `${call} ${when}`).toEqual(['evidence.bin'])
    }
  },
)

test.for([
  ['mkdir', 'EROFS', 'disk/read-only'],
  ['openat', 'EACCES', 'disk/no-permission'],
  ['pwrite64', 'EDQUOT', 'disk/full'],
  ['pwrite64', 'EIO', 'disk/failed'],
  ['fsync', 'ENOSPC', 'disk/full'],
  ['fsync', 'EDQUOT', 'disk/full'],
] as const)(
  'a seal whose every %s is refused with %s says %s and leaves nothing',
  async ([call, errno, code], context) => {
    needStrace(context)
    const { folder, result } = await sealRefused(call, `${call}:error=${errno}`)
    expect(result?.failure).toEqual({ code, facts: { causeCode: errno } })
    expect(await filesIn(folder)).toEqual(['evidence.bin'])
  },
)

test('a disk that refuses even the clearing up keeps the first failure, and the half is cleared later', async (context) => {
  needStrace(context)
  const harms = ['pwrite64:error=ENOSPC:when=3', 'unlink:error=EIO']
  const { objects, result } = await sealRefused('pwrite64,unlink', ...harms)
  expect(result?.failure).toEqual({ code: 'disk/full', facts: { causeCode: 'ENOSPC' } })
  expect(await filesIn(objects)).toEqual([`incoming/${FIRST_ID}`])
  const store = smallStore(objects)
  expect(expectOk(await store.list())).toEqual({ objectIds: [], strangers: [] })
  expect(expectOk(await store.discardIncomplete())).toBe(1)
  expect(await filesIn(objects)).toEqual([])
})

test.for([
  ['pread64', 'EIO', { code: 'intake/read-failed', facts: { causeCode: 'EIO', offsetBytes: 64 } }, 2],
  ['pread64', 'ESTALE', { code: 'intake/read-failed', facts: { causeCode: 'ESTALE', offsetBytes: 0 } }, 1],
  ['openat', 'EACCES', { code: 'intake/not-readable', facts: { causeCode: 'EACCES' } }, 1],
  ['openat', 'EIO', { code: 'intake/read-failed', facts: { causeCode: 'EIO' } }, 2],
  ['openat', 'EMFILE', { code: 'disk/too-many-open-files', facts: { causeCode: 'EMFILE' } }, 1],
  ['openat', 'EMFILE', { code: 'disk/too-many-open-files', facts: { causeCode: 'EMFILE' } }, 2],
  ['openat', 'ENOENT', { code: 'intake/not-found', facts: { causeCode: 'ENOENT' } }, 1],
  ['openat', 'ENOENT', { code: 'intake/changed-while-reading', facts: { causeCode: 'ENOENT' } }, 2],
] as const)('a source whose %s answers %s gives %o', async ([call, errno, failure, when], context) => {
  needStrace(context)
  const folder = await makeFolder()
  const source = join(folder, 'evidence.bin')
  await writeFile(source, CONTENT)
  const wrapper = straceOf('/dev/null', call, [source], `${call}:error=${errno}:when=${when}`)
  const { result } = await runChild({ task: 'seal', objects: join(folder, 'objects'), source }, { wrapper })
  expect(result?.failure).toEqual(failure)
  expect(await filesIn(folder)).toEqual(['evidence.bin'])
})

test('a file that may not be opened without a trace is opened with one', async (context) => {
  needStrace(context)
  const folder = await makeFolder()
  const source = join(folder, 'evidence.bin')
  await writeFile(source, CONTENT)
  // Only the first opening is refused: the one that asks for O_NOATIME.
  const wrapper = straceOf('/dev/null', 'openat', [source], 'openat:error=EPERM:when=1')
  const { result } = await runChild({ task: 'describe', objects: '', source }, { wrapper })
  expect(result).toMatchObject({ ok: true, value: { sizeBytes: CONTENT.length } })
})

test.for([
  ['openat', 'EACCES', 'disk/no-permission'],
  ['openat', 'EMFILE', 'disk/too-many-open-files'],
  ['openat', 'EIO', 'disk/failed'],
  ['pread64', 'EIO', 'disk/failed'],
] as const)(
  'an object whose %s answers %s cannot be reached, and is never called damaged',
  async ([call, errno, code], context) => {
    needStrace(context)
    const { path, objects, object } = await sealedRoom()
    const wanted = { code, facts: { causeCode: errno, objectId: object.objectId } }
    for (let when = 1; ; when += 1) {
      const file = join(objects, object.objectId.slice(0, 2), object.objectId)
      const wrapper = straceOf('/dev/null', call, [file], `${call}:error=${errno}:when=${when}`)
      for (const task of ['verify', 'extract']) {
        const out = join(path, `${task}-${when}`)
        const { result } = await runChild({ task, objects, object: JSON.stringify(object), out }, { wrapper })
        if (result?.ok) {
          expect(when, `no ${call} was ever refused`).toBeGreaterThan(1)
          return
        }
        expect(result?.failure).toEqual(wanted)
        expect((await filesIn(path)).filter((name) => !name.startsWith('objects/'))).toEqual(['evidence.bin'])
      }
    }
  },
)

test.for([
  ['pwrite64', 'ENOSPC', 'disk/full'],
  ['fsync', 'EIO', 'disk/failed'],
  ['link', 'EIO', 'disk/failed'],
] as const)(
  'an extraction whose %s is refused with %s says %s and leaves no half file',
  async ([call, errno, code], context) => {
    needStrace(context)
    const { path, objects, object } = await sealedRoom()
    for (let when = 1; ; when += 1) {
      const out = join(path, 'out.bin')
      const wrapper = straceOf('/dev/null', call, [], `${call}:error=${errno}:when=${when}`)
      const { result } = await runChild(
        { task: 'extract', objects, object: JSON.stringify(object), out },
        { wrapper },
      )
      if (result?.ok) {
        expect(when, `no ${call} was ever refused`).toBeGreaterThan(1)
        expect(Buffer.compare(await readFile(out), CONTENT)).toBe(0)
        break
      }
      expect(result?.failure).toMatchObject({ code, facts: { causeCode: errno } })
      expect((await filesIn(path)).filter((name) => !name.startsWith('objects/'))).toEqual(['evidence.bin'])
    }
  },
)

test('an extraction onto a disk that knows no hard links takes the name all the same', async (context) => {
  needStrace(context)
  const { path, objects, object } = await sealedRoom()
  const out = join(path, 'out.bin')
  const args = { task: 'extract', objects, object: JSON.stringify(object), out }
  const noLinks = straceOf('/dev/null', 'link', [], 'link:error=EPERM')
  expect((await runChild(args, { wrapper: noLinks })).result).toMatchObject({ ok: true })
  expect(Buffer.compare(await readFile(out), CONTENT)).toBe(0)
  expect((await filesIn(path)).filter((name) => name.endsWith('.part'))).toEqual([])
  expect((await runChild(args, { wrapper: noLinks })).result).toMatchObject({
    failure: { code: 'extract/exists' },
  })
})

async function sealedRoom() {
  const path = await makeFolder()
  const objects = join(path, 'objects')
  const room: Room = { path, objects, store: smallStore(objects) }
  const object = await sealBytes(room, CONTENT)
  expectOk(await room.store.verify(object, SCOPE_KEY))
  expect(pathOf(room, object)).toContain(object.objectId)
  return { ...room, object }
}
