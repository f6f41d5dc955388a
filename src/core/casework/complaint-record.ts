import * as z from 'zod'
import { IDENTIFIER_KINDS } from '../identifiers/identifier.ts'
import { isCurrencyCode } from '../money/currency.ts'
import { isCanonicalAmount } from '../money/money.ts'
import { CHANNELS, LOSS_LEVELS, LOSS_STATES, RAILS, SEXES, TYPOLOGIES, WISHES } from './vocabularies.ts'

/**
 * A complaint as the ledger keeps it, version 1 of `complaint-taken`.
 *
 * This is what is read for ever; limits on input may change, this shape may not. Identifiers carry the raw form beside
 * the normalised one, amounts are canonical decimal texts, days are `YYYY-MM-DD` in the station's zone.
 */
export const complaintRecord = z.strictObject({
  channel: z.enum(CHANNELS),
  wish: z.enum(WISHES),
  receivedOn: z.string(),
  victim: z.strictObject({
    name: z.string(),
    latinName: z.string().optional(),
    sex: z.enum(SEXES).optional(),
    birthDate: z.string().optional(),
    nationality: z.string().optional(),
    phone: z.string().optional(),
    address: z.string().optional(),
    idDocument: z.string().optional(),
    safeContact: z.string().optional(),
  }),
  summary: z.string(),
  narrative: z.string(),
  happenedFrom: z.string().optional(),
  happenedTo: z.string().optional(),
  place: z.string().optional(),
  typologies: z.array(z.enum(TYPOLOGIES)),
  identifiers: z.array(
    z.strictObject({
      kind: z.enum(IDENTIFIER_KINDS),
      raw: z.string(),
      normalised: z.string(),
      note: z.string().optional(),
    }),
  ),
  losses: z.array(
    z
      .strictObject({
        state: z.enum(LOSS_STATES),
        level: z.enum(LOSS_LEVELS),
        currency: z.string(),
        amount: z.string(),
        on: z.string().optional(),
        rail: z.enum(RAILS).optional(),
        reference: z.string().optional(),
        payer: z.string().optional(),
        payee: z.string().optional(),
        note: z.string().optional(),
      })
      // What cannot be added up is refused here, as an event, and not where the case is folded.
      .refine(
        ({ currency, amount }) =>
          isCurrencyCode(currency) && isCanonicalAmount(currency, amount) && !amount.startsWith('-'),
      ),
  ),
})

/** A complaint as the ledger keeps it. */
export type ComplaintRecord = z.output<typeof complaintRecord>
