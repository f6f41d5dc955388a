const BEYOND_BYTES = /[\u0100-\uffff]/
const HIGH = /[\u0080-\u00ff]/
const DECODER = new TextDecoder('utf-8', { fatal: true })

/**
 * Repairs a text whose UTF-8 bytes were written as letters of Latin-1, one for each, as downloads of Facebook have them. Answers `null`
 * for a text that is not so: every letter must be a byte, some beyond ASCII, and the bytes UTF-8.
 */
export function repairLatin(text: string): string | null {
  if (!HIGH.test(text) || BEYOND_BYTES.test(text)) return null
  try {
    return DECODER.decode(Buffer.from(text, 'latin1'))
  } catch {
    return null
  }
}
