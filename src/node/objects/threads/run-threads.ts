import { MessageChannel, type Transferable, Worker } from 'node:worker_threads'
import { CANCELLED, type CancelSignal } from '#app/ports/byte-source.ts'
import type { ExtraDigestName, ExtraDigests, JoiningSource, SealFailure } from '#app/ports/object-store.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { announceStop, newRingState } from './ring-state.ts'
import { pagedMemory, slotOf, slotStride } from './slots.ts'
import {
  type ChunkPlan,
  chunkPlace,
  type DigestTask,
  type SealCommand,
  type SealStart,
  type SealTask,
  type ThreadReport,
} from './thread-messages.ts'

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

/** What the threads are told once the files are open. */
export type PourOrder = {
  readonly task: SealTask
  readonly signal: CancelSignal | undefined
  readonly onWritten: (doneBytes: number) => void
}

/** The thread that seals and the one that digests, before there is anything to do. */
export type SealThreads = {
  /** Lets them run until both are done or one has failed. Once only. */
  pour(order: PourOrder): Promise<Result<Poured, SealFailure | typeof DIFFERS>>
  /** Answers once both are gone, told to stop if they are not. The memory between them is overwritten then. */
  end(): Promise<void>
}

/**
 * Starts the threads: they come up while the files are opened. What joins several sources outlives them and sees each chunk here,
 * after it is digested and before its memory is used again.
 */
export function startThreads(
  plan: ChunkPlan,
  extraDigests: readonly ExtraDigestName[],
  joining?: JoiningSource,
): SealThreads {
  const slots = pagedMemory(slotStride(plan) * plan.slotCount, true) as SharedArrayBuffer
  const ring = newRingState()
  const { port1, port2 } = new MessageChannel()
  const digestTask: DigestTask = {
    plan,
    slots,
    ring,
    extraDigests,
    toSealer: joining === undefined ? port1 : null,
  }
  const sealStart: SealStart = { plan, slots, ring, fromDigester: port2 }
  // The one that digests first: nothing takes longer.
  const digester = startThread(
    new URL('./digest-thread.ts', import.meta.url),
    'digest',
    digestTask,
    digestTask.toSealer,
  )
  const sealer = startThread(new URL('./seal-thread.ts', import.meta.url), 'seal', sealStart, port2)
  let take: (report: ThreadReport) => void = () => {}
  let bug: { readonly error: unknown } | null = null

  function tell(command: SealCommand, secrets: readonly Transferable[] = []): void {
    sealer.postMessage(command, secrets)
  }
  function stop(): void {
    announceStop(ring)
    tell({ kind: 'stop' })
  }
  function joinChunk(chunks: number): void {
    const chunk = chunks - 1
    joining?.update(slotOf(plan, slots, chunk).subarray(0, chunkPlace(plan, chunk).lengthBytes))
    port1.postMessage(chunks)
  }
  function gone(thread: Worker): Promise<void> {
    thread.on('message', (report: ThreadReport) => {
      try {
        take(report)
      } catch (error) {
        bug ??= { error }
        stop()
      }
    })
    thread.on('error', (error) => {
      bug ??= { error }
      stop()
    })
    return new Promise((resolve) => thread.on('exit', () => resolve()))
  }
  const bothGone = Promise.all([digester, sealer].map(gone))

  return {
    async pour({ task, signal, onWritten }) {
      let problem: SealFailure | typeof DIFFERS | null = null
      let doneBytes = 0
      const found: { -readonly [Name in keyof Poured]?: Poured[Name] } = {}
      const giveUp = (reason: SealFailure | typeof DIFFERS) => {
        problem ??= reason
        stop()
      }
      take = (report) => {
        if (report.kind === 'failed') giveUp(report.failure)
        else if (report.kind === 'differs') giveUp(DIFFERS)
        else if (report.kind === 'chunk-digested') joinChunk(report.chunks)
        else if (report.kind === 'sealed') found.sealDigestHex = report.sealDigestHex
        else if (report.kind === 'digested')
          Object.assign(found, { digestHex: report.digestHex, extra: report.extra })
        else if (report.doneBytes > doneBytes && problem === null) {
          doneBytes = report.doneBytes
          onWritten(doneBytes)
        }
      }
      const cancel = () => giveUp(CANCELLED)
      const secrets = [task.sealingKey, task.resume?.macKey].flatMap((key) => key?.buffer ?? [])
      tell({ kind: 'begin', task }, secrets)
      if (signal?.aborted) cancel()
      signal?.addEventListener('abort', cancel)
      await bothGone
      signal?.removeEventListener('abort', cancel)
      if (bug !== null) throw bug.error
      if (problem !== null) return fail(problem)
      const { digestHex, sealDigestHex, extra } = found
      if (digestHex === undefined || sealDigestHex === undefined)
        throw new Error('a thread ended without a word')
      return succeed({ digestHex, sealDigestHex, extra: extra ?? {} })
    },
    async end() {
      stop()
      await bothGone
      if (joining !== undefined) port1.close()
      new Uint8Array(slots).fill(0)
    },
  }
}

function startThread(file: URL, name: string, workerData: unknown, port: Transferable | null): Worker {
  const limits = { maxOldGenerationSizeMb: HEAP_LIMIT_MIB }
  const transferList = port === null ? [] : [port]
  return new Worker(file, { name, workerData, transferList, env: {}, execArgv: [], resourceLimits: limits })
}
