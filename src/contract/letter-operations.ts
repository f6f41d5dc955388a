import * as z from 'zod'
import type { LetterId } from '#core/ids.ts'
import { LETTER_KINDS, letterContent, letterInput, URGENCIES } from '#core/letters/letter.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { branded, caseName, count, digestHex, instantMs, opaqueId } from './fields.ts'
import { paperName, paperSignature } from './record-operations.ts'
import { drawnReport, fileOutletFailures, REPORT_LANGUAGES } from './report-operations.ts'

/** The id of a letter. */
export const letterId = branded<LetterId>(32)

const letterLine = z.object({
  letterId,
  number: z.string(),
  kind: z.enum(LETTER_KINDS),
  recipient: z.string(),
  urgency: z.enum(URGENCIES),
  issuedAtMs: instantMs,
  issuedBy: z.string(),
  /** On its paper, oldest first. */
  signatures: z.array(paperSignature),
})

const reading = ['case/not-found', ...EVENT_FAILURES] as const

/** Operations on letters: to providers, banks, the prosecutor and other countries. */
export const letterOperations = {
  /** Issues a letter: it gets its number and never changes again. */
  'letter.issue': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName, content: letterInput }),
    output: z.object({ letterId, number: z.string() }),
    failures: ['letter/payment-not-found', ...reading],
  },
  /**
   * Issues a whole freeze request from one payment of a complaint, so that in the golden hour nothing needs to be typed: the institution
   * that the payment names, the payee's exact accounts, urgency, offence. Answers the letter as it was issued.
   */
  'letter.freezePayment': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName,
      /** The complaint by its id or its order in the case, from 1. */
      complaint: z.string().min(1).max(64),
      lossIndex: z.number().int().min(0),
      /** To whom, where the payment does not say it. */
      recipient: z.string().min(1).max(400).optional(),
    }),
    output: z.object({ letterId, number: z.string(), content: letterContent }),
    failures: ['letter/payment-not-found', 'letter/nothing-to-freeze', ...reading],
  },
  /** The file for software that a printed letter carries, by itself: for institutions that take no PDF. */
  'letter.file': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName, letter: paperName }),
    output: z.object({ fileName: z.string(), text: z.string() }),
    failures: ['letter/not-found', ...reading],
  },
  /** Writes the file for software to an outlet and records that it left. */
  'letter.saveFile': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName, letter: paperName, outletId: opaqueId }),
    output: z.object({ fileName: z.string(), sizeBytes: count, digestHex }),
    failures: ['letter/not-found', 'ledger/key-missing', ...fileOutletFailures, ...reading],
  },
  /** The letters of a case, in the order in which they were issued. */
  'letter.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName }),
    output: z.object({ letters: z.array(letterLine) }),
    failures: reading,
  },
  /** Whom letters of a kind go to, with their addresses, from the newest book that headquarters sent; `book` is `null` where it sent none. */
  'letter.recipients': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ kind: z.enum(LETTER_KINDS).optional() }),
    output: z.object({
      book: z
        .object({
          version: count,
          title: z.object({ km: z.string(), en: z.string() }),
          checkedOn: z.string(),
        })
        .nullable(),
      recipients: z.array(
        z.object({
          name: z.string(),
          kinds: z.array(z.enum(LETTER_KINDS)),
          department: z.string().optional(),
          address: z.string().optional(),
          contact: z.string().optional(),
        }),
      ),
    }),
    failures: [],
  },
  /** One letter with all that it says. */
  'letter.show': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName, letter: paperName }),
    output: z.object({ letter: letterLine, content: letterContent }),
    failures: ['letter/not-found', ...reading],
  },
  /** Draws a letter with the file that software reads inside it. */
  'letter.print': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ case: caseName, letter: paperName, languages: z.enum(REPORT_LANGUAGES) }),
    output: drawnReport,
    failures: ['letter/not-found', 'report/not-drawn', ...reading],
  },
} as const satisfies { readonly [name: string]: Operation }
