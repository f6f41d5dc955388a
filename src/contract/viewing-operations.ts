import * as z from 'zod'
import { line } from '#core/casework/fields.ts'
import { coveredBox, coveredSpan } from '#core/viewing/covering.ts'
import { SHOWN_KINDS, SHOWN_VIEWS } from '#core/viewing/shown-kind.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { count, digestHex, exhibitId, exhibitName, opaqueId } from './fields.ts'

/** How many rows one question of a view brings: of the bytes in rows of 16, of a text, of a table, of an archive, of a chat. */
export const ROWS_AT_ONCE = { hex: 256, text: 300, words: 300, table: 200, entries: 300, chat: 100 } as const

const row = z.object({
  /** The line, counted from 0. */
  line: count,
  /** Where in its line the row begins, in UTF-16 code units. */
  column: count,
  /** Where the row begins, in bytes: of the exhibit for a text, of the words for words. */
  offsetBytes: count,
  text: z.string(),
  /** The row goes on where the one before it ended: the line was too long for one. */
  isContinued: z.boolean(),
})

const rows = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  lineCount: count,
  /** Whether the rows reach the end; what comes after them is seen as bytes. */
  isWhole: z.boolean(),
  from: count,
  count,
  rows: z.array(row),
})

/** The shapes of what a view shows, each with its name. Everything in them is shown as text and as nothing else. */
export const viewPages = {
  hex: z.object({ from: count, count, bytesHex: z.string() }),
  pictures: z.object({ count, widthPx: count, heightPx: count }),
  text: rows,
  words: rows,
  mail: z.object({
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    subject: z.string(),
    from: z.string(),
    to: z.string(),
    date: z.string(),
    text: z.string(),
    isFromMarkup: z.boolean(),
    isCut: z.boolean(),
    attachments: z.array(z.object({ name: z.string(), type: z.string(), sizeBytes: count })),
  }),
  chat: z.object({
    from: count,
    count,
    messages: z.array(
      z.object({
        /** Where it stands in the exhibit, so that it can be cited. */
        position: z.string(),
        sender: z.string(),
        atMs: z.number().int().nullable(),
        /** The time as it is written in the exhibit. */
        written: z.string(),
        text: z.string(),
        attachments: z.array(z.string()),
      }),
    ),
  }),
  table: z.object({
    sheets: z.array(z.string()),
    from: count,
    count,
    columns: count,
    rows: z.array(z.array(z.string())),
  }),
  entries: z.object({
    from: count,
    count,
    entries: z.array(
      z.object({
        name: z.string(),
        sizeBytes: count,
        packedBytes: count,
        modified: z.string(),
        isEncrypted: z.boolean(),
        isMacro: z.boolean(),
      }),
    ),
  }),
} as const

const pageOf = <Name extends keyof typeof viewPages>(view: Name) =>
  z.object({ view: z.literal(view), page: viewPages[view] })

const caseReading = ['exhibit/not-found', 'case/not-found', ...EVENT_FAILURES] as const

const objectFindings = [
  'object/missing',
  'object/header-damaged',
  'object/wrong-key',
  'object/size-wrong',
  'object/segment-damaged',
  'object/seal-differs',
  'object/content-differs',
] as const

const viewing = [
  'preview/unknown',
  'preview/no-such-view',
  'preview/not-shown',
  'preview/too-large',
  'preview/protected',
] as const

/** An exhibit, or something in it, that was opened for looking. */
const openedPreview = z.object({
  previewId: opaqueId,
  bytesId: opaqueId,
  exhibitId,
  number: z.string(),
  name: z.string(),
  sizeBytes: count,
  kind: z.enum(SHOWN_KINDS),
  /** What the first bytes say. */
  magic: z.string(),
  /** The ending of the name. */
  declared: z.string(),
  isMismatch: z.boolean(),
  views: z.array(z.enum(SHOWN_VIEWS)),
  /** Whether parts can be covered in a copy: boxes on pictures, runs of characters in texts, or neither. */
  covering: z.enum(['boxes', 'text', 'none']),
})

