import * as z from 'zod'
import type { ExaminationId, ObjectId } from '../ids.ts'
import {
  digestedExhibit,
  exhibitId,
  exhibitSource,
  instant,
  MAX_NAMED_ITEMS,
  otherDigests,
} from './custody-fields.ts'
import { actor, count, digest, id } from './event-fields.ts'

const sealedObject = z.strictObject({
  objectId: id<ObjectId>(),
  segmentSizeBytes: count,
  sealDigestHex: digest(),
})

/** Where in an exhibit a finding was read. */
export const sourcePosition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('line'), line: count, byteOffset: count.optional() }),
  z.strictObject({ kind: z.literal('bytes'), offset: count, length: count }),
  z.strictObject({ kind: z.literal('message'), id: z.string(), thread: z.string().optional() }),
  z.strictObject({ kind: z.literal('cell'), sheet: z.string(), row: count, column: count.optional() }),
  z.strictObject({ kind: z.literal('page'), page: count }),
  z.strictObject({ kind: z.literal('entry'), path: z.string() }),
  z.strictObject({ kind: z.literal('row'), table: z.string(), rowId: z.string() }),
])

/** Kinds of events about digital exhibits beside `exhibit-sealed` (scope: the case's id). */
export const EXHIBIT_KINDS = {
  /**
   * Some parts of an exhibit of many files, in the order of their indexes, which go on where the last event of this exhibit ended.
   * It is an exhibit once `exhibit-collected` says so.
   */
  'exhibit-parts-sealed': z.strictObject({
    exhibitId,
    firstIndex: count,
    parts: z
      .array(
        z.strictObject({
          /** Relative, with `/` between names. */
          path: z.string(),
          sizeBytes: count,
          digestHex: digest(),
          modifiedAtMs: instant.optional(),
          object: sealedObject,
        }),
      )
      .min(1)
      .max(MAX_NAMED_ITEMS)
      .refine((parts) => new Set(parts.map(({ object }) => object.objectId)).size === parts.length),
    sealedBy: actor,
  }),
  'exhibit-collected': z.strictObject({
    exhibitId,
    number: z.string(),
    name: z.string(),
    sourceName: z.string().optional(),
    description: z.string().optional(),
    form: z.enum(['folder', 'split-image']),
    partCount: count,
    sizeBytes: count,
    /** SHA-256 of the text of `sha256sum` over the parts, sorted by their paths' bytes. */
    digestHex: digest(),
    /** Paths of files without bytes, which have no object. */
    emptyFiles: z.array(z.string()),
    skipped: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
    /** Of the pieces of an image joined in their order. */
    joined: otherDigests.extend({ sha256Hex: digest() }).optional(),
    collectedBy: actor,
  }),
  'exhibit-digests-taken': z.strictObject({
    exhibitId,
    digests: otherDigests,
    source: exhibitSource.optional(),
    takenBy: actor,
  }),
  /** An exhibit whose bytes are those of another exhibit of the case, and are kept once. */
  'exhibit-copied': z.strictObject({
    exhibitId,
    number: z.string(),
    name: z.string(),
    sourceName: z.string().optional(),
    description: z.string().optional(),
    sourceModifiedAtMs: instant.optional(),
    ofExhibitId: exhibitId,
    copiedBy: actor,
  }),
  /** A tool read some exhibits and wrote others, which derive from them. */
  'examination-recorded': z.strictObject({
    examinationId: id<ExaminationId>(),
    tool: z.string(),
    version: z.string(),
    command: z.string(),
    startedAtMs: instant,
    endedAtMs: instant,
    inputs: z.array(digestedExhibit).min(1).max(MAX_NAMED_ITEMS),
    outputs: z.array(digestedExhibit).max(MAX_NAMED_ITEMS),
    note: z.string().optional(),
    recordedBy: actor,
  }),
  /** What an officer took over of that which a parser proposed. */
  'findings-confirmed': z.strictObject({
    sourceExhibitId: exhibitId,
    parserName: z.string(),
    parserVersion: z.string(),
    /** Digest of the parser's whole output, an exhibit of the case. */
    outputDigestHex: digest(),
    items: z
      .array(
        z.strictObject({
          kind: z.enum(['fact', 'message', 'transaction', 'identifier', 'place', 'person', 'file']),
          value: z.record(
            z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
            z.union([z.string(), z.number().int(), z.boolean()]),
          ),
          position: sourcePosition,
        }),
      )
      .min(1)
      .max(MAX_NAMED_ITEMS),
    note: z.string().optional(),
    confirmedBy: actor,
  }),
} as const
