const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Writes bytes as base64 with padding (RFC 4648, section 4), as headers of HTTP hold them. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3)
    const bits = (first << 16) | (second << 8) | third
    for (const shift of [18, 12, 6, 0]) text += LETTERS[(bits >> shift) & 63]
  }
  const missing = (3 - (bytes.length % 3)) % 3
  return missing === 0 ? text : `${text.slice(0, -missing)}${'='.repeat(missing)}`
}

/** Reads base64 and refuses what {@link toBase64} would not have written: `null`. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null
  const digits = text.replace(/={1,2}$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let bits = 0
  for (let at = 0; at < text.length; at += 1) {
    const value = at < digits.length ? LETTERS.indexOf(digits[at] as string) : 0
    if (value < 0) return null
    bits = ((bits << 6) | value) & 0xffffff
    if (at % 4 !== 3) continue
    const from = ((at - 3) / 4) * 3
    for (const [index, shift] of [16, 8, 0].entries())
      if (from + index < bytes.length) bytes[from + index] = (bits >> shift) & 255
  }
  return toBase64(bytes) === text ? bytes : null
}
