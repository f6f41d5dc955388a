import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Failure } from '#contract/failures.ts'
import {
  HUB_EVENT_CONTEXT,
  type HubEvent,
  type HubSaid,
  hubEventBytes,
  NO_HUB_EVENT,
  parseHubEvent,
} from '#core/hub/hub-event.ts'
import { emptyHub, type HubState, takeHubEvent } from '#core/hub/hub-state.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HubReads, HubWrites, StoredHubEvent } from '../ports/hub-store.ts'
import type { HubIdentity, HubTools } from '../ports/hub-tools.ts'

/** Few, because a message may bring a whole law pack. */
const EVENTS_AT_ONCE = 50

/** Why a hub's own events are not believed. */
export type HubLedgerFailure = Failure<'hub/ledger-damaged' | 'hub/store-of-another-hub'>

/** The last event of a hub's ledger, in a transaction that goes on from it. */
export type LedgerEnd = { readonly seq: number; readonly hashHex: string }

/**
 * The hub's own events, folded. Every process of a hub has one, and brings it up to what the store has before it relies on it: each
 * event is verified once, with its place in the chain and the hub's signature.
 */
export class HubLedger {
  readonly #identity: Pick<HubIdentity, 'hubId' | 'hubKeyHex'>
  readonly #tools: Pick<HubTools, 'crypto' | 'verify' | 'signHex'>
  readonly #state = emptyHub()

  constructor(
    identity: Pick<HubIdentity, 'hubId' | 'hubKeyHex'>,
    tools: Pick<HubTools, 'crypto' | 'verify' | 'signHex'>,
  ) {
    this.#identity = identity
    this.#tools = tools
  }

  /** Takes in what other processes recorded since, and answers what all events come to. */
  async catchUp(reads: HubReads): Promise<Result<HubState, HubLedgerFailure>> {
    const state = this.#state
    for (;;) {
      const events = await reads.hubEvents(state.lastSeq, EVENTS_AT_ONCE)
      for (const stored of events) {
        // Two callers may be reading at once; what one took in already, the other passes.
        if (stored.seq <= state.lastSeq) continue
        const event = this.#verify(stored)
        if (!event.ok) return event
        takeHubEvent(state, event.value, stored.hashHex)
      }
      if (events.length < EVENTS_AT_ONCE) break
    }
    return state.lastSeq === 0 ? fail({ code: 'hub/ledger-damaged', facts: { seq: 1 } }) : succeed(state)
  }

  /**
   * Records something in a transaction. What it answers counts once that transaction is committed; then {@link HubLedger.catchUp} takes it in.
   *
   * @throws when what is said is not of an event's shape: that is a bug of whoever says it.
   */
  async record(
    writes: HubWrites,
    said: HubSaid,
    atMs: number,
    after: LedgerEnd = { seq: this.#state.lastSeq, hashHex: this.#state.lastHashHex },
  ): Promise<LedgerEnd> {
    const event: HubEvent = {
      format: 'samnum-hub-event',
      v: 1,
      hubId: this.#identity.hubId,
      seq: after.seq + 1,
      prev: after.hashHex as HubEvent['prev'],
      atMs,
      ...said,
    }
    const bytes = hubEventBytes(event)
    // What could not be read again would end the hub: nothing that follows in its ledger would be believed.
    if (!parseHubEvent(bytes).ok) throw new RangeError('an event of the hub is not of its shape')
    const hashHex = this.#tools.crypto.digestHex(bytes)
    const signature = hexToBytes(this.#tools.signHex(signedMessage(bytes)))
    await writes.appendHubEvent({ seq: event.seq, hashHex, bytes, signature })
    return { seq: event.seq, hashHex }
  }

  #verify(stored: StoredHubEvent): Result<HubEvent, HubLedgerFailure> {
    const state = this.#state
    const event = parseHubEvent(stored.bytes)
    const facts = { seq: stored.seq }
    if (!event.ok) return fail({ code: 'hub/ledger-damaged', facts })
    const { hubId, hubKeyHex } = this.#identity
    if (event.value.hubId !== hubId) return fail({ code: 'hub/store-of-another-hub' })
    const isPlaced =
      event.value.seq === stored.seq &&
      stored.seq === state.lastSeq + 1 &&
      event.value.prev === (stored.seq === 1 ? NO_HUB_EVENT : state.lastHashHex) &&
      (stored.seq === 1) === (event.value.kind === 'hub-founded')
    const isWhole =
      this.#tools.crypto.digestHex(stored.bytes) === stored.hashHex &&
      this.#tools.verify(hubKeyHex, signedMessage(stored.bytes), stored.signature)
    return isPlaced && isWhole ? succeed(event.value) : fail({ code: 'hub/ledger-damaged', facts })
  }
}

function signedMessage(bytes: Uint8Array): Uint8Array {
  return concatBytes(utf8ToBytes(HUB_EVENT_CONTEXT), bytes)
}
