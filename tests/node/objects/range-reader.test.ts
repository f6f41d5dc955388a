import { open } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { ObjectFinding } from '#app/ports/object-store.ts'
import {
  expectOk,
  makeRoom,
  pathOf,
  patternOf,
  SCOPE_KEY,
  SMALL_SEGMENT_BYTES,
  sealBytes,
} from './object-room.ts'

const S = SMALL_SEGMENT_BYTES
const CONTENT = patternOf(9 * S + 17)

async function makeReader(options: { readonly signal?: AbortSignal } = {}) {
  const room = await makeRoom()
  const object = await sealBytes(room, CONTENT)
  return { room, object, reader: expectOk(await room.store.openRange(object, SCOPE_KEY, options)) }
}

/** Flips one byte of the stored ciphertext of a segment. */
async function damageSegment(path: string, index: number): Promise<void> {
  const handle = await open(path, 'r+')
  const byte = new Uint8Array(1)
  await handle.read(byte, 0, 1, 4096 + index * S)
  await handle.write(Uint8Array.of((byte[0] ?? 0) ^ 1), 0, 1, 4096 + index * S)
  await handle.close()
}

test('any range gives the bytes that were sealed, and fewer only where the content ends', async () => {
  const { reader } = await makeReader()
  expect(reader.sizeBytes).toBe(CONTENT.length)
  const edges = [0, 1, S - 1, S, S + 1, 5 * S, 9 * S, 9 * S + 16, 9 * S + 17, 9 * S + 18, 20 * S]
  for (const offsetBytes of edges) {
    for (const lengthBytes of [0, 1, S - 1, S, S + 1, 3 * S, 100 * S]) {
      const read = expectOk(await reader.read(offsetBytes, lengthBytes))
      expect(Buffer.compare(read, CONTENT.subarray(offsetBytes, offsetBytes + lengthBytes))).toBe(0)
    }
  }
  await reader.close()
})

test('what is no range is a bug', async () => {
  const { reader } = await makeReader()
  for (const [offsetBytes, lengthBytes] of [
    [-1, 1],
    [0, -1],
    [0.5, 1],
    [0, Number.NaN],
  ] as const) {
    expect(() => reader.read(offsetBytes, lengthBytes)).toThrow(RangeError)
  }
  await reader.close()
})

test('many reads at once are each answered with their own bytes', async () => {
  const { reader } = await makeReader()
  const offsets = Array.from({ length: 60 }, (_, i) => (i * 131) % CONTENT.length)
  const answers = await Promise.all(offsets.map((offsetBytes) => reader.read(offsetBytes, 2 * S)))
  for (const [i, answer] of answers.entries()) {
    const offsetBytes = offsets[i] as number
    expect(Buffer.compare(expectOk(answer), CONTENT.subarray(offsetBytes, offsetBytes + 2 * S))).toBe(0)
  }
  await reader.close()
})

test('a caller who writes into what it was given changes nobody else’s bytes', async () => {
  const { reader } = await makeReader()
  expectOk(await reader.read(0, S)).fill(0)
  expect(Buffer.compare(expectOk(await reader.read(0, S)), CONTENT.subarray(0, S))).toBe(0)
  await reader.close()
})

test('a damaged segment is named when it is touched, and the others are still read', async () => {
  const { room, object, reader } = await makeReader()
  await damageSegment(pathOf(room, object), 4)
  expectOk(await reader.read(0, 4 * S))
  expectOk(await reader.read(5 * S, 4 * S))
  const touched = await reader.read(4 * S - 1, 2)
  expect(touched.ok).toBe(false)
  const failure = (touched as { failure: ObjectFinding }).failure
  expect(failure).toMatchObject({
    code: 'object/segment-damaged',
    facts: { objectId: object.objectId, segmentIndex: 4 },
  })
  expectOk(await reader.read(3 * S, S))
  await reader.close()
})

test('only the segments of a range are opened', async () => {
  const room = await makeRoom()
  const object = await sealBytes(room, CONTENT)
  for (const index of [0, 1, 2, 3, 6, 7, 8]) await damageSegment(pathOf(room, object), index)
  const reader = expectOk(await room.store.openRange(object, SCOPE_KEY))
  expectOk(await reader.read(4 * S, 2 * S))
  await reader.close()
})

test('an object that is not the recorded one is not opened', async () => {
  const { room, object, reader } = await makeReader()
  await reader.close()
  const wrongKey = await room.store.openRange(object, new Uint8Array(32).fill(1))
  expect(wrongKey).toMatchObject({ ok: false, failure: { code: 'object/wrong-key' } })
  const longer = await room.store.openRange({ ...object, sizeBytes: object.sizeBytes + 1 }, SCOPE_KEY)
  expect(longer).toMatchObject({ ok: false, failure: { code: 'object/size-wrong' } })
})

test('a closed reader gives nothing, whatever was waiting', async () => {
  const { reader } = await makeReader()
  const waiting = [reader.read(0, 3 * S), reader.read(6 * S, S)]
  const closed = reader.close()
  for (const answer of await Promise.all(waiting)) {
    expect(answer).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
  }
  await closed
  await reader.close()
  expect(await reader.read(0, 1)).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
})

test('the signal ends a reader: locking the vault takes its bytes away', async () => {
  const calledOff = new AbortController()
  const { reader } = await makeReader({ signal: calledOff.signal })
  expectOk(await reader.read(0, S))
  calledOff.abort()
  expect(await reader.read(0, S)).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
  await reader.close()
})
