import { utf8ToBytes } from '@noble/hashes/utils.js'
import { chooseHubPapers, writeCertificateFile } from '#core/export/certificate-file.ts'
import { certificateShape, revocationShape } from '#core/packages/certificates.ts'
import { parseSigned } from '#core/packages/signed-document.ts'
import { type Result, succeed } from '#core/result.ts'
import { findSignatures } from '#core/signatures/find-signatures.ts'
import { keysIn } from '#core/signatures/judge-signature.ts'
import { proveHub } from '../people/proven-people.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'

/**
 * What headquarters said of the keys with which these papers are signed, as a text that goes with a package: their certificates, and what it
 * took back. `null` where nobody signed, where the station is not enrolled, or where headquarters said nothing of them.
 */
export function certificatesText(
  vault: VaultSession,
  papers: readonly { readonly bytes: Uint8Array; readonly signatures: number }[],
): Result<string | null, LedgerStoreFailure> {
  const keys = new Set(
    papers
      .filter(({ signatures }) => signatures > 0)
      .flatMap(({ bytes }) => findSignatures(bytes).flatMap(keysIn)),
  )
  if (keys.size === 0) return succeed(null)
  const book = proveHub(vault)
  if (!book.ok) return book
  const { pinned, papers: said } = book.value
  if (pinned === null) return succeed(null)
  const texts = [...said].map(utf8ToBytes)
  const certificates = texts.flatMap((text) => {
    const read = parseSigned(text, 'samnum-certificate', certificateShape)
    return read.ok ? [read.value] : []
  })
  const revocations = texts.flatMap((text) => {
    const read = parseSigned(text, 'samnum-revocation', revocationShape)
    return read.ok ? [read.value] : []
  })
  const ofThisHub = <Signed extends { readonly document: { readonly hubId: string } }>(
    all: readonly Signed[],
  ) => all.filter(({ document }) => document.hubId === pinned.hubId)
  const chosen = chooseHubPapers(
    { certificates: ofThisHub(certificates), revocations: ofThisHub(revocations) },
    keys,
  )
  if (chosen.certificates.length === 0) return succeed(null)
  const { hubName, hubKeyHex } = pinned
  return succeed(
    writeCertificateFile({
      ...{ hubName, hubKeyHex },
      certificates: [...chosen.certificates],
      revocations: [...chosen.revocations],
    }),
  )
}
