import type { FailureCode } from '#contract/failures.ts'
import type { Finding } from '#contract/vault-operations.ts'
import { type NamedObject, namedObjects } from '#core/case-file/named-objects.ts'
import { itemOf } from '#core/custody/take-custody.ts'
import type { CaseId, DigestHex, ItemId, KeyId } from '#core/ids.ts'
import type { ChainPosition } from '#core/ledger/chain.ts'
import { ChainWalk } from '#core/ledger/chain-walk.ts'
import { isClockSetBack } from '#core/ledger/clock-plausible.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { type EventHeader, parseHeader } from '#core/ledger/event-header.ts'
import { maySeal, mayStand, signedBy } from '#core/people/may-stand.ts'
import type { PlacedEvent } from '#core/people/placed-event.ts'
import { emptyRegister, findKey, holdsCase, type RegisterState } from '#core/people/register-state.ts'
import {
  approachEvent,
  type Confirmation,
  confirmationOf,
  introduceSalvager,
  passEvent,
  takeEvent,
} from '#core/people/take-event.ts'
import { projectEvent } from '#core/projections/project-event.ts'
import { findEventBySeq } from '../ledger/find-event.ts'
import { checkBody, checkSigner, isEmptied, openEvent, readSealedHeader } from '../ledger/open-event.ts'
import type { EventCrypto, ScopeKey } from '../ports/event-crypto.ts'
import type { StoredEvent } from '../ports/ledger-store.ts'
import type { ProjectionCheck } from '../ports/vault-keeper.ts'
import type { VaultSession } from '../vault-session.ts'
import { EmptiedBodies } from './emptied-bodies.ts'
import { findSalvager } from './find-salvager.ts'

/** An object as the verified event that names it describes it. */
export type CheckedObject = { readonly caseId: CaseId; readonly object: NamedObject; readonly seq: number }

/** The founder's key, which the first event introduces and is signed with. */
type Founder = { readonly keyId: KeyId; readonly signingKeyHex: string }

/**
 * Walks the ledger from its first event and judges each: its place in the chain, its hash, its signer, its signature, its
 * body, its scope, and whether it may stand there. People, roles and keys come from the events already judged, never from
 * projections. Only keys of cases are looked up there before their grant is reached, because a case may be shared long after it
 * was opened; a key that is not the case's opens nothing.
 *
 * Events of cases whose key the person of the session lacks are judged by what can be seen without it.
 */
export class LedgerCheck {
  readonly notes: Finding[] = []
  objects: CheckedObject[] = []
  events = 0
  /** Events whose bodies this person cannot read. */
  sealedEvents = 0

  readonly #vault: VaultSession
  readonly #projections: ProjectionCheck
  readonly #crypto: EventCrypto
  readonly #state: RegisterState
  readonly #walk = new ChainWalk()
  readonly #emptied = new EmptiedBodies()
  readonly #caseKeys = new Map<string, ScopeKey | null>()
  readonly #gapOrders = new Map<number, number>()
  readonly #found: { readonly order: number; readonly finding: Finding }[] = []
  readonly #numbers = new Map<ItemId, string>()
  #founder: Founder | null = null
  #position = 0
  #wasSetBack = false
  #isPlaced = true

  /** `crypto` is the vault's own, or one that knows the answers of signatures that were verified ahead. */
  constructor(vault: VaultSession, projections: ProjectionCheck, crypto: EventCrypto = vault.crypto) {
    this.#vault = vault
    this.#projections = projections
    this.#crypto = crypto
    this.#state = emptyRegister(vault.vaultId, vault.crypto.keyIdOf)
  }

  /** The last event that was judged. */
  get last(): ChainPosition | null {
    return this.#walk.last
  }

