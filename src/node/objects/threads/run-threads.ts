import { MessageChannel, type Transferable, Worker } from 'node:worker_threads'
import { CANCELLED, type CancelSignal } from '#app/ports/byte-source.ts'
import type { ExtraDigests, SealFailure } from '#app/ports/object-store.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { pagedMemory, slotStride } from './slots.ts'
import type { ReadTask, SealTask, StopOrder, ThreadReport } from './thread-messages.ts'

/** A thread holds descriptors, a few buffers outside its heap and the code it runs. */
const HEAP_LIMIT_MIB = 64

/** What both threads came to. */
export type Poured = {
  readonly digestHex: string
  readonly sealDigestHex: string
  readonly extra: ExtraDigests
}

/** The unfinished object holds something else than the source gives now. */
export const DIFFERS = { code: 'differs' } as const

/** What the threads are given, beside what joins them. */
export type ThreadOrder = {
  readonly read: Omit<ReadTask, 'slots' | 'toSealer'>
  readonly seal: Omit<SealTask, 'slots' | 'toReader'>
  readonly signal: CancelSignal | undefined
  readonly onWritten: (doneBytes: number) => void
}

/**
 * Runs the thread that reads and the one that seals until both are done or one has failed, and answers once both are gone. Their
 * shared memory is overwritten then.
 */
export async function runThreads(order: ThreadOrder): Promise<Result<Poured, SealFailure | typeof DIFFERS>> {
  const { plan } = order.read
  const slots = pagedMemory(slotStride(plan) * plan.slotCount, true) as SharedArrayBuffer
  const { port1, port2 } = new MessageChannel()
  const readTask: ReadTask = { ...order.read, slots, toSealer: port1 }
  const sealTask: SealTask = { ...order.seal, slots, toReader: port2 }
  const secrets = [sealTask.sealingKey.buffer]
  if (sealTask.resume !== null) secrets.push(sealTask.resume.macKey.buffer)
  const threads = [
    startThread(new URL('./read-thread.ts', import.meta.url), 'read', readTask, [port1]),
    startThread(new URL('./seal-thread.ts', import.meta.url), 'seal', sealTask, [port2, ...secrets]),
  ]
  try {
    return await outcomeOf(threads, order)
  } finally {
    new Uint8Array(slots).fill(0)
  }
}

function startThread(file: URL, name: string, workerData: unknown, transferList: Transferable[]): Worker {
  const limits = { maxOldGenerationSizeMb: HEAP_LIMIT_MIB }
  return new Worker(file, { name, workerData, transferList, env: {}, execArgv: [], resourceLimits: limits })
}

async function outcomeOf(
  threads: readonly Worker[],
  { signal, onWritten }: ThreadOrder,
): Promise<Result<Poured, SealFailure | typeof DIFFERS>> {
  let problem: SealFailure | typeof DIFFERS | null = null
  let bug: unknown = null
  let doneBytes = 0
  const found: { -readonly [Name in keyof Poured]?: Poured[Name] } = {}
  const stop = () => {
    const order: StopOrder = { kind: 'stop' }
    for (const thread of threads) thread.postMessage(order)
  }
  const giveUp = (reason: SealFailure | typeof DIFFERS) => {
    problem ??= reason
    stop()
  }
  const take = (report: ThreadReport) => {
    if (report.kind === 'failed') giveUp(report.failure)
    else if (report.kind === 'differs') giveUp(DIFFERS)
    else if (report.kind === 'sealed') found.sealDigestHex = report.sealDigestHex
    else if (report.kind === 'read')
      Object.assign(found, { digestHex: report.digestHex, extra: report.extra })
    else if (report.doneBytes > doneBytes && problem === null) {
      doneBytes = report.doneBytes
      onWritten(doneBytes)
    }
  }
  const cancel = () => giveUp(CANCELLED)
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel)
  await Promise.all(
    threads.map((thread) => {
      thread.on('message', (report: ThreadReport) => {
        try {
          take(report)
        } catch (error) {
          bug ??= error
          stop()
        }
      })
      thread.on('error', (error) => {
        bug ??= error
        stop()
      })
      return new Promise<void>((resolve) => thread.on('exit', () => resolve()))
    }),
  )
  signal?.removeEventListener('abort', cancel)
  if (bug !== null) throw bug
  if (problem !== null) return fail(problem)
  const { digestHex, sealDigestHex, extra } = found
  if (digestHex === undefined || sealDigestHex === undefined) throw new Error('a thread ended without a word')
  return succeed({ digestHex, sealDigestHex, extra: extra ?? {} })
}
