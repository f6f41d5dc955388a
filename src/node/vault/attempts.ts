import { join } from 'node:path'
import * as z from 'zod'
import type { Clock } from '#app/ports/clock.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { RefusedTries } from '#app/ports/vault-keeper.ts'
import type { Failure } from '#contract/failures.ts'
import { canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
import { fail, type Result } from '#core/result.ts'
import { attemptOnDisk, errnoOf } from '../disk/disk-failure.ts'
import { fsyncFolder, removeIfPresent, writeFileDurably } from '../disk/durable-file.ts'
import { readUpTo } from '../disk/read-file.ts'
import { ATTEMPTS_FILE } from './vault-folder.ts'

/** Wrong tries that cost nothing: hands slip. */
const FREE_TRIES = 3
const FIRST_DELAY_MS = 1000
/** Longest delay. Doubling reaches it at the thirteenth wrong try. */
const LONGEST_DELAY_MS = 15 * 60 * 1000

const MAX_FILE_BYTES = 1024
const instant = z.number().int().min(0)
const schema = z.strictObject({
  v: z.literal(1),
  tries: z.number().int().min(1),
  firstAtMs: instant,
  lastAtMs: instant,
})

/** How long the next try waits after so many wrong ones. */
export function delayAfter(tries: number): number {
  if (tries < FREE_TRIES) return 0
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - FREE_TRIES))
}

/** The answer to a try that comes too early. Seconds are for people. */
function waitFailure(waitMs: number): Failure<'vault/wait-before-next-try'> {
  return { code: 'vault/wait-before-next-try', facts: { waitMs, waitSeconds: Math.ceil(waitMs / 1000) } }
}

/**
 * Counts wrong tries in the file `attempts` and makes the next one wait. The delay is served in time that nobody can set, since
 * the last wrong try or, after a restart, since this run began: neither a restart nor another clock shortens it.
 *
 * The file is beside the header and as open as that; whoever removes it starts anew. It slows down whoever sits before the
 * screen. Whoever has the disk is slowed down by the key derivation alone.
 */
export class Attempts {
  readonly #folder: string
  readonly #clock: Clock
  #turn: Promise<unknown> = Promise.resolve()
  #sinceMs: number
  /** What could not be written down still counts as long as this run goes on. */
  #refused: RefusedTries | null = null

  constructor(folder: string, clock: Clock) {
    this.#folder = folder
    this.#clock = clock
    this.#sinceMs = clock.monotonicMs()
  }

  /** How many tries were refused, or `null` for none. A file that cannot be read as ours counts as none. */
  async refused(): Promise<RefusedTries | null> {
    const kept = this.#refused
    const stored = await this.#read()
    if (kept === null || stored === null) return kept ?? stored
    return kept.tries > stored.tries ? kept : stored
  }

  /** How long the next try has to wait; 0 for not at all. */
  async waitMs(): Promise<number> {
    const delayMs = delayAfter((await this.refused())?.tries ?? 0)
    return Math.max(0, Math.ceil(this.#sinceMs + delayMs - this.#clock.monotonicMs()))
  }

  /**
   * Runs one try, after every other has come to its end, unless it would have to wait. An answer of `isWrong` counts.
   */
  attempt<T, F extends { readonly code: string }>(
    isWrong: (failure: F) => boolean,
    work: () => Promise<Result<T, F>>,
  ): Promise<Result<T, F | Failure<'vault/wait-before-next-try'>>> {
    const turn = this.#turn.then(async () => {
      const waitMs = await this.waitMs()
      if (waitMs > 0) return fail(waitFailure(waitMs))
      const tried = await work()
      if (!tried.ok && isWrong(tried.failure)) await this.countWrong()
      return tried
    })
    this.#turn = turn.catch(() => {})
    return turn
  }

  /** Counts a wrong try. */
  async countWrong(): Promise<void> {
    const before = await this.refused()
    const nowMs = Math.max(0, Math.trunc(this.#clock.nowMs()))
    this.#sinceMs = this.#clock.monotonicMs()
    this.#refused = {
      tries: (before?.tries ?? 0) + 1,
      firstAtMs: before?.firstAtMs ?? nowMs,
      lastAtMs: nowMs,
    }
    const path = join(this.#folder, ATTEMPTS_FILE)
    const bytes = canonicalBytes({ v: 1, ...this.#refused })
    // On a disk that takes nothing the answer is still that the passphrase is wrong.
    await writeFileDurably(path, bytes).catch((error: unknown) => void errnoOf(error))
  }

  /** Forgets all wrong tries. */
  async clear(): Promise<Result<void, DiskFailure>> {
    this.#refused = null
    return await attemptOnDisk(async () => {
      if (await removeIfPresent(join(this.#folder, ATTEMPTS_FILE))) await fsyncFolder(this.#folder)
    })
  }

  async #read(): Promise<RefusedTries | null> {
    const read = await attemptOnDisk(() => readUpTo(join(this.#folder, ATTEMPTS_FILE), MAX_FILE_BYTES))
    const value = read.ok && read.value !== null ? parseCanonical(read.value) : null
    const parsed = value?.ok === true ? schema.safeParse(value.value) : null
    if (parsed?.success !== true) return null
    const { tries, firstAtMs, lastAtMs } = parsed.data
    return { tries, firstAtMs, lastAtMs }
  }
}
