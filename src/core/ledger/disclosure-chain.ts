import type { DigestHex } from '../ids.ts'
import { type ChainBreak, type ChainPosition, checkSuccession } from './chain.ts'
import type { EventData } from './event-body.ts'
import { type EventHeader, NO_PREVIOUS } from './event-header.ts'

/** Events that a salvage could not save, by their numbers. */
export type LostRange = { readonly from: number; readonly to: number }

/** A place where numbers are missing and no event has said yet that they are lost. */
export type OpenGap = LostRange & { readonly line: number }

/**
 * Follows the headers of a disclosure from the first to the last: one device's chain without a gap, or, where the vault was
 * salvaged, one device's after the other's, each with exactly the gaps that the first event of the next one names.
 */
export class DisclosureChain {
  /** Gaps that a salvage named. */
  readonly lost: LostRange[] = []
  #open: OpenGap[] = []
  #last: ChainPosition | null = null

  /** The last event. */
  get last(): ChainPosition | null {
    return this.#last
  }

  /** Gaps of which no event says that they are lost: events were taken out there. */
  get openGaps(): readonly OpenGap[] {
    return this.#open
  }

  /**
   * Takes the next header; answers how it does not follow. `salvage` is what the event says when it is a `ledger-salvaged`,
   * which alone may begin another device's chain.
   */
  follow(
    header: EventHeader,
    hashHex: DigestHex,
    line: number,
    salvage: EventData<'ledger-salvaged'> | null,
  ): ChainBreak | null {
    const last = this.#last
    const { device, seq, time } = header
    this.#last = { device, seq, hashHex, time }
    if (last !== null && device !== last.device) return this.#beginDevice(header, last, line, salvage)
    const lastSeq = last?.seq ?? 0
    if (seq <= lastSeq + 1) return checkSuccession(last, header)
    this.#open.push({ from: lastSeq + 1, to: seq - 1, line })
    return last === null ? null : onlyTime(checkSuccession({ ...last, seq: seq - 1, hashHex: header.prev }, header))
  }

  #beginDevice(
    { seq, prev, time }: EventHeader,
    last: ChainPosition,
    line: number,
    salvage: EventData<'ledger-salvaged'> | null,
  ): ChainBreak | null {
    if (salvage === null || salvage.fromDeviceId !== last.device || salvage.lastSeq < last.seq)
      return { code: 'ledger/sequence-broken' }
    const gaps: OpenGap[] = [...this.#open]
    if (salvage.lastSeq > last.seq) gaps.push({ from: last.seq + 1, to: salvage.lastSeq, line })
    const isAsNamed =
      gaps.length === salvage.lost.length &&
      gaps.every(({ from, to }, at) => salvage.lost[at]?.from === from && salvage.lost[at]?.to === to)
    if (!isAsNamed || seq !== salvage.lastSeq + 1) return { code: 'ledger/sequence-broken' }
    this.#open = []
    this.lost.push(...salvage.lost)
    if (prev !== NO_PREVIOUS) return { code: 'ledger/chain-broken' }
    const isLater =
      time.wallMs > last.time.wallMs || (time.wallMs === last.time.wallMs && time.counter > last.time.counter)
    return isLater ? null : { code: 'ledger/time-runs-back' }
  }
}

function onlyTime(broken: ChainBreak | null): ChainBreak | null {
  return broken?.code === 'ledger/time-runs-back' ? broken : null
}
