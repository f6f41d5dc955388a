// First code points of the runs of ten decimal digits (Unicode 17, General_Category Nd) of scripts that phones write dates in.
const ZEROES = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1a80, 0x1b50, 0xff10,
] as const

const DIGIT = /(?![0-9])\p{Nd}/gu

/** Writes the decimal digits of every script that phones use as Latin digits; a text keeps its length. */
export function latinDigits(text: string): string {
  return text.replace(DIGIT, (digit) => {
    const codePoint = digit.codePointAt(0) ?? 0
    const zero = ZEROES.find((first) => codePoint >= first && codePoint < first + 10)
    return zero === undefined ? digit : String(codePoint - zero)
  })
}
