import type { ReadCertificate } from './read-certificate.ts'

/**
 * Verifies an ECDSA signature with SHA-256 (DER, RFC 3279, 2.2.3) of a message under an uncompressed point on P-256 in hex; whoever calls
 * brings it.
 */
export type VerifyPaperSignature = (
  publicKeyHex: string,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean

/** Tells whether a certificate is signed with its own key, so that nobody else vouches for it. */
export function isSelfSigned(certificate: ReadCertificate, verify: VerifyPaperSignature): boolean {
  const { publicKeyHex, signed, signature, issuer, subject } = certificate
  return areSame(issuer, subject) && verify(publicKeyHex, signed, signature)
}

/** Tells whether an authority that signed its own certificate issued this one, to a key that may sign documents. */
export function isIssuedBy(
  certificate: ReadCertificate,
  authority: ReadCertificate,
  verify: VerifyPaperSignature,
): boolean {
  return (
    authority.isAuthority &&
    certificate.maySign &&
    areSame(certificate.issuer, authority.subject) &&
    isSelfSigned(authority, verify) &&
    verify(authority.publicKeyHex, certificate.signed, certificate.signature)
  )
}

/** Tells whether two runs of bytes are the same. Nothing here is secret. */
export function areSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
