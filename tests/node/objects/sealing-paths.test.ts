import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, truncateSync } from 'node:fs'
import { appendFile, chmod, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeFile } from '#node/objects/file-source.ts'
import { createFolderObjectStore } from '#node/objects/folder-object-store.ts'
import {
  expectOk,
  filesIn,
  makeRoom,
  makeSource,
  pathOf,
  patternOf,
  readBytes,
  SCOPE_KEY,
  SEALING_PATHS,
  SMALL_SEGMENT_BYTES,
  SMALL_THREADS,
  sha256HexOf,
} from './object-room.ts'

const S = SMALL_SEGMENT_BYTES
const SIZES = [
  1,
  S - 1,
  S,
  S + 1,
  2 * S,
  2 * S + 1,
  4 * S,
  4 * S + 1,
  8 * S - 1,
  8 * S,
  8 * S + 1,
  21 * S + 5,
]

describe.each(SEALING_PATHS)('sealing on %s', (_, threads) => {
  test('keeps every size around every edge as it was', async () => {
    const room = await makeRoom(threads)
    for (const sizeBytes of SIZES) {
      const bytes = patternOf(sizeBytes)
      const source = await makeSource(room, bytes, `evidence-${sizeBytes}`)
      const object = expectOk(await room.store.seal(source, SCOPE_KEY))
      expect(object).toMatchObject({ sizeBytes, digestHex: sha256HexOf(bytes), segmentSizeBytes: S })
      expect((await stat(pathOf(room, object))).size).toBe(4096 + sizeBytes + 16 * Math.ceil(sizeBytes / S))
      expectOk(await room.store.verify(object, SCOPE_KEY))
      expect(Buffer.compare(await readBytes(room, object), bytes)).toBe(0)
    }
    const names = await filesIn(join(room.objects, 'incoming'))
    expect(names).toEqual([])
  })

  test('leaves bytes and times of the source as they are', async () => {
    const room = await makeRoom(threads)
    const source = await makeSource(room, patternOf(9 * S))
    const path = join(room.path, 'evidence.bin')
    // A time of access before that of change would be moved by reading even where `relatime` is in force.
    await utimes(path, new Date('2001-02-03'), new Date('2004-05-06'))
    const again = expectOk(await describeFile(path))
    expect(source.sizeBytes).toBe(again.sizeBytes)
    const before = await stat(path, { bigint: true })
    expectOk(await room.store.seal(again, SCOPE_KEY))
    const after = await stat(path, { bigint: true })
    for (const fact of ['size', 'mtimeNs', 'atimeNs', 'ctimeNs', 'ino', 'mode'] as const) {
      expect(after[fact]).toBe(before[fact])
    }
    expect(Buffer.compare(await readFile(path), patternOf(9 * S))).toBe(0)
  })

  test('refuses a source that shrank or grew after it was described, and leaves nothing', async () => {
    for (const change of [-1, -S, -7 * S, 1, S]) {
      const room = await makeRoom(threads)
      const source = await makeSource(room, patternOf(9 * S))
      const path = join(room.path, 'evidence.bin')
      await (change < 0 ? truncate(path, 9 * S + change) : appendFile(path, new Uint8Array(change)))
      const refused = await room.store.seal(source, SCOPE_KEY)
      expect(refused).toMatchObject({ ok: false, failure: { code: 'intake/changed-while-reading' } })
      expect(await filesIn(room.objects).catch(() => [])).toEqual([])
    }
  })

  test('notices a source that shrinks or grows while it is read, and leaves nothing', async () => {
    for (const change of [-1, -20 * S, 1, 5 * S]) {
      const room = await makeRoom(threads)
      const source = await makeSource(room, patternOf(40 * S))
      const path = join(room.path, 'evidence.bin')
      let isChanged = false
      const onProgress = () => {
        if (isChanged) return
        isChanged = true
        if (change < 0) truncateSync(path, 40 * S + change)
        else appendFileSync(path, new Uint8Array(change))
      }
      const refused = await room.store.seal(source, SCOPE_KEY, { onProgress })
      expect(refused).toMatchObject({ ok: false, failure: { code: 'intake/changed-while-reading' } })
      expect(await filesIn(room.objects)).toEqual([])
    }
  })

  test('is called off at any progress and leaves nothing', async () => {
    for (const stopAt of [0, 1, 3, 10]) {
      const room = await makeRoom(threads)
      const source = await makeSource(room, patternOf(40 * S))
      const calledOff = new AbortController()
      let steps = 0
      const onProgress = () => {
        steps += 1
        if (steps >= stopAt) calledOff.abort()
      }
      if (stopAt === 0) calledOff.abort()
      const sealed = await room.store.seal(source, SCOPE_KEY, { signal: calledOff.signal, onProgress })
      expect(sealed).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
      expect(await filesIn(room.objects).catch(() => [])).toEqual([])
    }
  })

  test('reports progress that never goes back and ends at the total', async () => {
    const room = await makeRoom(threads)
    const source = await makeSource(room, patternOf(11 * S + 3))
    const seen: number[] = []
    const onProgress = (doneBytes: number, totalBytes: number) => {
      expect(totalBytes).toBe(11 * S + 3)
      seen.push(doneBytes)
    }
    expectOk(await room.store.seal(source, SCOPE_KEY, { onProgress }))
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(11 * S + 3)
  })

  test('takes the digests of other tools in the same pass, and only when asked', async () => {
    const room = await makeRoom(threads)
    const bytes = patternOf(9 * S + 7)
    const source = () => makeSource(room, bytes)
    expect(expectOk(await room.store.seal(await source(), SCOPE_KEY))).not.toHaveProperty('extraDigests')
    const asked = ['md5', 'sha1', 'sha512'] as const
    const object = expectOk(await room.store.seal(await source(), SCOPE_KEY, { extraDigests: asked }))
    const wanted = asked.map((name) => [name, createHash(name).update(bytes).digest('hex')])
    expect(object.extraDigests).toEqual(Object.fromEntries(wanted))
    const one = expectOk(await room.store.seal(await source(), SCOPE_KEY, { extraDigests: ['sha1'] }))
    expect(Object.keys(one.extraDigests ?? {})).toEqual(['sha1'])
  })

  test('treats a key that has not 32 bytes as a bug of the caller, and leaves nothing', async () => {
    const room = await makeRoom(threads)
    const source = await makeSource(room, patternOf(9 * S))
    await expect(room.store.seal(source, new Uint8Array(31))).rejects.toThrow(RangeError)
    expect(await filesIn(room.objects)).toEqual([])
  })

  test('seals several sources at once, each into its own object', async () => {
    const room = await makeRoom(threads)
    const contents = [1, 2, 3].map((n) => patternOf(9 * S + n))
    const sources = await Promise.all(contents.map((bytes, n) => makeSource(room, bytes, `file-${n}`)))
    const sealed = await Promise.all(sources.map((source) => room.store.seal(source, SCOPE_KEY)))
    for (const [n, result] of sealed.entries()) {
      expect(Buffer.compare(await readBytes(room, expectOk(result)), contents[n] as Uint8Array)).toBe(0)
    }
  })

  test('reads a source that only its reader may read', async () => {
    const room = await makeRoom(threads)
    const source = await makeSource(room, patternOf(9 * S))
    await chmod(join(room.path, 'evidence.bin'), 0o400)
    const described = expectOk(await describeFile(join(room.path, 'evidence.bin')))
    expect(source.name).toBe(described.name)
    expectOk(await room.store.seal(described, SCOPE_KEY))
  })
})

test('pieces of real size, whole pages and a tail, come out the same on both paths', async () => {
  const segmentSizeBytes = 65_536
  const threads = {
    ...SMALL_THREADS,
    chunkBytes: 4 * segmentSizeBytes,
    checkpointBytes: 8 * segmentSizeBytes,
  }
  for (const sizeBytes of [4 * 65_536, 20 * 65_536, 20 * 65_536 + 4096, 21 * 65_536 + 777, 37 * 65_536 - 1]) {
    const room = await makeRoom()
    const store = createFolderObjectStore({ folder: room.objects, segmentSizeBytes, threads })
    const bytes = new Uint8Array(randomBytes(sizeBytes))
    await writeFile(join(room.path, 'evidence.bin'), bytes)
    const source = expectOk(await describeFile(join(room.path, 'evidence.bin')))
    const object = expectOk(await store.seal(source, SCOPE_KEY))
    expectOk(await store.verify(object, SCOPE_KEY))
    expect(Buffer.compare(await readBytes({ ...room, store }, object), bytes)).toBe(0)
  }
})
