import * as z from 'zod'
import { type CanonicalValue, canonicalText, parseCanonical } from '../ledger/canonical-json.ts'
import { branded } from '../ledger/event-fields.ts'
import {
  type Certificate,
  type PaperCertificate,
  type Revocation,
  signedCertificateShape,
  signedRevocationShape,
  verifyHubPaper,
} from '../packages/certificates.ts'
import type { SignedDocument, VerifySignature } from '../packages/signed-document.ts'

/** Most certificates, and most revocations, that one package carries. */
const MOST = 1_000

const certificateFile = z.strictObject({
  format: z.literal('samnum-certificates'),
  v: z.literal(1),
  hubName: z.string(),
  /** The key of headquarters that the station pinned when it was enrolled. */
  hubKeyHex: branded<string>(64),
  certificates: z.array(signedCertificateShape).max(MOST),
  revocations: z.array(signedRevocationShape).max(MOST),
})

/** What headquarters said of the keys with which papers of a package are signed, as the station had it when it made the package. */
export type CertificateFile = z.output<typeof certificateFile>

/** Writes it as canonical JSON with a line feed. */
export function writeCertificateFile(file: Omit<CertificateFile, 'format' | 'v'>): string {
  return `${canonicalText({ format: 'samnum-certificates', v: 1, ...file } as unknown as CanonicalValue)}\n`
}

/** Reads it, or answers `null` when the bytes are none. Nothing is verified. */
export function readCertificateFile(bytes: Uint8Array): CertificateFile | null {
  if (bytes.at(-1) !== 0x0a) return null
  const value = parseCanonical(bytes.subarray(0, -1))
  const file = certificateFile.safeParse(value.ok ? value.value : null)
  return file.success ? file.data : null
}

/** Documents of a hub, each with its own signature. */
export type HubPapers = {
  readonly certificates: readonly SignedDocument<Certificate>[]
  readonly revocations: readonly SignedDocument<Revocation>[]
}

/** Of what a hub said, what is about these keys for papers: their certificates, and revocations of them or of their owners. */
export function chooseHubPapers(
  { certificates, revocations }: HubPapers,
  publicKeys: ReadonlySet<string>,
): HubPapers {
  const chosen = certificates.filter(
    ({ document }) => document.subject === 'paper' && publicKeys.has(document.publicKeyHex),
  )
  const theirs = revocations.filter(({ document }) =>
    chosen.some((certificate) => isOf(document, certificate.document)),
  )
  return { certificates: chosen.slice(-MOST), revocations: theirs.slice(-MOST) }
}

function isOf({ serial, keyHex }: Revocation, certificate: Certificate): boolean {
  return (
    certificate.subject === 'paper' && (certificate.serial === serial || certificate.signingKeyHex === keyHex)
  )
}

/** What a hub says of one key for papers. */
export type KeyStanding = {
  readonly certificates: readonly PaperCertificate[]
  /** From when on it counts no longer; `null` where nothing says so. */
  readonly revokedAtMs: number | null
}

/** What a hub says of a key for papers, by those of its documents that it signed. */
export function standingOf(file: CertificateFile, publicKeyHex: string): KeyStanding {
  const certificates = file.certificates.flatMap(({ document }) =>
    document.subject === 'paper' && document.publicKeyHex === publicKeyHex ? [document] : [],
  )
  const times = file.revocations
    .filter(({ document }) => certificates.some((certificate) => isOf(document, certificate)))
    .map(({ document }) => document.revokedAtMs)
  return { certificates, revokedAtMs: times.length === 0 ? null : Math.min(...times) }
}

/** Tells whether the hub that is named signed every document. */
export function isSignedByHub(
  { hubKeyHex, certificates, revocations }: CertificateFile,
  verify: VerifySignature,
): boolean {
  return [...certificates, ...revocations].every((signed) => verifyHubPaper(signed, hubKeyHex, verify))
}
