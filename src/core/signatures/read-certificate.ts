import { bytesToHex } from '@noble/hashes/utils.js'
import { decodeUtf8 } from '../text-safety/utf8.ts'
import { DER_TAGS, type DerValue, membersOf, readAt } from './read-der.ts'

/** A certificate (RFC 5280) of a key on P-256, signed with ECDSA and SHA-256, as it was read. Nothing of it is verified. */
export type ReadCertificate = {
  /** The bytes that the signature is over, and the signature (RFC 3279, 2.2.3). */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
  /** Both names, and the serial number, as they are encoded. */
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  readonly serial: Uint8Array
  /** The uncompressed point, in hex. */
  readonly publicKeyHex: string
  readonly fromMs: number
  readonly untilMs: number
  readonly commonName: string
  readonly unit: string
  readonly issuerName: string
  /** Whether it is that of an authority which may sign certificates. */
  readonly isAuthority: boolean
  /** Whether its key may sign documents. */
  readonly maySign: boolean
}

const ECDSA_WITH_SHA256_HEX = '300a06082a8648ce3d040302'
/** SubjectPublicKeyInfo of a point on P-256 up to the point (RFC 5480, 2). */
const P256_INFO_HEX = '3059301306072a8648ce3d020106082a8648ce3d030107034200'
const COMMON_NAME_HEX = '0603550403'
const UNIT_HEX = '060355040b'
const BASIC_CONSTRAINTS_HEX = '0603551d13'
const KEY_USAGE_HEX = '0603551d0f'
/** Extensions that may be critical and are understood here. */
const UNDERSTOOD: ReadonlySet<string> = new Set([BASIC_CONSTRAINTS_HEX, KEY_USAGE_HEX])
/** Bits of keyUsage from the left (RFC 5280, 4.2.1.3). */
const DIGITAL_SIGNATURE = 0x80
const CERTIFICATE_SIGNING = 0x04

/** Reads a certificate of the one kind that hubs issue and that this program makes; `null` for every other. */
export function readCertificate(der: Uint8Array): ReadCertificate | null {
  const outer = readAt(der, 0)
  if (outer === null || outer.end !== der.length) return null
  const [body, algorithm, signature] = membersOf(outer, DER_TAGS.sequence)
  const [version, serial, inner, issuer, validity, subject, key, wrapped, ...more] = membersOf(
    body,
    DER_TAGS.sequence,
  )
  if (body === undefined || serial === undefined || issuer === undefined || subject === undefined) return null
  if (more.length > 0 || !isHex(version, 'a003020102')) return null
  if (!isHex(algorithm, ECDSA_WITH_SHA256_HEX) || !isHex(inner, ECDSA_WITH_SHA256_HEX)) return null
  const publicKeyHex = readKey(key)
  const value = readBits(signature)
  const extensions = readExtensions(wrapped)
  const [from, until] = membersOf(validity, DER_TAGS.sequence).map(readTime)
  if (publicKeyHex === null || value === null || extensions === null) return null
  if (typeof from !== 'number' || typeof until !== 'number') return null
  return {
    signed: body.whole,
    signature: value,
    issuer: issuer.whole,
    subject: subject.whole,
    serial: serial.whole,
    publicKeyHex,
    fromMs: from,
    untilMs: until,
    commonName: readName(subject, COMMON_NAME_HEX),
    unit: readName(subject, UNIT_HEX),
    issuerName: readName(issuer, COMMON_NAME_HEX),
    isAuthority: extensions.isAuthority && (extensions.usage & CERTIFICATE_SIGNING) !== 0,
    maySign: !extensions.isAuthority && (extensions.usage & DIGITAL_SIGNATURE) !== 0,
  }
}

function readKey(key: DerValue | undefined): string | null {
  const text = key === undefined ? '' : bytesToHex(key.whole)
  const point = text.slice(P256_INFO_HEX.length)
  return text.startsWith(P256_INFO_HEX) && /^04[0-9a-f]{128}$/.test(point) ? point : null
}

/** The bytes of a bit string that has whole bytes only. */
function readBits(value: DerValue | undefined): Uint8Array | null {
  return value?.tag === DER_TAGS.bits && value.content[0] === 0 ? value.content.subarray(1) : null
}

function readExtensions(
  wrapped: DerValue | undefined,
): { readonly isAuthority: boolean; readonly usage: number } | null {
  const [list] = membersOf(wrapped, 0xa3)
  let [isAuthority, usage] = [false, 0]
  for (const extension of membersOf(list, DER_TAGS.sequence)) {
    const members = membersOf(extension, DER_TAGS.sequence)
    const id = members[0] === undefined ? '' : bytesToHex(members[0].whole)
    const isCritical = members[1]?.tag === DER_TAGS.boolean
    const inner = readAt(members.at(-1)?.content ?? new Uint8Array(), 0)
    // Whoever does not understand what is critical must not rely on the rest (RFC 5280, 4.2).
    if (inner === null || (isCritical && !UNDERSTOOD.has(id))) return null
    if (id === BASIC_CONSTRAINTS_HEX)
      isAuthority = membersOf(inner, DER_TAGS.sequence)[0]?.tag === DER_TAGS.boolean
    if (id === KEY_USAGE_HEX) usage = inner.tag === DER_TAGS.bits ? (inner.content[1] ?? 0) : 0
  }
  return { isAuthority, usage }
}

function readTime({ tag, content }: DerValue): number | null {
  const text = String.fromCharCode(...content)
  const isLong = tag === DER_TAGS.generalizedTime
  if (!isLong && tag !== DER_TAGS.utcTime) return null
  const found = (
    isLong ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
  ).exec(text)
  if (found === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number)
  // Two digits are of 1950 to 2049 (RFC 5280, 4.1.2.5.1).
  const whole = isLong ? year : year + (year < 50 ? 2000 : 1900)
  return Date.UTC(whole, month - 1, day, hour, minute, second)
}

function readName(name: DerValue, idHex: string): string {
  for (const set of membersOf(name, DER_TAGS.sequence)) {
    for (const part of membersOf(set, DER_TAGS.set)) {
      const [id, value] = membersOf(part, DER_TAGS.sequence)
      const isText = value?.tag === DER_TAGS.utf8 || value?.tag === DER_TAGS.printable
      if (id !== undefined && bytesToHex(id.whole) === idHex && isText) return decodeUtf8(value.content) ?? ''
    }
  }
  return ''
}

function isHex(value: DerValue | undefined, hex: string): boolean {
  return value !== undefined && bytesToHex(value.whole) === hex
}
