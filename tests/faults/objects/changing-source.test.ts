import { execFileSync } from 'node:child_process'
import { appendFile, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeFile } from '#node/objects/file-source.ts'
import {
  expectOk,
  filesIn,
  makeRoom,
  makeSource,
  patternOf,
  SCOPE_KEY,
  SMALL_SEGMENT_BYTES,
} from '../../node/objects/object-room.ts'
import { interferedSource } from './interfered-source.ts'

const S = SMALL_SEGMENT_BYTES
const CHANGED = { ok: false, failure: { code: 'intake/changed-while-reading' } }

/** Reads of a source of three segments: one each, and one past the end. */
const READS = [0, 1, 2, 3]

const CHANGES: readonly (readonly [string, (path: string) => Promise<void>])[] = [
  ['grows by one byte', (path) => appendFile(path, 'x')],
  ['grows by a segment', (path) => appendFile(path, patternOf(S))],
  ['shrinks by one byte', (path) => truncate(path, 3 * S - 1)],
  ['shrinks to nothing', (path) => truncate(path, 0)],
  ['vanishes', (path) => rm(path)],
  ['is renamed', (path) => rename(path, `${path}.moved`)],
  ['is overwritten in place', (path) => writeFile(path, patternOf(3 * S).reverse(), { flag: 'r+' })],
  ['gets another time', (path) => utimes(path, 1, 1)],
  [
    'is replaced',
    async (path) => {
      await writeFile(`${path}.new`, patternOf(3 * S))
      await rename(`${path}.new`, path)
    },
  ],
]

test.each(CHANGES)(
  'a file that %s while it is read is refused, whenever that is, and nothing is kept',
  async (_, change) => {
    for (const beforeRead of READS) {
      const room = await makeRoom()
      const path = join(room.path, 'evidence.bin')
      const source = interferedSource(await makeSource(room, patternOf(3 * S)), beforeRead, () =>
        change(path),
      )
      expect(await room.store.seal(source, SCOPE_KEY), `before read ${beforeRead}`).toMatchObject(CHANGED)
      expect(await filesIn(room.objects)).toEqual([])
    }
  },
)

test('a file that is only looked at while it is read is taken in', async () => {
  for (const beforeRead of READS) {
    const room = await makeRoom()
    const path = join(room.path, 'evidence.bin')
    const look = async () => void expectOk(await describeFile(path))
    const source = interferedSource(await makeSource(room, patternOf(3 * S)), beforeRead, look)
    expectOk(await room.store.seal(source, SCOPE_KEY))
  }
})

test('a file that another process appends to is refused', async () => {
  const room = await makeRoom()
  const path = join(room.path, 'evidence.bin')
  const append = () => void execFileSync('sh', ['-c', 'printf x >> "$1"', 'sh', path])
  const source = interferedSource(await makeSource(room, patternOf(3 * S)), 1, append)
  expect(await room.store.seal(source, SCOPE_KEY)).toMatchObject(CHANGED)
  expect(await filesIn(room.path)).toEqual(['evidence.bin'])
})

test('a source that fails or changes answers its own failure after everything was read', async () => {
  const room = await makeRoom()
  const source = await makeSource(room, patternOf(3 * S))
  const failure = { code: 'intake/not-readable' } as const
  const late = { ...source, checkUnchanged: async () => ({ ok: false, failure }) as const }
  expect(await room.store.seal(late, SCOPE_KEY)).toEqual({ ok: false, failure })
  expect(await filesIn(room.objects)).toEqual([])
})

test('a source that sees no change in itself is still held to the size it declared', async () => {
  for (const [change, actualBytes] of [
    [(path: string) => truncate(path, 3 * S - 1), 3 * S - 1],
    [(path: string) => appendFile(path, 'x'), 3 * S + 1],
  ] as const) {
    const room = await makeRoom()
    const path = join(room.path, 'evidence.bin')
    const plain = await makeSource(room, patternOf(3 * S))
    const unwatchful = { ...plain, checkUnchanged: async () => ({ ok: true, value: undefined }) as const }
    const source = interferedSource(unwatchful, 0, () => change(path))
    const facts = { expectedBytes: 3 * S, actualBytes }
    expect(await room.store.seal(source, SCOPE_KEY)).toEqual({
      ok: false,
      failure: { code: 'intake/changed-while-reading', facts },
    })
    expect(await filesIn(room.objects)).toEqual([])
  }
})

test('an empty source is refused by the store as well', async () => {
  const room = await makeRoom()
  const source = { ...(await makeSource(room, patternOf(1))), sizeBytes: 0 }
  expect(await room.store.seal(source, SCOPE_KEY)).toEqual({ ok: false, failure: { code: 'intake/empty' } })
  expect(await filesIn(room.objects)).toEqual([])
})

test('a seal that is called off leaves nothing, whenever that is', async () => {
  for (const beforeRead of [...READS, 99]) {
    const room = await makeRoom()
    const stop = new AbortController()
    const plain = await makeSource(room, patternOf(3 * S))
    const source = interferedSource(plain, beforeRead, () => stop.abort())
    const result = await room.store.seal(source, SCOPE_KEY, { signal: stop.signal })
    if (beforeRead === 99) {
      expectOk(result)
      continue
    }
    expect(result).toEqual({ ok: false, failure: { code: 'cancelled' } })
    expect(await filesIn(room.objects)).toEqual([])
    expect(expectOk(await room.store.list())).toEqual({ objectIds: [], strangers: [] })
  }
})

test('a seal that is called off before it begins or just before it is placed leaves nothing', async () => {
  const room = await makeRoom()
  const plain = await makeSource(room, patternOf(3 * S))
  const before = AbortSignal.abort()
  const cancelled = { ok: false, failure: { code: 'cancelled' } }
  expect(await room.store.seal(plain, SCOPE_KEY, { signal: before })).toEqual(cancelled)
  const stop = new AbortController()
  const source = {
    ...plain,
    async checkUnchanged() {
      stop.abort()
      return await plain.checkUnchanged()
    },
  }
  expect(await room.store.seal(source, SCOPE_KEY, { signal: stop.signal })).toEqual(cancelled)
  expect(await filesIn(room.objects)).toEqual([])
})

test('a bug of the caller in the middle of a seal leaves nothing either', async () => {
  const room = await makeRoom()
  const source = await makeSource(room, patternOf(3 * S))
  const onProgress = () => {
    throw new Error('a bug')
  }
  await expect(room.store.seal(source, SCOPE_KEY, { onProgress })).rejects.toThrow('a bug')
  expect(await filesIn(room.objects)).toEqual([])
})
