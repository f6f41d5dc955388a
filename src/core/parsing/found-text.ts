const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
const HAS_SURROGATE = /[\uD800-\uDFFF]/

/** Greatest length of one text in a result, in UTF-16 code units; a longer one is cut and a warning says so. */
export const MAX_FOUND_TEXT_LENGTH = 500_000

/**
 * Makes a text found in evidence one that canonical JSON can hold. Everything stays as it was found, control characters and
 * direction marks too; half of a surrogate pair, which no encoding can carry, stands as its code point, `⟨U+D83D⟩`.
 */
export function asFound(text: string): string {
  return HAS_SURROGATE.test(text) ? text.replace(LONE_SURROGATE, nameUnit) : text
}

/** Cuts a text to the greatest length, never within a surrogate pair. Answers the same text where it is short enough. */
export function cutText(text: string, maxLength: number = MAX_FOUND_TEXT_LENGTH): string {
  if (text.length <= maxLength) return text
  const unit = text.charCodeAt(maxLength - 1)
  return text.slice(0, unit >= 0xd800 && unit <= 0xdbff ? maxLength - 1 : maxLength)
}

function nameUnit(unit: string): string {
  return `⟨U+${unit.charCodeAt(0).toString(16).toUpperCase()}⟩`
}
