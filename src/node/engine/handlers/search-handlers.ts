import { setImmediate } from 'node:timers/promises'
import { findThings } from '#app/search/find-things.ts'
import { forgetSearch, listSavedSearches, saveSearch } from '#app/search/saved-searches.ts'
import { showStatistics } from '#app/statistics/show-statistics.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { searchOperations } from '#contract/search-operations.ts'
import type { statisticsOperations } from '#contract/statistics-operations.ts'
import type { EngineParts } from '../engine-parts.ts'

type SearchOperation = keyof typeof searchOperations | keyof typeof statisticsOperations

/** What finding things and counting them does. */
export function searchHandlers({ current }: EngineParts): Pick<Handlers, SearchOperation> {
  const pause = () => setImmediate()
  return {
    'search.find': findThings(current, pause),
    'search.saved': listSavedSearches(current),
    'search.save': saveSearch(current),
    'search.forget': forgetSearch(current),
    'statistics.show': showStatistics(current, pause),
  }
}
