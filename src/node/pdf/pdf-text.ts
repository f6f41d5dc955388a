/** Replaces half surrogate pairs, which no encoding can carry, by U+FFFD. */
export function repairSurrogates(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** UTF-16, most significant byte first, as hex digits and without a byte order mark. */
export function toHexText(text: string): string {
  let hex = ''
  const whole = repairSurrogates(text)
  for (let index = 0; index < whole.length; index += 1) {
    hex += whole.charCodeAt(index).toString(16).padStart(4, '0')
  }
  return hex
}

/**
 * A PDF text string (ISO 32000-1, 7.9.2.2). U+001B would begin a language code inside it, so its picture U+241B
 * stands for it.
 */
export function toTextString(text: string): string {
  return `<feff${toHexText(text.replaceAll('\u001b', '\u241b'))}>`
}

/** Writes a number as PDF reads it, to a thousandth of a point. */
export function toNumber(value: number): string {
  const rounded = Math.round(value * 1000) / 1000
  return Object.is(rounded, -0) ? '0' : String(rounded)
}
