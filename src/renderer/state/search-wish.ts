import { SEARCH_STATUSES } from '#contract/search-operations.ts'
import { parseIsoDate } from '#core/dates/civil-date.ts'
import { SEARCH_KINDS } from '#core/search/searched.ts'
import { readDayEntry } from './day-entry.ts'
import { NO_WISH, type SearchWish } from './search-actions.ts'

/** What somebody looks for, with the days as they are typed, also while they are none yet. */
export type LookedFor = {
  readonly wish: SearchWish
  readonly days: { readonly from: string; readonly to: string }
}

/** Writes down what is looked for. */
export function writeLookedFor({ wish, days }: LookedFor): string {
  return JSON.stringify({ query: wish.query, kinds: wish.kinds, status: wish.status, ...days })
}

/** Reads what was looked for; what is written differently is left out. */
export function readLookedFor(written: string): LookedFor {
  const read = parse(written)
  const word = (name: string) => (typeof read[name] === 'string' ? read[name] : '')
  const days = { from: word('from'), to: word('to') }
  const kinds: readonly unknown[] = Array.isArray(read.kinds) ? read.kinds : []
  const wish: SearchWish = {
    query: word('query'),
    kinds: SEARCH_KINDS.filter((known) => kinds.includes(known)),
    status: SEARCH_STATUSES.find((known) => known === read.status) ?? NO_WISH.status,
  }
  return { wish: { ...wish, ...dayOf('from', days.from), ...dayOf('to', days.to) }, days }
}

function dayOf<End extends 'from' | 'to'>(end: End, typed: string): { readonly [Name in End]?: string } {
  const day = readDayEntry(typed)
  return typed !== '' && parseIsoDate(day).ok ? ({ [end]: day } as { readonly [Name in End]: string }) : {}
}

function parse(written: string): { readonly [name: string]: unknown } {
  try {
    const read: unknown = JSON.parse(written)
    return typeof read === 'object' && read !== null ? (read as { readonly [name: string]: unknown }) : {}
  } catch {
    return {}
  }
}
