/** A value of ASN.1 in its distinguished encoding (ITU-T X.690, 10): its tag, its content, all its bytes, and where it ends. */
export type DerValue = {
  readonly tag: number
  readonly content: Uint8Array
  readonly whole: Uint8Array
  readonly end: number
}

/** Reads the value at an offset; `null` where there is none that is whole. */
export function readAt(bytes: Uint8Array, at: number): DerValue | null {
  const [tag, first] = [bytes[at], bytes[at + 1]]
  if (tag === undefined || first === undefined) return null
  const isLong = first >= 0x80
  const count = isLong ? first & 0x7f : 0
  if (isLong && (count === 0 || count > 4 || at + 2 + count > bytes.length)) return null
  let length = isLong ? 0 : first
  for (let digit = 0; digit < count; digit += 1) length = length * 256 + (bytes[at + 2 + digit] ?? 0)
  const start = at + 2 + count
  const end = start + length
  if (end > bytes.length) return null
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end), end }
}

/** Reads the members of a constructed value; `null` where they are not whole. */
export function readMembers(content: Uint8Array): DerValue[] | null {
  const members: DerValue[] = []
  for (let at = 0; at < content.length; ) {
    const member = readAt(content, at)
    if (member === null) return null
    members.push(member)
    at = member.end
  }
  return members
}

/** Reads the members of a value with this tag; none where it has another or is not whole. */
export function membersOf(value: DerValue | undefined, tag: number): readonly DerValue[] {
  return value?.tag === tag ? (readMembers(value.content) ?? []) : []
}

/** Tags of the types that certificates and signatures consist of. */
export const DER_TAGS = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  objectId: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const
