const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const ZERO = 0x30
const NINE = 0x39
const COLON = 0x3a
const OPENING_BRACKET = 0x5b
const CLOSING_BRACKET = 0x5d
const OPENING_BRACE = 0x7b
const CLOSING_BRACE = 0x7d
/** As many digits are safe, whichever they are. */
const SAFE_DIGITS = 15
/** What may follow a backslash: the short escapes, and control characters that have none. */
const SHORTEST_ESCAPE = /\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))/y
const NONE = -1

/**
 * Tells of a text that is valid JSON whether it is certainly in canonical form: no white space, names in order, the shortest escapes,
 * safe integers. `false` means that it may not be: integers near the limit of safety and names with escapes are left to whoever
 * compares by writing again, which takes several times as long.
 *
 * @param text must have been accepted by a JSON parser and hold no half of a surrogate pair, and must not nest deeper than
 * `maxDepth`. Of any other text the answer says nothing.
 */
export function isSurelyCanonical(text: string, maxDepth: number): boolean {
  // Of each level that is open: where its last name begins and ends, or -1 where a level has no names.
  const nameFrom: number[] = [NONE]
  const nameTo: number[] = [NONE]
  let depth = 0
  let isName = false
  let escapeAt = nextEscape(text, 0)
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === QUOTE) {
      let end = text.indexOf('"', at + 1)
      if (end > escapeAt) {
        if (isName) return false
        end = endOfEscaped(text, at + 1, escapeAt)
        escapeAt = nextEscape(text, Math.max(end, at + 1))
      }
      if (end === NONE) return false
      if (isName) {
        const from = nameFrom[depth] ?? NONE
        if (from > 0 && !isAfter(text, at + 1, end, from, nameTo[depth] ?? NONE)) return false
        nameFrom[depth] = at + 1
        nameTo[depth] = end
        isName = false
      }
      at = end
    } else if (unit === COMMA) isName = nameFrom[depth] !== NONE
    else if (unit === OPENING_BRACE || unit === OPENING_BRACKET) {
      if (depth === maxDepth) return false
      depth += 1
      isName = unit === OPENING_BRACE
      nameFrom[depth] = isName ? 0 : NONE
    } else if (unit === CLOSING_BRACE || unit === CLOSING_BRACKET) {
      depth -= 1
      isName = false
    } else if (unit === MINUS || (unit >= ZERO && unit <= NINE)) {
      at = endOfInteger(text, at)
      if (at === NONE) return false
      // What is left are the letters of literals, and white space.
    } else if (unit !== COLON && unit <= QUOTE) return false
  }
  return true
}

/** The place of the next backslash; past the end when there is none. */
function nextEscape(text: string, from: number): number {
  const at = text.indexOf('\\', from)
  return at === NONE ? text.length : at
}

/** The place of the closing quote of a text whose first backslash is known, or {@link NONE} when an escape is not the shortest. */
function endOfEscaped(text: string, from: number, firstEscapeAt: number): number {
  let at = from
  for (let escapeAt = firstEscapeAt; ; escapeAt = nextEscape(text, at)) {
    const end = text.indexOf('"', at)
    if (end < escapeAt) return end
    SHORTEST_ESCAPE.lastIndex = escapeAt
    if (!SHORTEST_ESCAPE.test(text)) return NONE
    at = SHORTEST_ESCAPE.lastIndex
  }
}

/** Whether one name stands after another in the order of UTF-16 code units. */
function isAfter(text: string, from: number, to: number, lastFrom: number, lastTo: number): boolean {
  const shorter = Math.min(to - from, lastTo - lastFrom)
  for (let at = 0; at < shorter; at += 1) {
    const difference = text.charCodeAt(from + at) - text.charCodeAt(lastFrom + at)
    if (difference !== 0) return difference > 0
  }
  return to - from > lastTo - lastFrom
}

/** The place of an integer's last digit, or {@link NONE} for minus zero, fractions, exponents and what may not be safe. */
function endOfInteger(text: string, from: number): number {
  const first = text.charCodeAt(from) === MINUS ? from + 1 : from
  if (first > from && text.charCodeAt(first) === ZERO) return NONE
  let at = first
  while (text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= NINE) at += 1
  const next = text.charCodeAt(at)
  const isInteger = next !== 0x2e && next !== 0x65 && next !== 0x45
  return isInteger && at - first <= SAFE_DIGITS ? at - 1 : NONE
}
