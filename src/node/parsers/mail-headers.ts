/** One header of a mail, as it stands. */
export type MailHeader = {
  readonly name: string
  /** Unfolded, not decoded. */
  readonly value: string
  /** In bytes. */
  readonly offset: number
  readonly length: number
}

const MAX_HEADER_BYTES = 4 * 1024 * 1024
const MAX_HEADERS = 5000
const FIELD = /^([!-9;-~]{1,200})[ \t]*:([\s\S]*)$/
const LOOSE = new TextDecoder('utf-8')

/**
 * Reads the header of a mail (RFC 5322 §2.2), each field with its place. Lines that are no field are passed over: forged mails have
 * them. A line `From …` of an mbox file in front is no field either.
 */
export function readMailHeaders(bytes: Uint8Array): readonly MailHeader[] {
  const headers: MailHeader[] = []
  const end = Math.min(bytes.length, MAX_HEADER_BYTES)
  for (let at = 0; at < end && headers.length < MAX_HEADERS; ) {
    let to = lineEnd(bytes, at, end)
    if (isBlank(bytes, at, to)) break
    // A line that begins with white space belongs to the field before it.
    while (
      to < end &&
      (bytes[to] === 0x20 || bytes[to] === 0x09) &&
      !isBlank(bytes, to, lineEnd(bytes, to, end))
    ) {
      to = lineEnd(bytes, to, end)
    }
    const raw = LOOSE.decode(bytes.subarray(at, to))
    const match = FIELD.exec(raw.replace(/\r?\n$/, ''))
    if (match !== null) {
      const [, name = '', value = ''] = match
      headers.push({ name, value: value.replace(/\r?\n(?=[ \t])/g, '').trim(), offset: at, length: to - at })
    }
    at = to
  }
  return headers
}

function lineEnd(bytes: Uint8Array, from: number, end: number): number {
  const newline = bytes.indexOf(0x0a, from)
  return newline === -1 || newline >= end ? end : newline + 1
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from <= 2 && (bytes[from] === 0x0a || (bytes[from] === 0x0d && bytes[from + 1] === 0x0a))
}
