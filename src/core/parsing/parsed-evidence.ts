import * as z from 'zod'
import { MAX_INSTANT_MS } from '../dates/station-time.ts'
import { IDENTIFIER_KINDS } from '../identifiers/normal-form.ts'
import { MAX_FOUND_TEXT_LENGTH } from './found-text.ts'
import { PARSE_WARNINGS } from './parse-warnings.ts'
import { PARSER_NAMES } from './parser-names.ts'

/** The version of the shape of a result. A released shape never changes: what must differ gets the next version. */
export const PARSED_EVIDENCE_VERSION = 1

const LONE_SURROGATE = /\p{Surrogate}/u

/** A text as it stands in the evidence: any character, but no half of a surrogate pair (see `asFound`). */
const text = z
  .string()
  .max(MAX_FOUND_TEXT_LENGTH)
  .refine((found) => !LONE_SURROGATE.test(found))
const whole = z.number().int().min(0)
const digestHex = z.string().regex(/^[0-9a-f]{64}$/)
/** A name that this program chose, never one from the evidence: `header/from`, `device/model`. */
const ownName = z
  .string()
  .regex(/^[a-z0-9]+(?:[-/][a-z0-9]+)*$/)
  .max(80)

/** Where in the exhibit an entry stands. Lines, pages and rows count from 1, bytes and columns from 0. */
export const position = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('line'), line: whole, byteOffset: whole.optional() }),
  z.strictObject({ kind: z.literal('bytes'), offset: whole, length: whole }),
  /** A message of a chat by its own id; `thread` where ids count within one chat. */
  z.strictObject({ kind: z.literal('message'), id: text, thread: text.optional() }),
  z.strictObject({ kind: z.literal('cell'), sheet: text, row: whole, column: whole.optional() }),
  z.strictObject({ kind: z.literal('page'), page: whole }),
  /** A member of an archive, or a part of a compound file. */
  z.strictObject({ kind: z.literal('entry'), path: text }),
  z.strictObject({ kind: z.literal('row'), table: text, rowId: text }),
])

/**
 * A time as the evidence states it. `atMs` is left out where it cannot be told. `assumed-zone` means that the evidence states no
 * zone and `zone` was given or assumed by the reader.
 */
export const foundTime = z.strictObject({
  raw: text,
  atMs: z.number().int().min(-MAX_INSTANT_MS).max(MAX_INSTANT_MS).optional(),
  /** `+07:00`. */
  zone: z
    .string()
    .regex(/^[+-][0-9]{2}:[0-9]{2}$/)
    .optional(),
  certainty: z.enum(['stated', 'assumed-zone', 'ambiguous', 'unreadable']),
})

/** One thing the exhibit says about itself: a header of a mail, the model of a phone, the exposure of a picture. */
export const foundFact = z.strictObject({
  position,
  name: ownName,
  /** How the evidence itself calls it, where its names are open: a header's name, a column's title. */
  label: text.optional(),
  value: text,
  /** The bytes or text before it was decoded, where decoding was more than reading UTF-8. */
  raw: text.optional(),
  time: foundTime.optional(),
})

/** A person, account or number that takes part in something, as the evidence names it. */
export const foundParty = z.strictObject({
  name: text.optional(),
  /** Number, address or account id. */
  account: text.optional(),
  role: z.enum(['from', 'to', 'cc', 'bcc', 'reply-to', 'owner', 'member']).optional(),
})

/** A file that a message carries or refers to. */
export const foundAttachment = z.strictObject({
  name: text.optional(),
  /** Where the evidence says it lies: a path inside the export. */
  path: text.optional(),
  mediaType: text.optional(),
  sizeBytes: whole.optional(),
  /** SHA-256 of its bytes, where the exhibit holds them. */
  digestHex: digestHex.optional(),
  /** The evidence names it and does not hold it. */
  isMissing: z.literal(true).optional(),
})

/** A message, call, system notice or post. */
export const foundMessage = z.strictObject({
  position,
  kind: z.enum(['text', 'system', 'call', 'mail', 'post']),
  id: text.optional(),
  thread: text.optional(),
  threadName: text.optional(),
  at: foundTime.optional(),
  editedAt: foundTime.optional(),
  sender: foundParty.optional(),
  recipients: z.array(foundParty).optional(),
  direction: z.enum(['incoming', 'outgoing']).optional(),
  subject: text.optional(),
  body: text.optional(),
  /** The body before it was repaired or reduced to text. */
  rawBody: text.optional(),
  attachments: z.array(foundAttachment).optional(),
  replyTo: text.optional(),
  forwardedFrom: foundParty.optional(),
  durationSeconds: whole.optional(),
  isDeleted: z.literal(true).optional(),
})

