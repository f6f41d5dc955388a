import type { SEARCH_STATUSES, SEARCH_WAYS } from '#contract/search-operations.ts'
import type { CaseId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import type { SearchKind } from '#core/search/searched.ts'
import type { LedgerStoreFailure } from './ledger-store.ts'

/** How something was found; `SEARCH_WAYS` says what each means. */
export type SearchWay = (typeof SEARCH_WAYS)[number]

/** What is looked for, and within what. */
export type SearchOrder = {
  readonly text: string
  /** Kinds of hits; all where it is empty. */
  readonly kinds: readonly SearchKind[]
  /** By when it was recorded: from the first instant to before the last. */
  readonly fromMs: number | null
  readonly beforeMs: number | null
  readonly status: (typeof SEARCH_STATUSES)[number]
  readonly limit: number
}

/** An identifier that a hit was found by, with how many of the person's cases have it. */
export type FoundIdentifier = {
  readonly kind: string
  readonly raw: string
  readonly normalised: string
  readonly cases: number
}

/** Something that was found. */
export type SearchHit = {
  readonly kind: SearchKind
  readonly way: SearchWay
  readonly caseId: CaseId
  readonly caseNumber: string
  readonly caseTitle: string
  /** The complaint, exhibit … ; `null` where the case itself was found. */
  readonly targetId: string | null
  readonly seq: number
  readonly atMs: number
  readonly label: string
  /** The line that was found, folded for searching; empty where the label says it already. */
  readonly snippet: string
  readonly identifiers: readonly FoundIdentifier[]
}

/** What a search answers. */
export type SearchAnswer = {
  readonly hits: readonly SearchHit[]
  readonly isMore: boolean
  /** Texts whose words are not in the index yet; they are found by parts of words only. */
  readonly waiting: number
}

/** Finds things over everything that one person may see. */
export type SearchStore = {
  search(order: SearchOrder): Result<SearchAnswer, LedgerStoreFailure>
  /** Takes some of the texts that wait into the index of words, and answers how many are left. */
  indexWords(): Result<number, LedgerStoreFailure>
}
