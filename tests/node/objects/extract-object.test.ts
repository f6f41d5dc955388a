import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { extractObject } from '../../support/extract-object.ts'
import {
  expectOk,
  filesIn,
  makeRoom,
  pathOf,
  patternOf,
  SCOPE_KEY,
  SMALL_SEGMENT_BYTES,
  sealBytes,
} from './object-room.ts'

const S = SMALL_SEGMENT_BYTES

test('an existing file, folder or dangling link at the destination is never touched', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(200))
  const out = join(room.path, 'out')
  await mkdir(out)
  await writeFile(join(out, 'file'), 'older')
  await mkdir(join(out, 'folder'))
  await symlink('/nowhere/at/all', join(out, 'link'))
  const before = await filesIn(out)
  for (const name of ['file', 'folder', 'link']) {
    const exists = { ok: false, failure: { code: 'extract/exists' } }
    expect(await extractObject(room.store, object, SCOPE_KEY, join(out, name))).toEqual(exists)
  }
  expect(await filesIn(out)).toEqual(before)
  expect(await readFile(join(out, 'file'), 'utf8')).toBe('older')
  expectOk(await extractObject(room.store, object, SCOPE_KEY, join(out, 'free')))
  expect(await filesIn(out)).toEqual([...before, 'free'].sort())
})

test('a file that appears at the destination meanwhile is not overwritten', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(3 * S))
  const out = join(room.path, 'out.bin')
  const pending: Promise<void>[] = []
  const onProgress = () => void pending.push(writeFile(out, 'newer'))
  const result = await extractObject(room.store, object, SCOPE_KEY, out, { onProgress })
  await Promise.all(pending)
  expect(result).toEqual({ ok: false, failure: { code: 'extract/exists' } })
  expect(await readFile(out, 'utf8')).toBe('newer')
  expect((await filesIn(room.path)).filter((name) => !name.startsWith('objects/'))).toEqual([
    'evidence.bin',
    'out.bin',
  ])
})

test('a destination whose folder is not there is refused', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(200))
  await writeFile(join(room.path, 'plain'), 'x')
  for (const path of ['nowhere/out', 'plain/out']) {
    const refused = { ok: false, failure: { code: 'extract/no-folder' } }
    expect(await extractObject(room.store, object, SCOPE_KEY, join(room.path, path))).toEqual(refused)
  }
})

test('damage found on the way leaves no half file', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(5 * S))
  const file = await readFile(pathOf(room, object))
  file.writeUInt8(file.readUInt8(4096 + 4 * S) ^ 1, 4096 + 4 * S)
  await writeFile(pathOf(room, object), file)
  const before = await filesIn(room.path)
  expect(await extractObject(room.store, object, SCOPE_KEY, join(room.path, 'out'))).toMatchObject({
    failure: { code: 'object/segment-damaged', facts: { segmentIndex: 4 } },
  })
  expect(await filesIn(room.path)).toEqual(before)
})

test('an extraction that is called off leaves no half file', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(5 * S))
  const before = await filesIn(room.path)
  for (const after of [0, S, 4 * S]) {
    const stop = new AbortController()
    if (after === 0) stop.abort()
    const onProgress = (doneBytes: number) => {
      if (doneBytes >= after) stop.abort()
    }
    const out = join(room.path, 'out')
    expect(
      await extractObject(room.store, object, SCOPE_KEY, out, { onProgress, signal: stop.signal }),
    ).toEqual({
      ok: false,
      failure: { code: 'cancelled' },
    })
    expect(await filesIn(room.path)).toEqual(before)
  }
})

test('an extracted file is for its owner only', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(10))
  await chmod(room.path, 0o755)
  expectOk(await extractObject(room.store, object, SCOPE_KEY, join(room.path, 'out')))
  expect((await stat(join(room.path, 'out'))).mode & 0o777).toBe(0o600)
})

test('a destination that names no file is refused, and the longest name is taken', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(200))
  const before = await filesIn(room.path)
  const extract = (path: string) => extractObject(room.store, object, SCOPE_KEY, path)
  for (const path of ['', `${join(room.path, 'folder-to-be')}/`]) {
    expect(await extract(path)).toEqual({ ok: false, failure: { code: 'extract/no-folder' } })
  }
  expect(await extract(`${room.path}/`)).toEqual({ ok: false, failure: { code: 'extract/exists' } })
  const tooLong = { ok: false, failure: { code: 'extract/name-too-long' } }
  expect(await extract(join(room.path, 'x'.repeat(256)))).toEqual(tooLong)
  expect(await filesIn(room.path)).toEqual(before)
  expectOk(await extract(join(room.path, 'ក'.repeat(85))))
})
