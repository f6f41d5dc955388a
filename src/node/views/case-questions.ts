import type { CaseStore } from '#app/ports/case-store.ts'
import type { LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import type { Result } from '#core/result.ts'
import type { CaseQueries } from './case-queries.ts'

/** The part of the case store that only asks. */
type CaseQuestions = Omit<CaseStore, 'dropOthers' | 'rebuild'>

/** Every question of the case store, each put to the queries of the database that is open when it is asked. */
export function caseQuestions(
  ask: <Value>(work: (queries: CaseQueries) => Value) => Result<Value, LedgerStoreFailure>,
): CaseQuestions {
  const read =
    <Query extends readonly unknown[], Value>(
      question: (queries: CaseQueries) => (...query: Query) => Value,
    ) =>
    (...query: Query): Result<Value, LedgerStoreFailure> =>
      ask((queries) => question(queries)(...query))
  return {
    list: read(({ list }) => list),
    findCase: read(({ findCase }) => findCase),
    findExhibit: read(({ findExhibit }) => findExhibit),
    exhibitsOf: read(({ exhibitsOf }) => exhibitsOf),
    counts: read(({ counts }) => counts),
    findItem: read(({ findItem }) => findItem),
    items: read(({ items }) => items),
    findCode: read(({ findCode }) => findCode),
    lastNumber: read(({ lastNumber }) => lastNumber),
    itemEvents: read(({ itemEvents }) => itemEvents),
    waiting: read(({ waiting }) => waiting),
    itemsByPlace: read(({ itemsByPlace }) => itemsByPlace),
    placeCounts: read(({ placeCounts }) => placeCounts),
    partyLines: read(({ partyLines }) => partyLines),
    seenElsewhere: read(({ seenElsewhere }) => seenElsewhere),
    raidLines: read(({ raidLines }) => raidLines),
    countRaid: read(({ countRaid }) => countRaid),
    openWork: read(({ openWork }) => openWork),
    clockFacts: read(({ clockFacts }) => clockFacts),
    endedCases: read(({ endedCases }) => endedCases),
    partsOf: read(({ partsOf }) => partsOf),
    allObjects: read(({ allObjects }) => allObjects),
    skipped: read(({ skipped }) => skipped),
    search: read(({ search }) => search),
    indexWords: read(({ indexWords }) => indexWords),
    countables: read(({ countables }) => countables),
    countedUpTo: read(({ countedUpTo }) => countedUpTo),
    noteCountedUpTo: read(({ noteCountedUpTo }) => noteCountedUpTo),
    noteCountable: read(({ noteCountable }) => noteCountable),
    settledGrants: read(({ settledGrants }) => settledGrants),
    noteSettledGrants: read(({ noteSettledGrants }) => noteSettledGrants),
  }
}
