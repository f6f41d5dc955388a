import type { CurrencyCode } from '../money/currency.ts'
import { fail, type Result, succeed } from '../result.ts'
import { type EmvCheck, type EmvEntry, type EmvFailure, parseEmvCode, parseEntries } from './emv-code.ts'

/**
 * What a KHQR code of the National Bank of Cambodia says: whom to pay, and how much. Texts are as found. Tags as the Bakong SDK
 * (npm `bakong-khqr`, and `ts-khqr` after it) writes them.
 */
export type Khqr = {
  /** Tag 29 pays a person, tag 30 a merchant. */
  readonly payee: 'person' | 'merchant'
  /** The Bakong account, `name@bank`. */
  readonly accountId: string
  /** A person's account number or phone number. */
  readonly accountInformation?: string
  readonly merchantId?: string
  readonly acquiringBank?: string
  readonly merchantName?: string
  readonly merchantCity?: string
  readonly countryCode?: string
  readonly categoryCode?: string
  /** The currency's ISO 4217 number as found. */
  readonly currencyNumeric?: string
  /** The currency, where it is one that KHQR allows. */
  readonly currency?: CurrencyCode
  /** The amount as found; absent in a code that may be paid any amount. */
  readonly amount?: string
  /** Tag 01: `11` may be paid again and again, `12` once. */
  readonly isSingleUse: boolean
  readonly createdAtMs?: number
  readonly expiresAtMs?: number
  readonly billNumber?: string
  readonly mobileNumber?: string
  readonly storeLabel?: string
  readonly terminalLabel?: string
  readonly purpose?: string
  /** The payee's name and city in another language, as template 64 has them. */
  readonly otherName?: string
  readonly otherCity?: string
  /** Every object of the code, in its order. */
  readonly entries: readonly EmvEntry[]
  readonly check: EmvCheck
}

/** Why a text is no KHQR code. `khqr/other-scheme` is a payment code of somebody else. */
export type KhqrFailure = EmvFailure | { readonly code: 'khqr/other-scheme' }

const CURRENCIES: { readonly [numeric: string]: CurrencyCode } = { '116': 'KHR', '840': 'USD' }
// Beyond this no instant exists (ECMA-262 §21.4.1.1).
const MAX_INSTANT = 8.64e15

/**
 * Reads a KHQR code.
 *
 * Succeeds also when the check digits are wrong; {@link hasRightCheck} tells. What a code with wrong digits says must not be taken
 * over as what its maker wrote.
 */
export function parseKhqr(text: string): Result<Khqr, KhqrFailure> {
  const code = parseEmvCode(text)
  if (!code.ok) return code
  const { entries, check } = code.value
  const person = template(entries, '29')
  const account = person ?? template(entries, '30')
  const accountId = account?.get('00')
  if (account === null || accountId === undefined || !accountId.includes('@'))
    return fail({ code: 'khqr/other-scheme' })
  const top = byTag(entries)
  const currencyNumeric = top.get('53')
  const extra = template(entries, '62')
  const other = template(entries, '64')
  const times = template(entries, '99')
  return succeed({
    payee: person === null ? 'merchant' : 'person',
    accountId,
    ...where('accountInformation', person?.get('01')),
    ...where('merchantId', person === null ? account.get('01') : undefined),
    ...where('acquiringBank', account.get('02')),
    ...where('merchantName', top.get('59')),
    ...where('merchantCity', top.get('60')),
    ...where('countryCode', top.get('58')),
    ...where('categoryCode', top.get('52')),
    ...where('currencyNumeric', currencyNumeric),
    ...where('currency', currencyOfNumber(currencyNumeric)),
    ...where('amount', top.get('54')),
    isSingleUse: top.get('01') === '12',
    ...where('createdAtMs', instantOf(times?.get('00'))),
    ...where('expiresAtMs', instantOf(times?.get('01'))),
    ...where('billNumber', extra?.get('01')),
    ...where('mobileNumber', extra?.get('02')),
    ...where('storeLabel', extra?.get('03')),
    ...where('terminalLabel', extra?.get('07')),
    ...where('purpose', extra?.get('08')),
    ...where('otherName', other?.get('01')),
    ...where('otherCity', other?.get('02')),
    entries,
    check,
  })
}

/** Tells whether the check digits that a code carries are those that its text demands. */
export function hasRightCheck(check: EmvCheck): boolean {
  return check.stated === check.computed
}

function template(entries: readonly EmvEntry[], tag: string): ReadonlyMap<string, string> | null {
  const found = entries.find((entry) => entry.tag === tag)
  const inner = found === undefined ? null : parseEntries(found.value)
  return inner === null ? null : byTag(inner)
}

// EMV QRCPS §3.2: a tag occurs once; where a code repeats one, payers' apps take the first.
function byTag(entries: readonly EmvEntry[]): ReadonlyMap<string, string> {
  return new Map([...entries].reverse().map((entry) => [entry.tag, entry.value]))
}

function currencyOfNumber(numeric: string | undefined): CurrencyCode | undefined {
  return numeric !== undefined && Object.hasOwn(CURRENCIES, numeric) ? CURRENCIES[numeric] : undefined
}

function instantOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^[0-9]{1,16}$/.test(text)) return undefined
  const atMs = Number(text)
  return atMs <= MAX_INSTANT ? atMs : undefined
}

function where<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [name in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]?: Value })
}
