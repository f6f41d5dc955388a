import type { CountableCase } from '#core/documents/countable-case.ts'
import type { CaseId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import type { LedgerStoreFailure } from './ledger-store.ts'

/** What a case comes to when cases are counted, as it was worked out from its verified events. */
export type CountableRow = {
  readonly caseId: CaseId
  /** The rule by which it was worked out. */
  readonly version: number
  readonly countable: CountableCase
  /** How many events it has, and when the newest was recorded. */
  readonly events: number
  readonly atMs: number
}

/** Keeps what cases come to when they are counted, with the lists of the person who counted them. */
export type CountStore = {
  /** What was written down of cases to be counted, in the order of their ids, from after `afterCaseId`; at most `limit`. */
  countables(afterCaseId: string, limit: number): Result<readonly CountableRow[], LedgerStoreFailure>
  /** Writes that down of a case. It may be lost with the machine's power, and goes with the case. */
  noteCountable(row: CountableRow): Result<void, LedgerStoreFailure>
  /** Up to which event of the ledger what was written down of every case holds; `null` before anybody counted. */
  countedUpTo(): Result<number | null, LedgerStoreFailure>
  noteCountedUpTo(position: number): Result<void, LedgerStoreFailure>
}
