/**
 * Distinguished encoding of the few ASN.1 types that certificates and signatures consist of (ITU-T X.690, 10).
 *
 * Every function gives the whole encoding, tag and length included.
 */

/** One value with its tag. */
export function encode(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag]), encodeLength(content.length), content])
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const digits: number[] = []
  for (let left = length; left > 0; left = Math.floor(left / 256)) digits.unshift(left % 256)
  return Buffer.from([0x80 | digits.length, ...digits])
}

/** SEQUENCE. */
export function sequence(...members: readonly Uint8Array[]): Buffer {
  return encode(0x30, ...members)
}

/** SET OF: members stand in the order of their encodings. */
export function setOf(...members: readonly Uint8Array[]): Buffer {
  return encode(0x31, ...members.map((member) => Buffer.from(member)).sort(Buffer.compare))
}

/** A tag of the context around a value; it replaces nothing. */
export function explicit(number: number, ...contents: readonly Uint8Array[]): Buffer {
  return encode(0xa0 | number, ...contents)
}

/** INTEGER from the bytes of a number that is not negative, most significant first. */
export function integer(value: Uint8Array | number): Buffer {
  const bytes = typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value)
  let from = 0
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1
  const digits = bytes.subarray(from)
  return encode(0x02, (digits[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0), digits)
}

/** OBJECT IDENTIFIER from its dotted numbers. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const part of others) {
    const digits = [part & 0x7f]
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift(0x80 | (left & 0x7f))
    bytes.push(...digits)
  }
  return encode(0x06, Buffer.from(bytes))
}

/** OCTET STRING. */
export function octets(bytes: Uint8Array): Buffer {
  return encode(0x04, bytes)
}

/** BIT STRING of whole bytes, or with the given number of bits left over at the end. */
export function bits(bytes: Uint8Array, unused = 0): Buffer {
  return encode(0x03, Buffer.from([unused]), bytes)
}

/** UTF8String. */
export function utf8(text: string): Buffer {
  return encode(0x0c, Buffer.from(text, 'utf8'))
}

/** BOOLEAN that is true. */
export const TRUE = encode(0x01, Buffer.from([0xff]))

/** NULL. */
export const NULL = encode(0x05)

/** UTCTime before 2050 and GeneralizedTime from then on (RFC 5280, 4.1.2.5). */
export function time(atMs: number): Buffer {
  const digits = new Date(atMs).toISOString().replace(/[-:T]/g, '').slice(0, 14)
  const isLate = new Date(atMs).getUTCFullYear() >= 2050
  return encode(isLate ? 0x18 : 0x17, Buffer.from(`${isLate ? digits : digits.slice(2)}Z`, 'latin1'))
}
