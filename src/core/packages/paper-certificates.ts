import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { KeyId, VaultId } from '../ids.ts'
import { isIssuedBy, type VerifyPaperSignature } from '../signatures/check-chain.ts'
import { readCertificate } from '../signatures/read-certificate.ts'
import { certificateShape, type PaperCertificate, verifyHubPaper } from './certificates.ts'
import { type HubBook, isRevoked } from './hub-book.ts'
import { parseSigned, type VerifySignature } from './signed-document.ts'

/**
 * What a person signs with their key for papers when they tell it, so that nobody tells another's: ASCII `samnum/v1/paper-key`, a line feed,
 * the vault's id, the id of the key that signs the event, and the point (`docs/format-sync.md`, section 4).
 */
export function paperKeyProof(vaultId: VaultId, keyId: KeyId, publicKeyHex: string): Uint8Array {
  return concatBytes(
    utf8ToBytes('samnum/v1/paper-key\n'),
    hexToBytes(vaultId),
    hexToBytes(keyId),
    hexToBytes(publicKeyHex),
  )
}

/** Tells whether the X.509 certificate in a hub's document is of the key that the document says, and of the authority in it. */
export function holdsPaperChain(
  { publicKeyHex, certificateHex, authorityHex }: PaperCertificate,
  verify: VerifyPaperSignature,
): boolean {
  const certificate = readCertificate(hexToBytes(certificateHex))
  const authority = readCertificate(hexToBytes(authorityHex))
  if (certificate === null || authority === null) return false
  return certificate.publicKeyHex === publicKeyHex && isIssuedBy(certificate, authority, verify)
}

/** What headquarters says of somebody's key for papers. */
export type PaperStanding =
  | { readonly state: 'certified'; readonly hubName: string; readonly paper: PaperCertificate }
  /** Headquarters issued none that counts now. */
  | { readonly state: 'not-enrolled' }
  /** Headquarters took back what it said of the person's keys. */
  | { readonly state: 'revoked' }

/**
 * What the hub that is pinned says of a person's key for papers: its newest certificate for whoever signs events with `keyId`, at a time.
 * Whether that certificate is of the key which the person has is for the caller to compare.
 */
export function paperStandingOf(
  book: Pick<HubBook, 'pinned' | 'papers'>,
  {
    keyId,
    signingKeyHex,
    atMs,
  }: { readonly keyId: KeyId; readonly signingKeyHex: string; readonly atMs: number },
  verify: VerifySignature,
): PaperStanding {
  const { pinned, papers } = book
  if (pinned === null) return { state: 'not-enrolled' }
  if (isRevoked(book, pinned.hubId, signingKeyHex)) return { state: 'revoked' }
  let newest: PaperCertificate | null = null
  for (const text of papers) {
    const signed = parseSigned(utf8ToBytes(text), 'samnum-certificate', certificateShape)
    if (!signed.ok) continue
    const { document } = signed.value
    if (document.subject !== 'paper' || document.keyId !== keyId) continue
    if (!verifyHubPaper(signed.value, pinned.hubKeyHex, verify) || !isInTerm(document, atMs)) continue
    if (newest === null || newest.serial < document.serial) newest = document
  }
  if (newest === null) return { state: 'not-enrolled' }
  return { state: 'certified', hubName: pinned.hubName, paper: newest }
}

function isInTerm({ certificateHex }: PaperCertificate, atMs: number): boolean {
  const certificate = readCertificate(hexToBytes(certificateHex))
  // What cannot be read is not passed over: whoever signs is told that it is wrong.
  return certificate === null || (certificate.fromMs <= atMs && atMs <= certificate.untilMs)
}
