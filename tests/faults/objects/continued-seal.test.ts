import { appendFile, open, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ObjectId } from '#core/ids.ts'
import { describeFile } from '#node/objects/file-source.ts'
import {
  expectOk,
  filesIn,
  makeFolder,
  patternOf,
  SCOPE_KEY,
  SMALL_SEGMENT_BYTES,
  SMALL_THREADS,
  smallStore,
} from '../../node/objects/object-room.ts'
import { extractObject } from '../../support/extract-object.ts'
import { FIRST_ID, needStrace, runChild, straceOf } from './run-child.ts'

const S = SMALL_SEGMENT_BYTES
const CONTENT = patternOf(40 * S + 5)
/** Where the tags begin in a record. */
const RECORD_TAGS_OFFSET = 12_288

/** A seal that was killed when so many bytes were sealed, with what continues it. */
async function killedAt(killAtBytes: number) {
  const folder = await makeFolder()
  const source = join(folder, 'evidence.bin')
  await writeFile(source, CONTENT)
  const objects = join(folder, 'objects')
  const args = { task: 'seal', objects, source, threads: true as const }
  const end = await runChild({ ...args, 'kill-at-bytes': String(killAtBytes) })
  expect(end.signal).toBe('SIGKILL')
  return {
    folder,
    source,
    objects,
    incoming: join(objects, 'incoming', FIRST_ID),
    record: join(objects, 'incoming', `${FIRST_ID}.resume`),
    store: smallStore(objects, SMALL_THREADS),
  }
}

type Killed = Awaited<ReturnType<typeof killedAt>>

/** Opens the vault again, seals the source again, and checks what came of it. */
async function sealAgain({ store, source, folder }: Killed) {
  const started: number[] = []
  const described = expectOk(await describeFile(source))
  const onProgress = (doneBytes: number) => started.push(doneBytes)
  const object = expectOk(await store.seal(described, SCOPE_KEY, { onProgress }))
  expectOk(await store.verify(object, SCOPE_KEY))
  const out = join(folder, 'out.bin')
  expectOk(await extractObject(store, object, SCOPE_KEY, out))
  expect(Buffer.compare(await readFile(out), await readFile(source))).toBe(0)
  const { objectIds, strangers } = expectOk(await store.list())
  expect([objectIds, strangers]).toEqual([[object.objectId], []])
  expect(await filesIn(join(folder, 'objects', 'incoming'))).toEqual([])
  return object
}

async function flip(path: string, offsetBytes: number): Promise<void> {
  const handle = await open(path, 'r+')
  const byte = new Uint8Array(1)
  await handle.read(byte, 0, 1, offsetBytes)
  await handle.write(Uint8Array.of((byte[0] as number) ^ 1), 0, 1, offsetBytes)
  await handle.close()
}

test.for([12 * S, 20 * S, 30 * S, 36 * S, 40 * S + 5])(
  'a seal that is killed at byte %i is listed, survives an unlock, and is continued',
  async (killAtBytes) => {
    const killed = await killedAt(killAtBytes)
    expect(expectOk(await killed.store.discardIncomplete())).toBe(0)
    expect(expectOk(await killed.store.list())).toEqual({ objectIds: [], strangers: [] })
    const [listed, ...others] = expectOk(await killed.store.listInterrupted(SCOPE_KEY))
    expect(others).toEqual([])
    expect(listed).toMatchObject({ objectId: FIRST_ID, name: 'evidence.bin', sizeBytes: CONTENT.length })
    expect(listed?.doneBytes).toBeGreaterThan(0)
    expect((await sealAgain(killed)).objectId).toBe(FIRST_ID)
    expect(expectOk(await killed.store.listInterrupted(SCOPE_KEY))).toEqual([])
  },
)

test('a continued seal is the object that an uninterrupted one would have been', async () => {
  const killed = await killedAt(22 * S)
  const continued = await sealAgain(killed)
  const folder = await makeFolder()
  await writeFile(join(folder, 'evidence.bin'), CONTENT)
  const args = { objects: join(folder, 'objects'), source: join(folder, 'evidence.bin') }
  const { result } = await runChild({ task: 'seal', ...args })
  expect(continued).toEqual(result?.value)
})

