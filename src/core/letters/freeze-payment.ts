import type { ComplaintView } from '../case-file/case-view.ts'
import type { Template } from '../documents/template.ts'
import type { IdentifierKind } from '../identifiers/identifier.ts'
import { toLatinDigits } from '../khmer/digits.ts'
import type { Letter } from './letter.ts'
import { institutionIn } from './payee-institution.ts'
import { addressOf, findRecipient, type RecipientBook } from './recipient-book.ts'

/** The wording that a freeze request is filled with when it is made from a payment. */
export const GOLDEN_HOUR_KEYS = { recipient: [], offence: [], message: [] } as const

/** What a freeze request takes over besides the payment. */
export type FreezeOrder = {
  readonly lossIndex: number
  readonly say: Template<typeof GOLDEN_HOUR_KEYS>
  /** Whoever asks. */
  readonly officer: string
  /** The day on which it is asked, `YYYY-MM-DD`: an answer is wanted the same day. */
  readonly today: string
  /** To whom, where the payment does not say it. */
  readonly recipient?: string | undefined
  /** Addresses that headquarters sent. */
  readonly book?: RecipientBook | undefined
}

/** Kinds of identifiers under which an institution holds money. */
const MONEY_KINDS: readonly IdentifierKind[] = ['bank-account', 'bakong', 'wallet']

/**
 * Makes a whole freeze request from one payment of a complaint, so that in the golden hour nothing needs to be typed: the institution
 * that the payment names, the payee's exact accounts, urgency and offence. `null` when the complaint has no such payment, or only an
 * attempted one, of which there is nothing to freeze.
 */
export function freezePayment(
  { complaintId, complaint }: ComplaintView,
  { lossIndex, say, officer, today, recipient, book }: FreezeOrder,
): Letter | null {
  const payment = complaint.losses[lossIndex]
  if (payment === undefined || payment.state === 'attempted') return null
  const accounts = accountsOf(complaint, payment.payee)
  const said = [
    payment.payee,
    payment.note,
    ...accounts.flatMap(({ kind, raw }) => (kind === 'bakong' ? [raw] : [])),
  ]
  const institution = institutionIn(said)
  const name = recipient ?? institution ?? say.recipient.km
  // Whom the officer names is asked, and nobody else.
  const named = recipient === undefined ? [...said, institution ?? undefined] : [recipient]
  const listed = book === undefined ? null : findRecipient(book, 'freeze', named)
  return {
    kind: 'freeze',
    recipient: listed === null ? { name } : addressOf(listed),
    urgency: 'immediate',
    offence: `${say.offence.km} · ${say.offence.en}`,
    accounts: accounts.map(({ kind, raw }) => ({
      service: listed?.name ?? institution ?? name,
      kind,
      value: raw,
    })),
    categories: ['payments'],
    payments: [{ complaintId, lossIndex }],
    answerBy: today,
    message: `${say.message.km}\n${say.message.en}`,
    signer: { name: officer },
  }
}

/** The accounts that the payee's name holds as it was written; where it holds none, every account of the complaint that can hold money. */
function accountsOf(
  { identifiers }: ComplaintView['complaint'],
  payee: string | undefined,
): ComplaintView['complaint']['identifiers'] {
  const accounts = identifiers.filter(({ kind }) => MONEY_KINDS.includes(kind))
  if (payee === undefined) return accounts
  const said = bare(payee)
  const named = accounts.filter(
    ({ raw, normalised }) => said.includes(bare(raw)) || said.includes(bare(normalised)),
  )
  return named.length === 0 ? accounts : named
}

function bare(text: string): string {
  return toLatinDigits(text)
    .toLowerCase()
    .replaceAll(/[\s.-]/g, '')
}
