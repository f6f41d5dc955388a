import * as z from 'zod'
import { line } from '#core/casework/fields.ts'
import { LOSS_LEVELS, LOSS_STATES, WISHES } from '#core/casework/vocabularies.ts'
import { NOTED_KINDS } from '#core/identifiers/noted-identifier.ts'
import type { IdentifierId, PaymentId, RateId } from '#core/ids.ts'
import { CURRENCY_CODES } from '#core/money/currency.ts'
import { PAYMENT_FIELDS, paymentContent, seenIn } from '#core/parties/party-content.ts'
import { identifierInput, paymentInput, rateInput, sourceInput } from '#core/parties/party-input.ts'
import { CONFIDENCES } from '#core/parties/party-vocabularies.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { branded, caseId, caseName, count, digestHex, instantMs, opaqueId } from './fields.ts'
import { changed, partyId, partyName, reason, subjectFields } from './party-operations.ts'

const identifierId = branded<IdentifierId>(32)
const paymentId = branded<PaymentId>(32)
const rateId = branded<RateId>(32)

/** Most identifiers that one call notes or asks about. */
const MAX_AT_ONCE = 500

const elsewhere = z.object({
  total: count,
  /** The first of them. */
  cases: z.array(z.object({ caseId, number: z.string() })),
})

const known = z.object({ kind: z.enum(NOTED_KINDS), raw: z.string(), normalised: z.string() })

const identifierLine = known.extend({
  /** Where the case says it: noted by itself, in a complaint, at an end of a payment. */
  saidIn: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('noted'),
        identifierId,
        seenIn,
        partyId: partyId.optional(),
        confidence: z.enum(CONFIDENCES),
        note: z.string().optional(),
        atMs: instantMs,
        by: z.string(),
      }),
      z.object({ kind: z.literal('complaint'), complaintId: opaqueId }),
      z.object({
        kind: z.literal('payment'),
        paymentId,
        number: z.string(),
        end: z.enum(['payer', 'payee']),
      }),
    ]),
  ),
  elsewhere,
})

const paymentLine = z.object({
  paymentId,
  content: paymentContent,
  withdrawn: z.string().nullable(),
  ...subjectFields,
})

const lossSum = z.object({
  group: z.enum(['complained', 'not-complained']),
  currency: z.enum(CURRENCY_CODES),
  state: z.enum(LOSS_STATES),
  level: z.enum(LOSS_LEVELS),
  amount: z.string(),
  lines: count,
})

const seenInInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('complaint'), complaintId: opaqueId }),
  z.strictObject({ kind: z.literal('exhibit'), source: sourceInput }),
  z.strictObject({ kind: z.literal('party'), party: partyName }),
  z.strictObject({ kind: z.literal('premises'), premises: partyName }),
  z.strictObject({ kind: z.literal('words'), text: line(1_000) }),
])

const adding = ['case/not-found', 'ledger/key-missing'] as const
const naming = [
  'party/not-found',
  'premises/not-found',
  'complaint/not-found',
  'exhibit/not-found',
  ...adding,
] as const
const ofPayment = ['payment/not-found', 'payment/not-yet', 'payment/no-such-loss', ...naming] as const

const command = { kind: 'command', leastRole: 'officer', transports: EVERYWHERE, isLong: false } as const
const query = { kind: 'query', leastRole: 'member', transports: EVERYWHERE, isLong: false } as const

