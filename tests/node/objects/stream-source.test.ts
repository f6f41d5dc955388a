import { expect, test } from 'vitest'
import { readWhole } from '#app/exhibit/read-whole.ts'
import { createFolderObjectStore } from '#node/objects/folder-object-store.ts'
import { createStreamSource, type StartTimer, type StreamSource } from '#node/objects/stream-source.ts'
import { expectOk, filesIn, makeRoom, patternOf, SCOPE_KEY, sha256HexOf } from './object-room.ts'

const ROOM_BYTES = 2_097_152
const CHANGED = { ok: false, failure: { code: 'intake/changed-while-reading' } }
const INTERRUPTED = { ok: false, failure: { code: 'intake/interrupted' } }
const CANCELLED = { ok: false, failure: { code: 'cancelled' } }

/** A clock that a test moves: `run` lets every waiting timer fall due. */
function makeTimer(): { readonly startTimer: StartTimer; readonly waiting: Set<() => void>; run(): void } {
  const waiting = new Set<() => void>()
  return {
    waiting,
    startTimer(_, onDue) {
      waiting.add(onDue)
      return () => waiting.delete(onDue)
    },
    run() {
      for (const onDue of [...waiting]) onDue()
    },
  }
}

function makeStream(sizeBytes: number, startTimer?: StartTimer): StreamSource {
  const options = { name: 'upload.bin', sizeBytes, modifiedAtMs: 5 }
  return expectOk(createStreamSource(startTimer === undefined ? options : { ...options, startTimer }))
}

