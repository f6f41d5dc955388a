import type { Failure, FailureCode } from '#contract/failures.ts'
import type { Notice } from '#contract/vault-operations.ts'
import type { CaseId, DeviceId, VaultId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { CaseStore } from './ports/case-store.ts'
import type { Clock } from './ports/clock.ts'
import type { DeviceKeysSource } from './ports/device-keys.ts'
import type { DraftStore } from './ports/draft-store.ts'
import type { EventCrypto, ScopeKey, Signer } from './ports/event-crypto.ts'
import type { LedgerStore, LedgerStoreFailure } from './ports/ledger-store.ts'
import type { ObjectStore } from './ports/object-store.ts'
import type { PersonRow, RegisterStore } from './ports/register-store.ts'

/** An unlocked vault: what operations work on between unlock and lock. */
export type VaultSession = {
  readonly vaultId: VaultId
  readonly deviceId: DeviceId
  readonly person: PersonRow
  readonly signer: Signer
  readonly crypto: EventCrypto
  readonly clock: Clock
  readonly registerKey: ScopeKey
  /** The keys with which this station speaks to headquarters. */
  readonly deviceKeys: DeviceKeysSource
  readonly ledger: LedgerStore
  readonly register: RegisterStore
  readonly cases: CaseStore
  readonly objects: ObjectStore
  /** What the person of the session has typed and not entered yet. */
  readonly drafts: DraftStore
  /** Case keys opened so far; emptied at lock. */
  readonly caseKeys: Map<CaseId, ScopeKey>
  /** What was found when the vault was opened, for whoever opened it. */
  readonly notices: Notice[]
}

/** Gives the engine's unlocked vault, or `null` while it is locked. */
export type SessionSource = () => VaultSession | null

/** A case that was found, with its key. */
export type FoundCase = { readonly caseId: CaseId; readonly number: string; readonly key: ScopeKey }

/** Opens the key of a case for the person of this session. */
export function caseKeyOf(
  session: VaultSession,
  caseId: CaseId,
): Result<ScopeKey, LedgerStoreFailure | Failure<'ledger/key-missing'>> {
  const known = session.caseKeys.get(caseId)
  if (known !== undefined) return succeed(known)
  const { userId } = session.person
  const sealed = session.register.sealedCaseKey(caseId, userId)
  if (!sealed.ok) return sealed
  const key = sealed.value === null ? null : session.signer.openCaseKey(caseId, userId, sealed.value)
  if (key === null) return fail({ code: 'ledger/key-missing' })
  session.caseKeys.set(caseId, key)
  return succeed(key)
}

/** Finds a case by id or number and opens its key. */
export function findCase(
  session: VaultSession,
  name: string,
): Result<FoundCase, LedgerStoreFailure | Failure<'case/not-found' | 'ledger/key-missing'>> {
  const found = session.cases.findCase(name)
  if (!found.ok) return found
  if (found.value === null) return fail({ code: 'case/not-found' })
  const key = caseKeyOf(session, found.value.caseId)
  return key.ok ? succeed({ ...found.value, key: key.value }) : key
}

/**
 * Tells whether a case that was found before something was waited for is still there. One that was expunged meanwhile is not, and
 * its key was overwritten.
 */
export function isStillHeld(
  session: VaultSession,
  { caseId, key }: Pick<FoundCase, 'caseId' | 'key'>,
): boolean {
  return session.caseKeys.get(caseId) === key
}

/** The failure of whatever reaches for a vault that has been locked meanwhile. */
export function lockedFailure(): { readonly ok: false; readonly failure: Failure<'vault/locked'> } {
  return fail({ code: 'vault/locked' satisfies FailureCode })
}
