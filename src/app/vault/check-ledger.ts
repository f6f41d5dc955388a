import type { Failure } from '#contract/failures.ts'
import type { Finding } from '#contract/vault-operations.ts'
import type { VerifiedEvent } from '#core/case-file/case-view.ts'
import { type ExhibitView, exhibitViewOf } from '#core/case-file/exhibit-view.ts'
import type { CaseId } from '#core/ids.ts'
import { type ChainPosition, checkSuccession } from '#core/ledger/chain.ts'
import type { EventBody, EventData } from '#core/ledger/event-body.ts'
import { type EventHeader, parseHeader } from '#core/ledger/event-header.ts'
import { projectEvent } from '#core/projections/project-event.ts'
import { fail, type Result } from '#core/result.ts'
import { openEvent, verifyHeader } from '../ledger/open-event.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { StoredEvent } from '../ports/ledger-store.ts'
import type { ProjectionCheck } from '../ports/vault-keeper.ts'
import type { VaultSession } from '../vault-session.ts'

/** An exhibit as its verified event describes it. */
export type CheckedExhibit = { readonly caseId: CaseId; readonly exhibit: ExhibitView; readonly seq: number }

/**
 * Walks the ledger from its first event and judges each: its place in the chain, its hash, its signer, its signature, its
 * body, its scope. Nothing is taken from projections: people and case keys come from the events already judged.
 */
export class LedgerCheck {
  readonly findings: Finding[] = []
  readonly exhibits: CheckedExhibit[] = []
  events = 0

  readonly #vault: VaultSession
  readonly #projections: ProjectionCheck
  readonly #signers = new Map<string, string>()
  readonly #caseKeys = new Map<string, ScopeKey>()
  readonly #caseNumbers = new Map<string, string>()
  readonly #openedCases = new Set<string>()
  readonly #complaintIds = new Set<string>()
  #previous: ChainPosition | null = null
  #position = 0

  constructor(vault: VaultSession, projections: ProjectionCheck) {
    this.#vault = vault
    this.#projections = projections
  }

  /** The last event that was judged. */
  get last(): ChainPosition | null {
    return this.#previous
  }

  /** The key of a case as the register grants it to the person of the session. */
  keyOfCase(caseId: CaseId): ScopeKey | null {
    return this.#caseKeys.get(caseId) ?? null
  }

  /** Overwrites the case keys that the check opened for itself. */
  forgetKeys(): void {
    for (const key of this.#caseKeys.values()) key.bytes.fill(0)
    this.#caseKeys.clear()
  }

  /** Judges the next event. Later ones are judged even after one that fails, each by itself. */
  judge(stored: StoredEvent): void {
    this.events += 1
    const header = parseHeader(stored.header)
    if (header.ok) this.#checkPlace(header.value, stored)
    const event = this.#open(stored)
    if (!event.ok) {
      this.#report(event.failure.code, stored.seq)
      return
    }
    const isInOrder = this.#learn(event.value)
    const isApplied = this.#projections.apply(projectEvent(event.value))
    if (!isInOrder || !isApplied) this.#report('ledger/event-refused', stored.seq)
  }

  #checkPlace(header: EventHeader, { position, seq, hashHex }: StoredEvent): void {
    const { device, time } = header
    const isNext = position === this.#position + 1
    this.#position = position
    const broken =
      isNext && device === this.#vault.deviceId
        ? checkSuccession(this.#previous, header)
        : { code: 'ledger/sequence-broken' as const }
    if (broken !== null) this.#report(broken.code, seq)
    this.#previous = { device, seq, hashHex, time }
  }

  #open(stored: StoredEvent): Result<VerifiedEvent, Failure> {
    const { crypto, vaultId } = this.#vault
    if (this.events === 1) this.#learnFounder(stored)
    const header = verifyHeader(stored, crypto, (keyId) => this.#signers.get(keyId) ?? null)
    if (!header.ok) return header
    const key = stored.scope === vaultId ? this.#vault.registerKey : this.#caseKeys.get(stored.scope)
    return key === undefined ? fail({ code: 'ledger/key-missing' }) : openEvent(header.value, crypto, key)
  }

  // The first event introduces the key it is signed with, so it is opened before its signature can be verified.
  #learnFounder(stored: StoredEvent): void {
    const { crypto, registerKey, vaultId, deviceId } = this.#vault
    const header = parseHeader(stored.header)
    if (!header.ok) return
    const event = openEvent({ header: header.value, stored }, crypto, registerKey)
    if (!event.ok || event.value.body.kind !== 'vault-created') return
    const { data } = event.value.body
    const { keyId, signingKeyHex } = data.founder
    if (data.vaultId !== vaultId || data.deviceId !== deviceId || crypto.keyIdOf(signingKeyHex) !== keyId)
      return
    this.#signers.set(keyId, signingKeyHex)
  }

  /** Takes in what an event says; answers whether it may say that where it stands. */
  #learn({ body, seq, time }: VerifiedEvent): boolean {
    if (!this.#isInOrder(body, seq)) return false
    if (body.kind === 'case-key-granted') {
      this.#learnGrant(body.data, seq)
    } else if (body.kind === 'case-opened') {
      this.#openedCases.add(body.scope)
    } else if (body.kind === 'complaint-taken') {
      this.#complaintIds.add(body.data.complaintId)
    } else if (body.kind === 'exhibit-sealed') {
      const exhibit = exhibitViewOf(body.data, time.wallMs)
      this.exhibits.push({ caseId: body.scope as CaseId, exhibit, seq })
    }
    return true
  }

  /** Whether a body of this kind may stand in its scope, at this place, after what came before. */
  #isInOrder(body: EventBody, seq: number): boolean {
    const isRegister = body.scope === this.#vault.vaultId
    switch (body.kind) {
      case 'vault-created':
        return isRegister && seq === 1
      case 'case-key-granted':
        return isRegister && seq !== 1
      case 'case-opened': {
        const { caseId, number } = body.data
        const isFirst = !this.#openedCases.has(body.scope)
        return isFirst && caseId === body.scope && this.#caseNumbers.get(caseId) === number
      }
      case 'complaint-taken':
        return this.#openedCases.has(body.scope) && !this.#complaintIds.has(body.data.complaintId)
      default:
        return this.#openedCases.has(body.scope)
    }
  }

  #learnGrant({ caseId, number, userId, sealedKeyHex }: EventData<'case-key-granted'>, seq: number): void {
    const { person, signer } = this.#vault
    if ((this.#caseNumbers.get(caseId) ?? number) !== number) this.#report('ledger/event-refused', seq)
    this.#caseNumbers.set(caseId, number)
    if (userId !== person.userId) return
    const key = signer.openCaseKey(caseId, userId, sealedKeyHex)
    if (key === null) this.#report('ledger/key-missing', seq)
    else this.#caseKeys.set(caseId, key)
  }

  #report(code: Finding['code'], seq: number): void {
    this.findings.push({ code, file: 'ledger.db', seq })
  }
}