/** Operations on the identifiers, payments and losses of a case. */
export const moneyOperations = {
  /** Notes identifiers with where they were seen; all or none. */
  'identifier.note': {
    ...command,
    input: z.strictObject({
      case: caseName,
      identifiers: z.array(identifierInput).min(1).max(MAX_AT_ONCE),
      seenIn: seenInInput,
      party: partyName.optional(),
      confidence: z.enum(CONFIDENCES).default('claimed'),
      note: line(1_000).optional(),
    }),
    output: z.object({ identifierIds: z.array(identifierId) }),
    failures: naming,
  },
  /** Says that an identifier was noted by mistake. */
  'identifier.withdraw': {
    ...command,
    input: z.strictObject({ case: caseName, identifierId, reason }),
    output: z.object({}),
    failures: ['identifier/not-found', 'identifier/is-withdrawn', ...adding],
  },
  /** Every identifier that a case says, each once, with the other cases that know it. */
  'identifier.list': {
    ...query,
    input: z.strictObject({ case: caseName }),
    output: z.object({ identifiers: z.array(identifierLine) }),
    failures: adding,
  },
  /** Finds the identifiers in a pasted text; nothing is written. Of each, the other cases that know it. */
  'identifier.recognise': {
    ...query,
    input: z.strictObject({ text: z.string().max(1_000_000), case: caseName.optional() }),
    output: z.object({
      identifiers: z.array(known.extend({ elsewhere })),
      /** Lines in which nothing was recognised. */
      unread: z.array(z.string()),
    }),
    failures: adding,
  },
  /** The cases that know some identifiers, one left out. */
  'identifier.seen': {
    ...query,
    input: z.strictObject({
      identifiers: z
        .array(z.strictObject({ kind: z.enum(NOTED_KINDS), normalised: z.string().max(2_000) }))
        .max(MAX_AT_ONCE),
      case: caseName.optional(),
    }),
    output: z.object({ seen: z.array(elsewhere) }),
    failures: adding,
  },
  /** Enters a payment. */
  'payment.add': {
    ...command,
    input: z.strictObject({ case: caseName, content: paymentInput }),
    output: z.object({ paymentId, number: z.string() }),
    failures: ofPayment,
  },
  /** Says some members of a payment anew. */
  'payment.change': {
    ...command,
    input: z.strictObject({
      case: caseName,
      payment: partyName,
      set: paymentInput,
      cleared: z.array(z.enum(PAYMENT_FIELDS)).max(PAYMENT_FIELDS.length).default([]),
      basedOnHex: digestHex.optional(),
    }),
    output: changed,
    failures: ['payment/is-withdrawn', ...ofPayment],
  },
  /** Says that a payment was entered by mistake: it is counted nowhere. */
  'payment.withdraw': {
    ...command,
    input: z.strictObject({ case: caseName, payment: partyName, reason }),
    output: z.object({}),
    failures: ['payment/not-found', 'payment/is-withdrawn', ...adding],
  },
  /** The payments of a case, in the order in which they were entered. */
  'payment.list': {
    ...query,
    input: z.strictObject({ case: caseName }),
    output: z.object({ payments: z.array(paymentLine) }),
    failures: adding,
  },
  /** Says that a complaint tells what another one tells, or, without another one, that it does not. */
  'complaint.markDuplicate': {
    ...command,
    input: z.strictObject({
      case: caseName,
      complaintId: opaqueId,
      of: z.strictObject({ complaintId: opaqueId, case: caseName.optional() }).optional(),
      reason,
    }),
    output: z.object({}),
    failures: [
      'complaint/not-found',
      'complaint/is-duplicate',
      'complaint/was-moved',
      'complaint/no-duplicate',
      ...adding,
    ],
  },
  /** Notes a rate of exchange beside the totals. Nothing is converted. */
  'rate.note': {
    ...command,
    input: z
      .strictObject({
        case: caseName,
        currency: z.enum(CURRENCY_CODES),
        inCurrency: z.enum(CURRENCY_CODES),
        rate: rateInput,
        on: paymentInput.shape.on.unwrap(),
        source: line(300),
      })
      .superRefine(({ currency, inCurrency }, context) => {
        if (currency === inCurrency)
          context.addIssue({ code: 'custom', path: ['inCurrency'], params: { problem: 'field/wrong' } })
      }),
    output: z.object({ rateId }),
    failures: adding,
  },
  /** What a case says of losses: by currency first, each payment once, those who did not complain apart. */
  'loss.summary': {
    ...query,
    input: z.strictObject({ case: caseName }),
    output: z.object({
      sums: z.array(lossSum),
      complaints: count,
      duplicates: count,
      /** Complaints that went to another case when this one was split. */
      movedAway: count,
      notComplaining: count,
      linesCountedElsewhere: count,
      /** Complaints, for choosing which one tells another again. */
      told: z.array(
        z.object({
          complaintId: opaqueId,
          wish: z.enum(WISHES),
          receivedOn: z.string(),
          victim: z.string(),
          lines: count,
          duplicateOf: z
            .object({
              complaintId: opaqueId,
              caseId: caseId.optional(),
              reason: z.string(),
              /** The number of the case that it went to when this one was split. */
              movedTo: z.string().optional(),
            })
            .nullable(),
        }),
      ),
      rates: z.array(
        z.object({
          rateId,
          currency: z.enum(CURRENCY_CODES),
          inCurrency: z.enum(CURRENCY_CODES),
          rate: z.string(),
          on: z.string(),
          source: z.string(),
          by: z.string(),
        }),
      ),
    }),
    failures: adding,
  },
} as const satisfies { readonly [name: string]: Operation }

/** An identifier as a screen reads it. */
export type IdentifierLine = z.output<typeof identifierLine>
/** A payment as a screen reads it. */
export type PaymentLine = z.output<typeof paymentLine>
/** A sum of losses as a screen reads it. */
export type LossSumLine = z.output<typeof lossSum>
