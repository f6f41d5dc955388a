import type { CaseId, UserId } from '#core/ids.ts'
import type { WorkLine } from '#core/projections/projection-changes.ts'
import type { Result } from '#core/result.ts'
import type { LedgerStoreFailure } from './ledger-store.ts'

/** Something that has a date, or that somebody has to do, with the case it belongs to. */
export type WorkRow = Pick<WorkLine, 'aboutId' | 'atMs' | 'assigneeId' | 'text'> & {
  readonly caseId: CaseId
  readonly caseNumber: string
  readonly caseTitle: string
  readonly kind: 'task' | 'hearing' | 'review'
}

/** Something that says which clocks of playbooks run in an open case: a complaint, when it was taken at first, or a step that is over. */
export type ClockFact = Pick<WorkLine, 'aboutId' | 'atMs' | 'text'> & {
  readonly caseId: CaseId
  readonly caseNumber: string
  readonly caseTitle: string
  readonly openedAtMs: number
  readonly kind: 'complaint' | 'taken' | 'step'
}

/** Reads what the projections of one person hold about the work on all their cases. It is a part of the person's case store. */
export type WorkStore = {
  /**
   * Open tasks, planned hearings and reviews that are due, of cases that are open; the earliest date first, and what has none last.
   * `assigneeId` asks for one person's tasks alone.
   */
  openWork(query: {
    readonly assigneeId?: UserId | undefined
    readonly caseId?: CaseId | undefined
    readonly limit: number
  }): Result<{ readonly rows: readonly WorkRow[]; readonly total: number }, LedgerStoreFailure>
  /** What says which clocks of playbooks run, of every open case, case by case. */
  clockFacts(): Result<readonly ClockFact[], LedgerStoreFailure>
  /** Cases on which work has ended. */
  endedCases(): Result<ReadonlySet<CaseId>, LedgerStoreFailure>
}
