import type { PaperKey, PaperSigner, SignedPdf, Signing } from '#app/ports/paper-signer.ts'
import { readCertificate } from '#core/signatures/read-certificate.ts'
import { type Certificate, makeOwnCertificate, NOT_ENROLLED, REVOKED } from './certificate.ts'
import { signDetached } from './detached-cms.ts'
import { addSignatureField, countSignatures, fillValue } from './signature-field.ts'

/** Room for a signature with two certificates; all three take about 2,500 bytes. */
const MOST_SIGNATURE_BYTES = 8_192

/**
 * Signs a PDF as PAdES baseline B-B (ETSI EN 319 142-1) with a key and the certificate that headquarters issued for it, or with one that its
 * owner alone vouches for; the reason says which. Signatures that are there stay whole. `null` when the file is not one that this program
 * wrote, and when the certificate is of another key: no verifier would find the signature valid.
 */
export function signPdf(pdf: Uint8Array, key: PaperKey, signing: Signing): SignedPdf | null {
  const { name, atMs, reason } = signing
  const vouched = vouchFor(key, signing)
  if (vouched === null) return null
  const { said, certificate, others } = vouched
  const entries = [
    '/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached',
    `/Name${toText(name)}/Reason${toText(`${reason} (${said})`)}/M${toDate(atMs)}`,
  ]
  const prepared = addSignatureField(pdf, entries, MOST_SIGNATURE_BYTES)
  if (prepared === null) return null
  const filled = fillValue(prepared, signDetached(prepared.digest, key, certificate, others))
  return filled === null ? null : { bytes: new Uint8Array(filled), certificate: certificate.der }
}

type Vouched = {
  /** What is said of it beside the reason. */
  readonly said: string
  readonly certificate: Certificate
  readonly others: readonly Uint8Array[]
}

function vouchFor(key: PaperKey, { vouching, ...signing }: Signing): Vouched | null {
  if (vouching.by === 'owner') {
    const said = vouching.why === 'revoked' ? REVOKED : NOT_ENROLLED
    return { said, certificate: makeOwnCertificate(key, signing, said), others: [] }
  }
  const read = readCertificate(vouching.certificate)
  if (read === null || read.publicKeyHex !== Buffer.from(key.publicPoint).toString('hex')) return null
  const { issuer, serial } = read
  const certificate = { der: Buffer.from(vouching.certificate), issuer, serial }
  return {
    said: `Certified by headquarters: ${vouching.hubName}`,
    certificate,
    others: [vouching.authority],
  }
}

/** Signing of PDFs. */
export const paperSigner: PaperSigner = { sign: signPdf, count: countSignatures }

function toDate(atMs: number): string {
  return `(D:${new Date(atMs).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z)`
}

/** A PDF text string (ISO 32000-1, 7.9.2.2). */
function toText(text: string): string {
  return `<feff${Buffer.from(text.toWellFormed(), 'utf16le').swap16().toString('hex')}>`
}
