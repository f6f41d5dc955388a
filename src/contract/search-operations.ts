import * as z from 'zod'
import { SEARCH_KINDS } from '#core/search/searched.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { caseId, count, day, instantMs } from './fields.ts'

/** How a hit was found: as written, by its sound in the other script, by a part of a word, with one letter different, or apart in one case. */
export const SEARCH_WAYS = ['words', 'sound', 'part', 'near', 'case'] as const
/** Which cases a search looks into. */
export const SEARCH_STATUSES = ['any', 'open', 'closed'] as const
/** Most searches that one person keeps. */
export const MAX_SAVED_SEARCHES = 50

const wanted = {
  query: z.string().max(300),
  kinds: z.array(z.enum(SEARCH_KINDS)).max(SEARCH_KINDS.length).default([]),
  /** Days on which it was recorded, both inclusive. */
  from: day.optional(),
  to: day.optional(),
  status: z.enum(SEARCH_STATUSES).default('any'),
}

const savedSearch = z.strictObject({ name: z.string().trim().min(1).max(100), ...wanted })

/** Something that was found. */
export const searchHit = z.object({
  kind: z.enum(SEARCH_KINDS),
  way: z.enum(SEARCH_WAYS),
  caseId,
  caseNumber: z.string(),
  caseTitle: z.string(),
  /** The complaint, exhibit, record … that was found; `null` where it is the case itself. */
  targetId: z.string().nullable(),
  seq: count,
  atMs: instantMs,
  label: z.string(),
  /** The line that was found, folded for searching; empty where the label says it. */
  snippet: z.string(),
  identifiers: z.array(z.object({ kind: z.string(), raw: z.string(), normalised: z.string(), cases: count })),
})

/** Operations that find things over everything that the caller may see. */
export const searchOperations = {
  /**
   * Finds by words, by names in either script, by parts of numbers and words, and with one letter wrong. `waiting` counts texts that are
   * found by parts only until the index of words has them; asking again takes some of them in.
   */
  'search.find': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ ...wanted, limit: z.number().int().min(1).max(200).default(50) }),
    output: z.object({ hits: z.array(searchHit), isMore: z.boolean(), waiting: count }),
    failures: [],
  },
  /** The searches that the caller keeps, by name. They are theirs alone and no part of the ledger. */
  'search.saved': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({ searches: z.array(savedSearch) }),
    failures: [],
  },
  /** Keeps a search under a name; one of the same name is replaced. */
  'search.save': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: savedSearch,
    output: z.object({ searches: z.array(savedSearch) }),
    failures: ['draft/changed-elsewhere', 'draft/too-many'],
  },
  /** Forgets a kept search; one that is not there is no failure. */
  'search.forget': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ name: z.string().max(100) }),
    output: z.object({ searches: z.array(savedSearch) }),
    failures: ['draft/changed-elsewhere', 'draft/too-many'],
  },
} as const satisfies { readonly [name: string]: Operation }

/** One thing that was found. */
export type SearchHitLine = z.output<typeof searchHit>
/** A search as the caller keeps it. */
export type SavedSearch = z.output<typeof savedSearch>
/** The schema of the list that is kept. */
export const savedSearches = z.array(savedSearch).max(MAX_SAVED_SEARCHES)
