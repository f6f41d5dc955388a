// attr-char of RFC 8187, section 3.2.1, which encodeURIComponent leaves alone besides `'()*`.
const NOT_ATTR_CHAR = /['()*]/g
const UNSAFE_IN_QUOTES = /[^\x20-\x7e]|["\\%/]/g

/**
 * Writes the `Content-Disposition` of a download (RFC 6266) with its name in UTF-8 (RFC 8187) and, for programs that do not
 * know that, in ASCII. Lone surrogates, which no UTF-8 can hold, become U+FFFD.
 */
export function attachmentNamed(fileName: string): string {
  const name = Buffer.from(fileName, 'utf8').toString('utf8')
  const ascii = name.replace(UNSAFE_IN_QUOTES, '_')
  const encoded = encodeURIComponent(name).replace(
    NOT_ATTR_CHAR,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
