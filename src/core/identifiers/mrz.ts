import { isoDateText, isRealDate } from '../dates/civil-date.ts'
import { toLatinDigits } from '../khmer/digits.ts'
import { fail, type Result, succeed } from '../result.ts'
import { removeInvisible } from '../text-safety/marks.ts'

/** Parts of a machine-readable zone that have a check digit of their own. */
export const MRZ_PARTS = ['number', 'birth', 'expiry', 'optional', 'composite'] as const

/** One of {@link MRZ_PARTS}. */
export type MrzPart = (typeof MRZ_PARTS)[number]

/** What the machine-readable zone of a document says. */
export type Mrz = {
  /** TD1: three lines of 30, identity cards. TD2: two of 36. TD3: two of 44, passports. */
  readonly format: 'TD1' | 'TD2' | 'TD3'
  /** Its lines as they are read: capitals, digits and `<`. */
  readonly lines: readonly string[]
  /** `P`, `ID`, `AC`: what the document says that it is. */
  readonly documentCode: string
  readonly issuer: string
  readonly number: string
  readonly nationality: string
  /** `YYYY-MM-DD` where it names a day; the century is the last one in which the person is born by then. */
  readonly birthOn?: string
  readonly expiresOn?: string
  readonly sex: 'female' | 'male' | 'not-stated'
  readonly surname: string
  readonly givenNames: string
  readonly optional: string
  /** Parts whose check digit does not fit. A document may be forged, damaged, or read wrongly. */
  readonly wrongChecks: readonly MrzPart[]
}

/** Why a text is no machine-readable zone. */
export type MrzFailure = { readonly code: 'mrz/malformed' }

const WEIGHTS = [7, 3, 1] as const
const FORMATS = { 90: ['TD1', 30], 72: ['TD2', 36], 88: ['TD3', 44] } as const

/**
 * Reads the machine-readable zone of a document as it was typed, pasted, or sent by a scanner that acts as a keyboard: with or without
 * line breaks and spaces, in any case, `«` for `<` (ICAO Doc 9303, parts 3 to 6).
 *
 * Succeeds also when check digits are wrong and names those: what a forged document says is evidence.
 *
 * @param thisYear the year at the station, which tells centuries apart.
 */
export function parseMrz(text: string, thisYear: number): Result<Mrz, MrzFailure> {
  const zone = toLatinDigits(removeInvisible(text).normalize('NFKC'))
    .toUpperCase()
    .replace(/[«‹〈]/g, '<')
    .replace(/\s+/g, '')
  if (!(zone.length in FORMATS) || !/^[A-Z0-9<]+$/.test(zone)) return fail({ code: 'mrz/malformed' })
  const [format, width] = FORMATS[zone.length as keyof typeof FORMATS]
  if (!/^[ACIPV]/.test(zone)) return fail({ code: 'mrz/malformed' })
  const lines = Array.from({ length: zone.length / width }, (_, index) =>
    zone.slice(index * width, (index + 1) * width),
  )
  return succeed({
    format,
    lines,
    ...(format === 'TD1' ? readThree(lines, thisYear) : readTwo(lines, thisYear)),
  })
}

/** The check digit of a text of a machine-readable zone: weights 7, 3, 1 (ICAO Doc 9303 part 3, section 4.9). */
export function mrzCheckDigit(text: string): string {
  const sum = [...text].reduce(
    (total, sign, index) => total + digitValueOf(sign) * (WEIGHTS[index % 3] ?? 0),
    0,
  )
  return String(sum % 10)
}

type Read = Omit<Mrz, 'format' | 'lines'>

