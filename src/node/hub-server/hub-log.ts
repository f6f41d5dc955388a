import { isFailureCode } from '#contract/failures.ts'

/** Facts of one line: codes, ids, counts and times, never what is in a package, a name or an address of a person. */
export type LogFacts = { readonly [name: string]: string | number | boolean | null | undefined }

/** Writes one line of JSON for each thing that happened. */
export type HubLog = {
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  /** A bug: what was thrown, without the values in it. */
  bug(event: string, error: unknown): void
}

/** A log of lines of JSON: `atMs`, `level`, `event`, and facts. */
export function makeHubLog(write: (line: string) => void, nowMs: () => number): HubLog {
  const say = (level: string, event: string, facts: LogFacts = {}) =>
    write(`${JSON.stringify({ atMs: nowMs(), level, event, ...facts })}\n`)
  return {
    info: (event, facts) => say('info', event, facts),
    warn: (event, facts) => say('warn', event, facts),
    bug: (event, error) => {
      // Messages may quote what was being read; where it happened may not.
      const stack = error instanceof Error ? (error.stack ?? '').split('\n') : []
      const places = stack.filter((line) => /^\s+at /.test(line)).map((line) => line.trim())
      say('error', event, {
        name: error instanceof Error ? error.name : typeof error,
        places: places.slice(0, 8).join(' < '),
      })
    },
  }
}

/** The code of a failure for a log or a count: what is no code of ours is not repeated. */
export function loggedCode(code: string): string {
  return isFailureCode(code) ? code : 'unknown'
}

/** Says of what happens too often only so much in a while, and how much was left out: strangers must not fill a disk with lines. */
export class LineBudget {
  readonly #most: number
  readonly #whileMs: number
  #sinceMs = Number.NEGATIVE_INFINITY
  #said = 0
  #leftOut = 0

  constructor(most: number, whileMs: number) {
    this.#most = most
    this.#whileMs = whileMs
  }

  /** How many were left out before this one, or `null` where this one is left out too. */
  take(atMs: number): number | null {
    if (atMs - this.#sinceMs >= this.#whileMs) {
      this.#sinceMs = atMs
      this.#said = 0
    }
    if (this.#said >= this.#most) {
      this.#leftOut += 1
      return null
    }
    this.#said += 1
    const leftOut = this.#leftOut
    this.#leftOut = 0
    return leftOut
  }
}