test('a record without its first checkpoint is cleared away with its file', async () => {
  const killed = await killedAt(2 * S)
  const { record, incoming } = killed
  const handle = await open(record, 'r+')
  await handle.write(new Uint8Array(8192), 0, 8192, 4096)
  await handle.close()
  expect(expectOk(await killed.store.listInterrupted(SCOPE_KEY))).toEqual([])
  expect(expectOk(await killed.store.discardIncomplete())).toBe(1)
  await expect(stat(incoming)).rejects.toThrow('ENOENT')
  expect((await sealAgain(killed)).objectId).not.toBe(FIRST_ID)
})

test('only the key of its case sees an interrupted seal, continues or discards it', async () => {
  const killed = await killedAt(20 * S)
  const { store } = killed
  const other = new Uint8Array(32).fill(7)
  expect(expectOk(await store.listInterrupted(other))).toEqual([])
  expect(expectOk(await store.discardInterrupted(FIRST_ID as ObjectId, other))).toBe(false)
  const elsewhere = expectOk(await store.seal(expectOk(await describeFile(killed.source)), other))
  expect(elsewhere.objectId).not.toBe(FIRST_ID)
  expect(expectOk(await store.listInterrupted(SCOPE_KEY))).toHaveLength(1)
  expect(expectOk(await store.discardInterrupted(FIRST_ID as ObjectId, SCOPE_KEY))).toBe(true)
  expect(expectOk(await store.discardInterrupted(FIRST_ID as ObjectId, SCOPE_KEY))).toBe(false)
  expect(await filesIn(join(killed.objects, 'incoming'))).toEqual([])
})

test('nothing in a record can be read without the key, and its size tells nothing of the name', async () => {
  const { record } = await killedAt(20 * S)
  const bytes = await readFile(record)
  expect(bytes.includes('evidence')).toBe(false)
  expect(bytes.includes('sizeBytes')).toBe(false)
  expect((bytes.length - RECORD_TAGS_OFFSET) % 16).toBe(0)
})

test('a source that was changed meanwhile is sealed anew, under another key', async () => {
  const rewrite = async ({ source }: Killed) => {
    const [bytes, { mtime, atime }] = [await readFile(source), await stat(source)]
    bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0)
    await writeFile(source, bytes)
    // Even with the old times put back: the time of change of the inode cannot be.
    await utimes(source, atime, mtime)
  }
  const grow = ({ source }: Killed) => appendFile(source, 'more')
  for (const change of [rewrite, grow]) {
    const killed = await killedAt(20 * S)
    await change(killed)
    expect((await sealAgainBeside(killed)).objectId).not.toBe(FIRST_ID)
  }
})

/** Like {@link sealAgain}, where what was interrupted stays for whoever brings the old source. */
async function sealAgainBeside(killed: Killed) {
  const described = expectOk(await describeFile(killed.source))
  const object = expectOk(await killed.store.seal(described, SCOPE_KEY))
  expectOk(await killed.store.verify(object, SCOPE_KEY))
  expect(expectOk(await killed.store.listInterrupted(SCOPE_KEY))).toHaveLength(1)
  return object
}

test.for([
  ['a finished segment', (k: Killed) => flip(k.incoming, 4096 + 3)],
  ['the tag of a finished segment', (k: Killed) => flip(k.record, RECORD_TAGS_OFFSET + 17)],
  ['the salt of the object', (k: Killed) => flip(k.incoming, 20)],
  ['what was sealed after the last checkpoint', flipLast],
] as const)('a flipped bit in %s throws the file away and begins another', async ([, harm]) => {
  const killed = await killedAt(22 * S)
  await harm(killed)
  expect((await sealAgain(killed)).objectId).not.toBe(FIRST_ID)
})

async function flipLast({ incoming, store }: Killed): Promise<void> {
  const [listed] = expectOk(await store.listInterrupted(SCOPE_KEY))
  const { size } = await stat(incoming)
  expect(size).toBeGreaterThan(4096 + (listed?.doneBytes ?? 0))
  await flip(incoming, size - 1)
}

