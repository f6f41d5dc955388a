import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { areSame, isIssuedBy, isSelfSigned, type VerifyPaperSignature } from './check-chain.ts'
import { type ReadCertificate, readCertificate } from './read-certificate.ts'
import { DER_TAGS, type DerValue, membersOf, readAt } from './read-der.ts'

/** A signature of a PDF as it lies in the file. */
export type FoundSignature = {
  /** The CMS value, with the zeros that fill its room. */
  readonly contents: Uint8Array
  /** Offset and length of the two parts that are signed. */
  readonly byteRange: readonly number[]
}

/** Who vouches for the key of a signature. */
export type SignatureVouching =
  /** An authority whose certificate is in the signature; whether it is headquarters' is told by the digest of its certificate. */
  | { readonly by: 'authority'; readonly name: string; readonly digestHex: string }
  /** Nobody but the signer, in these words. */
  | { readonly by: 'owner'; readonly said: string }

/** What a signature of a PDF comes to. */
export type JudgedSignature =
  | {
      readonly state: 'holds'
      readonly signer: string
      readonly station: string | null
      readonly vouching: SignatureVouching
      /** The key that signed, as an uncompressed point. */
      readonly publicKeyHex: string
      /** When the signer's program says that it signed; `null` where it says nothing. */
      readonly signedAtMs: number | null
    }
  /** It would hold, but the certificate was not yet valid, or no longer, when the signer's program says that it signed. */
  | { readonly state: 'out-of-term'; readonly signer: string; readonly signedAtMs: number }
  /** What it signed was changed, or it was not made with the key that its certificate names, or nobody issued that certificate. */
  | { readonly state: 'wrong' }
  /** A time-stamp, which nobody signs as a person: other programs judge it. */
  | { readonly state: 'time-stamp' }
  /** A signature of another making: other programs judge it. */
  | { readonly state: 'not-judged' }

const DATA_HEX = '06092a864886f70d010701'
/** id-ct-TSTInfo (RFC 3161, 2.4.2). */
const TIME_STAMP_HEX = '060b2a864886f70d0109100104'
const MESSAGE_DIGEST_HEX = '06092a864886f70d010904'
const SIGNING_CERTIFICATE_V2_HEX = '060b2a864886f70d010910022f'
const ECDSA_WITH_SHA256_HEX = '300a06082a8648ce3d040302'
/** Tags of the certificates in a signature and of its signed attributes: context, constructed, 0. */
const CONTEXT_0 = 0xa0

type Certified = { readonly read: ReadCertificate; readonly der: Uint8Array }

/** Judges a signature that this program or one alike made (RFC 5652; ETSI EN 319 142-1, 6.3), with everything that it says of its signer. */
export function judgeSignature(
  file: Uint8Array,
  { contents, byteRange }: FoundSignature,
  verify: VerifyPaperSignature,
): JudgedSignature {
  if (isTimeStamp({ contents })) return { state: 'time-stamp' }
  const parts = readParts(contents)
  if (parts === null) return { state: 'not-judged' }
  const { certificates, signer } = parts
  const [, identifier, , attributes, algorithm, value] = membersOf(signer, DER_TAGS.sequence)
  if (algorithm === undefined || bytesToHex(algorithm.whole) !== ECDSA_WITH_SHA256_HEX)
    return { state: 'not-judged' }
  const [issuer, serial] = membersOf(identifier, DER_TAGS.sequence)
  const own = certificates.find(
    ({ read }) =>
      issuer !== undefined &&
      serial !== undefined &&
      areSame(read.issuer, issuer.whole) &&
      areSame(read.serial, serial.whole),
  )
  const digest = digestOf(file, contents, byteRange)
  if (own === undefined || digest === null || attributes?.tag !== CONTEXT_0 || value === undefined)
    return { state: 'wrong' }
  const isOfFile = areSame(attributeValue(attributes, MESSAGE_DIGEST_HEX)?.content ?? NOTHING, digest)
  // SEQUENCE of certificate ids, each a SEQUENCE that begins with the digest (RFC 5035, 3).
  const [ids] = membersOf(attributeValue(attributes, SIGNING_CERTIFICATE_V2_HEX), DER_TAGS.sequence)
  const [id] = membersOf(ids, DER_TAGS.sequence)
  const [named] = membersOf(id, DER_TAGS.sequence)
  const isOfCertificate = areSame(named?.content ?? NOTHING, sha256(own.der))
  // The same members under the tag of a SET (RFC 5652, 5.4).
  const signed = Uint8Array.from(attributes.whole)
  signed[0] = DER_TAGS.set
  if (!isOfFile || !isOfCertificate || !verify(own.read.publicKeyHex, signed, value.content))
    return { state: 'wrong' }
  const vouching = vouchingOf(own, certificates, verify)
  if (vouching === null) return { state: 'wrong' }
  const { commonName, unit, publicKeyHex, fromMs, untilMs } = own.read
  const signedAtMs = statedTime(file, byteRange)
  if (signedAtMs !== null && (signedAtMs < fromMs || signedAtMs > untilMs))
    return { state: 'out-of-term', signer: commonName, signedAtMs }
  const station = vouching.by === 'authority' ? unit : null
  return { state: 'holds', signer: commonName, station, vouching, publicKeyHex, signedAtMs }
}

