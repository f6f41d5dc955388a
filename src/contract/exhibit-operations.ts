import * as z from 'zod'
import { line } from '#core/casework/fields.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import {
  caseName,
  count,
  digestHex,
  exhibitId,
  exhibitName,
  instantMs,
  objectId,
  opaqueId,
} from './fields.ts'

const otherDigests = z.object({ md5Hex: z.string(), sha1Hex: z.string(), sha512Hex: z.string() }).partial()

/** An exhibit as lists and case files show it. */
export const exhibitLine = z.object({
  exhibitId,
  number: z.string(),
  name: z.string(),
  sourceName: z.string().optional(),
  description: z.string().optional(),
  sourceModifiedAtMs: instantMs.optional(),
  sealedAtMs: instantMs,
  sealedBy: z.string(),
  sizeBytes: count,
  digestHex,
  /** Left out for an exhibit of many files, whose parts have an object each. */
  objectId: objectId.optional(),
  segmentSizeBytes: count.optional(),
  sealDigestHex: digestHex.optional(),
  /** The exhibit whose bytes it shares. */
  copyOf: exhibitId.optional(),
  collected: z
    .object({
      form: z.enum(['folder', 'split-image']),
      partCount: count,
      emptyFiles: count,
      skipped: count,
      /** Digests of an image's pieces joined in their order: what other tools have of `cat` of them. */
      joined: otherDigests.extend({ sha256Hex: digestHex }).optional(),
    })
    .optional(),
})

/** An exhibit that was just sealed, with what else was found out while its bytes were read. */
export const sealedLine = exhibitLine.extend({
  digests: otherDigests.optional(),
})

/** Codes of what may be found wrong with the bytes of an exhibit. */
export const objectFindings = [
  'object/missing',
  'object/header-damaged',
  'object/wrong-key',
  'object/size-wrong',
  'object/segment-damaged',
  'object/seal-differs',
  'object/content-differs',
] as const

const caseReading = ['case/not-found', ...EVENT_FAILURES] as const

/** Codes of what may be wrong with a file that is announced. */
export const intakeFailures = [
  'intake/unknown',
  'intake/not-found',
  'intake/not-readable',
  'intake/is-folder',
  'intake/not-a-file',
  'intake/empty',
  'intake/too-large',
  'intake/of-the-vault',
  'intake/name-has-control-character',
  'intake/name-too-long',
  'intake/image-piece-missing',
] as const

/** Codes of what may go wrong while an announced file is read. */
export const readingFailures = [
  'intake/changed-while-reading',
  'intake/read-failed',
  'intake/interrupted',
] as const

/** Codes of what may go wrong with a place outside the vault to which files go. */
export const outletFailures = [
  'outlet/unknown',
  'outlet/interrupted',
  'extract/exists',
  'extract/no-folder',
  'extract/name-too-long',
  'extract/needs-folder',
  'extract/unsafe-path',
] as const

/** Most files of a folder that a page in a browser announces at once; the command line and the desktop know no such limit. */
export const MOST_FOLDER_FILES = 15_000

