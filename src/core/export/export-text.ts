/** An instant as xsd:dateTime and RFC 3339 write it, in UTC with milliseconds; a year beyond four digits is none that either can hold. */
export function instantText(atMs: number): string | undefined {
  if (!(Math.abs(atMs) <= 8.64e15)) return undefined
  const text = new Date(atMs).toISOString()
  return /^[0-9]{4}-/.test(text) ? text : undefined
}

/** JSON for people and programs alike: two spaces, one line feed at the end, no half of a surrogate pair. */
export function jsonText(value: unknown): string {
  const replace = (_: string, member: unknown) => (typeof member === 'string' ? wellFormed(member) : member)
  return `${JSON.stringify(value, replace, 2)}\n`
}

/** The text with U+FFFD in the place of every half of a surrogate pair, which UTF-8 cannot hold. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}
