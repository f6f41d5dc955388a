import type { InputOf } from '#contract/operations.ts'
import type { PremisesLine } from '#contract/party-operations.ts'
import { toLatinDigits } from '#core/khmer/digits.ts'
import type { CurrencyCode } from '#core/money/currency.ts'
import type { PREMISES_KINDS, RENT_PERIODS } from '#core/parties/party-vocabularies.ts'
import { readDayEntry, writeDayEntry } from './day-entry.ts'

type Content = InputOf<'premises.add'>['content']

/** Premises as a form holds them. */
export type PremisesEdit = {
  readonly name: string
  readonly kind: string
  readonly address: string
  readonly code: string
  readonly landlord: string
  readonly landlordParty: string
  readonly leaseFrom: string
  readonly leaseUntil: string
  readonly leaseTerms: string
  readonly rent: string
  readonly currency: string
  readonly per: string
  readonly rooms: string
  readonly internet: string
  readonly note: string
}

/** A form in which nothing is written. */
export const EMPTY_PREMISES: PremisesEdit = {
  name: '',
  kind: '',
  address: '',
  code: '',
  landlord: '',
  landlordParty: '',
  leaseFrom: '',
  leaseUntil: '',
  leaseTerms: '',
  rent: '',
  currency: 'USD',
  per: 'month',
  rooms: '',
  internet: '',
  note: '',
}

/** The form of premises as they stand. */
export function editOfPremises({ content }: PremisesLine): PremisesEdit {
  const { address, lease, rent } = content
  return {
    name: content.name ?? '',
    kind: content.kind ?? '',
    address: address?.text ?? '',
    code: address?.code ?? '',
    landlord: content.landlord ?? '',
    landlordParty: content.landlordId ?? '',
    leaseFrom: writeDayEntry(lease?.fromOn ?? ''),
    leaseUntil: writeDayEntry(lease?.untilOn ?? ''),
    leaseTerms: lease?.terms ?? '',
    rent: rent?.money.amount ?? '',
    currency: rent?.money.currency ?? EMPTY_PREMISES.currency,
    per: rent?.per ?? EMPTY_PREMISES.per,
    rooms: content.rooms === undefined ? '' : String(content.rooms),
    internet: content.internet ?? '',
    note: content.note ?? '',
  }
}

/** What a form says of premises; `use` is what the address was said to be used for. */
export function premisesContentOf(
  edit: PremisesEdit,
  use: NonNullable<PremisesLine['content']['address']>['use'] = 'other',
): Content {
  const lease = {
    ...kept('fromOn', readDayEntry(edit.leaseFrom)),
    ...kept('untilOn', readDayEntry(edit.leaseUntil)),
    ...kept('terms', edit.leaseTerms),
  }
  const { currency, per } = edit
  return {
    ...kept('name', edit.name),
    ...(edit.kind !== '' && { kind: edit.kind as (typeof PREMISES_KINDS)[number] }),
    ...(edit.address.trim() !== '' && {
      address: { use, text: edit.address, ...kept('code', edit.code) },
    }),
    ...kept('landlord', edit.landlord),
    ...kept('landlordParty', edit.landlordParty),
    ...(Object.keys(lease).length > 0 && { lease }),
    ...(edit.rent.trim() !== '' && {
      rent: {
        money: { currency: currency as CurrencyCode, amount: edit.rent },
        per: per as (typeof RENT_PERIODS)[number],
      },
    }),
    ...(edit.rooms.trim() !== '' && { rooms: Number(toLatinDigits(edit.rooms)) }),
    ...kept('internet', edit.internet),
    ...kept('note', edit.note),
  }
}

/** Members of premises as the form says them, with the member of the content that each is. */
const MEMBERS = [
  ['name', 'name'],
  ['kind', 'kind'],
  ['address', 'address'],
  ['landlord', 'landlord'],
  ['landlordParty', 'landlordId'],
  ['lease', 'lease'],
  ['rent', 'rent'],
  ['rooms', 'rooms'],
  ['internet', 'internet'],
  ['note', 'note'],
] as const

/** What a change says: the members that differ from what stood there, and those that say nothing any more. */
export function premisesChangeOf(
  edit: PremisesEdit,
  before: PremisesLine,
): Pick<InputOf<'premises.change'>, 'set' | 'cleared'> {
  const use = before.content.address?.use
  const now = premisesContentOf(edit, use)
  const then = premisesContentOf(editOfPremises(before), use)
  const differing = MEMBERS.filter(([said]) => JSON.stringify(now[said]) !== JSON.stringify(then[said]))
  return {
    set: Object.fromEntries(
      differing.filter(([said]) => now[said] !== undefined).map(([said]) => [said, now[said]]),
    ),
    cleared: differing.filter(([said]) => now[said] === undefined).map(([, member]) => member),
  }
}

function kept<Name extends string>(name: Name, text: string): { readonly [Key in Name]?: string } {
  return text.trim() === '' ? {} : ({ [name]: text.trim() } as { readonly [Key in Name]?: string })
}
