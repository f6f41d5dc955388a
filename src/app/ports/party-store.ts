import type { NotedKind } from '#core/identifiers/noted-identifier.ts'
import type { CaseId } from '#core/ids.ts'
import type { PartyLine } from '#core/parties/party-line.ts'
import type { Result } from '#core/result.ts'
import type { LedgerStoreFailure } from './ledger-store.ts'

/** Other cases in which an identifier was seen, of those whose keys the person holds. */
export type SeenCases = {
  readonly total: number
  /** The first of them, by number. */
  readonly cases: readonly { readonly caseId: CaseId; readonly number: string }[]
}

/** Reads what the projections of one person hold about people and money. It is a part of the person's case store. */
export type PartyStore = {
  /** What the events of a case say of people and money, in their order. */
  partyLines(caseId: CaseId): Result<readonly PartyLine[], LedgerStoreFailure>
  /** Cases but one in which an identifier occurs that was not withdrawn there. */
  seenElsewhere(of: {
    readonly kind: NotedKind
    readonly normalised: string
    readonly exceptCaseId: CaseId | null
    readonly limit: number
  }): Result<SeenCases, LedgerStoreFailure>
}
