import type { DeviceId, DigestHex } from '../ids.ts'
import { type ChainBreak, type ChainPosition, checkSuccession, isAfter } from './chain.ts'
import { type EventHeader, NO_PREVIOUS } from './event-header.ts'

/** A run of event numbers, both ends included. */
export type SeqRange = { readonly from: number; readonly to: number }

/** Numbers that are missing before the event `foundAtSeq`. */
export type SeqGap = SeqRange & { readonly foundAtSeq: number }

/** What the place of one event comes to. */
export type Step = {
  readonly broken: ChainBreak['code'] | null
  /** Whether another device's chain begins here without a gap, which only a `ledger-salvaged` may. */
  readonly isJoint: boolean
}

/**
 * Walks the headers of one vault in the order in which the store has them, and judges the place of each.
 *
 * Numbers grow by one and never repeat. A vault that was salvaged holds the chains of several devices, one after the other: numbers
 * may be missing where a later `ledger-salvaged` names them ({@link ChainWalk.explain}), and a chain ends where that event begins
 * the next. Whatever is missing and never explained is told by {@link ChainWalk.unexplained} when the walk is over.
 */
export class ChainWalk {
  #previous: ChainPosition | null = null
  #gaps: SeqGap[] = []
  readonly #missing: SeqGap[] = []

  /** The last event that was stepped on. */
  get last(): ChainPosition | null {
    return this.#previous
  }

  /** Gaps that no `ledger-salvaged` has named yet, in order. */
  get unexplained(): readonly SeqGap[] {
    return this.#gaps
  }

  /** Judges the place of the next header; `hashHex` is the hash that the store has for it. */
  step(header: EventHeader, hashHex: DigestHex): Step {
    const previous = this.#previous
    const { device, seq, time } = header
    this.#previous = { device, seq, hashHex, time }
    const expected = previous === null ? 1 : previous.seq + 1
    if (seq < expected) return { broken: 'ledger/sequence-broken', isJoint: false }
    const isSameDevice = previous === null || previous.device === device
    if (seq > expected) {
      const gap = { from: expected, to: seq - 1, foundAtSeq: seq }
      this.#gaps.push(gap)
      this.#missing.push(gap)
      const runsBack = previous !== null && isSameDevice && !isAfter(time, previous.time)
      return { broken: runsBack ? 'ledger/time-runs-back' : null, isJoint: false }
    }
    if (isSameDevice) return { broken: checkSuccession(previous, header)?.code ?? null, isJoint: false }
    return { broken: header.prev === NO_PREVIOUS ? null : 'ledger/chain-broken', isJoint: true }
  }

  /** Takes note of what an event names as lost. */
  explain(lost: readonly SeqRange[]): void {
    const named = joinRanges(lost)
    this.#gaps = this.#gaps.filter(({ from, to }) => {
      return !named.some((range) => range.from <= from && to <= range.to)
    })
  }

  /** How many numbers are missing below this one: by so much its place in the store is less. */
  missingBelow(seq: number): number {
    return this.#missing.reduce((sum, { from, to }) => (to < seq ? sum + to - from + 1 : sum), 0)
  }

  /** Tells whether the walk ended in the chain of the device that it should. */
  endsWith(device: DeviceId): boolean {
    return this.#previous === null || this.#previous.device === device
  }
}

/** The same numbers in as few runs as possible, in order. */
export function joinRanges(ranges: readonly SeqRange[]): readonly SeqRange[] {
  const joined: { from: number; to: number }[] = []
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last !== undefined && from <= last.to + 1) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  return joined
}
