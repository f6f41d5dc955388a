import { parentPort, workerData } from 'node:worker_threads'
import type { ReadingFailure } from '#app/ports/byte-source.ts'
import type { ExtraDigestName } from '#app/ports/object-store.ts'
import { startExtraDigest } from '#node/crypto/bulk-cipher.ts'
import { startSha256 } from '#node/crypto/primitives.ts'
import { diskFailureOf, errnoOf } from '#node/disk/disk-failure.ts'
import { HEADER_BYTES } from '../object-format.ts'
import { readFully } from './positioned-io.ts'
import { slotAt } from './slots.ts'
import {
  chunkPlace,
  type DoneSlot,
  type FullSlot,
  type ReadTask,
  type ThreadReport,
} from './thread-messages.ts'

// A thread of its own: reads the source ahead, hands each chunk to the thread that seals, and digests it meanwhile.

/** Reads that are asked of the system while a chunk is digested. */
const READ_AHEAD = 2

type Filled = { readonly slot: number; readonly chunk: number; readonly reading: Promise<number> }
class Stopped extends Error {}

const task = workerData as ReadTask
const { plan, source, finished, toSealer } = task
const free = Array.from({ length: plan.slotCount }, (_, slot) => slot)
/** Slots that somebody still uses: this thread, and the one that seals. */
const users = new Map<number, number>()
const opened: number[] = []
let wake: (() => void) | null = null
let isStopped = false

function report(message: ThreadReport): void {
  parentPort?.postMessage(message)
}

function release(slot: number): void {
  const left = (users.get(slot) ?? 1) - 1
  users.set(slot, left)
  if (left === 0) free.push(slot)
}

async function pause(): Promise<void> {
  if (isStopped) throw new Stopped()
  await new Promise<void>((resolve) => {
    wake = resolve
  })
  wake = null
  if (isStopped) throw new Stopped()
}

toSealer.on('message', ({ slot, holds }: DoneSlot) => {
  if (holds === 'opened') opened.push(slot)
  else release(slot)
  wake?.()
})
parentPort?.on('message', () => {
  isStopped = true
  wake?.()
})

const sha256 = startSha256()
const extra = new Map(task.extraDigests.map((name) => [name, startExtraDigest(name)]))

function digest(bytes: Uint8Array): void {
  sha256.update(bytes)
  for (const hash of extra.values()) hash.update(bytes)
}

function startReading(chunk: number, slot: number): Promise<number> {
  const { startBytes, lengthBytes } = chunkPlace(plan, chunk)
  const isFinished = chunk < finished.chunks
  const into = slotAt(plan, task.slots, slot)
  const reading = isFinished
    ? readFully(
        { buffered: finished.fd, direct: null },
        into.subarray(0, lengthBytes),
        HEADER_BYTES + startBytes,
      )
    : // To the end of the slot's pages: a source that has grown shows here.
      readFully(source, into, startBytes, (done) => {
        failedAtBytes = startBytes + done
      })
  // Whoever waits for it hears of the failure; until then nobody does.
  reading.catch(() => {})
  return reading
}
let failedAtBytes = 0

async function run(): Promise<void> {
  const ahead: Filled[] = []
  let next = 0
  let readingFinished = true
  const fill = () => {
    while (ahead.length < READ_AHEAD && next < plan.chunkCount) {
      const slot = free.pop()
      if (slot === undefined) return
      users.set(slot, 2)
      ahead.push({ slot, chunk: next, reading: startReading(next, slot) })
      next += 1
    }
  }
  try {
    for (let done = 0; done < plan.chunkCount; done += 1) {
      for (fill(); ahead.length === 0; fill()) await pause()
      const { slot, chunk, reading } = ahead.shift() as Filled
      readingFinished = chunk < finished.chunks
      const heldBytes = await reading
      if (isStopped) throw new Stopped()
      const failure = readingFinished ? null : checkLength(chunk, heldBytes)
      if (failure !== null) return report({ kind: 'failed', failure })
      fill()
      await handOn(slot, chunk, readingFinished)
    }
    await checkEnd()
  } catch (error) {
    if (error instanceof Stopped) return
    const failure = readingFinished
      ? diskFailureOf(error)
      : ({
          code: 'intake/read-failed',
          facts: { causeCode: errnoOf(error), offsetBytes: failedAtBytes },
        } as const)
    report({ kind: 'failed', failure })
  } finally {
    await Promise.allSettled(ahead.map(({ reading }) => reading))
  }
}

async function handOn(slot: number, chunk: number, isFinished: boolean): Promise<void> {
  const { lengthBytes } = chunkPlace(plan, chunk)
  const full: FullSlot = { slot, chunk, holds: isFinished ? 'sealed' : 'plain' }
  toSealer.postMessage(full)
  if (isFinished) {
    while (!opened.includes(slot)) await pause()
    opened.splice(opened.indexOf(slot), 1)
    users.set(slot, 1)
  }
  digest(slotAt(plan, task.slots, slot).subarray(0, lengthBytes))
  release(slot)
}

function checkLength(chunk: number, heldBytes: number): ReadingFailure | null {
  const { startBytes, lengthBytes } = chunkPlace(plan, chunk)
  // A slot is read to the end of its pages: that is a little of the next chunk, and nothing after the last.
  const isLast = chunk === plan.chunkCount - 1
  if (heldBytes >= lengthBytes && (!isLast || heldBytes === lengthBytes)) return null
  return changed(startBytes + heldBytes)
}

/** Nothing may follow the declared end. */
async function checkEnd(): Promise<void> {
  const { plainBytes } = plan.layout
  const beyond = await readFully({ ...source, direct: null }, new Uint8Array(1), plainBytes, () => {
    failedAtBytes = plainBytes
  })
  if (beyond > 0) return report({ kind: 'failed', failure: changed(plainBytes + beyond) })
  const digests = [...extra].map(([name, hash]): [ExtraDigestName, string] => [name, hash.digest('hex')])
  report({ kind: 'read', digestHex: sha256.digest('hex'), extra: Object.fromEntries(digests) })
}

function changed(actualBytes: number): ReadingFailure {
  return {
    code: 'intake/changed-while-reading',
    facts: { expectedBytes: plan.layout.plainBytes, actualBytes },
  }
}

await run()
toSealer.close()
parentPort?.close()
