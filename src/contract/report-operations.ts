import * as z from 'zod'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { intakeFailures, objectFindings, readingFailures } from './exhibit-operations.ts'
import type { FailureCode } from './failures.ts'
import { caseName, count, day, digestHex, opaqueId } from './fields.ts'

/** In which languages a document is printed: Khmer, English, or Khmer with English beside it. */
export const REPORT_LANGUAGES = ['km', 'en', 'km+en'] as const

/** The kinds of report that are made from one case. */
export const REPORT_KINDS = [
  'case',
  'complaint',
  'evidence-and-custody',
  'examination',
  'loss-and-money-flow',
  'victim-receipt',
  'advisory',
  'person-dossier',
] as const

/** What a report is about, beside its case: nothing else, one of the complaints, or a person by name. */
export const REPORT_NEEDS = {
  case: 'nothing',
  complaint: 'complaint',
  'evidence-and-custody': 'nothing',
  examination: 'nothing',
  'loss-and-money-flow': 'nothing',
  'victim-receipt': 'complaint',
  advisory: 'nothing',
  'person-dossier': 'person',
} as const satisfies { readonly [Kind in ReportKind]: 'nothing' | 'complaint' | 'person' }

/** What each kind of report is called. */
export const REPORT_TITLES: { readonly [Kind in ReportKind | 'statistics']: { km: string; en: string } } = {
  case: { km: 'របាយការណ៍សំណុំរឿង', en: 'Case report' },
  complaint: { km: 'កំណត់ហេតុទទួលពាក្យបណ្ដឹង', en: 'Complaint record' },
  'evidence-and-custody': { km: 'របាយការណ៍វត្ថុតាង និងការថែរក្សា', en: 'Evidence and custody report' },
  examination: { km: 'របាយការណ៍ពិនិត្យវត្ថុតាង', en: 'Examination report' },
  'loss-and-money-flow': {
    km: 'របាយការណ៍ការខាតបង់ និងលំហូរប្រាក់',
    en: 'Report on losses and the flow of money',
  },
  'victim-receipt': {
    km: 'បង្កាន់ដៃទទួលពាក្យបណ្ដឹង និងជំហានបន្ទាប់',
    en: 'Receipt of a report, and what to do next',
  },
  advisory: { km: 'សេចក្ដីជូនដំណឹងជាសាធារណៈ', en: 'Public advisory' },
  'person-dossier': { km: 'សំណុំព័ត៌មានអំពីបុគ្គល', en: 'Dossier on a person' },
  statistics: { km: 'របាយការណ៍ស្ថិតិ', en: 'Statistics report' },
}

/** A check code has 14 characters. */
const MAX_CODE_LENGTH = 20
/** Longest name of a person that a dossier can be asked for: as long as names may be. */
const MAX_ABOUT_LENGTH = 4000
/** Why a file could not be written where somebody chose. */
export const fileOutletFailures = [
  'outlet/unknown',
  'outlet/interrupted',
  'extract/exists',
  'extract/no-folder',
  'extract/name-too-long',
] as const satisfies readonly FailureCode[]

/** Longest reason that somebody signs for, in their own words. */
const MAX_REASON_LENGTH = 200

