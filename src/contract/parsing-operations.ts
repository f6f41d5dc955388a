import * as z from 'zod'
import { line } from '#core/casework/fields.ts'
import { parseQuestion } from '#core/parsing/parse-question.ts'
import {
  ENTRY_LISTS,
  ENTRY_SHAPES,
  type EntryList,
  parserName,
  parserOptions,
  parserVersion,
} from '#core/parsing/parsed-evidence.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { count, digestHex, exhibitId, exhibitName } from './fields.ts'

/** Most findings one call lists or confirms. */
export const MAX_FINDINGS_AT_ONCE = 200

const entryList = z.enum(ENTRY_LISTS as readonly [EntryList, ...EntryList[]])

const counts = z.object({
  facts: count,
  files: count,
  identifiers: count,
  messages: count,
  people: count,
  places: count,
  transactions: count,
  warnings: count,
})

const listed = <List extends EntryList>(list: List) =>
  z.object({ list: z.literal(list), entries: z.array(ENTRY_SHAPES[list]).max(MAX_FINDINGS_AT_ONCE) })

/** Some entries of one list of a result, as the parser proposed them. */
export const findingsPage = z.discriminatedUnion('list', [
  listed('facts'),
  listed('files'),
  listed('identifiers'),
  listed('messages'),
  listed('people'),
  listed('places'),
  listed('transactions'),
  listed('warnings'),
])

/** What a result says of itself. */
const resultHeading = {
  /** The result itself, an exhibit of the case that derives from the one that was read. */
  exhibitId,
  number: z.string(),
  name: z.string(),
  sizeBytes: count,
  digestHex,
  parser: parserName,
  parserVersion,
  options: parserOptions,
  counts,
} as const

/** The path of a file in an exhibit of many, as the exhibit lists it. */
const part = z.string().min(1).max(20_000).optional()

const partFailures = ['exhibit/part-needed', 'exhibit/part-not-found', 'exhibit/is-one-file'] as const

const readingFailures = [
  'exhibit/not-found',
  'case/not-found',
  ...EVENT_FAILURES,
  'object/missing',
  'object/header-damaged',
  'object/wrong-key',
  'object/size-wrong',
  'object/segment-damaged',
  'object/seal-differs',
  'object/content-differs',
] as const

/** Codes of why a parser gave no result. */
export const parsingFailures = [
  'parse/not-this-kind',
  'parse/malformed',
  'parse/container-damaged',
  'parse/encrypted',
  'parse/option-wrong',
  'parse/too-large',
  'parse/too-many-entries',
  'parse/too-deep',
  'parse/took-too-long',
  'parse/out-of-memory',
  'parse/crashed',
  'parse/broke-rules',
  'parse/not-started',
] as const

/** Operations on what parsers read in exhibits. Everything they answer is proposed until an officer confirms it. */
export const parsingOperations = {
  /** Names the parsers that could read an exhibit, the likeliest first, from its first bytes and its name. */
  'exhibit.suggestParsers': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ exhibit: exhibitName, part }),
    output: z.object({ exhibitId, number: z.string(), parsers: z.array(parserName) }),
    failures: [...readingFailures, ...partFailures],
  },
  /**
   * Reads an exhibit with a parser, in a process without keys, and seals what it found as a derived exhibit with a record of the
   * examination. Where the parser must be told something first, it answers its questions and nothing is sealed. The same bytes,
   * parser and options give the same digest; a result that the case has already is not sealed a second time.
   */
  'exhibit.parse': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      exhibit: exhibitName,
      /**
       * Of an exhibit of many files, which one. A browser's history is read together with the write-ahead log beside it.
       */
      part,
      /** Left out, the likeliest. */
      parser: parserName.optional(),
      options: parserOptions.default({}),
    }),
    output: z.discriminatedUnion('outcome', [
      z.object({
        outcome: z.literal('parsed'),
        ...resultHeading,
        /** The case had this result already. */
        isKnown: z.boolean(),
        warnings: z.array(ENTRY_SHAPES.warnings).max(MAX_FINDINGS_AT_ONCE),
      }),
      z.object({ outcome: z.literal('asks'), parser: parserName, questions: z.array(parseQuestion) }),
    ]),
    failures: [...readingFailures, ...partFailures, 'parse/no-parser', ...parsingFailures],
  },
  /** Lists what a result holds, page by page. */
  'exhibit.findings': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      /** The result. */
      exhibit: exhibitName,
      list: entryList,
      offset: count.default(0),
      limit: z.number().int().min(1).max(MAX_FINDINGS_AT_ONCE).default(50),
    }),
    output: z.object({
      ...resultHeading,
      sourceExhibitId: exhibitId.optional(),
      total: count,
      page: findingsPage,
      /** Which entries of the page an officer took over already, by their place in the list: the first time each was. */
      confirmed: z.array(z.object({ index: count, by: z.string(), seq: count })).max(MAX_FINDINGS_AT_ONCE),
    }),
    failures: [...readingFailures, 'parse/not-a-result'],
  },
  /** Takes findings of a result over into the case, in the name of whoever confirms them. */
  'finding.confirm': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      /** The result. */
      exhibit: exhibitName,
      items: z
        .array(z.strictObject({ list: entryList.exclude(['warnings']), index: count }))
        .min(1)
        .max(MAX_FINDINGS_AT_ONCE),
      note: line(1000).optional(),
    }),
    output: z.object({ sourceExhibitId: exhibitId, seq: count, confirmed: count }),
    failures: [...readingFailures, 'parse/not-a-result', 'finding/not-found'],
  },
} as const satisfies { readonly [name: string]: Operation }
