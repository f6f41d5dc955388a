/**
 * Where a line of Khmer, Latin or mixed text may be broken.
 *
 * Khmer is written without spaces between words, so word boundaries come from the runtime's dictionary
 * (`Intl.Segmenter`). Dictionaries differ between ICU versions: a break decides where ink goes on a page and
 * is never stored, hashed or compared.
 */

/** A stretch of text between two line ends that the writer typed, as UTF-16 offsets without the line end itself. */
export type HardLine = { readonly start: number; readonly end: number }

const HARD_LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

/** Letters, vowels and signs that Khmer words consist of (Unicode 16, block 1780–17FF, without digits and stops). */
const KHMER_WORD = /[\u1780-\u17d3\u17dc\u17dd]+/g

/**
 * Signs that close what precedes them and therefore never begin a line: Khmer stops and the repetition sign
 * (U+17D4–U+17D8, U+17DA), closing brackets and quotes, and the sentence punctuation of Latin text
 * (UAX #14 classes CL, CP, EX, IS, NS as far as the fonts have them).
 */
const NEVER_FIRST = new Set('។៕៖ៗ៘៚)]}»›”’!?.,:;%‰…‥·、。，．：；！？）］｝」』】〉》'.split(''))

/** Signs that open what follows them and therefore never end a line (UAX #14 class OP). */
const NEVER_LAST = new Set('([{«‹“‘‚„¿¡៙（［｛「『【〈《'.split(''))

const NON_BREAKING = new Set(['\u00a0', '\u202f', '\u2007', '\u2060', '\ufeff', '\u200d'])
const COENG = '\u17d2'
const ZERO_WIDTH_SPACE = '\u200b'
const RIEL = '\u17db'

const BREAKING_SPACE = /[\t\p{Zs}]/u
const DEPENDENT = /\p{M}|\u200c|\u200d/u
const KHMER_LETTER = /[\u1780-\u17d3\u17dc\u17dd]/
const OTHER_LETTER = /\p{L}/u
const ENDS_IN_LETTER = /\p{L}$/u
const DIGIT = /\p{Nd}/u
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

const khmerWords = new Intl.Segmenter('km', { granularity: 'word' })

/** Splits text at the line ends that were typed; an empty text is one empty line. */
export function splitHardLines(text: string): HardLine[] {
  const lines: HardLine[] = []
  let start = 0
  for (const match of text.matchAll(HARD_LINE_END)) {
    lines.push({ start, end: match.index })
    start = match.index + match[0].length
  }
  lines.push({ start, end: text.length })
  return lines
}

/** Tells whether a line may begin with this character (one code point as a string). */
export function mayBeginLine(character: string): boolean {
  return !NEVER_FIRST.has(character) && !DEPENDENT.test(character)
}

/** Tells whether the text holds a character of the Khmer block, digits and stops included. */
export function hasKhmer(text: string): boolean {
  return /[\u1780-\u17ff\u19e0-\u19ff]/.test(text)
}

/**
 * Finds the UTF-16 offsets at which one hard line may be broken, in ascending order, without 0 and its length.
 *
 * A break never falls inside a Khmer cluster, never before a sign that closes and never after one that opens.
 * Spaces stay at the end of the line they follow. The text itself gains no separator.
 */
export function findLineBreaks(text: string): number[] {
  const wordStarts = findKhmerWordStarts(text)
  const breaks: number[] = []
  let before = ''
  let offset = 0
  for (const after of text) {
    if (offset > 0 && mayBreakBetween(text, offset, before, after, wordStarts)) breaks.push(offset)
    before = after
    offset += after.length
  }
  return breaks
}

function findKhmerWordStarts(text: string): Set<number> {
  const starts = new Set<number>()
  for (const stretch of text.matchAll(KHMER_WORD)) {
    for (const word of khmerWords.segment(stretch[0])) {
      if (word.index > 0) starts.add(stretch.index + word.index)
    }
  }
  return starts
}

function mayBreakBetween(
  text: string,
  offset: number,
  before: string,
  after: string,
  wordStarts: Set<number>,
): boolean {
  if (!mayBeginLine(after) || NEVER_LAST.has(before) || before === COENG) return false
  if (NON_BREAKING.has(before) || NON_BREAKING.has(after)) return false
  if (after === ZERO_WIDTH_SPACE || BREAKING_SPACE.test(after)) return false
  if (after === RIEL && DIGIT.test(text.slice(0, offset).trimEnd().slice(-1))) return false
  if (before === ZERO_WIDTH_SPACE || BREAKING_SPACE.test(before)) return true
  if (KHMER_LETTER.test(after)) return wordStarts.has(offset) || mayPrecedeKhmer(before)
  if (KHMER_LETTER.test(before)) return OTHER_LETTER.test(after)
  if (before === '-' || before === '\u2010' || before === '/') {
    return OTHER_LETTER.test(after) && ENDS_IN_LETTER.test(text.slice(Math.max(0, offset - 3), offset - 1))
  }
  if (before === '\u2014' || before === '\u2013') return !DIGIT.test(after)
  return IDEOGRAPH.test(before) && IDEOGRAPH.test(after)
}

function mayPrecedeKhmer(before: string): boolean {
  if (KHMER_LETTER.test(before) || DIGIT.test(before)) return false
  return NEVER_FIRST.has(before) || OTHER_LETTER.test(before) || before === '\u2014'
}
