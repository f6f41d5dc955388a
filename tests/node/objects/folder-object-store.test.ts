import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ObjectId } from '#core/ids.ts'
import { createFolderObjectStore } from '#node/objects/folder-object-store.ts'
import { createStreamSource } from '#node/objects/stream-source.ts'
import { extractObject } from '../../support/extract-object.ts'
import {
  expectOk,
  filesIn,
  makeRoom,
  makeSource,
  pathOf,
  patternOf,
  readBytes,
  SCOPE_KEY,
  SMALL_SEGMENT_BYTES,
  sealBytes,
  sha256HexOf,
} from './object-room.ts'

const S = SMALL_SEGMENT_BYTES
const SIZES = [1, 2, S - 1, S, S + 1, 2 * S - 1, 2 * S, 2 * S + 1, 5 * S, 5 * S + 17]

test.each(SIZES)(
  '%i bytes are sealed, listed, read, verified and extracted as they were',
  async (sizeBytes) => {
    const room = await makeRoom()
    const bytes = patternOf(sizeBytes)
    const object = await sealBytes(room, bytes)
    expect(object.sizeBytes).toBe(sizeBytes)
    expect(object.digestHex).toBe(sha256HexOf(bytes))
    expect((await stat(pathOf(room, object))).size).toBe(4096 + sizeBytes + 16 * Math.ceil(sizeBytes / S))
    expect(expectOk(await room.store.list())).toEqual({ objectIds: [object.objectId], strangers: [] })
    expect(Buffer.compare(await readBytes(room, object), bytes)).toBe(0)
    expectOk(await room.store.verify(object, SCOPE_KEY))
    const out = join(room.path, 'out.bin')
    expectOk(await extractObject(room.store, object, SCOPE_KEY, out))
    expect(Buffer.compare(await readFile(out), bytes)).toBe(0)
  },
)

const PIECES = [
  ['whole', () => Number.POSITIVE_INFINITY],
  ['in odd pieces', (at: number) => 1 + ((at * 37) % 101)],
  ['byte by byte', () => 1],
] as const

test.each(PIECES)('a stream pushed %s gives the same content at every boundary', async (_, pieceAt) => {
  const room = await makeRoom()
  for (const sizeBytes of SIZES) {
    const bytes = patternOf(sizeBytes)
    const stream = expectOk(createStreamSource({ name: 'upload.bin', sizeBytes, modifiedAtMs: null }))
    const sealing = room.store.seal(stream.source, SCOPE_KEY)
    for (let at = 0; at < sizeBytes; ) {
      const piece = bytes.slice(at, at + pieceAt(at))
      expectOk(await stream.push(piece))
      at += piece.length
    }
    stream.end()
    const object = expectOk(await sealing)
    expect(object.digestHex).toBe(sha256HexOf(bytes))
    expect(Buffer.compare(await readBytes(room, object), bytes)).toBe(0)
  }
})

test('the same content twice gives two objects that share no byte of salt, commitment or ciphertext', async () => {
  const room = await makeRoom()
  const first = await sealBytes(room, patternOf(1000))
  const second = await sealBytes(room, patternOf(1000))
  const [a, b] = [await readFile(pathOf(room, first)), await readFile(pathOf(room, second))]
  expect(first.objectId).not.toBe(second.objectId)
  expect(first.sealDigestHex).not.toBe(second.sealDigestHex)
  for (const [start, end] of [
    [16, 48],
    [48, 80],
    [4096, 4096 + S],
  ] as const) {
    expect(a.subarray(start, end).equals(b.subarray(start, end))).toBe(false)
  }
})

test('files and folders of the store are for their owner only', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, patternOf(10))
  const path = pathOf(room, object)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  for (const folder of [room.objects, join(room.objects, 'incoming'), join(path, '..')]) {
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  }
})

test('every range of an object of several segments reads as the content does', async () => {
  const room = await makeRoom()
  const sizeBytes = 3 * S + 5
  const bytes = patternOf(sizeBytes)
  const object = await sealBytes(room, bytes)
  const edges = [0, 1, S - 1, S, S + 1, 2 * S, 3 * S - 1, 3 * S, sizeBytes - 1, sizeBytes]
  for (const start of edges) {
    for (const end of edges.filter((edge) => edge >= start)) {
      const range = { offsetBytes: start, lengthBytes: end - start }
      expect(Buffer.compare(await readBytes(room, object, range), bytes.subarray(start, end))).toBe(0)
    }
  }
})

test('a range needs no other segment: it reads although another one is damaged', async () => {
  const room = await makeRoom()
  const bytes = patternOf(4 * S)
  const object = await sealBytes(room, bytes)
  const file = await readFile(pathOf(room, object))
  file.writeUInt8(file.readUInt8(4096) ^ 1, 4096)
  await writeFile(pathOf(room, object), file)
  const range = { offsetBytes: 2 * S, lengthBytes: S }
  expect(Buffer.compare(await readBytes(room, object, range), bytes.subarray(2 * S, 3 * S))).toBe(0)
  const reader = expectOk(
    await room.store.read(object, SCOPE_KEY, { range: { offsetBytes: 0, lengthBytes: 1 } }),
  )
  const refused = { ok: false, failure: { code: 'object/segment-damaged' } }
  expect(await reader.nextChunk()).toMatchObject(refused)
  expect(await reader.nextChunk()).toMatchObject(refused)
  await reader.close()
})

test.each([
  [-1, 1],
  [0, 101],
  [101, 0],
  [0.5, 1],
  [0, Number.NaN],
])(
  'a range from %d of %d bytes outside an object of 100 is a bug of the caller',
  async (offsetBytes, lengthBytes) => {
    const room = await makeRoom()
    const object = await sealBytes(room, patternOf(100))
    await expect(room.store.read(object, SCOPE_KEY, { range: { offsetBytes, lengthBytes } })).rejects.toThrow(
      RangeError,
    )
  },
)

