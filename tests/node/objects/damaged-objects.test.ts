import { execFileSync } from 'node:child_process'
import { copyFile, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SealedObject } from '#app/ports/object-store.ts'
import type { DigestHex } from '#core/ids.ts'
import { extractObject } from '../../support/extract-object.ts'
import {
  expectOk,
  filesIn,
  makeRoom,
  pathOf,
  patternOf,
  type Room,
  SCOPE_KEY,
  SMALL_SEGMENT_BYTES,
  sealBytes,
  sha256HexOf,
} from './object-room.ts'

const S = SMALL_SEGMENT_BYTES
const HEADER = 4096
const OTHER_KEY = new Uint8Array(32).fill(0x77)

/** What is found in an object after its file was changed to `file`. */
async function findIn(room: Room, object: SealedObject, file: Uint8Array, key = SCOPE_KEY) {
  await writeFile(pathOf(room, object), file)
  const result = await room.store.verify(object, key)
  return result.ok ? 'nothing' : result.failure
}

function flip(file: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(file)
  changed[at] = (changed[at] as number) ^ (1 << (at % 8))
  return changed
}

test('flipping one bit of any byte of a file is found, and its place is named', async () => {
  const room = await makeRoom()
  const sizeBytes = 3 * S + 9
  const object = await sealBytes(room, patternOf(sizeBytes))
  const { objectId } = object
  const file = await readFile(pathOf(room, object))
  const trailer = HEADER + sizeBytes
  expect(file.length).toBe(trailer + 4 * 16)

  for (let at = 0; at < file.length; at += 1) {
    const isTag = at >= trailer
    const segmentIndex = isTag ? Math.floor((at - trailer) / 16) : Math.floor((at - HEADER) / S)
    const segment = {
      objectId,
      segmentIndex,
      offsetBytes: HEADER + segmentIndex * S,
      tagOffsetBytes: trailer + segmentIndex * 16,
      part: isTag ? 'ciphertext-or-tag' : 'ciphertext',
    }
    const offsetBytes = at >= 16 && at < 80 ? 16 : at >= 80 && at < 84 ? 80 : at
    const expected =
      at < HEADER
        ? { code: 'object/header-damaged', facts: { objectId, offsetBytes } }
        : { code: 'object/segment-damaged', facts: segment }
    expect(await findIn(room, object, flip(file, at)), `byte ${at}`).toEqual(expected)
  }
  expect(await findIn(room, object, file)).toBe('nothing')
})

test('a file cut at any length or grown by any number of bytes has the wrong size', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(3 * S + 9))
  const file = await readFile(pathOf(room, object))
  const { objectId } = object
  const grown = Buffer.concat([file, file.subarray(0, 200)])
  for (let actualBytes = 0; actualBytes <= grown.length; actualBytes += 1) {
    const facts = { objectId, expectedBytes: file.length, actualBytes }
    const expected = actualBytes === file.length ? 'nothing' : { code: 'object/size-wrong', facts }
    expect(await findIn(room, object, grown.subarray(0, actualBytes))).toEqual(expected)
  }
})

test('cutting at a segment boundary is not believed even when the recorded size is cut as well', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(3 * S))
  const file = await readFile(pathOf(room, object))
  const tags = file.subarray(HEADER + 3 * S)
  const cut = Buffer.concat([file.subarray(0, HEADER + 2 * S), tags.subarray(0, 32)])
  const sealDigestHex = sha256HexOf(file.subarray(0, 96), tags.subarray(0, 32)) as DigestHex
  const expected = { ...object, sizeBytes: 2 * S, sealDigestHex }
  expect(await findIn(room, expected, cut)).toMatchObject({
    code: 'object/segment-damaged',
    facts: { segmentIndex: 1, part: 'ciphertext' },
  })
})

test('segments that are exchanged, doubled or spliced from another object do not open', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(4 * S))
  const other = await sealBytes(room, patternOf(4 * S))
  const [file, foreign] = [await readFile(pathOf(room, object)), await readFile(pathOf(room, other))]

  /** The file whose segment `i` is what `from[i]` says, moved with its tag or without. */
  function arranged(from: readonly (readonly [Uint8Array, number])[], withTags: boolean): Uint8Array {
    const arrangedFile = Buffer.from(file)
    from.forEach(([origin, index], i) => {
      arrangedFile.set(origin.subarray(HEADER + index * S, HEADER + (index + 1) * S), HEADER + i * S)
      const tags = HEADER + 4 * S
      if (withTags)
        arrangedFile.set(origin.subarray(tags + index * 16, tags + (index + 1) * 16), tags + i * 16)
    })
    return arrangedFile
  }

  const cases: readonly (readonly [first: number, from: readonly (readonly [Uint8Array, number])[]])[] = [
    [
      0,
      [
        [file, 1],
        [file, 0],
        [file, 2],
        [file, 3],
      ],
    ],
    [
      2,
      [
        [file, 0],
        [file, 1],
        [file, 3],
        [file, 2],
      ],
    ],
    [
      1,
      [
        [file, 0],
        [file, 0],
        [file, 2],
        [file, 3],
      ],
    ],
    [
      3,
      [
        [file, 0],
        [file, 1],
        [file, 2],
        [file, 2],
      ],
    ],
    [
      1,
      [
        [file, 0],
        [foreign, 1],
        [file, 2],
        [file, 3],
      ],
    ],
    [
      3,
      [
        [file, 0],
        [file, 1],
        [file, 2],
        [foreign, 3],
      ],
    ],
  ]
  for (const [segmentIndex, from] of cases) {
    for (const withTags of [true, false]) {
      const part = withTags ? 'ciphertext-or-tag' : 'ciphertext'
      expect(await findIn(room, object, arranged(from, withTags))).toMatchObject({
        code: 'object/segment-damaged',
        facts: { segmentIndex, part },
      })
    }
  }
  const inOrder = [0, 1, 2, 3].map((index) => [file, index] as const)
  expect(await findIn(room, object, arranged(inOrder, true))).toBe('nothing')
})