/** Operations on exhibits. */
export const exhibitOperations = {
  /**
   * Announces a file whose bytes the caller will send over this transport (`PUT /intake/<intakeId>`) while
   * `exhibit.seal` runs. Desktop windows and the command line announce files by other ways that never name a path here.
   */
  'intake.offer': {
    kind: 'command',
    leastRole: 'handler',
    transports: ['http'],
    isLong: false,
    input: z.strictObject({ name: z.string(), sizeBytes: count, modifiedAtMs: instantMs.nullable() }),
    output: z.object({ intakeId: opaqueId, name: z.string(), sizeBytes: count }),
    failures: [...intakeFailures, ...readingFailures],
  },
  /**
   * Announces a folder whose files the caller will send over this transport while `exhibit.seal` runs: `PUT /intake/<uploadId>` for each
   * that has bytes, in the order of the answer and a few at once, because that is how they are read.
   */
  'intake.offerFolder': {
    kind: 'command',
    leastRole: 'handler',
    transports: ['http'],
    isLong: false,
    input: z.strictObject({
      name: z.string(),
      files: z
        .array(
          z.strictObject({
            path: z.string().min(1).max(4096),
            sizeBytes: count,
            modifiedAtMs: instantMs.nullable(),
          }),
        )
        .min(1)
        .max(MOST_FOLDER_FILES),
    }),
    output: z.object({
      intakeId: opaqueId,
      name: z.string(),
      sizeBytes: count,
      fileCount: count,
      /** `index` is the file's place in what was announced. */
      uploads: z.array(z.object({ index: count, uploadId: opaqueId })),
    }),
    failures: [...intakeFailures, ...readingFailures],
  },
  /**
   * Announces a download: the caller fetches `GET /outlet/<outletId>` and the operation that names this outlet sends
   * its bytes there. Desktop windows and the command line announce files by other ways.
   */
  'outlet.offer': {
    kind: 'query',
    leastRole: 'member',
    transports: ['http'],
    isLong: false,
    input: z.strictObject({ name: z.string().max(400) }),
    output: z.object({ outletId: opaqueId }),
    failures: [],
  },
  /**
   * Seals what was announced as the case's next exhibit; acknowledged only once it is durable. A folder or a split image becomes one
   * exhibit of many parts. What an interruption left of the same source is continued. Bytes that the case has already are kept once.
   */
  'exhibit.seal': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      case: caseName,
      intakeId: opaqueId,
      /** Recorded instead of the file's own name. */
      name: line(255).optional(),
      description: line(1000).optional(),
      /**
       * Digests that other tools print, taken in the same pass and recorded beside SHA-256. They are of one file or disk, or of the
       * joined pieces of a split image: a folder with them is refused.
       */
      digests: z
        .array(z.enum(['md5', 'sha1', 'sha512']))
        .max(3)
        .optional(),
    }),
    output: sealedLine,
    failures: [
      ...caseReading,
      ...intakeFailures,
      ...readingFailures,
      ...objectFindings,
      'intake/digests-need-one-file',
    ],
  },
  /** Lists what of a case's seals was interrupted and can be continued by sealing the same source again. */
  'exhibit.interrupted': {
    kind: 'query',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName }),
    output: z.object({
      /** Single files and disks: nothing of them is recorded yet. */
      seals: z.array(
        z.object({
          interruptedId: opaqueId,
          name: z.string(),
          sizeBytes: count,
          doneBytes: count,
          changedAtMs: z.number(),
        }),
      ),
      /** Folders and split images, of which some parts are recorded. */
      collections: z.array(
        z.object({ interruptedId: opaqueId, partCount: count, sizeBytes: count, changedAtMs: instantMs }),
      ),
    }),
    failures: caseReading,
  },
  /**
   * Gives an interrupted seal up. Half a file is removed; of a folder, the parts that are recorded become an exhibit that says that it
   * is not whole.
   */
  'exhibit.discardInterrupted': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName, interruptedId: opaqueId }),
    output: z.object({ exhibit: exhibitLine.nullable() }),
    failures: ['exhibit/not-interrupted', ...caseReading],
  },
  /** The files of an exhibit of many, some at a time in the order of their sealing, with what was left out of it. */
  'exhibit.parts': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      exhibit: exhibitName,
      offset: count,
      limit: z.number().int().min(1).max(500),
    }),
    output: z.object({
      parts: z.array(
        z.object({ path: z.string(), sizeBytes: count, digestHex, modifiedAtMs: instantMs.optional() }),
      ),
      partCount: count,
      emptyFiles: z.array(z.string()),
      skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
    }),
    failures: ['exhibit/not-found', 'exhibit/is-one-file', ...caseReading],
  },
  /** Lists a case's exhibits by number. */
  'exhibit.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName }),
    output: z.object({ exhibits: z.array(exhibitLine) }),
    failures: caseReading,
  },
  /** Checks one exhibit's stored bytes against what was recorded when it was sealed. */
  'exhibit.verify': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ exhibit: exhibitName }),
    output: z.object({
      exhibitId,
      number: z.string(),
      sizeBytes: count,
      digestHex,
      partCount: count.optional(),
    }),
    failures: ['exhibit/not-found', ...caseReading, ...objectFindings],
  },
  /**
   * Writes an exhibit's bytes to an outlet: a place outside the vault that the person chose in a dialog, named on the
   * command line, or a download. Every segment is verified before its bytes leave; the departure is recorded.
   */
  'exhibit.extract': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ exhibit: exhibitName, outletId: opaqueId }),
    output: z.object({
      exhibitId,
      number: z.string(),
      name: z.string(),
      sizeBytes: count,
      digestHex,
      partCount: count.optional(),
    }),
    failures: ['exhibit/not-found', ...caseReading, ...objectFindings, ...outletFailures],
  },
} as const satisfies { readonly [name: string]: Operation }

/** An exhibit that was just sealed. */
export type SealedLine = z.output<typeof sealedLine>

/** One exhibit as lists and case files show it. */
export type ExhibitLine = z.output<typeof exhibitLine>
