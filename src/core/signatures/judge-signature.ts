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
    }
  /** What it signed was changed, or it was not made with the key that its certificate names, or nobody issued that certificate. */
  | { readonly state: 'wrong' }
  /** A time-stamp, or a signature of another making: other programs judge it. */
  | { readonly state: 'not-judged' }

const DATA_HEX = '06092a864886f70d010701'
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
  const { commonName, unit } = own.read
  return { state: 'holds', signer: commonName, station: vouching.by === 'authority' ? unit : null, vouching }
}

const NOTHING = new Uint8Array(0)

/** Tells whether bytes follow the last of what the signatures of a file cover: somebody added them afterwards. */
export function isAddedTo(file: Uint8Array, signatures: readonly FoundSignature[]): boolean {
  if (signatures.length === 0) return false
  const ends = signatures.map(({ byteRange: [, , at = 0, length = 0] }) => at + length)
  return Math.max(...ends) < file.length
}

function readParts(
  contents: Uint8Array,
): { readonly certificates: readonly Certified[]; readonly signer: DerValue } | null {
  const [, wrapped] = membersOf(readAt(contents, 0) ?? undefined, DER_TAGS.sequence)
  const [data] = membersOf(wrapped, CONTEXT_0)
  const [, , content, listed, ...rest] = membersOf(data, DER_TAGS.sequence)
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
