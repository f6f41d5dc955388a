import { expect } from 'vitest'
import type { InputOf } from '#contract/operations.ts'
import type { searchOperations } from '#contract/search-operations.ts'
import type { statisticsOperations } from '#contract/statistics-operations.ts'
import type { ContractDesk, GoodCalls } from './contract-desk.ts'

type Name = keyof typeof searchOperations | keyof typeof statisticsOperations

const SEARCH = { name: 'ធនាគារ', query: '000123', kinds: [], status: 'any' as const }

/** One well-formed input for each operation that finds or counts. */
export const SEARCH_INPUTS: { readonly [Operation in Name]: InputOf<Operation> } = {
  'search.find': { query: 'សុខ' },
  'search.saved': {},
  'search.save': SEARCH,
  'search.forget': { name: 'ធនាគារ' },
  'statistics.show': { from: '2026-01-01', to: '2026-12-31' },
}

/** Finds and counts what the calls before entered. */
export function goodSearchCalls({ done }: ContractDesk): GoodCalls<Name> {
  return {
    'search.find': async () => {
      expect(await done('search.find', { query: 'zz no such word zz' })).toMatchObject({ hits: [] })
      // By its title, which whoever lacks the case may have given to one of their own.
      const { hits } = await done('search.find', { query: 'ករណីសាកល្បង', kinds: ['case'] })
      expect(hits.length).toBeGreaterThan(0)
    },
    'search.save': async () => {
      expect((await done('search.save', SEARCH)).searches).toEqual([SEARCH])
    },
    'search.saved': async () => {
      expect((await done('search.saved', {})).searches).toEqual([SEARCH])
    },
    'search.forget': async () => {
      expect((await done('search.forget', { name: SEARCH.name })).searches).toEqual([])
    },
    'statistics.show': async () => {
      expect((await done('statistics.show', {})).complaints).toBeGreaterThan(0)
    },
  }
}
