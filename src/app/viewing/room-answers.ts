import * as z from 'zod'
import { viewPages } from '#contract/viewing-operations.ts'

const bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array)

/** Most bytes of one thing in an archive or e-mail that a room hands out; it is held in memory twice for a moment. */
export const MOST_ENTRY_BYTES = 32 * 1024 * 1024

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * What each answer of a room must look like; anything else is not passed on. A room may have been taken over by what it looks at, and
 * then it can still say wrong words and show wrong pictures, but nothing that is neither.
 */
export const ROOM_ANSWERS = {
  pages: z.strictObject({
    count: z.number().int().min(1).max(100_000),
    widthPx: z.number().int().min(1).max(1_000_000),
    heightPx: z.number().int().min(1).max(1_000_000),
  }),
  picture: bytes.refine((png) => PNG.every((byte, at) => png[at] === byte)),
  print: bytes.refine((jpeg) => jpeg[0] === 0xff && jpeg[1] === 0xd8),
  lines: viewPages.text,
  words: viewPages.words,
  mail: viewPages.mail,
  rows: viewPages.table,
  entries: viewPages.entries,
  entry: z.strictObject({
    name: z.string().max(1000),
    bytes: bytes.refine(({ length }) => length <= MOST_ENTRY_BYTES),
  }),
  'cover-pictures': z.strictObject({
    bytes,
    ending: z.enum(['png', 'pdf']),
    pages: z.number().int().min(1).max(100_000),
  }),
  'cover-text': z.strictObject({ bytes, coveredCount: z.number().int().min(0) }),
} as const
