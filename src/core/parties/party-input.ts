import * as z from 'zod'
import { asProblem, day, line, story } from '../casework/fields.ts'
import { LOSS_LEVELS, LOSS_STATES, RAILS, SEXES } from '../casework/vocabularies.ts'
import { parseMrz } from '../identifiers/mrz.ts'
import { NOTED_KINDS, parseNoted } from '../identifiers/noted-identifier.ts'
import { zone } from '../ledger/custody-fields.ts'
import { sourcePosition } from '../ledger/exhibit-kinds.ts'
import { CURRENCY_CODES } from '../money/currency.ts'
import { parseMoney } from '../money/parse-money.ts'
import { gazetteerCode, MAX_ENTRIES } from './party-content.ts'
import {
  ADDRESS_USES,
  DOCUMENT_KINDS,
  NAME_SCRIPTS,
  NAME_USES,
  PREMISES_KINDS,
  RENT_PERIODS,
} from './party-vocabularies.ts'

/** Longest name of a party as typed, in code points. */
const MAX_NAME_LENGTH = 400

/** How a caller names a party, premises, a payment or an exhibit: by its id or by its number (`2026-0001-P01`). */
const name = z.string().min(1).max(64)
const note = story(20_000).optional()

/** An amount as somebody typed it, which a writer makes canonical. */
const money = z
  .strictObject({
    currency: z.enum(CURRENCY_CODES),
    amount: z.string().max(100).describe("Decimal number in the currency's own unit"),
  })
  .superRefine(({ currency, amount }, context) => {
    const parsed = parseMoney(currency, amount)
    if (!parsed.ok) context.addIssue({ code: 'custom', path: ['amount'], params: asProblem(parsed.failure) })
  })

const addressInput = z.strictObject({
  use: z.enum(ADDRESS_USES).default('home'),
  text: line(1_000),
  code: gazetteerCode
    .optional()
    .describe('Code of the national gazetteer: province, district, commune, village'),
})

/** An identifier as somebody typed it. */
export const identifierInput = z
  .strictObject({ kind: z.enum(NOTED_KINDS), value: line(2_000) })
  .superRefine(({ kind, value }, context) => {
    const parsed = parseNoted(kind, value)
    if (!parsed.ok) context.addIssue({ code: 'custom', path: ['value'], params: asProblem(parsed.failure) })
  })

const birth = z
  .strictObject({ earliestOn: day(), latestOn: day() })
  .superRefine(({ earliestOn, latestOn }, context) => {
    if (latestOn < earliestOn)
      context.addIssue({ code: 'custom', path: ['latestOn'], params: { problem: 'date/order' } })
  })

// The century of a year in it is of no matter here: the zone is kept as its lines.
const mrz = line(200).superRefine((text, context) => {
  const read = parseMrz(text, 2000)
  if (!read.ok) context.addIssue({ code: 'custom', params: { problem: read.failure.code } })
})

/** What an officer writes down of a party: the file of `samnum party add` and the form on screen. */
export const partyInput = z.strictObject({
  names: z
    .array(
      z.strictObject({
        text: line(MAX_NAME_LENGTH),
        script: z.enum(NAME_SCRIPTS),
        use: z.enum(NAME_USES).default('official'),
      }),
    )
    .max(MAX_ENTRIES)
    .optional(),
  sex: z.enum(SEXES).optional(),
  birth: birth
    .optional()
    .describe('The same day twice where it is known; the first and last of a year where only that is'),
  nationality: line(100).optional(),
  languages: line(300).optional(),
  documents: z
    .array(
      z.strictObject({
        kind: z.enum(DOCUMENT_KINDS),
        number: line(100),
        country: line(100).optional(),
        expiresOn: day().optional(),
        mrz: mrz.optional().describe('The machine-readable zone as it was scanned or typed'),
        note: line(1_000).optional(),
      }),
    )
    .max(MAX_ENTRIES)
    .optional(),
  addresses: z.array(addressInput).max(MAX_ENTRIES).optional(),
  occupation: line(300).optional(),
  safeContact: line(500).optional().describe('How to reach the person without putting them at risk'),
  note,
})

/** What an officer writes down of premises. */
export const premisesInput = z.strictObject({
  name: line(400).optional(),
  kind: z.enum(PREMISES_KINDS).optional(),
  address: addressInput.optional(),
  landlordParty: name.optional().describe('A party of the case, by number'),
  landlord: line(400).optional(),
  lease: z
    .strictObject({ fromOn: day().optional(), untilOn: day().optional(), terms: line(1_000).optional() })
    .superRefine(({ fromOn, untilOn }, context) => {
      if (fromOn !== undefined && untilOn !== undefined && untilOn < fromOn)
        context.addIssue({ code: 'custom', path: ['untilOn'], params: { problem: 'date/order' } })
    })
    .optional(),
  rent: z.strictObject({ money, per: z.enum(RENT_PERIODS) }).optional(),
  rooms: z.number().int().min(0).max(100_000).optional(),
  internet: line(400).optional().describe('Who brings the internet there'),
  note,
})

const end = z.strictObject({
  party: name.optional().describe('A party of the case, by number'),
  name: line(400).optional(),
  institution: line(300).optional(),
  identifiers: z.array(identifierInput).max(MAX_ENTRIES).default([]),
})

/** Where in an exhibit something is written. */
export const sourceInput = z.strictObject({ exhibit: name, position: sourcePosition.optional() })

/** What an officer writes down of a payment. */
export const paymentInput = z.strictObject({
  complaintId: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  lossIndex: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe('The loss of the complaint that this states more closely'),
  payer: end.optional(),
  payee: end.optional(),
  rail: z.enum(RAILS).optional(),
  money: money.optional(),
  state: z.enum(LOSS_STATES).optional(),
  level: z.enum(LOSS_LEVELS).optional(),
  on: day().optional(),
  time: z
    .strictObject({
      clock: z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/),
      zone: zone.default('+07:00'),
    })
    .optional(),
  reference: line(300).optional(),
  source: sourceInput.optional(),
  note,
})

/** A rate of exchange as somebody typed it: a decimal number above zero. */
export const rateInput = z
  .string()
  .max(40)
  .transform((text, context) => {
    const rate = text.trim()
    const [whole = '', fraction = ''] = rate.split('.')
    const canonical = `${whole.replace(/^0+(?=[0-9])/, '')}${fraction.replace(/0+$/, '') === '' ? '' : `.${fraction.replace(/0+$/, '')}`}`
    if (/^[0-9]{1,15}(?:\.[0-9]{1,18})?$/.test(rate) && canonical !== '0') return canonical
    context.issues.push({ code: 'custom', input: text, params: { problem: 'rate/malformed' } })
    return z.NEVER
  })

/** An identifier that was checked. */
export type IdentifierInput = z.output<typeof identifierInput>
/** A party as the caller writes it. */
export type PartyDraft = z.input<typeof partyInput>
/** What was checked of a party. */
export type PartyInput = z.output<typeof partyInput>
/** What was checked of premises. */
export type PremisesInput = z.output<typeof premisesInput>
/** A payment as the caller writes it. */
export type PaymentDraft = z.input<typeof paymentInput>
/** What was checked of a payment. */
export type PaymentInput = z.output<typeof paymentInput>
