import type { ParseFailure } from '#app/ports/evidence-parser.ts'
import type { ParseLimits } from '#core/parsing/parse-limits.ts'
import { ParseStop } from './parser.ts'

/** The limits of one run, and whether one of them was met: a parser that catches what stops it is stopped all the same. */
export class RunLimits {
  readonly readBytes: number
  readonly outputBytes: number
  readonly items: number
  readonly #memoryBytes: number
  #met: ParseFailure | null = null

  constructor({ readBytes, outputBytes, items, memoryBytes }: ParseLimits) {
    this.readBytes = readBytes
    this.outputBytes = outputBytes
    this.items = items
    this.#memoryBytes = memoryBytes
  }

  /** The first limit that was met, or `null`. */
  get met(): ParseFailure | null {
    return this.#met
  }

  stop(...[code, facts]: ConstructorParameters<typeof ParseStop>): never {
    const stop = new ParseStop(code, facts)
    this.#met ??= stop.failure
    throw stop
  }

  /** Memory outside the heap, as buffers are, has no limit of its own; where nobody watches from outside, this is the only one. */
  checkMemory(comingBytes: number): void {
    if (process.memoryUsage.rss() + comingBytes > this.#memoryBytes)
      this.stop('parse/out-of-memory', { maxBytes: this.#memoryBytes })
  }
}