test('a key that has not 32 bytes is a bug of the caller, and leaves nothing', async () => {
  const room = await makeRoom()
  const source = await makeSource(room, patternOf(10))
  await expect(room.store.seal(source, new Uint8Array(31))).rejects.toThrow(RangeError)
  expect(await filesIn(room.objects)).toEqual([])
})

test('progress grows segment by segment and ends at the total', async () => {
  const room = await makeRoom()
  const source = await makeSource(room, patternOf(2 * S + 1))
  const seen: number[][] = []
  const onProgress = (doneBytes: number, totalBytes: number) => seen.push([doneBytes, totalBytes])
  const object = expectOk(await room.store.seal(source, SCOPE_KEY, { onProgress }))
  const steps = [S, 2 * S, 2 * S + 1].map((doneBytes) => [doneBytes, 2 * S + 1])
  expect(seen.splice(0)).toEqual(steps)
  expectOk(await room.store.verify(object, SCOPE_KEY, { onProgress }))
  expect(seen.splice(0)).toEqual(steps)
  expectOk(await extractObject(room.store, object, SCOPE_KEY, join(room.path, 'out'), { onProgress }))
  expect(seen).toEqual(steps)
})

test('a store writes the segments it was made for, and refuses to be made for others', async () => {
  const room = await makeRoom()
  for (const segmentSizeBytes of [0, 1, 63, 65, 96, 128 * 2 ** 20]) {
    expect(() => smallStoreOf(room.objects, segmentSizeBytes)).toThrow(RangeError)
  }
  expect(() => smallStoreOf(room.objects, 128)).not.toThrow()
})

test('a listing tells objects from strangers and shows no seal under way', async () => {
  const room = await makeRoom()
  expect(expectOk(await room.store.list())).toEqual({ objectIds: [], strangers: [] })
  const objects = [await sealBytes(room, patternOf(1)), await sealBytes(room, patternOf(2))]
  const id = 'ab'.repeat(16)
  const other = id.slice(0, 2) === objects[0]?.objectId.slice(0, 2) ? 'cd' : 'ef'
  await mkdir(join(room.objects, other), { recursive: true })
  await mkdir(join(room.objects, 'ZZ'))
  await mkdir(join(room.objects, other, 'folder'))
  for (const path of [`${other}/${id}`, `${other}/note.txt`, 'README', 'incoming/readme', `incoming/${id}`]) {
    await writeFile(join(room.objects, path), 'x')
  }
  await symlink('/etc/hostname', join(room.objects, other, other.repeat(16)))
  const listing = expectOk(await room.store.list())
  expect(listing.objectIds).toEqual(objects.map((object) => object.objectId).sort())
  const strangers = [
    'README',
    'ZZ',
    `${other}/${id}`,
    `${other}/folder`,
    `${other}/note.txt`,
    'incoming/readme',
  ]
  expect(listing.strangers).toEqual([...strangers, `${other}/${other.repeat(16)}`].sort())
})

test('what interrupted seals left is discarded; finished objects, strangers and a seal under way are not', async () => {
  const room = await makeRoom()
  expect(expectOk(await room.store.discardIncomplete())).toBe(0)
  const object = await sealBytes(room, patternOf(1000))
  const leftovers = [object.objectId, 'ab'.repeat(16)]
  for (const name of [...leftovers, 'note.txt']) await writeFile(join(room.objects, 'incoming', name), 'half')

  const stream = expectOk(createStreamSource({ name: 'upload', sizeBytes: 100, modifiedAtMs: null }))
  const sealing = room.store.seal(stream.source, SCOPE_KEY)
  await stream.push(patternOf(99))
  await expect.poll(async () => (await filesIn(join(room.objects, 'incoming'))).length).toBe(4)
  expect(expectOk(await room.store.discardIncomplete())).toBe(2)
  expect((await filesIn(join(room.objects, 'incoming'))).length).toBe(2)
  await stream.push(patternOf(1))
  stream.end()
  expectOk(await sealing)

  expect(await filesIn(join(room.objects, 'incoming'))).toEqual(['note.txt'])
  expectOk(await room.store.verify(object, SCOPE_KEY))
})

test('an object can be removed, and removing what is gone is success', async () => {
  const room = await makeRoom()
  const [object, kept] = [await sealBytes(room, patternOf(1)), await sealBytes(room, patternOf(2))]
  expectOk(await room.store.remove(object.objectId))
  expectOk(await room.store.remove(object.objectId))
  expectOk(await room.store.remove('00'.repeat(16) as ObjectId))
  expect(expectOk(await room.store.list()).objectIds).toEqual([kept.objectId])
})

test('a generator that repeats an id never overwrites an object', async () => {
  const room = await makeRoom()
  const repeating = smallStoreOf(room.objects, S, (count) => new Uint8Array(count).fill(9))
  const source = await makeSource(room, patternOf(100))
  const object = expectOk(await repeating.seal(source, SCOPE_KEY))
  await expect(repeating.seal(source, SCOPE_KEY)).rejects.toThrow('repeats')
  expectOk(await repeating.verify(object, SCOPE_KEY))
})

function smallStoreOf(folder: string, segmentSizeBytes: number, randomBytes?: (count: number) => Uint8Array) {
  const base = { folder, segmentSizeBytes, leastSegmentSizeBytes: S }
  return createFolderObjectStore(randomBytes === undefined ? base : { ...base, randomBytes })
}
