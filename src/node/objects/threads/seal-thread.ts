import { parentPort, workerData } from 'node:worker_threads'
import { openAesGcmInPlace, sealAesGcmInto } from '#node/crypto/bulk-cipher.ts'
import { secretKey, startSha256, TAG_BYTES } from '#node/crypto/primitives.ts'
import { diskFailureOf } from '#node/disk/disk-failure.ts'
import { HEADER_BYTES, segmentNonce } from '../object-format.ts'
import { startChoosing } from './access-choice.ts'
import { isWhatWasStored } from './compare-stored.ts'
import { readFully } from './positioned-io.ts'
import { SourceFailed, startReadingAhead } from './read-ahead.ts'
import { recordTagOffset } from './record-places.ts'
import { announceReady } from './ring-state.ts'
import { slotOf } from './slots.ts'
import {
  chunkPlace,
  type ResumeTask,
  type SealCommand,
  type SealStart,
  type SealTask,
  type ThreadReport,
} from './thread-messages.ts'
import { Stopped, startWaiting } from './waiting.ts'
import { startWritingBehind } from './write-behind.ts'

// A thread of its own: reads the source ahead into the ring, lets the other thread digest what is there, and meanwhile seals it and writes
// it. It alone knows the key of the object, and ends with it.

class Differs extends Error {}

const start = workerData as SealStart
const { plan, slots, ring, fromDigester } = start
const { layout, segmentsPerChunk } = plan
const waiting = startWaiting()

function report(message: ThreadReport): void {
  parentPort?.postMessage(message)
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

async function seal(task: SealTask): Promise<void> {
  const { bound, object, resume } = task
  const key = secretKey(task.sealingKey)
  task.sealingKey.fill(0)
  const sealDigest = startSha256().update(bound)
  const access = startChoosing(resume?.finishedChunks ?? 0, plan.chunksPerCheckpoint)
  const source = startReadingAhead(start, task, access, waiting)
  const disk = startWritingBehind(plan, task, access, (doneBytes) => report({ kind: 'written', doneBytes }))
  let [sealed, digested] = [0, 0]
  const release = () => source.release(Math.min(sealed, digested))
  fromDigester.on('message', (chunks: number) => {
    digested = chunks
    release()
  })

  function sealChunk(chunk: number, from: Uint8Array, into: Uint8Array): Uint8Array[] {
    let at = 0
    const tags: Uint8Array[] = []
    for (const [index, plain] of segmentsOf(chunk, from)) {
      const cipher = into.subarray(at, at + plain.length)
      const tag = sealAesGcmInto(cipher, key, segmentNonce(layout, index), plain, bound)
      sealDigest.update(tag)
      tags.push(tag)
      at += plain.length
    }
    return tags
  }

  /** Opens what a finished chunk holds in the vault's own file; its tags stand in the record. */
  async function openChunk(chunk: number, buffer: Uint8Array, { fd }: ResumeTask): Promise<void> {
    const segments = [...segmentsOf(chunk, buffer)]
    const held = new Uint8Array(segments.length * TAG_BYTES)
    await readFully({ buffered: fd, direct: null }, held, recordTagOffset(chunk * segmentsPerChunk))
    sealDigest.update(held)
    for (const [at, [index, cipher]] of segments.entries()) {
      const tag = held.subarray(at * TAG_BYTES, (at + 1) * TAG_BYTES)
      if (!openAesGcmInPlace(key, segmentNonce(layout, index), cipher, tag, bound)) throw new Differs()
    }
  }

  async function compareWithStored(chunk: number, ciphertext: Uint8Array, found: ResumeTask): Promise<void> {
    const offset = HEADER_BYTES + chunkPlace(plan, chunk).startBytes
    if (offset >= found.foundBytes) return
    const stored = new Uint8Array(Math.min(ciphertext.length, found.foundBytes - offset))
    await readFully({ ...object, direct: null }, stored, offset)
    if (!isWhatWasStored(stored, ciphertext)) throw new Differs()
  }

  async function takeChunk(chunk: number): Promise<void> {
    const holds = await source.next()
    const held = slotOf(plan, slots, chunk)
    const { startBytes, lengthBytes } = chunkPlace(plan, chunk)
    if (holds === 'sealed') {
      if (resume === null) throw new Error('nothing was finished before')
      await openChunk(chunk, held, resume)
      announceReady(ring, chunk + 1)
      report({ kind: 'written', doneBytes: startBytes + lengthBytes })
      return
    }
    // Both threads only read a slot from here on.
    announceReady(ring, chunk + 1)
    const into = (await disk.takeBuffer()).subarray(0, lengthBytes)
    const tags = sealChunk(chunk, held, into)
    if (resume !== null) await compareWithStored(chunk, into, resume)
    disk.write(chunk, into, tags, holds === 'plain-from-memory')
  }

  try {
    for (let chunk = 0; chunk < plan.chunkCount; chunk += 1) {
      await takeChunk(chunk)
      sealed = chunk + 1
      release()
      const isDue = sealed % plan.chunksPerCheckpoint === 0 && sealed < plan.chunkCount
      if (isDue && sealed > (resume?.finishedChunks ?? 0)) await disk.startCheckpoint(sealed)
    }
    await disk.finish()
    report({ kind: 'sealed', sealDigestHex: sealDigest.digest('hex') })
  } catch (error) {
    if (error instanceof Differs) report({ kind: 'differs' })
    else if (error instanceof SourceFailed) report({ kind: 'failed', failure: error.failure })
    else if (!(error instanceof Stopped)) report({ kind: 'failed', failure: diskFailureOf(error) })
  } finally {
    await Promise.all([source.settle(), disk.settle()])
    resume?.macKey.fill(0)
  }
}

const task = await new Promise<SealTask | null>((resolve) => {
  parentPort?.on('message', (command: SealCommand) => {
    if (command.kind === 'begin') resolve(command.task)
    else {
      waiting.stop()
      resolve(null)
    }
  })
})
if (task !== null) await seal(task)
fromDigester.close()
parentPort?.close()
