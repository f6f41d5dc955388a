import type { Handler } from '#contract/dispatcher.ts'
import type { OutputOf } from '#contract/operations.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { PaperSigner, Vouching } from '../ports/paper-signer.ts'
import type { SyncTools } from '../ports/sync-tools.ts'
import { tellPaperKey } from '../sync/tell-paper-key.ts'
import { caseKeyOf, isStillHeld, lockedFailure, type SessionSource } from '../vault-session.ts'
import type { DrawnReports } from './drawn-reports.ts'
import { findVouching } from './find-vouching.ts'

/** Most signatures in one document; each is a part of the file of its own. */
const MOST_SIGNATURES = 16

/** What signs, and what judges the certificate of headquarters. */
export type SigningParts = {
  readonly signer: PaperSigner
  readonly tools: Pick<SyncTools, 'verify' | 'verifyPaper'>
}

/**
 * `report.sign`. The signature enters the ledger before the signed document takes the place of the unsigned one: a signature that nobody
 * recorded never leaves the vault.
 */
export function signReport(
  session: SessionSource,
  drawn: DrawnReports,
  { signer, tools }: SigningParts,
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
    const told = tellPaperKey(vault)
    if (!told.ok) return told
    const atMs = vault.clock.nowMs()
    const vouching = findVouching(vault, tools, atMs)
    if (!vouching.ok) return vouching
    const signing = { name, knownSinceMs, atMs, reason, vouching: vouching.value }
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
      certified: certifiedOf(vouching.value),
    })
  }
}

function certifiedOf(vouching: Vouching): OutputOf<'report.sign'>['certified'] {
  if (vouching.by === 'owner') return { by: 'owner', why: vouching.why }
  return { by: 'headquarters', hubName: vouching.hubName }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
