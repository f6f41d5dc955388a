import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { SignatureChecker, SignatureClaim } from '#app/ports/signature-checker.ts'
import { signingPublicKey, verifyEd25519 } from './primitives.ts'
import { packTask, SIGNATURE_BYTES, type SignatureAnswers, signedMessage } from './signature-task.ts'

/** So many signatures take as long as starting the threads, so that a small ledger does not start them. */
const FIRST_ON_THIS_THREAD = 1000
/** A thread holds a few tasks and a handful of public keys. */
const MEMORY_LIMIT_MIB = 64

/** What a pool may be told; by default it starts a thread for each processor once there is enough to do. */
export type SignaturePoolOptions = { readonly threads?: number; readonly firstOnThisThread?: number }

type Answer = readonly boolean[] | null
type Thread = { readonly worker: Worker; readonly waiting: Map<number, (answer: Answer) => void> }

/**
 * Verifies signatures on every processor. The threads see no environment and are handed public keys, headers and signatures only.
 * One that breaks takes the pool with it, and whoever waits is told to verify by themselves.
 */
export class SignaturePool implements SignatureChecker {
  readonly #threadCount: number
  readonly #firstOnThisThread: number
  #threads: readonly Thread[] | null = null
  #isClosed = false
  #claims = 0
  #tasks = 0

  constructor({
    threads = availableParallelism(),
    firstOnThisThread = FIRST_ON_THIS_THREAD,
  }: SignaturePoolOptions = {}) {
    this.#threadCount = threads
    this.#firstOnThisThread = firstOnThisThread
  }

  async check(claims: readonly SignatureClaim[]): Promise<Answer> {
    if (this.#isClosed) return null
    this.#claims += claims.length
    if (this.#threads === null && this.#claims <= this.#firstOnThisThread) return claims.map(verifyHere)
    const isWhole = claims.map(({ signature }) => signature.length === SIGNATURE_BYTES)
    const answers = await this.#ask(claims.filter((_, index) => isWhole[index]))
    if (answers === null) return null
    let next = 0
    return isWhole.map((whole) => whole && answers[next++] === true)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const { worker, waiting } of this.#threads ?? []) {
      worker.removeAllListeners()
      // A thread that is being ended may still report; nobody is left to hear it.
      worker.on('error', () => {})
      void worker.terminate()
      for (const answer of waiting.values()) answer(null)
      waiting.clear()
    }
  }

  #ask(claims: readonly SignatureClaim[]): Promise<Answer> {
    this.#threads ??= Array.from({ length: this.#threadCount }, () => this.#startThread())
    const { worker, waiting } = this.#threads.reduce((least, other) =>
      other.waiting.size < least.waiting.size ? other : least,
    )
    this.#tasks += 1
    const task = packTask(this.#tasks, claims)
    return new Promise((resolve) => {
      waiting.set(task.id, resolve)
      worker.ref()
      worker.postMessage(task, [task.bytes.buffer, task.keyOf.buffer, task.messageBytes.buffer])
    })
  }

  #startThread(): Thread {
    const waiting: Thread['waiting'] = new Map()
    const worker = new Worker(new URL('./signature-worker.ts', import.meta.url), {
      name: 'signatures',
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MIB },
    })
    worker.on('message', ({ id, holds }: SignatureAnswers) => {
      waiting.get(id)?.(Array.from(holds, (held) => held === 1))
      waiting.delete(id)
      // Nothing to wait for: the process may end although the thread would go on.
      if (waiting.size === 0) worker.unref()
    })
    worker.on('error', () => this.close())
    worker.on('exit', () => this.close())
    worker.unref()
    return { worker, waiting }
  }
}

function verifyHere({ signingKeyHex, header, signature }: SignatureClaim): boolean {
  const key = signingPublicKey(Buffer.from(signingKeyHex, 'hex'))
  return key !== null && verifyEd25519(key, signedMessage(header), signature)
}