test('a wrong key is called a wrong key, and a damaged header under any key a damaged header', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(100))
  const file = await readFile(pathOf(room, object))
  const { objectId } = object
  expect(await findIn(room, object, file, OTHER_KEY)).toEqual({
    code: 'object/wrong-key',
    facts: { objectId },
  })
  for (const at of [16, 47, 48, 79]) {
    const expected = { code: 'object/header-damaged', facts: { objectId, offsetBytes: 16 } }
    expect(await findIn(room, object, flip(file, at), OTHER_KEY)).toEqual(expected)
    expect(await findIn(room, object, flip(file, at))).toEqual(expected)
  }
})

test('another object of the same case and size in the place of one is found before a byte is shown', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(200))
  const other = await sealBytes(room, patternOf(200))
  await copyFile(pathOf(room, other), pathOf(room, object))
  const differs = { code: 'object/seal-differs', facts: { objectId: object.objectId } }
  expect(await room.store.verify(object, SCOPE_KEY)).toEqual({ ok: false, failure: differs })
  expect(await room.store.read(object, SCOPE_KEY)).toEqual({ ok: false, failure: differs })
  const range = { offsetBytes: 0, lengthBytes: 1 }
  expect(await room.store.read(object, SCOPE_KEY, { range })).toEqual({ ok: false, failure: differs })
  expectOk(await room.store.verify(other, SCOPE_KEY))
})

test('another object of another case in the place of one is a header that was not recorded', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(200))
  const file = await readFile(pathOf(room, object))
  const foreign = Buffer.from(file)
  foreign.set(patternOf(32), 16)
  expect(await findIn(room, object, foreign)).toMatchObject({ code: 'object/header-damaged' })
})

test('a recorded digest that was never that of the content is found by whole reads only', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(200))
  const expected = { ...object, digestHex: sha256HexOf(patternOf(199)) as DigestHex }
  const differs = {
    ok: false,
    failure: { code: 'object/content-differs', facts: { objectId: object.objectId } },
  }
  expect(await room.store.verify(expected, SCOPE_KEY)).toEqual(differs)
  expect(await extractObject(room.store, expected, SCOPE_KEY, join(room.path, 'out'))).toEqual(differs)
  const reader = expectOk(
    await room.store.read(expected, SCOPE_KEY, { range: { offsetBytes: 0, lengthBytes: 200 } }),
  )
  for (let i = 0; i < 4; i += 1) expect(expectOk(await reader.nextChunk())).not.toBeNull()
  expect(expectOk(await reader.nextChunk())).toBeNull()
  await reader.close()
})

test.each([
  ['size', { sizeBytes: 201 }, 'object/size-wrong'],
  ['segment size', { segmentSizeBytes: 128 }, 'object/size-wrong'],
  ['seal digest', { sealDigestHex: '00'.repeat(32) as DigestHex }, 'object/seal-differs'],
])('a record with another %s than the file is not believed', async (_, change, code) => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(200))
  expect(await room.store.verify({ ...object, ...change }, SCOPE_KEY)).toMatchObject({ failure: { code } })
})

test('a recorded segment size that fits the file size but not its header is a damaged header', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(S))
  expect(await room.store.verify({ ...object, segmentSizeBytes: 2 * S }, SCOPE_KEY)).toMatchObject({
    failure: { code: 'object/header-damaged', facts: { offsetBytes: 80 } },
  })
})

test('what is not a regular file under the right name is a missing object, and nothing waits for it', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(200))
  const path = pathOf(room, object)
  const kept = join(room.path, 'kept')
  await rename(path, kept)
  const socket = createServer()
  onTestFinished(() => void socket.close())

  const intruders: readonly (readonly [string, () => unknown])[] = [
    ['nothing', () => undefined],
    ['a folder', () => mkdir(path)],
    ['a FIFO', () => execFileSync('mkfifo', [path])],
    ['a link to the object itself', () => symlink(kept, path)],
    ['a socket', () => new Promise<void>((resolve) => socket.listen(path, resolve))],
  ]
  for (const [name, put] of intruders) {
    await put()
    const missing = { ok: false, failure: { code: 'object/missing', facts: { objectId: object.objectId } } }
    expect(await room.store.verify(object, SCOPE_KEY), name).toEqual(missing)
    expect(await room.store.read(object, SCOPE_KEY), name).toEqual(missing)
    await rm(path, { recursive: true, force: true })
  }
  await rename(kept, path)
  expectOk(await room.store.verify(object, SCOPE_KEY))
})

test('every object is missing when the whole folder is gone', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(200))
  await rm(room.objects, { recursive: true })
  expect(await room.store.verify(object, SCOPE_KEY)).toMatchObject({ failure: { code: 'object/missing' } })
  expect(await filesIn(room.path)).toEqual(['evidence.bin'])
})

test('verify stops when it is called off', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(5 * S))
  const stop = new AbortController()
  const onProgress = (doneBytes: number) => {
    if (doneBytes >= 2 * S) stop.abort()
  }
  const { signal } = stop
  const cancelled = { ok: false, failure: { code: 'cancelled' } }
  expect(await room.store.verify(object, SCOPE_KEY, { onProgress, signal })).toEqual(cancelled)
  expect(await room.store.verify(object, SCOPE_KEY, { signal })).toEqual(cancelled)
  expectOk(await room.store.verify(object, SCOPE_KEY))
})