test('a flipped bit in the head or the checkpoints of a record makes it nobody’s', async () => {
  for (const offsetBytes of [17, 60, 200, 4095]) {
    const killed = await killedAt(22 * S)
    await flip(killed.record, offsetBytes)
    expect(expectOk(await killed.store.listInterrupted(SCOPE_KEY))).toEqual([])
  }
  const killed = await killedAt(22 * S)
  for (const offsetBytes of [4096 + 7, 8192 + 7]) await flip(killed.record, offsetBytes)
  expect(expectOk(await killed.store.listInterrupted(SCOPE_KEY))).toEqual([])
})

test.for(['pwrite64', 'fdatasync', 'fsync', 'rename', 'unlink', 'openat'])(
  'a seal on two threads that is killed at any %s is continued or begun anew, and comes out whole',
  async (calls, context) => {
    needStrace(context)
    for (let when = 1; ; when += process.env.SLOW === '1' ? 1 : 1 + Math.floor(when / 2)) {
      const folder = await makeFolder()
      const source = join(folder, 'evidence.bin')
      await writeFile(source, CONTENT)
      const objects = join(folder, 'objects')
      const incoming = join(objects, 'incoming', FIRST_ID)
      const shard = join(objects, FIRST_ID.slice(0, 2))
      const paths = [folder, objects, join(objects, 'incoming'), incoming, `${incoming}.resume`, shard]
      const inject = `${calls}:signal=KILL:when=${when}`
      const wrapper = straceOf('/dev/null', calls, paths, inject)
      const end = await runChild({ task: 'seal', objects, source, threads: true }, { wrapper })
      const store = smallStore(objects, SMALL_THREADS)
      expectOk(await store.discardIncomplete())
      const { objectIds } = expectOk(await store.list())
      if (objectIds.length === 0) {
        await sealAgain({ folder, source, objects, incoming, record: `${incoming}.resume`, store })
      }
      if (end.result === null) continue
      expect(when, `no ${calls} was ever killed`).toBeGreaterThan(1)
      expect(objectIds).toEqual([FIRST_ID])
      break
    }
  },
)

test.for([
  ['pwrite64', 'ENOSPC', 'disk/full'],
  ['pwrite64', 'EIO', 'disk/failed'],
  ['fdatasync', 'EIO', 'disk/failed'],
  ['fsync', 'EIO', 'disk/failed'],
] as const)(
  'a seal on two threads whose %s is refused with %s says %s and leaves nothing',
  async ([calls, errno, code], context) => {
    needStrace(context)
    for (let when = 1; ; when += process.env.SLOW === '1' ? 1 : 1 + Math.floor(when / 2)) {
      const folder = await makeFolder()
      const source = join(folder, 'evidence.bin')
      await writeFile(source, CONTENT)
      const objects = join(folder, 'objects')
      const incoming = join(objects, 'incoming', FIRST_ID)
      const paths = [folder, objects, join(objects, 'incoming'), incoming, `${incoming}.resume`]
      const wrapper = straceOf('/dev/null', calls, paths, `${calls}:error=${errno}:when=${when}`)
      const { result } = await runChild({ task: 'seal', objects, source, threads: true }, { wrapper })
      if (result?.ok) {
        expect(when, `no ${calls} was ever refused`).toBeGreaterThan(1)
        break
      }
      expect(result?.failure).toEqual({ code, facts: { causeCode: errno } })
      expect(await filesIn(folder), `${calls} ${when}`).toEqual(['evidence.bin'])
    }
  },
)

test('a source whose reading is refused while two threads seal it says where, and leaves nothing', async (context) => {
  needStrace(context)
  const folder = await makeFolder()
  const source = join(folder, 'evidence.bin')
  await writeFile(source, CONTENT)
  const wrapper = straceOf('/dev/null', 'pread64', [source], 'pread64:error=EIO:when=3')
  const args = { task: 'seal', objects: join(folder, 'objects'), source, threads: true as const }
  const { result } = await runChild(args, { wrapper })
  expect(result?.failure).toMatchObject({ code: 'intake/read-failed', facts: { causeCode: 'EIO' } })
  expect(await filesIn(folder)).toEqual(['evidence.bin'])
})
