import { sha256 } from '@noble/hashes/sha2.js'
import type { PaperKey } from '#app/ports/paper-signer.ts'
import { type Certificate, ECDSA_WITH_SHA256 } from './certificate.ts'
import { encode, explicit, integer, objectId, octets, sequence, setOf } from './der.ts'

const DATA = objectId('1.2.840.113549.1.7.1')
const SIGNED_DATA = objectId('1.2.840.113549.1.7.2')
const CONTENT_TYPE = objectId('1.2.840.113549.1.9.3')
const MESSAGE_DIGEST = objectId('1.2.840.113549.1.9.4')
const SIGNING_CERTIFICATE_V2 = objectId('1.2.840.113549.1.9.16.2.47')
const SHA256 = sequence(objectId('2.16.840.1.101.3.4.2.1'))

/**
 * A detached CMS signature (RFC 5652) as PAdES baseline B-B wants it (ETSI EN 319 142-1, 6.3): SHA-256, the signer's certificate inside
 * with those of authorities above it, and three signed attributes: content type, message digest and ESS signing-certificate-v2 (RFC 5035). The time of signing stands in the
 * PDF's signature dictionary and not here.
 */
export function signDetached(
  contentDigest: Uint8Array,
  key: PaperKey,
  certificate: Certificate,
  others: readonly Uint8Array[],
): Buffer {
  const attributes = [
    attribute(CONTENT_TYPE, DATA),
    attribute(MESSAGE_DIGEST, octets(contentDigest)),
    // SHA-256 is the default algorithm of ESSCertIDv2 and is left out.
    attribute(SIGNING_CERTIFICATE_V2, sequence(sequence(sequence(octets(sha256(certificate.der)))))),
  ]
  const signed = setOf(...attributes)
  const signer = sequence(
    integer(1),
    sequence(certificate.issuer, certificate.serial),
    SHA256,
    // The same members under the tag of their place (RFC 5652, 5.4).
    Buffer.concat([Buffer.from([0xa0]), signed.subarray(1)]),
    ECDSA_WITH_SHA256,
    octets(key.sign(signed)),
  )
  const signedData = sequence(
    integer(1),
    setOf(SHA256),
    sequence(DATA),
    // A SET OF under the tag of its place: members in the order of their encodings.
    encode(0xa0, ...[certificate.der, ...others].map((one) => Buffer.from(one)).sort(Buffer.compare)),
    setOf(signer),
  )
  return sequence(SIGNED_DATA, explicit(0, signedData))
}

function attribute(id: Buffer, value: Uint8Array): Buffer {
  return sequence(id, setOf(value))
}
