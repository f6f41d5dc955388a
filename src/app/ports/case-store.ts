import type { CaseLine } from '#contract/case-operations.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import type { CaseId, KeyId, UserId } from '#core/ids.ts'
import type { Role } from '#core/people/roles.ts'
import type { Result } from '#core/result.ts'
import type { LedgerStoreFailure } from './ledger-store.ts'

/** A person of the station. */
export type PersonRow = {
  readonly userId: UserId
  readonly name: string
  readonly roles: readonly Role[]
  readonly keyId: KeyId
  readonly signingKeyHex: string
  readonly agreementKeyHex: string
  readonly addedAtMs: number
}

/** An exhibit with the case it belongs to. */
export type ExhibitRow = { readonly caseId: CaseId; readonly exhibit: ExhibitView }

/** How much a vault holds. */
export type VaultCounts = {
  readonly events: number
  readonly cases: number
  readonly exhibits: number
  readonly objectBytes: number
}

/** Reads the projections: lists, look-ups and searches. Everything in it follows from the events. */
export type CaseStore = {
  /** Finds cases, newest change first. An empty query lists all; words of a query must all occur in the case. */
  list(query: {
    readonly text: string
    readonly limit: number
    readonly offset: number
  }): Result<{ readonly cases: readonly CaseLine[]; readonly total: number }, LedgerStoreFailure>
  /** Finds a case by its id or its number. */
  findCase(
    name: string,
  ): Result<{ readonly caseId: CaseId; readonly number: string } | null, LedgerStoreFailure>
  /** Finds an exhibit by its id or its number. */
  findExhibit(name: string): Result<ExhibitRow | null, LedgerStoreFailure>
  /** A case's exhibits in the order of their numbers. */
  exhibitsOf(caseId: CaseId): Result<readonly ExhibitView[], LedgerStoreFailure>
  /** Every exhibit, by number. */
  allExhibits(): Result<readonly ExhibitRow[], LedgerStoreFailure>
  /** The greatest number among the station's cases, readable or not, whose number begins with `prefix`; 0 for none. */
  lastCaseNumber(prefix: string): Result<number, LedgerStoreFailure>
  /** A case's key as it is sealed to one person, or `null` when they hold none. */
  sealedCaseKey(caseId: CaseId, userId: UserId): Result<string | null, LedgerStoreFailure>
  people(): Result<readonly PersonRow[], LedgerStoreFailure>
  counts(): Result<VaultCounts, LedgerStoreFailure>
}
