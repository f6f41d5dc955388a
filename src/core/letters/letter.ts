import * as z from 'zod'
import { IDENTIFIER_KINDS } from '../identifiers/identifier.ts'
import { ENTERED, KEPT, type RecordTexts } from '../records/record-fields.ts'

/** What is asked of whom: a provider, a bank or e-wallet, the prosecutor, or the authorities of another country. */
export const LETTER_KINDS = [
  'preservation',
  'disclosure',
  'freeze',
  'transmission',
  'mutual-assistance',
] as const

/** How soon an answer is wanted. `immediate` is the golden hour, in which money can still be held. */
export const URGENCIES = ['immediate', 'urgent', 'ordinary'] as const

/** Which of a person's data a provider is asked to keep or to give. */
export const DATA_CATEGORIES = [
  'subscriber',
  'log-in-addresses',
  'traffic',
  'content',
  'payments',
  'devices',
  'linked-accounts',
] as const

const MAX_ACCOUNTS = 500
const MAX_PAYMENTS = 500

function letterShape(text: RecordTexts) {
  return z.strictObject({
    kind: z.enum(LETTER_KINDS),
    recipient: z.strictObject({
      name: text.line(400),
      department: text.line(400).optional(),
      address: text.line(1000).optional(),
      contact: text.line(400).optional(),
    }),
    urgency: z.enum(URGENCIES),
    /** The offence as the law names it, with its article. */
    offence: text.line(1000),
    /** On what the request rests: article, order, treaty. */
    authority: text.line(1000).optional(),
    orderReference: text.line(200).optional(),
    /** Accounts by the provider's own exact ids, as they were given. */
    accounts: z
      .array(
        z.strictObject({
          service: text.line(200),
          kind: z.enum(IDENTIFIER_KINDS),
          value: text.line(2000),
        }),
      )
      .max(MAX_ACCOUNTS),
    /** From and to in the station's time (UTC+7), inclusive. */
    period: z.strictObject({ from: text.localTime(), to: text.localTime() }).optional(),
    categories: z.array(z.enum(DATA_CATEGORIES)).max(DATA_CATEGORIES.length),
    /** Payments of complaints of the case: which complaint, and which of its loss lines, from 0. */
    payments: z
      .array(z.strictObject({ complaintId: z.string(), lossIndex: z.number().int().min(0) }))
      .max(MAX_PAYMENTS),
    answerBy: text.day().optional(),
    message: text.story(20_000).optional(),
    signer: z.strictObject({
      name: text.line(400),
      rank: text.line(200).optional(),
      duty: text.line(400).optional(),
      contact: text.line(400).optional(),
    }),
  })
}

/** What may be entered as a letter. */
export const letterInput = letterShape(ENTERED).superRefine((letter, context) => {
  const { period } = letter
  const complain = (path: readonly string[], problem: string) =>
    context.issues.push({ code: 'custom', input: letter, path: [...path], params: { problem } })
  if (period !== undefined && period.to < period.from) complain(['period', 'to'], 'date/order')
  for (const name of missingIn(letter)) complain([name], 'field/missing')
})

/** What a request cannot do without: a provider is asked about exact accounts, data and times, a bank about accounts or payments. */
function missingIn(
  letter: Pick<Letter, 'kind' | 'accounts' | 'categories' | 'payments' | 'period'>,
): readonly string[] {
  const { kind, accounts, categories, payments, period } = letter
  if (kind === 'freeze') return accounts.length + payments.length === 0 ? ['payments'] : []
  if (kind !== 'preservation' && kind !== 'disclosure') return []
  return [
    ...(accounts.length === 0 ? ['accounts'] : []),
    ...(categories.length === 0 ? ['categories'] : []),
    ...(period === undefined ? ['period'] : []),
  ]
}

/** A letter as the ledger keeps it. */
export const letterContent = letterShape(KEPT)

/** A letter as the ledger keeps it. */
export type Letter = z.output<typeof letterContent>
