import type { CaseId, HolderId, KeyId, UserId } from '#core/ids.ts'
import { type EventBody, type EventKind, parseBody } from '#core/ledger/event-body.ts'
import type { EventHeader } from '#core/ledger/event-header.ts'
import { SYNC_KINDS } from '#core/ledger/sync-kinds.ts'
import { emptyHubBook, type HubBook, takeIntoHubBook } from '#core/packages/hub-book.ts'
import { mayStand } from '#core/people/may-stand.ts'
import type { GrantedHolder, GrantedPerson, Recipient } from '#core/people/owed-grants.ts'
import type { PlacedEvent } from '#core/people/placed-event.ts'
import { activePeople, emptyRegister, findKey, type RegisterState } from '#core/people/register-state.ts'
import type { Recall } from '#core/people/standing.ts'
import { confirmationOf, introduceSalvager, passEvent, takeEvent } from '#core/people/take-event.ts'
import { type Result, succeed } from '#core/result.ts'
import { checkBody, checkSigner, readSealedHeader } from '../ledger/open-event.ts'
import type { LedgerStoreFailure, StoredEvent } from '../ports/ledger-store.ts'
import { findSalvager } from '../vault/find-salvager.ts'
import type { VaultSession } from '../vault-session.ts'

const EVENTS_AT_ONCE = 500

/** Whoever the register proves to be at the station. */
export type ProvenPeople = {
  readonly people: readonly GrantedPerson[]
  readonly holders: readonly GrantedHolder[]
}

/** Kinds that say who is at the station and with which keys. */
const PEOPLE_KINDS: ReadonlySet<EventKind> = new Set([
  'vault-created',
  'person-added',
  'person-roles-changed',
  'person-suspended',
  'person-reinstated',
  'passphrase-reset',
  'recovery-added',
  'recovery-removed',
  'vault-recovered',
  'ledger-salvaged',
  'event-confirmed',
])

/** Kinds that say who can read which case, and what was agreed with headquarters, beside those. */
const GRANT_KINDS: ReadonlySet<EventKind> = new Set([
  'case-key-granted',
  'case-expunged',
  ...(Object.keys(SYNC_KINDS) as (keyof typeof SYNC_KINDS)[]),
])

/**
 * How the canonical bytes of a grant end, but for the scope's digits. Most events of a register are grants, and whoever is looked for
 * need not read what they say.
 */
const GRANT_END = ',"kind":"case-key-granted","scope":"'
const GRANT_END_AT = GRANT_END.length + 32 + '","v":1}'.length

type Proof = {
  readonly isAboutGrants: boolean
  readonly state: RegisterState
  readonly book: HubBook
  /** People whose new keys somebody else must agree to, and nobody has yet. */
  readonly unagreed: Set<UserId>
  position: number
  last: { readonly seq: number; readonly answer: NonNullable<ReturnType<Recall>> } | null
}

// As long as the session lives; what was proven once stays so.
const proofsOfPeople = new WeakMap<VaultSession, Proof>()
const proofsOfGrants = new WeakMap<VaultSession, Proof>()

/**
 * Who is at the station by the signed events alone. The register's tables can be written by everybody who can open the vault, and
 * a case's key that was given away cannot be taken back: so whoever is given one without being chosen for it is proven first. An
 * event that does not hold, or may not stand, counts for nothing; verification names it.
 */
export function provePeople(vault: VaultSession): Result<ProvenPeople, LedgerStoreFailure> {
  const proof = proofsOfPeople.get(vault) ?? beginProof(vault, false)
  proofsOfPeople.set(vault, proof)
  const read = readOn(vault, proof)
  if (!read.ok) return read
  const { state, unagreed } = proof
  return succeed({
    people: activePeople(state).filter(({ userId }) => !unagreed.has(userId)),
    holders: [...state.holders.values()].filter(({ isInForce }) => isInForce),
  })
}

/** Tells by which event, signed by somebody who could give it, a recipient was granted a case's key last; `null` for none. */
export type GrantProof = (caseId: CaseId, recipientId: UserId | HolderId) => number | null

/** Who was granted what by the signed events alone. It reads every grant, so it is asked for only where a table says something. */
export function proveGrants(vault: VaultSession): Result<GrantProof, LedgerStoreFailure> {
  const proof = proofsOfGrants.get(vault) ?? beginProof(vault, true)
  proofsOfGrants.set(vault, proof)
  const read = readOn(vault, proof)
  if (!read.ok) return read
  return succeed((caseId, recipientId) => proof.state.cases.get(caseId)?.grants.get(recipientId) ?? null)
}

/** What was agreed with headquarters by the signed events alone. It reads every grant, because sharing a case takes holding it. */
export function proveHub(vault: VaultSession): Result<HubBook, LedgerStoreFailure> {
  const proof = proofsOfGrants.get(vault) ?? beginProof(vault, true)
  proofsOfGrants.set(vault, proof)
  const read = readOn(vault, proof)
  return read.ok ? succeed(proof.book) : read
}

