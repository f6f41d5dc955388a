import type { PaperKey, PaperSigner, SignedPdf, Signing } from '#app/ports/paper-signer.ts'
import { makeOwnCertificate, NOT_ENROLLED } from './certificate.ts'
import { signDetached } from './detached-cms.ts'
import { addSignatureField, countSignatureFields, fillValue } from './signature-field.ts'

/** Room for a signature with one certificate; both take about 1,200 bytes. */
const MOST_SIGNATURE_BYTES = 8_192

/**
 * Signs a PDF as PAdES baseline B-B (ETSI EN 319 142-1) with a key that its owner alone vouches for, which the reason says. Signatures that are
 * there stay whole. `null` when the file is not one that this program wrote.
 */
export function signPdf(pdf: Uint8Array, key: PaperKey, signing: Signing): SignedPdf | null {
  const { name, atMs, reason } = signing
  const entries = [
    '/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached',
    `/Name${toText(name)}/Reason${toText(`${reason} (${NOT_ENROLLED})`)}/M${toDate(atMs)}`,
  ]
  const prepared = addSignatureField(pdf, entries, MOST_SIGNATURE_BYTES)
  if (prepared === null) return null
  const certificate = makeOwnCertificate(key, signing)
  const filled = fillValue(prepared, signDetached(prepared.digest, key, certificate))
  return filled === null ? null : { bytes: new Uint8Array(filled), certificate: certificate.der }
}

/** Signing of PDFs with keys that their owners vouch for. */
export const paperSigner: PaperSigner = { sign: signPdf, count: countSignatureFields }

function toDate(atMs: number): string {
  return `(D:${new Date(atMs).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z)`
}

/** A PDF text string (ISO 32000-1, 7.9.2.2). */
function toText(text: string): string {
  return `<feff${Buffer.from(text.toWellFormed(), 'utf16le').swap16().toString('hex')}>`
}