/** Operations of looking at exhibits, and of copies in which something is covered. */
export const viewingOperations = {
  /**
   * Opens an exhibit for looking. What it is is told by its name and its first bytes; where they disagree only the bytes are shown,
   * unless `byContent` asks for what the bytes say. The answered ids die at the lock, on `preview.close`, and when nothing is asked
   * for a while; bytes are fetched under `bytesId` by way of the carrier.
   */
  'exhibit.preview': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      exhibit: exhibitName,
      /** Of an exhibit of many files, the path of one. */
      part: z.string().min(1).max(20_000).optional(),
      byContent: z.boolean().default(false),
    }),
    output: openedPreview,
    failures: [
      ...caseReading,
      'exhibit/part-needed',
      'exhibit/part-not-found',
      'exhibit/is-one-file',
      ...objectFindings,
    ],
  },
  /**
   * Opens something that lies in what is looked at: a file of an archive, or what is attached to an e-mail. It is unpacked in the room,
   * up to a limit, and held in memory while somebody looks; nothing is written to disk.
   */
  'preview.openEntry': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      previewId: opaqueId,
      /** Its place in the list that `entries` or `mail` shows, counted from 0. */
      index: count.max(1_000_000),
      byContent: z.boolean().default(false),
    }),
    output: openedPreview,
    failures: [...viewing, ...objectFindings],
  },
  /** Brings a part of what a view shows, as data. */
  'preview.page': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      previewId: opaqueId,
      view: z.enum(['hex', 'pictures', 'text', 'words', 'mail', 'chat', 'table', 'entries']),
      /** The first row (of 16 bytes, of text, of the table …) that is wanted. */
      from: count.default(0),
      /** Of a text: the row in which this line begins, instead of `from`. */
      line: count.optional(),
      /** Of a table: which of its sheets. */
      sheet: count.max(10_000).default(0),
    }),
    output: z.discriminatedUnion('view', [
      pageOf('hex'),
      pageOf('pictures'),
      pageOf('text'),
      pageOf('words'),
      pageOf('mail'),
      pageOf('chat'),
      pageOf('table'),
      pageOf('entries'),
    ]),
    failures: [...viewing, ...objectFindings],
  },
  /** Ends looking; what was held of the exhibit is overwritten and its room is closed. That it is closed already is success. */
  'preview.close': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ previewId: opaqueId }),
    output: z.object({}),
    failures: [],
  },
  /**
   * Makes a copy in which parts are covered, and seals it as a derived exhibit. A picture or a document is drawn anew with the boxes
   * burnt in; a text keeps its length. Nothing of what is covered, and none of the source's metadata, is in the copy. The source
   * stays as it is, and the ledger says which exhibit the copy was made of.
   */
  'exhibit.redact': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      exhibit: exhibitName,
      byContent: z.boolean().default(false),
      boxes: z.array(coveredBox).max(10_000).default([]),
      spans: z.array(coveredSpan).max(10_000).default([]),
      words: z.array(z.string().min(1).max(1000)).max(100).default([]),
      /** Why, for whoever reads the copy's origin. */
      reason: line(500),
    }),
    output: z.object({
      exhibitId,
      number: z.string(),
      name: z.string(),
      sizeBytes: count,
      digestHex,
      /** Boxes burnt in, or characters covered. */
      coveredCount: count,
    }),
    failures: [
      ...caseReading,
      ...objectFindings,
      'ledger/key-missing',
      'preview/not-shown',
      'preview/too-large',
      'preview/protected',
      'redact/nothing-covered',
      'redact/not-possible',
    ],
  },
} as const satisfies { readonly [name: string]: Operation }

/** A view whose pages are brought as data. */
export type PageView = keyof typeof viewPages