  /** What does not hold, in the order of the events. Complete after {@link LedgerCheck.finish}. */
  get findings(): readonly Finding[] {
    return [...this.#found].sort((a, b) => a.order - b.order).map(({ finding }) => finding)
  }

  /** The number of a digital exhibit, once an event gave it one. */
  numberOf(exhibitId: ItemId): string | undefined {
    return this.#numbers.get(exhibitId)
  }

  /** The key of a case as it is granted to the person of the session. */
  keyOfCase(caseId: CaseId): ScopeKey | null {
    const known = this.#caseKeys.get(caseId)
    if (known !== undefined) return known
    const { register, signer, person } = this.#vault
    const sealed = register.sealedCaseKey(caseId, person.userId)
    const key =
      sealed.ok && sealed.value !== null ? signer.openCaseKey(caseId, person.userId, sealed.value) : null
    this.#caseKeys.set(caseId, key)
    return key
  }

  /** Overwrites the case keys that the check opened for itself. */
  forgetKeys(): void {
    for (const key of this.#caseKeys.values()) key?.bytes.fill(0)
    this.#caseKeys.clear()
  }

  /** Judges the next event. Later ones are judged even after one that fails, each by itself. */
  judge(stored: StoredEvent): void {
    this.events += 1
    const header = parseHeader(stored.header)
    const isJoint = this.#checkPlace(header.ok ? header.value : null, stored)
    approachEvent(this.#state, stored.seq)
    const event = this.#read(stored, header)
    if (isJoint && event?.body.kind !== 'ledger-salvaged') this.#report('ledger/sequence-broken', stored.seq)
    const device = header.ok ? header.value.device : stored.device
    if (event === null) {
      this.#pass({ seq: stored.seq, device }, null)
      return
    }
    const refusal = mayStand(event, this.#state, (seq) => this.#recall(seq))
    this.#pass(event, refusal === null ? confirmationOf(event) : null)
    if (refusal === null) this.#take(event)
    const changes = projectEvent(event)
    // What a key signs that is not in force stands in nobody's cases; the register changed when it was appended.
    const isApplied = this.#projections.apply(
      refusal === 'ledger/signer-not-active' ? { ...changes, cases: [] } : changes,
    )
    if (refusal !== null) this.#report(refusal, event.seq)
    else if (!isApplied) this.#report('ledger/event-refused', event.seq)
  }

  /** Takes note that the rest of the events cannot be reached. */
  breakOff(code: FailureCode): void {
    this.#report(code, this.events + 1)
  }

  /** Says what can only be said once every event was seen: which gaps and which missing bodies nothing explains. */
  finish(): void {
    for (const { foundAtSeq } of this.#walk.unexplained) {
      const order = this.#gapOrders.get(foundAtSeq)
      if (order !== undefined) this.#report('ledger/sequence-broken', foundAtSeq, order)
    }
    for (const { seq, order } of this.#emptied.unexplained) this.#report('ledger/body-missing', seq, order)
    const { last } = this
    if (last !== null && this.#isPlaced && !this.#walk.endsWith(this.#vault.deviceId)) {
      this.#report('ledger/sequence-broken', last.seq)
    }
    const { agreement } = this.#state
    if (agreement !== null) this.#report('ledger/actor-not-allowed', agreement.seq)
  }

  #checkPlace(header: EventHeader | null, { position, seq, hashHex }: StoredEvent): boolean {
    const isNext = position === this.#position + 1
    this.#position = position
    if (header === null) return false
    const before = this.#walk.last
    const { broken, isJoint } = this.#walk.step(header, hashHex)
    const code = isNext ? broken : 'ledger/sequence-broken'
    this.#isPlaced = code === null
    if (code !== null) this.#report(code, seq)
    // A gap may be explained later. It is found before its event, and once.
    if (isNext && this.#walk.unexplained.at(-1)?.foundAtSeq === seq)
      this.#gapOrders.set(seq, this.events - 0.5)
    const isSetBack =
      before !== null &&
      before.device === header.device &&
      isClockSetBack(header.time.clockMs, before.time.wallMs)
    // Said once: hybrid time stands still until the clock has caught up, and every event until then is behind it.
    if (isSetBack && !this.#wasSetBack)
      this.notes.push({ code: 'ledger/clock-set-back', file: 'ledger.db', seq })
    this.#wasSetBack = isSetBack
    return isJoint
  }

  /** Verifies and opens an event, or reports what it has against it; `null` also where its body cannot be read and may not be. */
  #read(stored: StoredEvent, parsed: ReturnType<typeof parseHeader>): PlacedEvent | null {
    const { vaultId, registerKey } = this.#vault
    const crypto = this.#crypto
    const header = readSealedHeader(stored, crypto, parsed)
    if (!header.ok) return this.#refuse(header.failure.code, stored.seq)
    if (this.events === 1) this.#meetFirst(header.value, stored)
    const isEmpty = isEmptied(stored)
    const wrong =
      (isEmpty ? null : checkBody(header.value, stored, crypto)) ??
      checkSigner(header.value, stored, crypto, (keyId) => this.#signingKeyOf(keyId))
    if (wrong !== null) return this.#refuse(wrong.code, stored.seq)
    if (isEmpty) return this.#readEmptied(header.value, stored)
    const key = stored.scope === vaultId ? registerKey : this.keyOfCase(stored.scope as CaseId)
    if (key === null) return this.#readSealed(header.value, stored)
    const event = openEvent({ header: header.value, stored }, crypto, key)
    if (!event.ok) return this.#refuse(event.failure.code, stored.seq)
    const { actor, device } = header.value
    return { ...event.value, actor, device }
  }

  #signingKeyOf(keyId: string): string | null {
    const key = findKey(this.#state, keyId as KeyId)
    if (key !== null) return key.signingKeyHex
    return this.#founder?.keyId === keyId ? this.#founder.signingKeyHex : null
  }

  // Its body was destroyed by order, or by somebody: the order stands later in the ledger.
  #readEmptied({ actor, device, scopeRef, seq }: EventHeader, { scope }: StoredEvent): null {
    const { vaultId, registerKey } = this.#vault
    const crypto = this.#crypto
    if (signedBy(this.#state, actor, seq) === null) return this.#refuse('ledger/signer-not-active', seq)
    const isRegister = crypto.scopeRef(registerKey, { device, seq }) === scopeRef
    if (isRegister !== (scope === vaultId)) return this.#refuse('ledger/scope-wrong', seq)
    this.#emptied.note({ seq, scope, order: this.events })
    return null
  }

  #readSealed({ actor, seq }: EventHeader, { scope }: StoredEvent): null {
    const caseId = scope as CaseId
    const granted = this.#state.cases.get(caseId)
    if (granted === undefined && !this.#state.hasGap) return this.#refuse('ledger/key-missing', seq)
    if (granted?.isExpunged === true) return this.#refuse('ledger/event-refused', seq)
    if (holdsCase(this.#state, caseId, this.#vault.person.userId))
      return this.#refuse('ledger/key-missing', seq)
    this.sealedEvents += 1
    const refusal = maySeal({ actor, seq, caseId }, this.#state)
    return refusal === null ? null : this.#refuse(refusal, seq)
  }

  // The first event introduces the key it is signed with, so it is opened before its signature can be verified. Where a salvage lost it,
  // or what introduced whoever salvaged, the salvage introduces them.
  #meetFirst(header: EventHeader, stored: StoredEvent): void {
    const { registerKey, vaultId } = this.#vault
    const salvager = findSalvager(this.#vault, header.device)
    if (salvager !== null) introduceSalvager(this.#state, salvager)
    const event = openEvent({ header, stored }, this.#crypto, registerKey)
    if (!event.ok || event.value.body.kind !== 'vault-created') return
    const { data } = event.value.body
    const { keyId, signingKeyHex } = data.founder
    const isOwn = data.vaultId === vaultId && data.deviceId === header.device
    if (isOwn && this.#crypto.keyIdOf(signingKeyHex) === keyId) this.#founder = { keyId, signingKeyHex }
  }

  #pass(place: Parameters<typeof passEvent>[1], confirms: Confirmation | null): void {
    const unmet = passEvent(this.#state, place, confirms)
    if (unmet !== null) this.#report('ledger/actor-not-allowed', unmet.seq)
  }

  /** Takes in what an event says that may say it. */
  #take(event: PlacedEvent): void {
    const { body, seq } = event
    takeEvent(this.#state, event)
    if (body.kind === 'case-key-granted') this.#takeGrant(body.data, seq)
    else if (body.kind === 'ledger-salvaged') this.#walk.explain(body.data.lost)
    else if (body.kind === 'case-expunged') this.#takeOrder(body.data, seq)
    const item = itemOf(event)
    if (item?.kind === 'digital') this.#numbers.set(item.itemId, item.number)
    for (const object of namedObjects(body)) {
      this.objects.push({ caseId: body.scope as CaseId, object, seq })
    }
  }

  #takeGrant({ caseId, userId, sealedKeyHex }: EventData<'case-key-granted'>, seq: number): void {
    const { person, signer } = this.#vault
    // What was sealed to keys that were replaced since, nobody can open any more.
    if (userId !== person.userId || this.#state.people.get(person.userId)?.keyId !== signer.keyId) return
    const key = signer.openCaseKey(caseId, person.userId, sealedKeyHex)
    if (key === null) this.#report('ledger/key-missing', seq)
    else this.#caseKeys.set(caseId, key)
  }

  #takeOrder({ caseId, emptied }: EventData<'case-expunged'>, seq: number): void {
    const isCarriedOut = this.#emptied.explain(emptied, [caseId, this.#vault.vaultId])
    if (!isCarriedOut && !this.#state.hasGap) this.#report('ledger/event-refused', seq)
    this.objects = this.objects.filter((object) => object.caseId !== caseId)
  }

  /** What an earlier event was, from the store: keeping a million of them would fill the memory. */
  #recall(
    seq: number,
  ): { readonly hashHex: DigestHex; readonly actor: KeyId; readonly scope: string } | null {
    const read = findEventBySeq(this.#vault.ledger, seq)
    const stored = read.ok ? read.value : null
    if (stored === null) return null
    const header = parseHeader(stored.header)
    return header.ok ? { hashHex: stored.hashHex, actor: header.value.actor, scope: stored.scope } : null
  }

  #refuse(code: FailureCode, seq: number): null {
    this.#report(code, seq)
    return null
  }

  #report(code: FailureCode, seq: number, order: number = this.events): void {
    this.#found.push({ order, finding: { code, file: 'ledger.db', seq } })
  }
}
