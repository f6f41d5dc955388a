import type { VaultId } from '../ids.ts'
import { hubIdOf } from '../packages/hub-identity.ts'
import { type ReceiptFailure, verifyReceipt } from '../packages/receipt.ts'
import type { VerifySignature } from '../packages/signed-document.ts'
import type { HeldByHeadquarters, PackageFinding, PackageProblem } from './package-report.ts'
import type { ReceiptFile } from './receipt-file.ts'

/** What came of checking the receipts of a package. */
export type CheckedReceipts = {
  readonly findings: readonly PackageFinding[]
  /** How far headquarters holds the case by the receipts that hold; `null` where it holds none of it. */
  readonly held: HeldByHeadquarters | null
}

const WRONG: { readonly [Code in ReceiptFailure['code']]: PackageProblem } = {
  'sync/malformed': 'package/receipts-malformed',
  'sync/newer-version': 'package/receipts-malformed',
  'sync/for-another-hub': 'package/receipt-foreign',
  'sync/signature-wrong': 'package/receipt-signature-wrong',
  'sync/proof-wrong': 'package/receipt-proof-wrong',
}

/**
 * Checks receipts of headquarters: each is signed by the key that the package names, proves that it is in headquarters' tree, and is of an
 * event of this very ledger.
 *
 * @param hashOf the hash of the event of a number as the extract of the ledger has it.
 * @param caseSeqs the numbers of the case's events but for departures, in their order.
 */
export function checkReceipts(
  { hubName, hubKeyHex, receipts }: ReceiptFile,
  vaultId: VaultId | null,
  hashOf: (seq: number) => string | undefined,
  caseSeqs: readonly number[],
  verify: VerifySignature,
): CheckedReceipts {
  const findings: PackageFinding[] = []
  const good: { readonly seq: number; readonly receivedAtMs: number }[] = []
  for (const signed of receipts) {
    const { seq, headHex, receivedAtMs } = signed.document
    const verified = verifyReceipt(signed, hubKeyHex, verify)
    if (!verified.ok) findings.push({ code: WRONG[verified.failure.code], seq })
    else if (signed.document.vaultId !== vaultId) findings.push({ code: 'package/receipt-foreign', seq })
    else if (hashOf(seq) !== headHex) findings.push({ code: 'package/receipt-not-of-ledger', seq })
    else good.push({ seq, receivedAtMs })
  }
  const upToSeq = good.reduce((last, { seq }) => Math.max(last, seq), 0)
  const heldSeqs = caseSeqs.filter((seq) => seq <= upToSeq)
  const lastSeq = heldSeqs.at(-1)
  if (lastSeq === undefined) return { findings, held: null }
  const sinceMs = Math.min(
    ...good.filter(({ seq }) => seq >= lastSeq).map(({ receivedAtMs }) => receivedAtMs),
  )
  const notHeld = caseSeqs.length - heldSeqs.length
  return { findings, held: { hubName, hubId: hubIdOf(hubKeyHex), seq: lastSeq, sinceMs, notHeld } }
}
