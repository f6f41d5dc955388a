import { sha256 } from '@noble/hashes/sha2.js'
import type { PaperKey, Signing } from '#app/ports/paper-signer.ts'
import {
  bits,
  encode,
  explicit,
  integer,
  objectId,
  octets,
  sequence,
  setOf,
  TRUE,
  time,
  utf8,
} from './der.ts'

/** `ecdsa-with-SHA256` (RFC 5758, 3.2). */
export const ECDSA_WITH_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'))

/** What stands in the certificate of a key that headquarters has not enrolled. */
export const NOT_ENROLLED = 'Self-signed, not enrolled at headquarters'
/** What stands in the certificate of a key that headquarters enrolled and took that back. */
export const REVOKED = 'Self-signed, revoked by headquarters'

/** Longest name, unit or organisation (RFC 5280, appendix A.1). */
const LONGEST_NAME = 64
const DAY_MS = 86_400_000
/** A certificate ends with its term, and the next one begins. */
export const TERM_MS = 5 * 365 * DAY_MS
/** Bits of keyUsage from the left: digitalSignature and contentCommitment (RFC 5280, 4.2.1.3). */
const SIGNS_DOCUMENTS = bits(Buffer.from([0b1100_0000]), 6)

const ORGANISATION = '2.5.4.10'
const UNIT = '2.5.4.11'
const COMMON_NAME = '2.5.4.3'
const SERIAL_NUMBER = '2.5.4.5'

/** A certificate with what a signature says of it. */
export type Certificate = {
  readonly der: Buffer
  /** Issuer and serial number as they stand in it. */
  readonly issuer: Uint8Array
  readonly serial: Uint8Array
}

/** What a certificate says, before it is signed. */
export type CertificateFacts = {
  readonly serial: Uint8Array
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  readonly fromMs: number
  readonly untilMs: number
  /** An uncompressed point on P-256. */
  readonly publicPoint: Uint8Array
  readonly extensions: readonly Buffer[]
}

/**
 * Makes the X.509 certificate (RFC 5280) that a key signs for itself, byte for byte the same for each signature of a term: terms follow
 * one another from the day on which the station came to know the person. It says in its subject that nobody vouches for it; the name in
 * it is the one that the station knows the person by.
 */
export function makeOwnCertificate(
  key: PaperKey,
  { name, knownSinceMs, atMs }: Pick<Signing, 'name' | 'knownSinceMs' | 'atMs'>,
  unit = NOT_ENROLLED,
): Certificate {
  const issuer = nameOf({ unit, name })
  const since = startOfDay(knownSinceMs)
  const fromMs = since + Math.floor((atMs - since) / TERM_MS) * TERM_MS
  const { publicPoint } = key
  const facts = { serial: serialOf(publicPoint), issuer, subject: issuer, fromMs, untilMs: fromMs + TERM_MS }
  return signCertificate(key, { ...facts, publicPoint, extensions: documentExtensions(publicPoint) })
}

/** Signs a certificate so that the same facts give the same bytes. */
export function signCertificate(key: PaperKey, facts: CertificateFacts): Certificate {
  const { serial, issuer, subject, fromMs, untilMs, publicPoint, extensions } = facts
  const body = sequence(
    explicit(0, integer(2)),
    serial,
    ECDSA_WITH_SHA256,
    issuer,
    sequence(time(fromMs), time(untilMs)),
    subject,
    publicKeyInfo(publicPoint),
    explicit(3, sequence(...extensions)),
  )
  return { der: sequence(body, ECDSA_WITH_SHA256, bits(key.signSame(body))), issuer, serial }
}

/** SubjectPublicKeyInfo of a point on P-256 (RFC 5480, 2). */
export function publicKeyInfo(point: Uint8Array): Buffer {
  return sequence(sequence(objectId('1.2.840.10045.2.1'), objectId('1.2.840.10045.3.1.7')), bits(point))
}

/** A serial number that follows from the key: positive, never zero, and the same for the same key. */
export function serialOf(point: Uint8Array): Buffer {
  const keyId = sha256(publicKeyInfo(point))
  return integer(Uint8Array.from([0x40 | ((keyId[0] as number) & 0x3f), ...keyId.subarray(1, 16)]))
}

/** By which 20 bytes certificates name a key. */
export function keyIdentifierOf(point: Uint8Array): Uint8Array {
  return sha256(publicKeyInfo(point)).subarray(0, 20)
}

/** What the certificate of a key says that signs documents and issues nothing. */
export function documentExtensions(point: Uint8Array): readonly Buffer[] {
  return [
    extension('2.5.29.19', sequence(), true),
    extension('2.5.29.15', SIGNS_DOCUMENTS, true),
    extension('2.5.29.14', octets(keyIdentifierOf(point)), false),
  ]
}

/** An extension of a certificate (RFC 5280, 4.2). */
export function extension(id: string, value: Uint8Array, isCritical: boolean): Buffer {
  return sequence(objectId(id), ...(isCritical ? [TRUE] : []), octets(value))
}

/** A distinguished name; what is longer than names may be is cut. */
export function nameOf({
  organisation,
  unit,
  number,
  name,
}: {
  readonly organisation?: string
  readonly unit: string
  readonly number?: string
  readonly name: string
}): Buffer {
  const part = (id: string, text: string | undefined) =>
    text === undefined ? [] : [setOf(sequence(objectId(id), utf8(shorten(text))))]
  return encode(
    0x30,
    ...part(ORGANISATION, organisation),
    ...part(UNIT, unit),
    ...part(SERIAL_NUMBER, number),
    ...part(COMMON_NAME, name),
  )
}

/** The beginning of the day, in UTC, that a moment is of. */
export function startOfDay(atMs: number): number {
  return Math.floor(atMs / DAY_MS) * DAY_MS
}

function shorten(text: string): string {
  return [...text.toWellFormed()].slice(0, LONGEST_NAME).join('') || '-'
}

/** A certificate as PEM (RFC 7468). */
export function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
