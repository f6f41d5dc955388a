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
  objectId,
  segmentSizeBytes: count,
  sealDigestHex: digestHex,
})

const objectFindings = [
  'object/missing',
  'object/header-damaged',
  'object/wrong-key',
  'object/size-wrong',
  'object/segment-damaged',
  'object/seal-differs',
  'object/content-differs',
] as const

const caseReading = ['case/not-found', ...EVENT_FAILURES] as const

const intakeFailures = [
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
] as const

const readingFailures = ['intake/changed-while-reading', 'intake/read-failed', 'intake/interrupted'] as const

/** Operations on exhibits. */
export const exhibitOperations = {
  /**
   * Announces a file whose bytes the caller will send over this transport (`PUT /intake/<intakeId>`) while
   * `exhibit.seal` runs. Desktop windows and the command line announce files by other ways that never name a path here.
   */
  'intake.offer': {
    kind: 'command',
    leastRole: 'officer',
    transports: ['http'],
    isLong: false,
    input: z.strictObject({ name: z.string(), sizeBytes: count, modifiedAtMs: instantMs.nullable() }),
    output: z.object({ intakeId: opaqueId, name: z.string(), sizeBytes: count }),
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
  /** Seals an announced file as the case's next exhibit; acknowledged only once it is durable. */
  'exhibit.seal': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      case: caseName,
      intakeId: opaqueId,
      /** Recorded instead of the file's own name. */
      name: line(255).optional(),
      description: line(1000).optional(),
    }),
    output: exhibitLine,
    failures: ['case/not-found', 'ledger/key-missing', ...intakeFailures, ...readingFailures],
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
    output: z.object({ exhibitId, number: z.string(), sizeBytes: count, digestHex }),
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
    output: z.object({ exhibitId, number: z.string(), name: z.string(), sizeBytes: count, digestHex }),
    failures: [
      'exhibit/not-found',
      ...caseReading,
      ...objectFindings,
      'outlet/unknown',
      'outlet/interrupted',
      'extract/exists',
      'extract/no-folder',
      'extract/name-too-long',
    ],
  },
} as const satisfies { readonly [name: string]: Operation }

/** One exhibit as lists and case files show it. */
export type ExhibitLine = z.output<typeof exhibitLine>