/** A movement of money. */
export const foundTransaction = z.strictObject({
  position,
  at: foundTime.optional(),
  /** The amount as it is written. */
  amountRaw: text,
  /** In the smallest unit of its currency; negative where it leaves the account that the statement is of. */
  minorUnits: z.number().int().optional(),
  /** Three letters of ISO 4217, or what stands there. */
  currency: text.optional(),
  payer: foundParty.optional(),
  payee: foundParty.optional(),
  reference: text.optional(),
  description: text.optional(),
  balanceRaw: text.optional(),
})

/** An identifier found in text, as `parseIdentifier` of core reads it. */
export const foundIdentifier = z.strictObject({
  position,
  kind: z.enum(IDENTIFIER_KINDS),
  raw: text,
  normalised: text,
  /** Some words around it. */
  context: text.optional(),
})

/** A place on the earth. Degrees times 10,000,000, so that no number depends on printing rules. */
export const foundPlace = z.strictObject({
  position,
  latitudeE7: z.number().int().min(-900_000_000).max(900_000_000).optional(),
  longitudeE7: z.number().int().min(-1_800_000_000).max(1_800_000_000).optional(),
  raw: text,
  name: text.optional(),
  at: foundTime.optional(),
})

/** A person or contact that the exhibit lists. */
export const foundPerson = z.strictObject({
  position,
  name: text.optional(),
  otherNames: z.array(text).optional(),
  organisation: text.optional(),
  identifiers: z
    .array(z.strictObject({ kind: z.enum(IDENTIFIER_KINDS), raw: text, normalised: text.optional() }))
    .optional(),
  notes: z.array(text).optional(),
})

/** A file inside the exhibit. */
export const foundFile = z.strictObject({
  position,
  path: text,
  sizeBytes: whole.optional(),
  packedBytes: whole.optional(),
  digestHex: digestHex.optional(),
  modifiedAt: foundTime.optional(),
  mediaType: text.optional(),
  isEncrypted: z.literal(true).optional(),
  isFolder: z.literal(true).optional(),
})

/** A warning; `facts` are counts and names this program chose, `raw` what of the evidence it is about. */
export const parseWarning = z.strictObject({
  code: z.enum(PARSE_WARNINGS),
  position: position.optional(),
  count: whole.optional(),
  raw: text.optional(),
})

/** The schema of one entry of each list of a result. */
export const ENTRY_SHAPES = {
  facts: foundFact,
  files: foundFile,
  identifiers: foundIdentifier,
  messages: foundMessage,
  people: foundPerson,
  places: foundPlace,
  transactions: foundTransaction,
  warnings: parseWarning,
} as const

/** The name of one list of a result. */
export type EntryList = keyof typeof ENTRY_SHAPES

/** The lists of a result in canonical order. */
export const ENTRY_LISTS = Object.keys(ENTRY_SHAPES) as readonly EntryList[]

/** One entry of one list. */
export type EntryOf<List extends EntryList> = z.output<(typeof ENTRY_SHAPES)[List]>

/** Most options one run may have, and how long each may be. */
export const MAX_OPTIONS = 64
const optionName = z.string().regex(/^[a-z][a-z0-9.-]{0,63}$/)
const optionValue = z
  .string()
  .max(1000)
  .refine((found) => !LONE_SURROGATE.test(found))

/** What a parser was told beside the bytes: the order of day and month, the zone, the mapping of columns. Flat texts. */
export const parserOptions = z
  .record(optionName, optionValue)
  .refine((options) => Object.keys(options).length <= MAX_OPTIONS)

/** The name of a parser. */
export const parserName = z.enum(PARSER_NAMES)
/** The version of a parser: raised whenever the same bytes would give another result. */
export const parserVersion = z.string().regex(/^[1-9][0-9]{0,5}$/)

/**
 * What a parser made of one exhibit. Everything in it is *proposed*: a machine's reading, until an officer confirms it.
 *
 * The same bytes, parser, version and options give the same canonical JSON and so the same digest.
 */
export const parsedEvidence = z.strictObject({
  facts: z.array(foundFact),
  files: z.array(foundFile),
  identifiers: z.array(foundIdentifier),
  messages: z.array(foundMessage),
  options: parserOptions,
  parser: parserName,
  parserVersion,
  people: z.array(foundPerson),
  places: z.array(foundPlace),
  transactions: z.array(foundTransaction),
  v: z.literal(PARSED_EVIDENCE_VERSION),
  warnings: z.array(parseWarning),
})

/** What a parser made of one exhibit. */
export type ParsedEvidence = z.output<typeof parsedEvidence>
/** Where in the exhibit an entry stands. */
export type Position = z.output<typeof position>
/** A time as the evidence states it. */
export type FoundTime = z.output<typeof foundTime>
/** A person, account or number that takes part in something. */
export type FoundParty = z.output<typeof foundParty>
/** A file that a message carries or refers to. */
export type FoundAttachment = z.output<typeof foundAttachment>
/** What a parser was told beside the bytes. */
export type ParserOptions = z.output<typeof parserOptions>
