import type { FailureCode } from '#contract/failures.ts'
import { type NamedObject, namedObjects } from '#core/case-file/named-objects.ts'
import type { CaseId, DigestHex, HubId, KeyId, ObjectId, VaultId } from '#core/ids.ts'
import { ChainWalk } from '#core/ledger/chain-walk.ts'
import { type EventHeader, parseHeader } from '#core/ledger/event-header.ts'
import type { TravellingEvent } from '#core/packages/event-chunk.ts'
import { mayStand, signedBy } from '#core/people/may-stand.ts'
import type { PlacedEvent } from '#core/people/placed-event.ts'
import { emptyRegister, findKey, type PersonState, type RegisterState } from '#core/people/register-state.ts'
import { approachEvent, confirmationOf, passEvent, takeEvent } from '#core/people/take-event.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { checkBody, checkSigner, isEmptied, openEvent, readSealedHeader } from '../ledger/open-event.ts'
import type { EventCrypto, ScopeKey } from '../ports/event-crypto.ts'
import type { StoredEvent } from '../ports/ledger-store.ts'
import { EmptiedBodies } from '../vault/emptied-bodies.ts'

/** The first thing that does not hold in a station's events. */
export type Objection = { readonly code: FailureCode; readonly seq: number }

/** What the hub reads a station's events with. */
export type StationKeys = {
  readonly register: ScopeKey
  readonly cases: ReadonlyMap<CaseId, ScopeKey>
}

/** An order to destroy a case, as its event says it. */
export type ExpungeOrder = {
  readonly caseId: CaseId
  readonly emptied: readonly { readonly from: number; readonly to: number }[]
  /** The numbers of the register's events that granted the case's key: nothing else of the register goes with the case. */
  readonly grants: readonly number[]
}

/** What is known of an earlier event without reading its body. */
export type Recalled = { readonly hashHex: DigestHex; readonly actor: KeyId; readonly scope: string }

/** An event that holds, as it is to be stored, with who signed it and the order that it is, if it is one. */
export type Taken = {
  readonly stored: StoredEvent
  readonly actor: KeyId
  readonly order: ExpungeOrder | null
}

/** The last message that a station says it took. */
export type TakenMark = { readonly hubId: HubId; readonly number: number; readonly hashHex: DigestHex }

/** The scope of an event whose case was not shared with the hub. */
export const UNKNOWN_SCOPE = ''

/**
 * Judges the ledger of one station from its first event on, as verification of a vault does (`docs/format.md`, section 9), and stops
 * at the first thing that does not hold: what the hub acknowledges is whole. Events of cases whose key it lacks are judged by what
 * can be seen without it.
 */
export class StationJudge {
  readonly #vaultId: VaultId
  readonly #crypto: EventCrypto
  readonly #keys: StationKeys
  readonly #state: RegisterState
  readonly #walk = new ChainWalk()
  readonly #emptied = new EmptiedBodies()
  readonly #objects = new Map<ObjectId, NamedObject & { readonly caseId: CaseId }>()
  readonly #grants = new Map<CaseId, number[]>()
  /** Case keys, those that were granted or opened something last first: events of one case come together. */
  #nearest: readonly (readonly [CaseId, ScopeKey])[]
  #founderKeyHex: string | null = null
  #lastMessage: TakenMark | null = null
  #position = 0

  constructor(vaultId: VaultId, crypto: EventCrypto, keys: StationKeys) {
    this.#vaultId = vaultId
    this.#crypto = crypto
    this.#keys = keys
    this.#nearest = [...keys.cases]
    this.#state = emptyRegister(vaultId, crypto.keyIdOf)
  }

  /** How many events were judged: the place of the last. */
  get position(): number {
    return this.#position
  }

  /** The last event that was judged. */
  get last(): { readonly seq: number; readonly hashHex: DigestHex } | null {
    return this.#walk.last
  }

