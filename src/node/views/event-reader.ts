import { type KnownSigners, knownSigners } from '#app/ledger/known-signers.ts'
import { isEmptied, openEvent, verifyHeader } from '#app/ledger/open-event.ts'
import type { EventCrypto, ScopeKey } from '#app/ports/event-crypto.ts'
import type { LedgerStore, LedgerStoreFailure, NewEvent, StoredEvent } from '#app/ports/ledger-store.ts'
import type { RegisterStore } from '#app/ports/register-store.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import type { Result } from '#core/result.ts'

/** What filling a person's projections needs of a session. */
export type ViewSource = Pick<
  VaultSession,
  'vaultId' | 'crypto' | 'signer' | 'registerKey' | 'caseKeys' | 'register'
> & {
  readonly person: Pick<VaultSession['person'], 'userId'>
  readonly ledger: Pick<LedgerStore, 'readAll' | 'readScope' | 'count'>
  /** How many events a scope has. */
  readonly countScope: (scope: string) => number
}

/** Thrown when the ledger cannot be read: the projections are not to blame, and are not dropped for it. */
export class LedgerUnreadable extends Error {
  readonly failure: LedgerStoreFailure

  constructor(failure: LedgerStoreFailure) {
    super(failure.code)
    this.failure = failure
  }
}

/** The value of what the ledger answered. */
export function readOrThrow<T>(result: Result<T, LedgerStoreFailure>): T {
  if (!result.ok) throw new LedgerUnreadable(result.failure)
  return result.value
}

/** What one stored event turned out to be. */
export type ReadEvent =
  | { readonly state: 'open'; readonly event: VerifiedEvent }
  /** It holds as far as can be told without the key of its scope. */
  | { readonly state: 'sealed' }
  /** Its body was destroyed, so it says nothing any more. */
  | { readonly state: 'emptied' }
  | { readonly state: 'refused'; readonly code: string }

/** Verifies stored events and opens those whose key is there. */
export class EventReader {
  readonly #crypto: EventCrypto
  readonly #register: RegisterStore
  #signers: KnownSigners | null = null

  constructor({ crypto, register }: Pick<ViewSource, 'crypto' | 'register'>) {
    this.#crypto = crypto
    this.#register = register
  }

  /** Takes in who may sign by now; call it before reading what was appended since the last time. */
  learnSigners(): void {
    this.#signers = readOrThrow(knownSigners(this.#register))
  }

  /** Tells whether an event that this session made is signed by a key that was in force, as whoever reads it later will ask. */
  isByActiveKey({ header, seq }: NewEvent): boolean {
    const parsed = parseHeader(header)
    const signers = this.#signers ?? readOrThrow(knownSigners(this.#register))
    return parsed.ok && signers.wasActive(parsed.value.actor, seq)
  }

  /** Judges an event by its header, signature and, where its key is given, body. */
  read(stored: StoredEvent, key: ScopeKey | null): ReadEvent {
    if (isEmptied(stored)) return { state: 'emptied' }
    const signers = this.#signers ?? readOrThrow(knownSigners(this.#register))
    const header = verifyHeader(stored, this.#crypto, signers.keyOf)
    if (!header.ok) return { state: 'refused', code: header.failure.code }
    if (!signers.wasActive(header.value.header.actor, stored.seq)) {
      return { state: 'refused', code: 'ledger/signer-not-active' }
    }
    if (key === null) return { state: 'sealed' }
    const event = openEvent(header.value, this.#crypto, key)
    return event.ok ? { state: 'open', event: event.value } : { state: 'refused', code: event.failure.code }
  }
}
