import { toLatinDigits } from '../khmer/digits.ts'
import { foldForSearch } from '../khmer/fold-for-search.ts'
import { fail, type Result, succeed } from '../result.ts'
import { checkLine, type TextFailure } from '../text-safety/check-text.ts'
import { removeInvisible } from '../text-safety/marks.ts'
import { readConnection } from './connection.ts'
import { readIccid } from './iccid.ts'
import {
  IDENTIFIER_KINDS,
  type IdentifierNote,
  MAX_IDENTIFIER_LENGTH,
  parseIdentifier,
} from './identifier.ts'

/** Kinds that events of their own know beside those that a complaint may carry, whose list never changes. */
const LATER_KINDS = ['imsi', 'iccid', 'plate', 'transaction', 'connection', 'document'] as const

/** Everything that can be noted as an identifier of a party, a payment or premises. */
export const NOTED_KINDS = [...IDENTIFIER_KINDS, ...LATER_KINDS] as const

/** One of {@link NOTED_KINDS}. */
export type NotedKind = (typeof NOTED_KINDS)[number]

/** A kind that a complaint does not know. */
export type LaterKind = (typeof LATER_KINDS)[number]

/** An identifier as it was given, with the form under which it is matched within its kind. */
export type NotedIdentifier = {
  readonly kind: NotedKind
  readonly raw: string
  readonly normalised: string
  readonly note?: IdentifierNote
}

/** Why a text is no identifier of its kind. */
export type NotedFailure =
  | TextFailure
  | {
      readonly code: 'identifier/malformed' | 'identifier/check-digit-wrong'
      readonly facts: { readonly kind: NotedKind }
    }

// 3GPP TS 23.003 §2.2: a mobile country code of three digits, 2 to 7 first, in at most fifteen digits.
const IMSI = /^[2-7][0-9]{13,14}$/
const PLATE = /^[\p{L}\p{M}\p{Nd}]{4,24}$/u
const TRANSACTION = /^(?:0x)?([0-9a-f]{64})$/i
const EXPLORER = /^https?:\/\/\S{3,200}\/(?:tx|transaction)\/(?:#\/)?((?:0x)?[0-9a-f]{64})\b.*$/i
const DOCUMENT = /^[\p{L}\p{Nd}]{3,30}$/u
const SEPARATORS = /[\s.\-–—_/]/g

const READERS: { readonly [Kind in LaterKind]: (text: string) => string | null } = {
  imsi: (text) => matching(text.replace(/^IMSI\s*:?/i, '').replace(SEPARATORS, ''), IMSI),
  iccid: (text) => {
    const read = readIccid(text)
    return read.ok ? read.value : null
  },
  // Cambodian plates have a province's name, a class and digits; others have other forms, so that only what cannot be one is refused.
  plate: (text) => {
    const plate = foldForSearch(text).replace(SEPARATORS, '').toUpperCase()
    return /\p{Nd}/u.test(plate) ? matching(plate, PLATE) : null
  },
  transaction: (text) => TRANSACTION.exec(text.replace(EXPLORER, '$1'))?.[1]?.toLowerCase() ?? null,
  connection: readConnection,
  document: (text) => {
    const number = text.replace(SEPARATORS, '').replace(/[<:]/g, '').toUpperCase()
    return /\p{Nd}/u.test(number) ? matching(number, DOCUMENT) : null
  },
}

/** Tells whether a kind is one that a complaint does not know. */
export function isLaterKind(kind: NotedKind): kind is LaterKind {
  return (LATER_KINDS as readonly string[]).includes(kind)
}

/**
 * Reads an identifier of any kind as somebody typed or pasted it: those of complaints as `parseIdentifier` reads them; an IMSI; an ICCID
 * with its check digit; a number plate; a transaction's hash, bare or in an explorer's address; an IP address with port and time; the
 * number of a document.
 */
export function parseNoted(kind: NotedKind, raw: string): Result<NotedIdentifier, NotedFailure> {
  if (!isLaterKind(kind)) return parseIdentifier(kind, raw)
  const line = checkLine(raw, { maxLength: MAX_IDENTIFIER_LENGTH })
  if (!line.ok) return line
  const text = toLatinDigits(removeInvisible(raw).normalize('NFKC')).trim()
  const normalised = READERS[kind](text)
  if (normalised !== null) return succeed({ kind, raw, normalised })
  const hasWrongCheck = kind === 'iccid' && hasForm(text)
  const code = hasWrongCheck ? 'identifier/check-digit-wrong' : 'identifier/malformed'
  return fail({ code, facts: { kind } })
}

function hasForm(text: string): boolean {
  const read = readIccid(text)
  return !read.ok && read.failure.code === 'identifier/check-digit-wrong'
}

function matching(text: string, form: RegExp): string | null {
  return form.test(text) ? text : null
}
