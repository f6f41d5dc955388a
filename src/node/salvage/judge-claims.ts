import { checkBody, checkSigner, openEvent, readSealedHeader } from '#app/ledger/open-event.ts'
import type { ScopeKey } from '#app/ports/event-crypto.ts'
import type { StoredEvent } from '#app/ports/ledger-store.ts'
import type { CaseId, KeyId } from '#core/ids.ts'
import { type ChainPosition, checkSuccession } from '#core/ledger/chain.ts'
import type { UserRecord } from '#core/ledger/event-fields.ts'
import { type EventHeader, NO_PREVIOUS } from '#core/ledger/event-header.ts'
import { maySeal, mayStand, signedBy } from '#core/people/may-stand.ts'
import type { PlacedEvent } from '#core/people/placed-event.ts'
import { emptyRegister, findKey, type RegisterState } from '#core/people/register-state.ts'
import type { Recall } from '#core/people/standing.ts'
import {
  approachEvent,
  confirmationOf,
  introduceSalvager,
  passEvent,
  takeEvent,
} from '#core/people/take-event.ts'
import type { Ahead, Salvager } from './look-ahead.ts'
import type { Claim } from './staged-events.ts'

/** An event that proved itself, as it is to be stored, opened where the salvager has its key. */
export type ProvedEvent = {
  readonly stored: Omit<StoredEvent, 'position'>
  readonly event: PlacedEvent | null
}

/**
 * Judges what was found as verification will judge it in the new vault: hash, chain, time, signer, signature, body, scope, and whether
 * it may stand after the events that were kept before it. What does not hold is left out and counts as lost.
 */
export class ClaimJudge {
  readonly #salvager: Salvager
  readonly #ahead: Ahead
  readonly #state: RegisterState
  readonly #recall: Recall
  #last: ChainPosition | null = null

  /** `introduced` is the salvager, where no event that introduces them was found. */
  constructor(salvager: Salvager, ahead: Ahead, introduced: UserRecord | null, recall: Recall) {
    this.#salvager = salvager
    this.#ahead = ahead
    this.#recall = recall
    this.#state = emptyRegister(salvager.vaultId, salvager.crypto.keyIdOf)
    if (introduced !== null) introduceSalvager(this.#state, introduced)
  }

  /** The last event that was kept. */
  get last(): ChainPosition | null {
    return this.#last
  }

  /** What the kept events say about who may sign and which cases there are. */
  get state(): RegisterState {
    return this.#state
  }

  /** The first of the claims to one place that proves itself, or `null`. Places come in ascending order. */
  choose(claims: readonly Claim[]): ProvedEvent | null {
    for (const claim of claims) {
      const proved = this.#prove(claim)
      if (proved !== null) return proved
    }
    return null
  }

  #prove(claim: Claim): ProvedEvent | null {
    const { crypto } = this.#salvager
    const isDestroyed = this.#ahead.emptied.some(({ from, to }) => from <= claim.seq && claim.seq <= to)
    const { isFollowed: _, ...found } = claim
    const stored = { ...found, position: 0, ...(isDestroyed && { sealedBody: new Uint8Array(0) }) }
    const header = readSealedHeader(stored, crypto)
    if (!header.ok || !this.#mayFollow(header.value)) return null
    if (!isDestroyed && checkBody(header.value, stored, crypto) !== null) return null
    const known = this.#founderKey(header.value, stored)
    const wrong = checkSigner(header.value, stored, crypto, (keyId) => {
      return (
        findKey(this.#state, keyId as KeyId)?.signingKeyHex ??
        (known?.keyId === keyId ? known.signingKeyHex : null)
      )
    })
    if (wrong !== null) return null
    approachEvent(this.#state, claim.seq)
    const event = isDestroyed ? this.#standEmptied(header.value) : this.#stand(header.value, stored)
    if (event === false) return null
    const { seq, device, time } = header.value
    passEvent(this.#state, { seq, device }, event === null ? null : confirmationOf(event))
    if (event !== null) takeEvent(this.#state, event)
    this.#last = { device, seq, hashHex: stored.hashHex, time }
    const { position: _position, ...kept } = stored
    return { stored: kept, event }
  }

  #mayFollow(header: EventHeader): boolean {
    const last = this.#last
    if (last === null || header.seq > last.seq + 1) {
      if (last === null) return header.seq !== 1 || header.prev === NO_PREVIOUS
      return (
        header.device !== last.device ||
        checkSuccession({ ...last, seq: header.seq - 1, hashHex: header.prev }, header) === null
      )
    }
    if (header.device === last.device) return checkSuccession(last, header) === null
    return header.prev === NO_PREVIOUS
  }

  /** What can be read of an event that may stand there: the event, `null` for one that is sealed, `false` for one that may not. */
  #stand(header: EventHeader, stored: StoredEvent): PlacedEvent | null | false {
    const { crypto, vaultId, registerKey } = this.#salvager
    const { actor, device, seq } = header
    const caseId = stored.scope as CaseId
    const key: ScopeKey | null =
      stored.scope === vaultId ? registerKey : (this.#ahead.caseKeys.get(caseId) ?? null)
    if (key === null) {
      const granted = this.#state.cases.get(caseId)
      const isOfCase = granted === undefined ? this.#state.hasGap : !granted.isExpunged
      return isOfCase && maySeal({ actor, seq, caseId }, this.#state) === null ? null : false
    }
    const opened = openEvent({ header, stored }, crypto, key)
    if (!opened.ok) return false
    const event = { ...opened.value, actor, device }
    return mayStand(event, this.#state, this.#recall) === null ? event : false
  }

  #standEmptied({ actor, seq }: EventHeader): null | false {
    return signedBy(this.#state, actor, seq) === null ? false : null
  }

  // The first event introduces the key it is signed with, so it is opened before its signature can be verified.
  #founderKey(header: EventHeader, stored: StoredEvent): UserRecord | null {
    const { crypto, registerKey, vaultId } = this.#salvager
    if (header.seq !== 1 || stored.scope !== vaultId) return null
    const opened = openEvent({ header, stored }, crypto, registerKey)
    return opened.ok && opened.value.body.kind === 'vault-created' ? opened.value.body.data.founder : null
  }
}
