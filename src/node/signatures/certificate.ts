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

/** Longest common name (RFC 5280, appendix A.1, ub-common-name). */
const LONGEST_NAME = 64
const DAY_MS = 86_400_000
/** A certificate ends with its term, and the next one begins. */
const TERM_MS = 5 * 365 * DAY_MS
/** Bits of keyUsage from the left: digitalSignature and contentCommitment (RFC 5280, 4.2.1.3). */
const KEY_USAGE = Buffer.from([0b1100_0000])

/** A certificate with what a signature says of it. */
export type Certificate = {
  readonly der: Buffer
  /** Issuer and serial number as they stand in it. */
  readonly issuer: Buffer
  readonly serial: Buffer
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
  const publicKey = publicKeyInfo(key.publicPoint)
  const keyId = sha256(publicKey)
  // Positive and never zero, and the same for the same key.
  const serial = integer(Uint8Array.from([0x40 | ((keyId[0] as number) & 0x3f), ...keyId.subarray(1, 16)]))
  const issuer = toName(name, unit)
  const since = Math.floor(knownSinceMs / DAY_MS) * DAY_MS
  const from = since + Math.floor((atMs - since) / TERM_MS) * TERM_MS
  const body = sequence(
    explicit(0, integer(2)),
    serial,
    ECDSA_WITH_SHA256,
    issuer,
    sequence(time(from), time(from + TERM_MS)),
    issuer,
    publicKey,
    explicit(
      3,
      sequence(
        extension('2.5.29.19', sequence(), true),
        extension('2.5.29.15', bits(KEY_USAGE, 6), true),
        extension('2.5.29.14', octets(keyId.subarray(0, 20)), false),
      ),
    ),
  )
  return { der: sequence(body, ECDSA_WITH_SHA256, bits(key.signSame(body))), issuer, serial }
}

/** SubjectPublicKeyInfo of a point on P-256 (RFC 5480, 2). */
export function publicKeyInfo(point: Uint8Array): Buffer {
  return sequence(sequence(objectId('1.2.840.10045.2.1'), objectId('1.2.840.10045.3.1.7')), bits(point))
}

function extension(id: string, value: Uint8Array, isCritical: boolean): Buffer {
  return sequence(objectId(id), ...(isCritical ? [TRUE] : []), octets(value))
}

function toName(name: string, unit: string): Buffer {
  const common = [...name.toWellFormed()].slice(0, LONGEST_NAME).join('') || '-'
  const part = (id: string, text: string) => setOf(sequence(objectId(id), utf8(text)))
  return encode(0x30, part('2.5.4.11', unit), part('2.5.4.3', common))
}
