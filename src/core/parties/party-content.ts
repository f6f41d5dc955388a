import * as z from 'zod'
import { LOSS_LEVELS, LOSS_STATES, RAILS, SEXES } from '../casework/vocabularies.ts'
import { NOTED_KINDS } from '../identifiers/noted-identifier.ts'
import type { ExhibitId, PartyId, PremisesId, RaidId } from '../ids.ts'
import { zone } from '../ledger/custody-fields.ts'
import { day, id } from '../ledger/event-fields.ts'
import { sourcePosition } from '../ledger/exhibit-kinds.ts'
import { CURRENCY_CODES } from '../money/currency.ts'
import { isCanonicalAmount } from '../money/money.ts'
import {
  ADDRESS_USES,
  CONFIDENCES,
  DOCUMENT_KINDS,
  NAME_SCRIPTS,
  NAME_USES,
  PREMISES_KINDS,
  RENT_PERIODS,
} from './party-vocabularies.ts'

/** Most names, documents or addresses of a party, and most identifiers at one end of a payment. */
export const MAX_ENTRIES = 50

/** A schema of a party's, premises' id. */
export const partyId = id<PartyId>()
export const premisesId = id<PremisesId>()

/** A code of the national gazetteer: two digits for a province, and two more each for district, commune and village. */
export const gazetteerCode = z.string().regex(/^(?:[0-9]{2}){1,4}$/)

/** A schema of an amount that is not negative, in canonical form. */
const amountOfMoney = z
  .strictObject({ currency: z.enum(CURRENCY_CODES), amount: z.string() })
  .refine(({ currency, amount }) => isCanonicalAmount(currency, amount) && !amount.startsWith('-'))

/** An address: what people call it, and its code where the gazetteer has one. */
export const address = z.strictObject({
  use: z.enum(ADDRESS_USES),
  text: z.string(),
  code: gazetteerCode.optional(),
})

/** What is known of a party, each member said or not. A change names only the members that it says anew. */
export const partyContent = z.strictObject({
  names: z
    .array(z.strictObject({ text: z.string(), script: z.enum(NAME_SCRIPTS), use: z.enum(NAME_USES) }))
    .max(MAX_ENTRIES)
    .optional(),
  sex: z.enum(SEXES).optional(),
  /** Born between two days, both included: the same day where it is known, the first and last of a year where only the year is. */
  birth: z
    .strictObject({ earliestOn: day, latestOn: day })
    .refine(({ earliestOn, latestOn }) => earliestOn <= latestOn)
    .optional(),
  /** As documents have it, `KHM`, or in words. */
  nationality: z.string().optional(),
  languages: z.string().optional(),
  documents: z
    .array(
      z.strictObject({
        kind: z.enum(DOCUMENT_KINDS),
        number: z.string(),
        country: z.string().optional(),
        expiresOn: day.optional(),
        /** The lines of its machine-readable zone as they were read. */
        mrz: z.array(z.string()).max(3).optional(),
        note: z.string().optional(),
      }),
    )
    .max(MAX_ENTRIES)
    .optional(),
  addresses: z.array(address).max(MAX_ENTRIES).optional(),
  occupation: z.string().optional(),
  safeContact: z.string().optional(),
  note: z.string().optional(),
})

/** What is known of premises. */
export const premisesContent = z.strictObject({
  name: z.string().optional(),
  kind: z.enum(PREMISES_KINDS).optional(),
  address: address.optional(),
  landlordId: partyId.optional(),
  /** Who lets it, where no party of the case is named. */
  landlord: z.string().optional(),
  lease: z
    .strictObject({ fromOn: day.optional(), untilOn: day.optional(), terms: z.string().optional() })
    .optional(),
  rent: z.strictObject({ money: amountOfMoney, per: z.enum(RENT_PERIODS) }).optional(),
  rooms: z.number().int().min(0).max(100_000).optional(),
  internet: z.string().optional(),
  raidId: id<RaidId>().optional(),
  note: z.string().optional(),
})

/** An identifier as it was given, beside the form under which it is matched. */
export const notedIdentifier = z.strictObject({
  kind: z.enum(NOTED_KINDS),
  raw: z.string(),
  normalised: z.string(),
})

/** One end of a payment. */
const paymentEnd = z.strictObject({
  partyId: partyId.optional(),
  /** As statements and receipts name it. */
  name: z.string().optional(),
  /** The bank, wallet or agent. */
  institution: z.string().optional(),
  identifiers: z.array(notedIdentifier).max(MAX_ENTRIES),
})

/** Where in the case something is written: an exhibit of it, and the place there. */
const sourceInExhibit = z.strictObject({
  exhibitId: id<ExhibitId>(),
  position: sourcePosition.optional(),
})

/** What is known of a payment. */
export const paymentContent = z.strictObject({
  /** The complaint that it is told in. */
  complaintId: id<string>().optional(),
  /** The loss of that complaint, by its place from 0, which this payment states more closely: it is counted here and not there. */
  lossIndex: z.number().int().min(0).optional(),
  payer: paymentEnd.optional(),
  payee: paymentEnd.optional(),
  rail: z.enum(RAILS).optional(),
  money: amountOfMoney.optional(),
  state: z.enum(LOSS_STATES).optional(),
  level: z.enum(LOSS_LEVELS).optional(),
  on: day.optional(),
  /** The time of day with its zone, `08:10`, where it is known. */
  time: z.strictObject({ clock: z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/), zone }).optional(),
  reference: z.string().optional(),
  source: sourceInExhibit.optional(),
  note: z.string().optional(),
})

/** Where an identifier was seen. */
export const seenIn = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('complaint'), complaintId: id<string>() }),
  z.strictObject({ kind: z.literal('exhibit'), source: sourceInExhibit }),
  z.strictObject({ kind: z.literal('party'), partyId }),
  z.strictObject({ kind: z.literal('premises'), premisesId }),
  z.strictObject({ kind: z.literal('words'), text: z.string() }),
])

/** A schema of how sure something is. */
export const confidence = z.enum(CONFIDENCES)

/** What is known of a party. */
export type PartyContent = z.output<typeof partyContent>
/** What is known of premises. */
export type PremisesContent = z.output<typeof premisesContent>
/** What is known of a payment. */
export type PaymentContent = z.output<typeof paymentContent>
/** One end of a payment. */
export type PaymentEnd = z.output<typeof paymentEnd>
/** Where an identifier was seen. */
export type SeenIn = z.output<typeof seenIn>

/** The names of the members of a content. */
const namesOf = <Shape extends object>(shape: Shape) =>
  Object.keys(shape) as [keyof Shape & string, ...(keyof Shape & string)[]]

/** Members of a party's, premises' and a payment's content, which a change may clear. */
export const PARTY_FIELDS = namesOf(partyContent.shape)
export const PREMISES_FIELDS = namesOf(premisesContent.shape)
export const PAYMENT_FIELDS = namesOf(paymentContent.shape)