/** Tells whether a promise is settled once everything that can run has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending')
  const turn = new Promise((resolve) => setImmediate(resolve, pending))
  return (await Promise.race([promise, turn])) !== pending
}

test('a stream has the name, size and time it was declared with', () => {
  const { source } = makeStream(10)
  expect(source).toMatchObject({ name: 'upload.bin', sizeBytes: 10, modifiedAtMs: 5 })
})

test.each([
  ['intake/empty', { sizeBytes: 0 }],
  ['input/invalid', { sizeBytes: -1 }],
  ['input/invalid', { sizeBytes: 1.5 }],
  ['input/invalid', { sizeBytes: 2 ** 53 }],
  ['intake/name-has-control-character', { name: 'a\nb' }],
  ['intake/name-too-long', { name: 'ក'.repeat(86) }],
  ['input/invalid', { name: '' }],
  ['input/invalid', { name: '.' }],
  ['input/invalid', { name: '..' }],
  ['input/invalid', { name: '../up' }],
  ['input/invalid', { name: 'half \ud800 pair' }],
])('%s answers a declaration of %j', (code, change) => {
  const declared = { name: 'upload.bin', sizeBytes: 1, modifiedAtMs: null, ...change }
  expect(createStreamSource(declared)).toMatchObject({ ok: false, failure: { code } })
})

test.each(['ក'.repeat(85), 'a b.txt', '...', 'back\\slash'])(
  'a declaration of the name %s is taken',
  (name) => {
    expect(createStreamSource({ name, sizeBytes: 1, modifiedAtMs: null }).ok).toBe(true)
  },
)

test('a stream that ends short is a changed file, and nothing is kept', async () => {
  const room = await makeRoom()
  const stream = makeStream(1000)
  const sealing = room.store.seal(stream.source, SCOPE_KEY)
  expectOk(await stream.push(patternOf(999)))
  stream.end()
  expect(await sealing).toEqual({
    ok: false,
    failure: { code: 'intake/changed-while-reading', facts: { expectedBytes: 1000, actualBytes: 999 } },
  })
  expect(await filesIn(room.path)).toEqual([])
})

test('a stream that is longer than declared is a changed file, and the sender is told', async () => {
  const room = await makeRoom()
  const stream = makeStream(1000)
  const sealing = room.store.seal(stream.source, SCOPE_KEY)
  expectOk(await stream.push(patternOf(1000)))
  expect(await stream.push(patternOf(1))).toMatchObject(CHANGED)
  expect(await sealing).toMatchObject(CHANGED)
  expect(await filesIn(room.path)).toEqual([])
})

test('a byte pushed after the end is a changed file', async () => {
  const stream = makeStream(10)
  expectOk(await stream.push(patternOf(10)))
  stream.end()
  expectOk(await stream.source.checkUnchanged())
  expect(await stream.push(patternOf(1))).toMatchObject(CHANGED)
  expect(await stream.source.checkUnchanged()).toMatchObject(CHANGED)
})

test('a stream that breaks off is interrupted, and nothing is kept', async () => {
  const room = await makeRoom()
  const stream = makeStream(1000)
  const sealing = room.store.seal(stream.source, SCOPE_KEY)
  expectOk(await stream.push(patternOf(500)))
  stream.interrupt()
  expect(await sealing).toEqual({
    ok: false,
    failure: { code: 'intake/interrupted', facts: { expectedBytes: 1000, actualBytes: 500 } },
  })
  expect(await stream.push(patternOf(1))).toMatchObject(INTERRUPTED)
  expect(await stream.source.checkUnchanged()).toMatchObject(INTERRUPTED)
  expect(await filesIn(room.path)).toEqual([])
})

test('a connection that closes after the last byte interrupts nothing', async () => {
  const room = await makeRoom()
  const stream = makeStream(1000)
  const sealing = room.store.seal(stream.source, SCOPE_KEY)
  expectOk(await stream.push(patternOf(1000)))
  stream.end()
  stream.interrupt()
  expect(expectOk(await sealing).digestHex).toBe(sha256HexOf(patternOf(1000)))
})

test('a stream that stalls is interrupted when its time is up, and not before', async () => {
  const room = await makeRoom()
  const timer = makeTimer()
  const stream = makeStream(1000, timer.startTimer)
  const sealing = room.store.seal(stream.source, SCOPE_KEY)
  await expect.poll(() => timer.waiting.size).toBe(1)
  expectOk(await stream.push(patternOf(500)))
  await expect.poll(() => timer.waiting.size).toBe(1)
  expect(await isSettled(sealing)).toBe(false)
  timer.run()
  expect(await sealing).toMatchObject(INTERRUPTED)
  expect(timer.waiting.size).toBe(0)
  expect(await filesIn(room.path)).toEqual([])
})

test('a stream whose sender never says that it ended stalls', async () => {
  const room = await makeRoom()
  const timer = makeTimer()
  const stream = makeStream(1000, timer.startTimer)
  const sealing = room.store.seal(stream.source, SCOPE_KEY)
  expectOk(await stream.push(patternOf(1000)))
  await expect.poll(() => timer.waiting.size).toBe(1)
  timer.run()
  expect(await sealing).toMatchObject(INTERRUPTED)
})

test('the sender waits while much is unread, and goes on when it is read', async () => {
  const stream = makeStream(2 * ROOM_BYTES)
  expectOk(await stream.push(new Uint8Array(ROOM_BYTES)))
  const waiting = stream.push(new Uint8Array(ROOM_BYTES))
  expect(await isSettled(waiting)).toBe(false)
  await expect(stream.push(new Uint8Array(1))).rejects.toThrow('not awaited')
  const reader = expectOk(await stream.source.open())
  expect(expectOk(await reader.read(new Uint8Array(ROOM_BYTES - 1)))).toBe(ROOM_BYTES - 1)
  expect(await isSettled(waiting)).toBe(false)
  expect(expectOk(await reader.read(new Uint8Array(1)))).toBe(1)
  expectOk(await waiting)
  await reader.close()
})

test('a sender that waits is told when nobody will read any more', async () => {
  const room = await makeRoom()
  const stream = makeStream(4 * ROOM_BYTES)
  const waiting = stream.push(new Uint8Array(2 * ROOM_BYTES))
  expect(await isSettled(waiting)).toBe(false)
  const stop = new AbortController()
  const sealing = room.store.seal(stream.source, SCOPE_KEY, {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  })
  expect(await waiting).toEqual(CANCELLED)
  expect(await sealing).toEqual(CANCELLED)
  expect(await stream.push(patternOf(1))).toEqual(CANCELLED)
  expect(await filesIn(room.path)).toEqual([])
})

test('a seal that fails before it reads tells the sender', async () => {
  const room = await makeRoom()
  const stream = makeStream(ROOM_BYTES + 2)
  const waiting = stream.push(new Uint8Array(ROOM_BYTES + 1))
  const nowhere = createFolderObjectStore({ folder: `${room.path}/no/where` })
  expect(await nowhere.seal(stream.source, SCOPE_KEY)).toMatchObject({ failure: { code: 'disk/failed' } })
  expect(await waiting).toEqual(CANCELLED)
})

test('waiting for a sender can be called off', async () => {
  const room = await makeRoom()
  const timer = makeTimer()
  const stream = makeStream(1000, timer.startTimer)
  const stop = new AbortController()
  const sealing = room.store.seal(stream.source, SCOPE_KEY, { signal: stop.signal })
  await expect.poll(() => timer.waiting.size).toBe(1)
  stop.abort()
  expect(await sealing).toEqual(CANCELLED)
  expect(timer.waiting.size).toBe(0)
  expect(await filesIn(room.path)).toEqual([])
})

test('a stream is read once', async () => {
  const stream = makeStream(1)
  expectOk(await stream.source.open())
  await expect(stream.source.open()).rejects.toThrow('once')
})

test('a stream may hold what an object can, and no byte more', () => {
  const declare = (sizeBytes: number) => createStreamSource({ name: 'a', sizeBytes, modifiedAtMs: null })
  expect(declare(2 ** 46).ok).toBe(true)
  expect(declare(2 ** 46 + 1)).toEqual({
    ok: false,
    failure: { code: 'intake/too-large', facts: { sizeBytes: 2 ** 46 + 1, maxBytes: 2 ** 46 } },
  })
})

test('who reads a stream whole waits for its end, and takes no byte too many', async () => {
  const { signal } = new AbortController()
  const late = makeStream(4)
  const read = readWhole(late.source, signal, () => {})
  expectOk(await late.push(patternOf(4)))
  // The sender says that it has ended only after its last byte was taken.
  expect(await isSettled(read)).toBe(false)
  late.end()
  expect(await read).toEqual({ ok: true, value: patternOf(4) })

  const long = makeStream(4)
  const refused = readWhole(long.source, signal, () => {})
  expectOk(await long.push(patternOf(4)))
  expect(await long.push(patternOf(1))).toMatchObject(CHANGED)
  expect(await refused).toMatchObject(CHANGED)
})
