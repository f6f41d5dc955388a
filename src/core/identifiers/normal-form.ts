import { fail, type Result, succeed } from '../result.ts'
import type { TextFailure } from '../text-safety/check-text.ts'

/**
 * What identifies a person, an account or a device. `other` takes everything that has no form of its own or does not parse
 * under its kind.
 */
export const IDENTIFIER_KINDS = [
  'phone',
  'telegram',
  'facebook',
  'wechat',
  'line',
  'email',
  'url',
  'domain',
  'ip',
  'bank-account',
  'bakong',
  'wallet',
  'imei',
  'other',
] as const

/** One of {@link IDENTIFIER_KINDS}. */
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

/**
 * What a reader should know of how an identifier was read:
 * - `country-assumed`: a phone number without a country was read as Cambodian;
 * - `looks-like-phone`: a numeric id that has the form of a Cambodian phone number;
 * - `scheme-assumed`: an address without `http://` or `https://` was read as `https`;
 * - `has-user-info`: a name stands before an `@` in front of the real host, as phishing links have it;
 * - `not-ascii-host`: the host holds letters beyond ASCII, or is written in punycode: it may imitate another;
 * - `chain-bitcoin`, `chain-evm`, `chain-tron`: the wallet's chain, its check digits verified where it has them;
 * - `chain-unknown`: a wallet without check digits that could be verified;
 * - `iban`: an account number with the check digits of ISO 13616;
 * - `invisible-removed`: characters without a glyph were left out of the normal form.
 */
export type IdentifierNote =
  | 'country-assumed'
  | 'looks-like-phone'
  | 'scheme-assumed'
  | 'has-user-info'
  | 'not-ascii-host'
  | 'chain-bitcoin'
  | 'chain-evm'
  | 'chain-tron'
  | 'chain-unknown'
  | 'iban'
  | 'invisible-removed'

/** Why a text is no identifier of its kind. */
export type IdentifierFailure =
  | TextFailure
  | { readonly code: 'identifier/malformed'; readonly facts: { readonly kind: IdentifierKind } }
  | { readonly code: 'identifier/check-digit-wrong'; readonly facts: { readonly kind: IdentifierKind } }

/** The form under which two writings of one identifier are the same text, with what should be known of it. */
export type NormalForm = { readonly normalised: string; readonly note?: IdentifierNote }

/** A reader of one kind: takes a trimmed text without invisible characters. */
export type ReadNormalForm = (text: string) => Result<NormalForm, IdentifierFailure>

/** Succeeds with a normal form, with a note where there is one. */
export function normalForm(normalised: string, note?: IdentifierNote): Result<NormalForm, IdentifierFailure> {
  return succeed(note === undefined ? { normalised } : { normalised, note })
}

/** Refuses a text that has not the form of its kind. */
export function malformed(kind: IdentifierKind): Result<NormalForm, IdentifierFailure> {
  return fail({ code: 'identifier/malformed', facts: { kind } })
}

/** Refuses a text whose check digits do not fit the rest. */
export function checkDigitWrong(kind: IdentifierKind): Result<NormalForm, IdentifierFailure> {
  return fail({ code: 'identifier/check-digit-wrong', facts: { kind } })
}
