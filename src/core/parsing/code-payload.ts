import { parseIdentifier } from '../identifiers/identifier.ts'
import type { IdentifierKind } from '../identifiers/normal-form.ts'
import { hasRightCheck, type Khqr, parseKhqr } from './khqr.ts'

/** What a code's payload may be. */
export const CODE_KINDS = [
  'khqr',
  'url',
  'wallet',
  'phone',
  'email',
  'wifi',
  'contact',
  'secret',
  'digits',
  'text',
] as const

/** An identifier that a code's payload is or holds. */
export type PayloadIdentifier = {
  readonly kind: IdentifierKind
  readonly raw: string
  readonly normalised: string
}

/** What a code's payload turned out to be. */
export type CodePayload = {
  readonly kind: (typeof CODE_KINDS)[number]
  readonly khqr?: Khqr
  /** Proposed; none where the payload's own check digits are wrong. */
  readonly identifiers: readonly PayloadIdentifier[]
}

/**
 * Tells what the payload of a QR or bar code is: a KHQR payment code, a web address, a wallet, a phone number, the IMEI on a phone's
 * box, or plain text. Nothing is followed and nothing is fetched.
 */
export function readCodePayload(text: string): CodePayload {
  const trimmed = text.trim()
  const khqr = parseKhqr(trimmed)
  if (khqr.ok) return { kind: 'khqr', khqr: khqr.value, identifiers: khqrIdentifiers(khqr.value) }
  const scheme = /^([a-z][a-z0-9+.-]{1,20}):/i.exec(trimmed)?.[1]?.toLowerCase() ?? ''
  if (scheme === 'tel' || scheme === 'sms' || scheme === 'smsto')
    return one('phone', 'phone', trimmed.slice(scheme.length + 1).split(/[:?;]/)[0] ?? '')
  if (scheme === 'mailto') return one('email', 'email', trimmed.slice(7).split('?')[0] ?? '')
  if (scheme === 'wifi') return { kind: 'wifi', identifiers: [] }
  if (scheme === 'otpauth' || scheme === 'otpauth-migration') return { kind: 'secret', identifiers: [] }
  if (scheme === 'mecard' || /^BEGIN:VCARD/i.test(trimmed)) return { kind: 'contact', identifiers: [] }
  if (/^https?:\/\//i.test(trimmed)) return one('url', 'url', trimmed)
  const imei = parseIdentifier('imei', trimmed)
  if (imei.ok) return one('digits', 'imei', trimmed)
  if (/^[0-9]+$/.test(trimmed)) return { kind: 'digits', identifiers: [] }
  const wallet = parseIdentifier('wallet', trimmed)
  // An address whose chain nobody knows may be any word of letters and digits.
  if (wallet.ok && wallet.value.note !== 'chain-unknown') return one('wallet', 'wallet', trimmed)
  return { kind: 'text', identifiers: [] }
}

/** Says what a KHQR code asks for as names of facts with their texts, in a fixed order. */
export function khqrFacts(khqr: Khqr): readonly (readonly [name: string, value: string])[] {
  const { check } = khqr
  const all: readonly (readonly [string, string | number | undefined])[] = [
    ['khqr/payee', khqr.payee],
    ['khqr/account', khqr.accountId],
    ['khqr/account-information', khqr.accountInformation],
    ['khqr/merchant-id', khqr.merchantId],
    ['khqr/bank', khqr.acquiringBank],
    ['khqr/name', khqr.merchantName],
    ['khqr/other-name', khqr.otherName],
    ['khqr/city', khqr.merchantCity],
    ['khqr/country', khqr.countryCode],
    ['khqr/category', khqr.categoryCode],
    ['khqr/currency', khqr.currency ?? khqr.currencyNumeric],
    ['khqr/amount', khqr.amount],
    ['khqr/single-use', khqr.isSingleUse ? 'yes' : 'no'],
    ['khqr/bill', khqr.billNumber],
    ['khqr/mobile', khqr.mobileNumber],
    ['khqr/store', khqr.storeLabel],
    ['khqr/terminal', khqr.terminalLabel],
    ['khqr/purpose', khqr.purpose],
    ['khqr/created', khqr.createdAtMs],
    ['khqr/expires', khqr.expiresAtMs],
    ['khqr/check', hasRightCheck(check) ? check.stated : `${check.stated} ≠ ${check.computed}`],
  ]
  return all.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]))
}

function khqrIdentifiers(khqr: Khqr): readonly PayloadIdentifier[] {
  if (!hasRightCheck(khqr.check)) return []
  const account = khqr.accountInformation
  return [
    ...read('bakong', khqr.accountId),
    // A person's account information is a phone number or an account number: both have digits only.
    ...(account === undefined
      ? []
      : read('phone', account).length > 0
        ? read('phone', account)
        : read('bank-account', account)),
    ...(khqr.mobileNumber === undefined ? [] : read('phone', khqr.mobileNumber)),
  ]
}

function one(kind: CodePayload['kind'], as: IdentifierKind, raw: string): CodePayload {
  return { kind, identifiers: read(as, raw) }
}

function read(kind: IdentifierKind, raw: string): readonly PayloadIdentifier[] {
  const identifier = parseIdentifier(kind, raw)
  return identifier.ok ? [{ kind, raw, normalised: identifier.value.normalised }] : []
}
