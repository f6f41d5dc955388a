import { parentPort, workerData } from 'node:worker_threads'
import { openAesGcmInPlace, sealAesGcmInto } from '#node/crypto/bulk-cipher.ts'
import { secretKey, startSha256, TAG_BYTES } from '#node/crypto/primitives.ts'
import { diskFailureOf } from '#node/disk/disk-failure.ts'
import { HEADER_BYTES, segmentNonce, tagOffset } from '../object-format.ts'
import { isWhatWasStored } from './compare-stored.ts'
import { flush, readFully, writeFully } from './positioned-io.ts'
import { checkpointBytes, checkpointOffset, recordTagOffset } from './record-places.ts'
import { pagedMemory, slotAt, slotStride } from './slots.ts'
import {
  chunkPlace,
  type DoneSlot,
  type FullSlot,
  type SealTask,
  type ThreadReport,
} from './thread-messages.ts'

// A thread of its own: seals what the reading thread hands over and writes it. It alone knows the key of the object, and ends with it.

/** Sealed chunks on their way to the disk. */
const WRITES_AT_ONCE = 3
/** Tags that are copied from the record to the trailer at once: 64 KiB. */
const TAGS_AT_ONCE = 4096

class Stopped extends Error {}
class Differs extends Error {}

const task = workerData as SealTask
const { plan, bound, object, resume, toReader } = task
const { layout, segmentsPerChunk } = plan
const key = secretKey(task.sealingKey)
task.sealingKey.fill(0)

const stride = slotStride(plan)
const outgoing = pagedMemory(stride * WRITES_AT_ONCE, false)
const freeOut = Array.from({ length: WRITES_AT_ONCE }, (_, slot) => slot)
/** Tags of the chunks since the last checkpoint; all of them where there is no record. */
let tags: Uint8Array[] = []
const sealDigest = startSha256().update(bound)
const queue: FullSlot[] = []
const writes = new Map<number, Promise<void>>()
let wake: (() => void) | null = null
let isStopped = false
let isBroken: unknown = null
let checkpoint: Promise<void> = Promise.resolve()

function report(message: ThreadReport): void {
  parentPort?.postMessage(message)
}

async function pause(): Promise<void> {
  if (isStopped) throw new Stopped()
  await new Promise<void>((resolve) => {
    wake = resolve
  })
  wake = null
  if (isStopped) throw new Stopped()
}

toReader.on('message', (full: FullSlot) => {
  queue.push(full)
  wake?.()
})
parentPort?.on('message', () => {
  isStopped = true
  wake?.()
})

function answer(slot: number, holds: DoneSlot['holds']): void {
  const done: DoneSlot = { slot, holds }
  toReader.postMessage(done)
}

/** The segments of a chunk, each as a part of the buffer that holds the chunk. */
function* segmentsOf(chunk: number, buffer: Uint8Array): Generator<readonly [number, Uint8Array]> {
  const { lengthBytes } = chunkPlace(plan, chunk)
  const first = chunk * segmentsPerChunk
  for (let at = 0; at < lengthBytes; at += layout.segmentSizeBytes) {
    const index = first + at / layout.segmentSizeBytes
    yield [index, buffer.subarray(at, Math.min(at + layout.segmentSizeBytes, lengthBytes))]
  }
}

function sealChunk(chunk: number, from: Uint8Array, into: Uint8Array): void {
  let at = 0
  for (const [index, plain] of segmentsOf(chunk, from)) {
    const cipher = into.subarray(at, at + plain.length)
    const tag = sealAesGcmInto(cipher, key, segmentNonce(layout, index), plain, bound)
    sealDigest.update(tag)
    tags.push(tag)
    at += plain.length
  }
}

/** Opens what a finished chunk holds in the vault's own file; its tags stand in the record. */
async function openChunk(chunk: number, buffer: Uint8Array, record: number): Promise<void> {
  const segments = [...segmentsOf(chunk, buffer)]
  const held = new Uint8Array(segments.length * TAG_BYTES)
  const from = { buffered: record, direct: null }
  await readFully(from, held, recordTagOffset(chunk * segmentsPerChunk))
  sealDigest.update(held)
  for (const [at, [index, cipher]] of segments.entries()) {
    const tag = held.subarray(at * TAG_BYTES, (at + 1) * TAG_BYTES)
    if (!openAesGcmInPlace(key, segmentNonce(layout, index), cipher, tag, bound)) throw new Differs()
  }
}

