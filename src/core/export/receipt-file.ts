import * as z from 'zod'
import { type CanonicalValue, canonicalText, parseCanonical } from '../ledger/canonical-json.ts'
import { branded } from '../ledger/event-fields.ts'
import { type Receipt, signedReceiptShape } from '../packages/receipt.ts'
import type { SignedDocument } from '../packages/signed-document.ts'

/** Most receipts that one package carries. */
const MAX_RECEIPTS = 1_000

const receiptFile = z.strictObject({
  format: z.literal('samnum-receipts'),
  v: z.literal(1),
  hubName: z.string(),
  /** The key of headquarters that the station pinned when it was enrolled. */
  hubKeyHex: branded<string>(64),
  receipts: z.array(signedReceiptShape).min(1).max(MAX_RECEIPTS),
})

/** The receipts that a package carries, and the key by which they are checked. */
export type ReceiptFile = z.output<typeof receiptFile>

/** Writes receipts as canonical JSON with a line feed. */
export function writeReceiptFile(file: Pick<ReceiptFile, 'hubName' | 'hubKeyHex' | 'receipts'>): string {
  return `${canonicalText({ format: 'samnum-receipts', v: 1, ...file } as unknown as CanonicalValue)}\n`
}

/** Reads receipts, or answers `null` when the bytes are none. Nothing is verified. */
export function readReceiptFile(bytes: Uint8Array): ReceiptFile | null {
  if (bytes.at(-1) !== 0x0a) return null
  const value = parseCanonical(bytes.subarray(0, -1))
  const file = receiptFile.safeParse(value.ok ? value.value : null)
  return file.success ? file.data : null
}

/**
 * Chooses the receipts that say the most of a case: for each of its events the one by which headquarters had it first. Of more than
 * {@link MAX_RECEIPTS} the latest stay.
 *
 * @param caseSeqs the numbers of the case's events.
 */
export function chooseReceipts(
  receipts: readonly SignedDocument<Receipt>[],
  caseSeqs: readonly number[],
): readonly SignedDocument<Receipt>[] {
  const byTime = receipts.toSorted(
    (a, b) => a.document.receivedAtMs - b.document.receivedAtMs || a.document.seq - b.document.seq,
  )
  const waiting = caseSeqs.toSorted((a, b) => a - b)
  const chosen: SignedDocument<Receipt>[] = []
  let covered = 0
  for (const receipt of byTime) {
    const next = waiting[covered]
    if (next === undefined) break
    if (receipt.document.seq < next) continue
    chosen.push(receipt)
    while ((waiting[covered] ?? Number.POSITIVE_INFINITY) <= receipt.document.seq) covered += 1
  }
  return chosen.slice(-MAX_RECEIPTS)
}
