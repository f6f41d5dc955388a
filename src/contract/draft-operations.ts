import * as z from 'zod'
import { CODE_KINDS } from '#core/parsing/code-payload.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { intakeFailures, readingFailures } from './exhibit-operations.ts'
import { caseName, count, instantMs, opaqueId } from './fields.ts'
import { parsingFailures } from './parsing-operations.ts'

/** Longest text of a draft, in UTF-16 code units. */
export const MAX_DRAFT_LENGTH = 2_000_000
/** Largest file that a draft keeps. A screenshot of a phone has 0.2 to 5 MB; film goes to the exhibits. */
export const MAX_DRAFT_FILE_BYTES = 25 * 1024 * 1024
/** Most files of one draft. */
export const MAX_DRAFT_FILES = 60
/** Most drafts that one person keeps. */
export const MAX_DRAFTS = 200

/** A name of a draft, which its screen chooses. */
export const draftName = z.string().min(1).max(200)

const draftFile = z.object({
  fileId: opaqueId,
  name: z.string(),
  sizeBytes: count,
  modifiedAtMs: instantMs.nullable(),
})

/** A code that a picture shows, as its reader proposes it. Nothing is taken over that nobody confirms. */
const shownCode = z.object({
  kind: z.enum(CODE_KINDS),
  /** What the code says, whole. */
  payload: z.string(),
})

/**
 * Operations on drafts: what a person has typed and not entered yet. Drafts are theirs alone, encrypted, and no part of the ledger;
 * once `draft.save` has answered, a draft survives a crash and a power cut.
 */
export const draftOperations = {
  /**
   * Keeps a draft. `revision` is what the caller loaded or saved last, 0 for none: a draft that another window changed meanwhile is
   * not overwritten.
   */
  'draft.save': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      name: draftName,
      revision: count,
      text: z.string().max(MAX_DRAFT_LENGTH),
      /** The case that it belongs to, with which it goes. */
      case: caseName.optional(),
    }),
    output: z.object({ revision: count, savedAtMs: instantMs }),
    failures: ['draft/changed-elsewhere', 'draft/too-many', 'case/not-found', 'ledger/key-missing'],
  },
  'draft.load': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ name: draftName }),
    output: z.object({
      draft: z.object({ revision: count, savedAtMs: instantMs, text: z.string() }).nullable(),
    }),
    failures: [],
  },
  /** Every draft of the person, newest first. */
  'draft.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      drafts: z.array(z.object({ name: draftName, revision: count, savedAtMs: instantMs, length: count })),
    }),
    failures: [],
  },
  /**
   * Takes a file into a draft whole, so that it is still there after a crash. Where the carrier is a page in a browser, its bytes are sent
   * (`PUT /intake/<intakeId>`) while this runs.
   */
  'draft.keepFile': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ name: draftName, intakeId: opaqueId, case: caseName.optional() }),
    output: draftFile,
    failures: [
      'draft/file-too-large',
      'draft/too-many-files',
      'case/not-found',
      'ledger/key-missing',
      ...intakeFailures,
      ...readingFailures,
    ],
  },
  /** The files of a draft, in the order in which they came. */
  'draft.files': {
    kind: 'query',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ name: draftName }),
    output: z.object({ files: z.array(draftFile) }),
    failures: [],
  },
  /** Reads the codes that a picture of a draft shows, in the process that holds no keys. What is no picture shows none. */
  'draft.readCodes': {
    kind: 'query',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ name: draftName, fileId: opaqueId }),
    output: z.object({ codes: z.array(shownCode) }),
    failures: ['draft/no-such-file', ...parsingFailures],
  },
  /** Takes a file out of a draft; one that is not there is no failure. */
  'draft.dropFile': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ name: draftName, fileId: opaqueId }),
    output: z.strictObject({}),
    failures: [],
  },
  /** Removes a draft with its files; one that is not there is no failure. */
  'draft.forget': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ name: draftName }),
    output: z.strictObject({}),
    failures: [],
  },
} as const satisfies { readonly [name: string]: Operation }
