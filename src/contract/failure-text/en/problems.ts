import type { FindingPlaceTexts, ProblemTexts } from '../failure-text-form.ts'

/** What may be wrong with one field and what to do, in English. */
export const PROBLEM_TEXT_EN: ProblemTexts = {
  'field/missing': 'This is required. Fill it in.',
  'field/unknown': 'There is no field of this name. Delete it or check how it is spelt.',
  'field/wrong': 'This is not one of the things that can stand here. Choose or enter another value.',
  'field/too-many': 'There are too many entries. Divide them over several complaints.',
  'text/empty': 'This is empty. Fill it in.',
  'text/too-long':
    'This is too long[: {length:number} characters, at most {maxLength:number} have room][: at most {max:number} characters have room]. Shorten it.',
  'text/too-short':
    'This is too short[: {length:number} characters, at least {min:number} are needed]. Make it longer.',
  'text/control-character':
    'This holds a character that cannot be shown[, at place {position:place}]. Delete it and type the place again.',
  'text/lone-surrogate':
    'This holds half a character[, at place {position:place}]. Delete it and type the place again.',
  'date/malformed': 'This is not a date. Write it as year, month and day: 2026-11-21.',
  'date/impossible': 'There is no such day or time. Check year, month and day.',
  'date/order': 'The end lies before the beginning. Check both days.',
  'time/malformed': 'Write the time of day with hours and minutes, such as 08:10 or 20:15.',
  'money/malformed':
    'This is not an amount. Write figures with a point before the decimals: 1250000 or 312.50.',
  'money/unknown-currency': 'This currency is not known. Use its code of three letters, such as KHR or USD.',
  'money/too-many-decimals':
    'This currency does not have that many decimals[: at most {decimals:number}]. Round nothing: check the amount.',
  'money/not-positive':
    'An amount must be more than zero. The state of the loss line says in which direction it went.',
  'money/too-large': 'This amount is larger than can be. Check the figures and the currency.',
  'identifier/malformed':
    'This does not have the form of the chosen kind. Check it, or choose the kind "other".',
  'khqr/malformed': 'This is not a KHQR code. Scan or copy the whole code again.',
  'khqr/check-wrong':
    'The check digits of this KHQR code do not fit what it says. It may be damaged or forged. Scan it again, or enter the payment by hand.',
  'mrz/malformed': 'This is not the machine-readable zone of a passport or card. Scan all its lines again.',
  'rate/malformed': 'This is no rate of exchange. Write a number above zero, such as 4100 or 0.0275.',
  'identifier/check-digit-wrong':
    'The check digits do not fit, so a character is wrong. Compare it with the original.',
}

/** How the place of a finding is named, in English. */
export const FINDING_PLACE_EN: FindingPlaceTexts = {
  file: 'file {file}',
  exhibit: 'exhibit {exhibitNumber}',
  object: 'object {objectId}',
  event: 'event {seq:number}',
  page: 'page {page:number}',
  segment: 'segment {segment:number}',
  offset: 'byte {offsetBytes:number}',
}