  /** Everybody who was ever introduced, with the keys that hold now. */
  get people(): readonly PersonState[] {
    return [...this.#state.people.values()]
  }

  /** Keys for papers that people told, by the keys with which they sign events. */
  get paperKeys(): RegisterState['paperKeys'] {
    return this.#state.paperKeys
  }

  /** How many cases the register knows of. */
  get caseCount(): number {
    return this.#state.cases.size
  }

  /** The last message of a hub that the station took, of the hub that is pinned now. */
  get lastMessage(): TakenMark | null {
    return this.#lastMessage
  }

  /** The case that the register knows by this number or id, unless a court had it destroyed. */
  caseNamed(name: string): { readonly caseId: CaseId; readonly number: string } | null {
    for (const [caseId, { number, isExpunged }] of this.#state.cases)
      if (!isExpunged && (caseId === name || number === name)) return { caseId, number }
    return null
  }

  /** An object that a readable event names. */
  objectOf(objectId: ObjectId): (NamedObject & { readonly caseId: CaseId }) | null {
    return this.#objects.get(objectId) ?? null
  }

  /**
   * Judges the next event; `signatures` verifies its signature, where that was not done already. Answers how it is to be stored, and
   * the order that it is, if it is one.
   */
  async take(
    event: TravellingEvent,
    recall: (seq: number) => Promise<Recalled | null>,
    signatures: Pick<EventCrypto, 'verifyHeader'> = this.#crypto,
  ): Promise<Result<Taken, Objection>> {
    const parsed = parseHeader(event.header)
    if (!parsed.ok) return fail({ code: 'ledger/header-damaged', seq: (this.last?.seq ?? 0) + 1 })
    const header = parsed.value
    const { seq, device } = header
    const hashHex = this.#crypto.digestHex(event.header)
    this.#position += 1
    const unplaced = { ...event, position: this.#position, device, seq, hashHex }
    const { broken, isJoint } = this.#walk.step(header, hashHex)
    if (broken !== null) return fail({ code: broken, seq })
    approachEvent(this.#state, seq)
    const scope = this.#scopeOf(header)
    const stored: StoredEvent = { ...unplaced, scope: scope?.id ?? UNKNOWN_SCOPE }
    const read = this.#read(header, stored, scope?.key ?? null, signatures)
    if (!read.ok) return read
    const placed = read.value
    if (isJoint && placed?.body.kind !== 'ledger-salvaged')
      return fail({ code: 'ledger/sequence-broken', seq })
    const confirmed = placed === null ? null : confirmationOf(placed)
    const recalled = confirmed === null ? null : await recall(confirmed.seq)
    const refusal = placed === null ? null : mayStand(placed, this.#state, () => recalled)
    if (refusal !== null) return fail({ code: refusal, seq })
    const unmet = passEvent(this.#state, { seq, device }, confirmed)
    if (unmet !== null) return fail({ code: 'ledger/actor-not-allowed', seq: unmet.seq })
    return succeed({ stored, actor: header.actor, order: placed === null ? null : this.#take(placed) })
  }

  /** Says what can only be said at the end of what came: gaps and missing bodies that nothing explains, agreement that is not there. */
  finish(): Objection | null {
    const gap = this.#walk.unexplained[0]
    if (gap !== undefined) return { code: 'ledger/sequence-broken', seq: gap.foundAtSeq }
    const emptied = this.#emptied.unexplained[0]
    if (emptied !== undefined) return { code: 'ledger/body-missing', seq: emptied.seq }
    const { agreement } = this.#state
    return agreement === null ? null : { code: 'ledger/actor-not-allowed', seq: agreement.seq }
  }

  #scopeOf({ device, seq, scopeRef }: EventHeader): { readonly id: string; readonly key: ScopeKey } | null {
    const place = { device, seq }
    const { register } = this.#keys
    if (this.#crypto.scopeRef(register, place) === scopeRef) return { id: this.#vaultId, key: register }
    const at = this.#nearest.findIndex(([, key]) => this.#crypto.scopeRef(key, place) === scopeRef)
    this.#bringForward(at)
    const found = at === -1 ? undefined : this.#nearest[0]
    return found === undefined ? null : { id: found[0], key: found[1] }
  }

  #bringForward(at: number): void {
    const found = this.#nearest[at]
    if (found !== undefined && at > 0)
      this.#nearest = [found, ...this.#nearest.slice(0, at), ...this.#nearest.slice(at + 1)]
  }

  /** The event opened, or `null` where its body cannot be read and may not be. */
  #read(
    header: EventHeader,
    stored: StoredEvent,
    key: ScopeKey | null,
    signatures: Pick<EventCrypto, 'verifyHeader'>,
  ): Result<PlacedEvent | null, Objection> {
    const { seq } = stored
    const crypto = this.#crypto
    const sealed = readSealedHeader(stored, crypto)
    if (!sealed.ok) return fail({ code: sealed.failure.code, seq })
    if (this.#position === 1) this.#meetFounder(header, stored)
    const wrong =
      (isEmptied(stored) ? null : checkBody(header, stored, crypto)) ??
      checkSigner(header, stored, signatures, (keyId) => this.signingKeyOf(keyId))
    if (wrong !== null) return fail({ code: wrong.code, seq })
    if (isEmptied(stored)) {
      this.#emptied.note({ seq, scope: stored.scope, order: this.#position })
      return this.#judgeUnread(header)
    }
    if (key === null) return this.#judgeUnread(header)
    const event = openEvent({ header, stored }, crypto, key)
    if (!event.ok) return fail({ code: event.failure.code, seq })
    return succeed({ ...event.value, actor: header.actor, device: header.device })
  }

  #judgeUnread({ actor, seq }: EventHeader): Result<null, Objection> {
    const by = signedBy(this.#state, actor, seq)
    if (by === null) return fail({ code: 'ledger/signer-not-active', seq })
    return succeed(null)
  }

  /** The raw signing key in hex of a key that the events so far introduced, or `null`. */
  signingKeyOf(keyId: string): string | null {
    const known = findKey(this.#state, keyId as KeyId)
    if (known !== null) return known.signingKeyHex
    const founder = this.#founderKeyHex
    return founder !== null && this.#crypto.keyIdOf(founder) === keyId ? founder : null
  }

  // The first event introduces the key it is signed with, so it is opened before its signature can be verified.
  #meetFounder(header: EventHeader, stored: StoredEvent): void {
    const event = openEvent({ header, stored }, this.#crypto, this.#keys.register)
    if (!event.ok || event.value.body.kind !== 'vault-created') return
    const { data } = event.value.body
    if (data.vaultId === this.#vaultId && data.deviceId === header.device)
      this.#founderKeyHex = data.founder.signingKeyHex
  }

  #take(event: PlacedEvent): ExpungeOrder | null {
    const { body } = event
    takeEvent(this.#state, event)
    if (body.kind === 'ledger-salvaged') this.#walk.explain(body.data.lost)
    for (const object of namedObjects(body))
      this.#objects.set(object.objectId, { ...object, caseId: body.scope as CaseId })
    if (body.kind === 'case-key-granted') {
      const { caseId } = body.data
      this.#grants.set(caseId, [...(this.#grants.get(caseId) ?? []), event.seq])
      // A case begins where its key was granted: its first event comes next.
      this.#bringForward(this.#nearest.findIndex(([id]) => id === caseId))
    }
    this.#noteMessages(body)
    if (body.kind !== 'case-expunged') return null
    const { caseId, emptied } = body.data
    // Of a case that was not shared, the hub does not know which emptied event was whose.
    this.#emptied.explain(emptied, [caseId, this.#vaultId, UNKNOWN_SCOPE])
    for (const [objectId, object] of this.#objects)
      if (object.caseId === caseId) this.#objects.delete(objectId)
    return { caseId, emptied, grants: this.#grants.get(caseId) ?? [] }
  }

  // A hub that is pinned anew begins its messages anew.
  #noteMessages(body: PlacedEvent['body']): void {
    if (body.kind === 'hub-pinned' || body.kind === 'hub-unpinned') this.#lastMessage = null
    if (body.kind !== 'way-back-taken') return
    const { hubId, messages } = body.data
    const last = messages.at(-1)
    if (last !== undefined) this.#lastMessage = { hubId, number: last.number, hashHex: last.hashHex }
  }
}
