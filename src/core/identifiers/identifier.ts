import { toLatinDigits } from '../khmer/digits.ts'
import { foldForSearch } from '../khmer/fold-for-search.ts'
import { type Result, succeed } from '../result.ts'
import { checkLine } from '../text-safety/check-text.ts'
import { removeInvisible } from '../text-safety/marks.ts'
import { readBakong, readBankAccount, readImei } from './account-number.ts'
import { readEmail } from './email.ts'
import { readDomain } from './host-name.ts'
import { readIp } from './ip-address.ts'
import {
  IDENTIFIER_KINDS,
  type IdentifierFailure,
  type IdentifierKind,
  type IdentifierNote,
  normalForm,
  type ReadNormalForm,
} from './normal-form.ts'
import { readPhone } from './phone.ts'
import { readFacebook, readLine, readTelegram, readWechat } from './social-handle.ts'
import { readWallet } from './wallet.ts'
import { readUrl } from './web-address.ts'

export { IDENTIFIER_KINDS, type IdentifierFailure, type IdentifierKind, type IdentifierNote }

/** An identifier as it was given, with the form under which it is matched. */
export type Identifier = {
  readonly kind: IdentifierKind
  /** Exactly what was typed. */
  readonly raw: string
  /** The same text for every writing of the same identifier; what matching compares, within one kind. */
  readonly normalised: string
  readonly note?: IdentifierNote
}

/** Greatest length of an identifier as typed, in code points; browsers show addresses of about this length. */
export const MAX_IDENTIFIER_LENGTH = 2_000

// Names of hosts and paths keep their Khmer digits: they are part of the name there.
const KEEPS_DIGITS: ReadonlySet<IdentifierKind> = new Set(['url', 'domain', 'email'])

const READERS: { readonly [kind in IdentifierKind]: ReadNormalForm } = {
  phone: readPhone,
  telegram: readTelegram,
  facebook: readFacebook,
  wechat: readWechat,
  line: readLine,
  email: readEmail,
  url: readUrl,
  domain: readDomain,
  ip: readIp,
  'bank-account': readBankAccount,
  bakong: readBakong,
  wallet: readWallet,
  imei: readImei,
  other: (text) => normalForm(foldForSearch(text) || text),
}

/**
 * Reads an identifier of a kind as somebody typed or pasted it. The raw text is kept as it is; the normalised one is made for
 * comparing: Khmer and full-width digits become Latin, invisible characters (ordinary in numbers pasted from contacts) go.
 *
 * A text that does not fit its kind fails with `identifier/malformed` or `identifier/check-digit-wrong` and can always be kept as
 * kind `other`, which refuses only what `checkLine` refuses.
 */
export function parseIdentifier(kind: IdentifierKind, raw: string): Result<Identifier, IdentifierFailure> {
  const line = checkLine(raw, { maxLength: MAX_IDENTIFIER_LENGTH })
  if (!line.ok) return line
  const visible = removeInvisible(raw)
  const form = READERS[kind](KEEPS_DIGITS.has(kind) ? visible.trim() : withLatinDigits(visible))
  if (!form.ok) return form
  const note = form.value.note ?? (visible === raw || kind === 'other' ? undefined : 'invisible-removed')
  const { normalised } = form.value
  return succeed(note === undefined ? { kind, raw, normalised } : { kind, raw, normalised, note })
}

/** The normal forms that `parseIdentifier` gives a text under each kind that takes it; none for a text that no kind takes. */
export function normalFormsOf(raw: string): readonly string[] {
  if (!checkLine(raw, { maxLength: MAX_IDENTIFIER_LENGTH }).ok) return []
  const visible = removeInvisible(raw)
  const kept = visible.trim()
  const latin = withLatinDigits(visible)
  return IDENTIFIER_KINDS.flatMap((kind) => {
    const form = READERS[kind](KEEPS_DIGITS.has(kind) ? kept : latin)
    return form.ok ? [form.value.normalised] : []
  })
}

function withLatinDigits(visible: string): string {
  return toLatinDigits(visible.normalize('NFKC')).trim()
}