/** Largest saved document that is taken in again. */
export const MAX_OPENED_BYTES = 512 * 1024 * 1024
/** Largest answer of a time-stamp authority: a token with its chain of certificates takes far less. */
export const MAX_ANSWER_BYTES = 48 * 1024
/** The same in base64. */
const MAX_ANSWER_CHARACTERS = (MAX_ANSWER_BYTES / 3) * 4

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
    input: z
      .strictObject({
        case: caseName,
        kind: z.enum(REPORT_KINDS),
        languages: z.enum(REPORT_LANGUAGES),
        /** Which complaint, by id or by its order from 1, or which person, by name. May be left out where there is one complaint only. */
        about: z.string().min(1).max(MAX_ABOUT_LENGTH).optional(),
        /** The head up to which the case is read, as a printed page states it; left out, the newest. */
        at: digestHex.optional(),
        /** The check code of a printed page: of the receipts of headquarters the one by which the report has it. */
        checkCode: z.string().max(MAX_CODE_LENGTH).optional(),
        /** Whether photos among the exhibits are shown, each with its digest beneath; only the evidence and custody report shows any. */
        photos: z.boolean().optional(),
      })
      .refine(({ kind, photos }) => photos !== true || kind === 'evidence-and-custody', { path: ['photos'] }),
    output: drawnReport,
    failures: [
      'case/not-found',
      ...EVENT_FAILURES,
      ...objectFindings,
      'report/about-missing',
      'report/about-not-found',
      'report/head-not-found',
      'report/not-drawn',
    ],
  },
  /** The kinds of report that a case can be made into, and what those that are about somebody can be about. */
  'report.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName }),
    output: z.object({
      kinds: z.array(
        z.object({
          kind: z.enum(REPORT_KINDS),
          title: z.object({ km: z.string(), en: z.string() }),
          needs: z.enum(['nothing', 'complaint', 'person']),
        }),
      ),
      complaints: z.array(
        z.object({ complaintId: z.string(), order: count, victim: z.string(), summary: z.string() }),
      ),
      people: z.array(z.string()),
    }),
    failures: ['case/not-found', ...EVENT_FAILURES],
  },
  /** Draws what the cases that the caller can read come to, by the day on which reports were received, both days inclusive. */
  'report.statistics': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      from: day.optional(),
      to: day.optional(),
      languages: z.enum(REPORT_LANGUAGES),
    }),
    output: drawnReport.extend({ cases: count, complaints: count, unreadableCases: count }),
    failures: ['case/not-found', ...EVENT_FAILURES, 'report/not-drawn'],
  },
  /**
   * Signs a drawn document with the caller's own key for papers (PAdES baseline B-B) and records it; the signed document takes the place
   * of the unsigned one. Signatures that are there stay whole. Until headquarters certifies the key its certificate is self-signed and says so.
   */
  'report.sign': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ reportId: opaqueId, reason: z.string().trim().min(1).max(MAX_REASON_LENGTH) }),
    output: z.object({
      reportId: opaqueId,
      sizeBytes: count,
      digestHex,
      /** Signatures in the document, this one included. */
      signatures: count,
      signedAs: z.string(),
      /** Uncompressed point on P-256, 65 bytes. */
      publicKeyHex: z.string(),
      certificateDigestHex: digestHex,
      /** Who vouches for the key. */
      certified: z.discriminatedUnion('by', [
        z.object({ by: z.literal('headquarters'), hubName: z.string() }),
        z.object({ by: z.literal('owner'), why: z.enum(['not-enrolled', 'revoked']) }),
      ]),
    }),
    failures: [
      'report/not-found',
      'report/not-signable',
      'report/certificate-wrong',
      'report/signatures-full',
      'case/not-found',
      'ledger/key-missing',
    ],
  },
  /**
   * Takes a saved document in again, so that somebody else can sign it or a time-stamp can be added: one that left the vault of this case
   * exactly as it is, which the ledger knows by its digest.
   */
  'report.open': {
    kind: 'query',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName, intakeId: opaqueId }),
    output: z.object({
      reportId: opaqueId,
      fileName: z.string(),
      sizeBytes: count,
      digestHex,
      /** Signatures and time-stamps in the document. */
      signatures: count,
      madeFromHeadHex: digestHex,
    }),
    failures: [
      'case/not-found',
      ...EVENT_FAILURES,
      ...intakeFailures,
      ...readingFailures,
      'report/not-of-case',
    ],
  },
  /** Answers what a time-stamp authority is asked for a document (RFC 3161), to be carried to it as a file. The same document asks the same. */
  'report.askTimeStamp': {
    kind: 'query',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ reportId: opaqueId }),
    output: z.object({ reportId: opaqueId, digestHex, queryBase64: z.string() }),
    failures: ['report/not-found', 'report/not-signable'],
  },
  /** Writes what a time-stamp authority is asked for a document to an outlet, as the file that the authority reads. It says nothing but a digest. */
  'report.saveTimeStampRequest': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ reportId: opaqueId, outletId: opaqueId }),
    output: z.object({ fileName: z.string(), sizeBytes: count }),
    failures: ['report/not-found', 'report/not-signable', ...fileOutletFailures],
  },
  /**
   * Puts the answer of a time-stamp authority into the document that it was asked for; signatures that are there stay whole. Whether the
   * authority is to be trusted is for those to judge who check the file. That the stamped document leaves is recorded when it is saved.
   */
  'report.addTimeStamp': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    // The answer itself or, as an announced file, where it is: one of the two.
    input: z
      .strictObject({
        reportId: opaqueId,
        answerBase64: z.base64().max(MAX_ANSWER_CHARACTERS).optional(),
        intakeId: opaqueId.optional(),
      })
      .refine(({ answerBase64, intakeId }) => (answerBase64 === undefined) !== (intakeId === undefined), {
        path: ['answerBase64'],
      }),
    output: z.object({ reportId: opaqueId, sizeBytes: count, digestHex, signatures: count }),
    failures: [
      'report/not-found',
      'report/not-signable',
      'report/stamp-refused',
      ...intakeFailures,
      ...readingFailures,
    ],
  },
  /** Writes a drawn document to an outlet and records that it left. */
  'report.save': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ reportId: opaqueId, outletId: opaqueId }),
    output: z.object({ fileName: z.string(), sizeBytes: count, digestHex }),
    failures: ['report/not-found', 'case/not-found', 'ledger/key-missing', ...fileOutletFailures],
  },
} as const satisfies { readonly [name: string]: Operation }

/** One of {@link REPORT_LANGUAGES}. */
export type ReportLanguages = (typeof REPORT_LANGUAGES)[number]
/** One of {@link REPORT_KINDS}. */
export type ReportKind = (typeof REPORT_KINDS)[number]
