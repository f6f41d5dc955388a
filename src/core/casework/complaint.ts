import * as z from 'zod'
import { IDENTIFIER_KINDS, parseIdentifier } from '../identifiers/identifier.ts'
import { CURRENCY_CODES } from '../money/currency.ts'
import { parseMoney } from '../money/parse-money.ts'
import { clockInput, complaintDetailsInput } from './complaint-details.ts'
import { asProblem, day, line, story } from './fields.ts'
import { CHANNELS, LOSS_LEVELS, LOSS_STATES, RAILS, SEXES, TYPOLOGIES, WISHES } from './vocabularies.ts'

/** Most identifiers, and most loss lines, that one complaint may carry. */
export const MAX_COMPLAINT_LINES = 2000

const person = z.strictObject({
  name: line(400).describe('Name as the person writes it, in Khmer where there is one'),
  latinName: line(400).optional().describe('Name in Latin letters'),
  sex: z.enum(SEXES).optional(),
  birthDate: day().optional(),
  nationality: line(100).optional(),
  phone: line(100).optional(),
  address: line(1000).optional(),
  idDocument: line(200).optional().describe('Kind and number of an identity document'),
  safeContact: line(500).optional().describe('How to reach the person without putting them at risk'),
})

const identifier = z
  .strictObject({
    kind: z.enum(IDENTIFIER_KINDS),
    value: line(2000).describe('As the victim gave it'),
    note: line(1000).optional(),
  })
  .superRefine(({ kind, value }, context) => {
    const parsed = parseIdentifier(kind, value)
    if (!parsed.ok) context.addIssue({ code: 'custom', path: ['value'], params: asProblem(parsed.failure) })
  })

const lossLine = z
  .strictObject({
    state: z.enum(LOSS_STATES),
    level: z.enum(LOSS_LEVELS).default('claimed'),
    currency: z.enum(CURRENCY_CODES),
    amount: z.string().max(100).describe("Decimal number in the currency's own unit"),
    on: day().optional().describe('Day of the payment'),
    clock: clockInput.optional().describe('Time of day of the payment, 08:10, at UTC+7'),
    rail: z.enum(RAILS).optional(),
    reference: line(300).optional().describe('Transaction number'),
    payer: line(400).optional(),
    payee: line(400).optional(),
    note: line(1000).optional(),
  })
  .superRefine(({ currency, amount }, context) => {
    const parsed = parseMoney(currency, amount)
    if (!parsed.ok) context.addIssue({ code: 'custom', path: ['amount'], params: asProblem(parsed.failure) })
  })

/**
 * What an officer takes down when somebody reports a crime: the file of `samnum complaint add` and the form on screen.
 *
 * Days are `YYYY-MM-DD` in the station's zone. Amounts are decimal texts in the currency's own unit.
 */
export const complaintInput = z
  .strictObject({
    channel: z.enum(CHANNELS),
    wish: z.enum(WISHES).default('complain'),
    receivedOn: day().optional().describe('Day the complaint was received; the day of entry if left out'),
    victim: person,
    summary: line(300).describe('One line: what happened'),
    narrative: story(1_000_000).describe('What happened, in the words of the victim'),
    happenedFrom: day().optional(),
    happenedTo: day().optional(),
    place: line(1000).optional(),
    typologies: z.array(z.enum(TYPOLOGIES)).max(TYPOLOGIES.length).default([]),
    identifiers: z.array(identifier).max(MAX_COMPLAINT_LINES).default([]),
    losses: z.array(lossLine).max(MAX_COMPLAINT_LINES).default([]),
    details: complaintDetailsInput
      .optional()
      .describe(
        'What is said beside the complaint: interpreter, reasons, times, whether the person checked it',
      ),
  })
  .superRefine((complaint, context) => {
    const { happenedFrom, happenedTo } = complaint
    if (happenedFrom !== undefined && happenedTo !== undefined && happenedTo < happenedFrom) {
      context.addIssue({ code: 'custom', path: ['happenedTo'], params: { problem: 'date/order' } })
    }
  })

/** A complaint as the caller writes it, defaults left out. */
export type ComplaintDraft = z.input<typeof complaintInput>
/** A complaint that has been checked. */
export type Complaint = z.output<typeof complaintInput>