function readThree([first = '', second = '', third = '']: readonly string[], thisYear: number): Read {
  // Doc 9303 part 5 §4.2.4: a number that is longer than nine goes on in the optional data, its check digit after it.
  const isLong = first.charAt(14) === '<' && /^[A-Z0-9]{2}/.test(first.slice(15))
  const rest = isLong ? (first.slice(15).split('<')[0] ?? '') : ''
  const number = isLong ? first.slice(5, 14) + rest.slice(0, -1) : first.slice(5, 14)
  const numberCheck = isLong ? rest.slice(-1) : first.charAt(14)
  const composite = first.slice(5, 30) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29)
  return {
    documentCode: plain(first.slice(0, 2)),
    issuer: plain(first.slice(2, 5)),
    number: plain(number),
    nationality: plain(second.slice(15, 18)),
    ...daysOf(second.slice(0, 6), second.slice(8, 14), thisYear),
    sex: sexOf(second.charAt(7)),
    ...namesOf(third),
    optional: plain(isLong ? second.slice(18, 29) : first.slice(15) + second.slice(18, 29)),
    wrongChecks: wrongOf([
      ['number', number, numberCheck],
      ['birth', second.slice(0, 6), second.charAt(6)],
      ['expiry', second.slice(8, 14), second.charAt(14)],
      ['composite', composite, second.charAt(29)],
    ]),
  }
}

function readTwo([first = '', second = '']: readonly string[], thisYear: number): Read {
  const isPassport = second.length === 44
  const optional = isPassport ? second.slice(28, 42) : second.slice(28, 35)
  const composite = second.slice(0, 10) + second.slice(13, 20) + second.slice(21, isPassport ? 43 : 35)
  // Doc 9303 part 4: an optional field that is empty may have `<` or 0 for its check digit.
  const optionalCheck = second.charAt(42) === '<' && plain(optional) === '' ? '0' : second.charAt(42)
  return {
    documentCode: plain(first.slice(0, 2)),
    issuer: plain(first.slice(2, 5)),
    number: plain(second.slice(0, 9)),
    nationality: plain(second.slice(10, 13)),
    ...daysOf(second.slice(13, 19), second.slice(21, 27), thisYear),
    sex: sexOf(second.charAt(20)),
    ...namesOf(first.slice(5)),
    optional: plain(optional),
    wrongChecks: wrongOf([
      ['number', second.slice(0, 9), second.charAt(9)],
      ['birth', second.slice(13, 19), second.charAt(19)],
      ['expiry', second.slice(21, 27), second.charAt(27)],
      ...(isPassport ? ([['optional', optional, optionalCheck]] as const) : []),
      ['composite', composite, second.at(-1) ?? ''],
    ]),
  }
}

function wrongOf(
  checks: readonly (readonly [part: MrzPart, text: string, digit: string])[],
): readonly MrzPart[] {
  return checks.flatMap(([part, text, digit]) => (mrzCheckDigit(text) === digit ? [] : [part]))
}

function digitValueOf(sign: string): number {
  if (sign === '<') return 0
  return /[0-9]/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 55
}

function plain(text: string): string {
  return text.replace(/<+$/, '').replace(/</g, ' ').trim()
}

function namesOf(text: string): Pick<Mrz, 'surname' | 'givenNames'> {
  const [surname = '', ...given] = text.replace(/<+$/, '').split('<<')
  return { surname: plain(surname), givenNames: plain(given.join(' ')).replace(/ +/g, ' ') }
}

function sexOf(sign: string): Mrz['sex'] {
  return sign === 'F' ? 'female' : sign === 'M' ? 'male' : 'not-stated'
}

function daysOf(birth: string, expiry: string, thisYear: number): Pick<Mrz, 'birthOn' | 'expiresOn'> {
  const birthOn = dayOf(birth, (twoDigits) => {
    const year = Math.floor(thisYear / 100) * 100 + twoDigits
    return year > thisYear ? year - 100 : year
  })
  // Documents are valid for ten years or so: the nearer of two centuries is meant.
  const expiresOn = dayOf(expiry, (twoDigits) => {
    const year = Math.floor(thisYear / 100) * 100 + twoDigits
    return year < thisYear - 50 ? year + 100 : year > thisYear + 50 ? year - 100 : year
  })
  return { ...(birthOn !== null && { birthOn }), ...(expiresOn !== null && { expiresOn }) }
}

function dayOf(text: string, yearOf: (twoDigits: number) => number): string | null {
  if (!/^[0-9]{6}$/.test(text)) return null
  const date = {
    year: yearOf(Number(text.slice(0, 2))),
    month: Number(text.slice(2, 4)),
    day: Number(text.slice(4)),
  }
  return date.month >= 1 && date.month <= 12 && isRealDate(date) ? isoDateText(date) : null
}
