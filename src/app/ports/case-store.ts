import type { CaseLine } from '#contract/case-operations.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import type { CaseId, DigestHex } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'
import type { CountStore } from './count-store.ts'
import type { LedgerStoreFailure } from './ledger-store.ts'
import type { PartyStore } from './party-store.ts'
import type { SearchStore } from './search-store.ts'
import type { ThingStore } from './thing-store.ts'
import type { WorkStore } from './work-store.ts'

/** Up to which event one person owed nothing, that they could give, to whom. It is kept with their own projections, under their own key. */
export type SettledMark = {
  /** The ledger's last event then. */
  readonly position: number
  readonly hashHex: DigestHex
  /** To whom nothing was owed, as {@link nameEntitled} writes them. */
  readonly entitled: readonly string[]
}

/** An exhibit with the case it belongs to. */
export type ExhibitRow = { readonly caseId: CaseId; readonly exhibit: ExhibitView }

/** How much of a vault one person sees. */
export type CaseCounts = { readonly cases: number; readonly exhibits: number; readonly objectBytes: number }

/** What a rebuild came to: events that were read, and cases that this person can read. */
export type RebuiltCounts = { readonly events: number; readonly cases: number }

/**
 * Reads the projections of one person: lists, look-ups and searches over the cases whose keys this person holds, and no others.
 * Everything in it follows from the events. Reading first takes in what was appended since, and answers with it also when the disk
 * has no room for it.
 */
export type CaseStore = ThingStore &
  PartyStore &
  SearchStore &
  WorkStore &
  CountStore & {
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
    counts(): Result<CaseCounts, LedgerStoreFailure>
    /** How many events were left out because they do not hold; verifying the vault names them. */
    skipped(): Result<number, LedgerStoreFailure>
    /** How far this person's grants are settled, or `null` when nobody wrote it down since the projections were filled. */
    settledGrants(): Result<SettledMark | null, LedgerStoreFailure>
    /** Writes that down. It may be lost with the machine's power, and never comes back for another person. */
    noteSettledGrants(mark: SettledMark): Result<void, LedgerStoreFailure>
    /** Removes the projections of everybody else from the disk; theirs are filled again when they next unlock. */
    dropOthers(): Result<void, LedgerStoreFailure>
    /**
     * Drops everything and fills it again from the events. What was there stays in use until the new is whole, so calling it off
     * or failing changes nothing.
     */
    rebuild(work: {
      readonly signal: CancelSignal
      /** Events that were read, of those that are read in all. */
      readonly onProgress: (done: number, total: number) => void
    }): Promise<Result<RebuiltCounts, LedgerStoreFailure | Cancelled>>
  }
