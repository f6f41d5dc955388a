import type { Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { PaperSigner } from '../ports/paper-signer.ts'
import { caseKeyOf, isStillHeld, lockedFailure, type SessionSource } from '../vault-session.ts'
import type { DrawnReports } from './drawn-reports.ts'

/** Most signatures in one document; each is a part of the file of its own. */
const MOST_SIGNATURES = 16

/**
 * `report.sign`. The signature enters the ledger before the signed document takes the place of the unsigned one: a signature that nobody
 * recorded never leaves the vault.
 */
export function signReport(
  session: SessionSource,
  drawn: DrawnReports,
  signer: PaperSigner,
): Handler<'report.sign'> {
  return async ({ reportId, reason }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const report = drawn.find(reportId)
    if (report === null) return fail({ code: 'report/not-found' })
    const signatures = (report.signatures ?? 0) + 1
    if (signatures > MOST_SIGNATURES) return fail({ code: 'report/signatures-full' })
    const { caseId } = report
    const key = caseId === null ? null : caseKeyOf(vault, caseId)
    if (key?.ok === false) return key
    const { userId, name, addedAtMs: knownSinceMs } = vault.person
    const { paper } = vault.signer
    const signing = { name, knownSinceMs, atMs: vault.clock.nowMs(), reason }
    const signed = signer.sign(report.bytes, paper, signing)
    if (signed === null) return fail({ code: 'report/not-signable' })
    const digestHex = vault.crypto.digestHex(signed.bytes)
    const certificateDigestHex = vault.crypto.digestHex(signed.certificate)
    const publicKeyHex = toHex(paper.publicPoint)
    if (caseId !== null && key !== null) {
      if (!isStillHeld(vault, { caseId, key: key.value })) return fail({ code: 'case/not-found' })
      const data = {
        reportKind: report.kind,
        languages: report.languages,
        madeFromHeadHex: report.madeFromHeadHex,
        unsignedDigestHex: report.digestHex,
        digestHex,
        reason,
        publicKeyHex,
        certificateDigestHex,
        signedBy: { userId, name },
      }
      const recorded = appendEvents(vault, [
        { key: key.value, body: { kind: 'report-signed', scope: caseId, data } },
      ])
      if (!recorded.ok) return recorded
    }
    const { bytes } = signed
    drawn.keep({ ...report, bytes, digestHex, signatures })
    return succeed({
      reportId,
      sizeBytes: bytes.length,
      digestHex,
      signatures,
      signedAs: name,
      publicKeyHex,
      certificateDigestHex,
    })
  }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