/** Tells whether a value is a time-stamp and no signature of a person. */
export function isTimeStamp({ contents }: Pick<FoundSignature, 'contents'>): boolean {
  const [type] = membersOf(contentOf(contents)[2], DER_TAGS.sequence)
  return type !== undefined && bytesToHex(type.whole) === TIME_STAMP_HEX
}

/** Public keys of the certificates in a signature, as uncompressed points. */
export function keysIn({ contents }: Pick<FoundSignature, 'contents'>): readonly string[] {
  return readParts(contents)?.certificates.map(({ read }) => read.publicKeyHex) ?? []
}

const NOTHING = new Uint8Array(0)

/** Tells whether bytes follow the last of what the signatures of a file cover: somebody added them afterwards. */
export function isAddedTo(file: Uint8Array, signatures: readonly FoundSignature[]): boolean {
  if (signatures.length === 0) return false
  const ends = signatures.map(({ byteRange: [, , at = 0, length = 0] }) => at + length)
  return Math.max(...ends) < file.length
}

/** Members of the SignedData (RFC 5652, 5.1). */
function contentOf(contents: Uint8Array): readonly DerValue[] {
  const [, wrapped] = membersOf(readAt(contents, 0) ?? undefined, DER_TAGS.sequence)
  return membersOf(membersOf(wrapped, CONTEXT_0)[0], DER_TAGS.sequence)
}

/** Bytes before the value in which its own dictionary begins. */
const DICTIONARY_BYTES = 16_384

/** The time in the dictionary of a value, which is signed with the rest of the file. */
function statedTime(file: Uint8Array, [, length = 0]: readonly number[]): number | null {
  const text = String.fromCharCode(...file.subarray(Math.max(0, length - DICTIONARY_BYTES), length))
  const own = text.slice(text.lastIndexOf(' obj') + 1)
  const found = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/.exec(own)
  if (found === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function readParts(
  contents: Uint8Array,
): { readonly certificates: readonly Certified[]; readonly signer: DerValue } | null {
  const [, , content, listed, ...rest] = contentOf(contents)
  const [type] = membersOf(content, DER_TAGS.sequence)
  const [signer, ...others] = membersOf(rest.at(-1), DER_TAGS.set)
  if (type === undefined || bytesToHex(type.whole) !== DATA_HEX) return null
  if (signer === undefined || others.length > 0) return null
  const certificates = membersOf(listed, CONTEXT_0).flatMap(({ whole: der }) => {
    const read = readCertificate(der)
    return read === null ? [] : [{ read, der }]
  })
  return { certificates, signer }
}

/** SHA-256 of what is signed: the whole file up to its end but for the value, and nothing less. */
function digestOf(file: Uint8Array, contents: Uint8Array, byteRange: readonly number[]): Uint8Array | null {
  const [from, length, at, rest, ...more] = byteRange
  if (from !== 0 || length === undefined || at === undefined || rest === undefined || more.length > 0)
    return null
  if (length < 0 || rest < 0 || at + rest > file.length || at !== length + contents.length * 2 + 2)
    return null
  // Between the two parts lies the value, in hexadecimal, and nothing else.
  if (file[length] !== '<'.charCodeAt(0) || file[at - 1] !== '>'.charCodeAt(0)) return null
  return sha256
    .create()
    .update(file.subarray(0, length))
    .update(file.subarray(at, at + rest))
    .digest()
}

function attributeValue(attributes: DerValue, idHex: string): DerValue | undefined {
  for (const attribute of membersOf(attributes, CONTEXT_0)) {
    const [id, values] = membersOf(attribute, DER_TAGS.sequence)
    if (id !== undefined && bytesToHex(id.whole) === idHex) return membersOf(values, DER_TAGS.set)[0]
  }
  return undefined
}

function vouchingOf(
  { read }: Certified,
  certificates: readonly Certified[],
  verify: VerifyPaperSignature,
): SignatureVouching | null {
  if (isSelfSigned(read, verify)) return { by: 'owner', said: read.unit }
  const issuer = certificates.find((other) => isIssuedBy(read, other.read, verify))
  if (issuer === undefined) return null
  return { by: 'authority', name: issuer.read.commonName, digestHex: bytesToHex(sha256(issuer.der)) }
}
