import * as z from 'zod'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { caseName, count, digestHex, opaqueId } from './fields.ts'

/** In which languages a document is printed: Khmer, English, or Khmer with English beside it. */
export const REPORT_LANGUAGES = ['km', 'en', 'km+en'] as const

/** The kinds of document that can be printed. */
export const REPORT_KINDS = ['case'] as const

/** A drawn document, which stays in the engine's memory, and the place in the ledger that it was made from. */
export const drawnReport = z.object({
  reportId: opaqueId,
  fileName: z.string(),
  pages: count,
  sizeBytes: count,
  digestHex,
  madeFrom: z.object({ seq: count, hashHex: digestHex }),
})

/** Operations on documents for the court. */
export const reportOperations = {
  /**
   * Draws a document. It stays in the engine's memory under `reportId` until the vault locks or a newer one takes its
   * place; its bytes are fetched or saved by that id.
   */
  'report.make': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      case: caseName,
      kind: z.enum(REPORT_KINDS),
      languages: z.enum(REPORT_LANGUAGES),
    }),
    output: drawnReport,
    failures: ['case/not-found', ...EVENT_FAILURES, 'report/not-drawn'],
  },
  /** Writes a drawn document to an outlet and records that it left. */
  'report.save': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ reportId: opaqueId, outletId: opaqueId }),
    output: z.object({ fileName: z.string(), sizeBytes: count, digestHex }),
    failures: [
      'report/not-found',
      'case/not-found',
      'ledger/key-missing',
      'outlet/unknown',
      'outlet/interrupted',
      'extract/exists',
      'extract/no-folder',
      'extract/name-too-long',
    ],
  },
} as const satisfies { readonly [name: string]: Operation }

/** One of {@link REPORT_LANGUAGES}. */
export type ReportLanguages = (typeof REPORT_LANGUAGES)[number]
/** One of {@link REPORT_KINDS}. */
export type ReportKind = (typeof REPORT_KINDS)[number]