function readOn(vault: VaultSession, proof: Proof): Result<void, LedgerStoreFailure> {
  for (;;) {
    const batch = vault.ledger.readScope(vault.vaultId, proof.position, EVENTS_AT_ONCE)
    if (!batch.ok) return batch
    for (const stored of batch.value) {
      judge(vault, proof, stored)
      proof.position = stored.position
    }
    if (batch.value.length < EVENTS_AT_ONCE) return succeed(undefined)
  }
}

/** Whether somebody who is to be given a case's key is who they are taken for. */
export function isProven({ people, holders }: ProvenPeople, recipient: Recipient): boolean {
  const { recipientId, agreementKeyHex } = recipient
  return (
    people.some((person) => person.userId === recipientId && person.agreementKeyHex === agreementKeyHex) ||
    holders.some((holder) => holder.holderId === recipientId && holder.agreementKeyHex === agreementKeyHex)
  )
}

function beginProof(vault: VaultSession, isAboutGrants: boolean): Proof {
  const state = emptyRegister(vault.vaultId, vault.crypto.keyIdOf)
  const first = vault.ledger.readAll(0, 1)
  const device = first.ok ? first.value[0]?.device : undefined
  const salvager = device === undefined ? null : findSalvager(vault, device)
  if (salvager !== null) introduceSalvager(state, salvager)
  return { isAboutGrants, state, book: emptyHubBook(), unagreed: new Set(), position: 0, last: null }
}

function judge(vault: VaultSession, proof: Proof, stored: StoredEvent): void {
  const { state } = proof
  // Events of cases stand between those of the register, and are no gap.
  if (stored.seq !== state.lastSeq + 1) {
    state.recovery = null
    state.agreement = null
    state.lastSeq = stored.seq - 1
  }
  const event = open(vault, proof, stored)
  const recall: Recall = (seq) => (proof.last?.seq === seq ? proof.last.answer : null)
  const mayTake = event !== null && mayStand(event, state, recall) === null
  const awaited = state.agreement
  const confirms = event !== null && mayTake ? confirmationOf(event) : null
  const unmet = passEvent(state, { seq: stored.seq, device: stored.device }, confirms)
  if (awaited !== null && unmet === null) for (const userId of awaited.besides) proof.unagreed.delete(userId)
  proof.last = null
  if (event === null) return
  const { seq, hashHex, actor } = event
  proof.last = { seq, answer: { hashHex, actor, scope: vault.vaultId } }
  if (!mayTake) return
  takeEvent(state, event)
  if (proof.isAboutGrants) takeIntoHubBook(proof.book, event)
  const { body } = event
  if (body.kind === 'passphrase-reset' && state.agreement !== null) proof.unagreed.add(body.data.userId)
  else if (body.kind === 'person-reinstated') proof.unagreed.delete(body.data.userId)
}

/** An event about people that holds by itself, or `null`. */
function open(vault: VaultSession, { state, isAboutGrants }: Proof, stored: StoredEvent): PlacedEvent | null {
  const { crypto, registerKey, vaultId } = vault
  const header = readSealedHeader(stored, crypto)
  if (!header.ok || checkBody(header.value, stored, crypto) !== null) return null
  const { actor, device, seq, time, scopeRef } = header.value
  if (crypto.scopeRef(registerKey, { device, seq }) !== scopeRef) return null
  const opened = crypto.openBody(registerKey, { device, seq }, stored.sealedBody)
  if (opened.state !== 'open' || (!isAboutGrants && isGrant(opened.plaintext))) return null
  const body = parseBody(opened.plaintext)
  if (!body.ok || body.value.scope !== vaultId) return null
  const { kind } = body.value
  if (!PEOPLE_KINDS.has(kind) && !(isAboutGrants && GRANT_KINDS.has(kind))) return null
  if (!isSigned(vault, state, header.value, stored, body.value)) return null
  return { seq, hashHex: stored.hashHex, time, body: body.value, actor, device }
}

function isSigned(
  { crypto }: VaultSession,
  state: RegisterState,
  header: EventHeader,
  stored: StoredEvent,
  body: EventBody,
): boolean {
  const founder = body.kind === 'vault-created' ? body.data.founder : null
  const keyOf = (keyId: string) =>
    findKey(state, keyId as KeyId)?.signingKeyHex ?? (founder?.keyId === keyId ? founder.signingKeyHex : null)
  return checkSigner(header, stored, crypto, keyOf) === null
}

function isGrant(plaintext: Uint8Array): boolean {
  const from = plaintext.length - GRANT_END_AT
  if (from < 0) return false
  for (let at = 0; at < GRANT_END.length; at++) {
    if (plaintext[from + at] !== GRANT_END.charCodeAt(at)) return false
  }
  return true
}
