import { parseMrz } from '../identifiers/mrz.ts'
import { parseNoted } from '../identifiers/noted-identifier.ts'
import type { ExhibitId, PartyId } from '../ids.ts'
import { parseMoney } from '../money/parse-money.ts'
import type { PartyContent, PaymentContent, PaymentEnd, PremisesContent } from './party-content.ts'
import type { IdentifierInput, PartyInput, PaymentInput, PremisesInput } from './party-input.ts'

/** What names in an input mean. */
export type PartyNames = {
  readonly party: (name: string) => PartyId
  readonly exhibit: (name: string) => ExhibitId
}

/** Turns what was checked of a party into the form that the ledger keeps: machine-readable zones as their lines. */
export function recordParty({ documents, ...rest }: PartyInput): PartyContent {
  if (documents === undefined) return rest
  return {
    ...rest,
    documents: documents.map(({ mrz, ...document }) => ({
      ...document,
      ...(mrz !== undefined && { mrz: linesOf(mrz) }),
    })),
  }
}

/** Turns what was checked of premises into the form that the ledger keeps. */
export function recordPremises(
  { landlordParty, rent, ...rest }: PremisesInput,
  { party }: Pick<PartyNames, 'party'>,
): PremisesContent {
  return {
    ...rest,
    ...(landlordParty !== undefined && { landlordId: party(landlordParty) }),
    ...(rent !== undefined && { rent: { ...rent, money: canonical(rent.money) } }),
  }
}

/** Turns what was checked of a payment into the form that the ledger keeps: identifiers with their normal form, amounts canonical. */
export function recordPayment(input: PaymentInput, names: PartyNames): PaymentContent {
  const { payer, payee, money, source, ...rest } = input
  return {
    ...rest,
    ...(payer !== undefined && { payer: endOf(payer, names) }),
    ...(payee !== undefined && { payee: endOf(payee, names) }),
    ...(money !== undefined && { money: canonical(money) }),
    ...(source !== undefined && { source: sourceOf(source, names) }),
  }
}

/** Says where in an exhibit something is written, by the exhibit's id. */
export function sourceOf(
  { exhibit, position }: NonNullable<PaymentInput['source']>,
  names: Pick<PartyNames, 'exhibit'>,
): NonNullable<PaymentContent['source']> {
  return { exhibitId: names.exhibit(exhibit), ...(position !== undefined && { position }) }
}

/**
 * Makes an identifier that was checked into what the ledger keeps.
 *
 * @throws when it does not parse; the schema has refused that before.
 */
export function recordIdentifier({ kind, value }: IdentifierInput): PaymentEnd['identifiers'][number] {
  const parsed = parseNoted(kind, value)
  if (!parsed.ok) throw new Error(`the schema let a malformed ${kind} through`)
  return { kind, raw: value, normalised: parsed.value.normalised }
}

function endOf(
  { party, identifiers, ...rest }: NonNullable<PaymentInput['payer']>,
  names: PartyNames,
): PaymentEnd {
  return {
    ...rest,
    ...(party !== undefined && { partyId: names.party(party) }),
    identifiers: identifiers.map(recordIdentifier),
  }
}

function canonical({
  currency,
  amount,
}: NonNullable<PaymentInput['money']>): NonNullable<PaymentContent['money']> {
  const parsed = parseMoney(currency, amount)
  if (!parsed.ok) throw new Error(`the schema let a malformed amount in ${currency} through`)
  return { currency, amount: parsed.value.amount }
}

function linesOf(text: string): string[] {
  const read = parseMrz(text, 2000)
  if (!read.ok) throw new Error('the schema let a malformed machine-readable zone through')
  return [...read.value.lines]
}