async function compareWithStored(chunk: number, sealed: Uint8Array, foundBytes: number): Promise<void> {
  const { startBytes } = chunkPlace(plan, chunk)
  const offset = HEADER_BYTES + startBytes
  if (offset >= foundBytes) return
  const stored = new Uint8Array(Math.min(sealed.length, foundBytes - offset))
  await readFully({ ...object, direct: null }, stored, offset)
  if (!isWhatWasStored(stored, sealed)) throw new Differs()
}

async function takeSlot(): Promise<number> {
  for (;;) {
    if (isBroken !== null) throw isBroken
    const slot = freeOut.pop()
    if (slot !== undefined) return slot
    await Promise.race(writes.values())
  }
}

function startWriting(chunk: number, slot: number, sealed: Uint8Array): void {
  const { startBytes, lengthBytes } = chunkPlace(plan, chunk)
  const writing = writeFully(object, sealed, HEADER_BYTES + startBytes).then(
    () => {
      writes.delete(chunk)
      freeOut.push(slot)
      report({ kind: 'written', doneBytes: startBytes + lengthBytes })
    },
    (error: unknown) => {
      isBroken = error
      writes.delete(chunk)
      freeOut.push(slot)
    },
  )
  writes.set(chunk, writing)
}

/**
 * Makes everything up to a chunk count as finished. Content is flushed before the record says so; the next checkpoint waits for
 * this one, so that never more than two stretches between checkpoints are unflushed.
 */
async function startCheckpoint(chunks: number): Promise<void> {
  if (resume === null) return
  const [written, held, before] = [[...writes.values()], Buffer.concat(tags), checkpoint]
  tags = []
  await before
  if (isBroken !== null) throw isBroken
  const { fd, macKey, bound: recordBound } = resume
  const offset = recordTagOffset(chunks * segmentsPerChunk) - held.length
  checkpoint = (async () => {
    await Promise.all(written)
    if (isBroken !== null) return
    await flush(object.buffered)
    const record = { buffered: fd, direct: null }
    await writeFully(record, held, offset)
    await flush(fd)
    const number = chunks / plan.chunksPerCheckpoint
    await writeFully(record, checkpointBytes(macKey, recordBound, number), checkpointOffset(number))
    await flush(fd)
  })().catch((error: unknown) => {
    isBroken = error
  })
}

async function takeChunk({ slot, chunk, holds }: FullSlot): Promise<void> {
  const incoming = slotAt(plan, task.slots, slot)
  const { startBytes, lengthBytes } = chunkPlace(plan, chunk)
  if (holds === 'sealed') {
    if (resume === null) throw new Error('nothing was finished before')
    await openChunk(chunk, incoming, resume.fd)
    answer(slot, 'opened')
    report({ kind: 'written', doneBytes: startBytes + lengthBytes })
    return
  }
  const out = await takeSlot()
  const sealed = new Uint8Array(outgoing, out * stride, stride).subarray(0, lengthBytes)
  sealChunk(chunk, incoming, sealed)
  answer(slot, 'nothing')
  if (resume !== null) await compareWithStored(chunk, sealed, resume.foundBytes)
  startWriting(chunk, out, sealed)
  const chunks = chunk + 1
  if (chunks % plan.chunksPerCheckpoint === 0 && chunks < plan.chunkCount) await startCheckpoint(chunks)
}

async function writeTrailer(): Promise<void> {
  const inRecord = layout.segmentCount - tags.length
  const trailer = { ...object, direct: null }
  for (let index = 0; index < inRecord; index += TAGS_AT_ONCE) {
    if (resume === null) throw new Error('no record holds these tags')
    const held = new Uint8Array(Math.min(TAGS_AT_ONCE, inRecord - index) * TAG_BYTES)
    await readFully({ buffered: resume.fd, direct: null }, held, recordTagOffset(index))
    await writeFully(trailer, held, tagOffset(layout, index))
  }
  await writeFully(trailer, Buffer.concat(tags), tagOffset(layout, inRecord))
}

async function run(): Promise<void> {
  try {
    for (let done = 0; done < plan.chunkCount; done += 1) {
      while (queue.length === 0) await pause()
      if (isStopped) throw new Stopped()
      await takeChunk(queue.shift() as FullSlot)
    }
    await Promise.all(writes.values())
    await checkpoint
    if (isBroken !== null) throw isBroken
    await writeTrailer()
    report({ kind: 'sealed', sealDigestHex: sealDigest.digest('hex') })
  } catch (error) {
    if (error instanceof Differs) report({ kind: 'differs' })
    else if (!(error instanceof Stopped)) report({ kind: 'failed', failure: diskFailureOf(error) })
  } finally {
    await Promise.allSettled([...writes.values(), checkpoint])
    resume?.macKey.fill(0)
  }
}

await run()
toReader.close()
parentPort?.close()
