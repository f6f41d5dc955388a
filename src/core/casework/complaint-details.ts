import * as z from 'zod'
import { day as recordedDay } from '../ledger/event-fields.ts'
import { day, line } from './fields.ts'

/** How somebody who reports was shown what had been written. */
export const READ_BACK_WAYS = ['second-screen', 'read-aloud', 'on-paper'] as const

const CLOCK = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/
/** Most times of payments that one event tells: as many as a complaint may tell losses. */
const MAX_PAYMENT_TIMES = 2000

const recordedMoment = z.strictObject({ on: recordedDay, clock: z.string().regex(CLOCK).optional() })

/**
 * What is said of a complaint beside it, as the ledger keeps it: in `complaint-detailed`, each member said or not. Days and times of
 * day are at UTC+7.
 */
export const complaintDetails = z.strictObject({
  /** The language in which the person told it. */
  language: z.string().optional(),
  interpreter: z
    .strictObject({
      name: z.string(),
      language: z.string().optional(),
      isSworn: z.boolean(),
      /** Neither of the police nor concerned by the case (Code of Criminal Procedure, art. 93). */
      isIndependent: z.boolean(),
      /** Who they are to the person and to the case. */
      relation: z.string().optional(),
    })
    .optional(),
  /** Why the person wishes what they wish, where they decline above all. */
  wishReason: z.string().optional(),
  firstContact: recordedMoment.optional(),
  discovered: recordedMoment.optional(),
  /** Times of day of payments, by the place of the loss in the complaint from 0. */
  paymentTimes: z
    .array(z.strictObject({ lossIndex: z.number().int().min(0), clock: z.string().regex(CLOCK) }))
    .max(MAX_PAYMENT_TIMES)
    .optional(),
  /** That the person read, or was read, what was written. */
  readBack: z
    .strictObject({
      how: z.enum(READ_BACK_WAYS),
      isRight: z.boolean(),
      language: z.string().optional(),
      note: z.string().optional(),
    })
    .optional(),
})

/** A schema of a time of day as somebody typed it, `08:10`. */
export const clockInput = z.string().superRefine((text, context) => {
  if (!CLOCK.test(text)) context.addIssue({ code: 'custom', params: { problem: 'time/malformed' } })
})

const momentInput = z.strictObject({ on: day(), clock: clockInput.optional() })

/** What an officer writes down beside a complaint. */
export const complaintDetailsInput = z.strictObject({
  language: line(100).optional().describe('The language in which the person tells it'),
  interpreter: z
    .strictObject({
      name: line(400),
      language: line(100).optional(),
      isSworn: z.boolean().default(false),
      isIndependent: z.boolean().default(false).describe('Neither police nor concerned by the case'),
      relation: line(400).optional().describe('Who they are to the person and to the case'),
    })
    .optional(),
  wishReason: line(1000).optional().describe('Why the person wishes this, above all why they decline'),
  firstContact: momentInput.optional().describe('When the offenders were first in contact, at UTC+7'),
  discovered: momentInput.optional().describe('When the person found out, at UTC+7'),
  readBack: z
    .strictObject({
      how: z.enum(READ_BACK_WAYS),
      isRight: z.boolean(),
      language: line(100).optional(),
      note: line(1000).optional(),
    })
    .optional()
    .describe('How the person was shown what was written, and whether they said that it is right'),
})

/** What is said of a complaint beside it. */
export type ComplaintDetails = z.output<typeof complaintDetails>
/** How somebody was shown what had been written. */
export type ReadBackWay = (typeof READ_BACK_WAYS)[number]

/** Tells whether details say anything at all. */
export function saysAnything(details: ComplaintDetails): boolean {
  return Object.values(details).some((value) => value !== undefined)
}

/** Puts later details over earlier ones, member by member. */
export function mergeDetails(before: ComplaintDetails, after: ComplaintDetails): ComplaintDetails {
  const said = Object.entries(after).filter(([, value]) => value !== undefined)
  return { ...before, ...Object.fromEntries(said) }
}
