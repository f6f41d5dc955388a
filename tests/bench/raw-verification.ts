import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { StoredEvent } from '#app/ports/ledger-store.ts'
import { signedMessage } from '#node/crypto/signature-task.ts'
import type { RawTask } from './raw-verify-worker.ts'
import { measure, type Took } from './side-by-side.ts'

/** Verifies signatures with nothing round it: a loop on each processor over messages that are there already. */
export class RawVerification {
  readonly #keyHex: string
  readonly #workers = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL('./raw-verify-worker.ts', import.meta.url)),
  )

  constructor(keyHex: string) {
    this.#keyHex = keyHex
  }

  /** Verifies the signatures of some events, all of which must hold. What is measured is the threads' time, not the hand-over. */
  async run(events: readonly StoredEvent[]): Promise<Took> {
    const share = Math.ceil(events.length / this.#workers.length)
    const tasks = this.#workers.map((_, index): RawTask => {
      const own = events.slice(index * share, (index + 1) * share)
      return {
        keyHex: this.#keyHex,
        messages: own.map(({ header }) => Uint8Array.from(signedMessage(header))),
        signatures: own.map(({ signature }) => Uint8Array.from(signature)),
      }
    })
    const { value, took } = await measure(() =>
      Promise.all(this.#workers.map((worker, index) => ask(worker, tasks[index]))),
    )
    const held = value.reduce((sum, count) => sum + count, 0)
    if (held !== events.length) throw new Error(`${events.length - held} signatures do not hold`)
    return took
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}

/** What one signature costs in processor time by now, in microseconds: the unit in which a busy machine still says something. */
export async function rawProcessorUs({
  signingKeyHex,
  events,
}: {
  readonly signingKeyHex: string
  readonly events: readonly StoredEvent[]
}): Promise<number> {
  const raw = new RawVerification(signingKeyHex)
  try {
    const { processorMs } = await raw.run(events)
    return (processorMs * 1000) / events.length
  } finally {
    await raw.close()
  }
}

function ask(worker: Worker, task: RawTask | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners()
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.postMessage(task)
  })
}
