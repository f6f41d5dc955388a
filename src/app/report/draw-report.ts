import { CANCELLED, type CallContext } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { OutputOf } from '#contract/operations.ts'
import { asPrinted } from '#core/documents/check-code.ts'
import { markLabels } from '#core/documents/label-sheet.ts'
import type { DigestHex } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { Printable, ReadPicture, ReportPrinter } from '../ports/report-printer.ts'
import { isTrainingVault } from '../training/training-vault.ts'
import {
  type FoundCase,
  isStillHeld,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'
import type { DrawnReports } from './drawn-reports.ts'

/** What a document is drawn with. */
export type DrawingTools = {
  readonly session: SessionSource
  readonly printer: ReportPrinter
  readonly drawn: DrawnReports
}

/** A document that is to be drawn, and the place in the ledger that it was made from. */
export type ReportOrder = {
  /** The case whose facts stand on it; `null` for a paper that says nothing of any case. */
  readonly found: FoundCase | null
  readonly document: Printable
  readonly kind: string
  readonly fileName: string
  readonly madeFrom: { readonly seq: number; readonly hashHex: DigestHex }
  /** Gives the pictures that the document shows; left out, it shows none. */
  readonly readPicture?: ReadPicture | undefined
}

/** Draws a document of a case and keeps it in memory until the vault locks or newer ones take its place. */
export async function drawReport(
  { session, printer, drawn }: DrawingTools,
  vault: VaultSession,
  { found, document, kind, fileName, madeFrom, readPicture }: ReportOrder,
  { signal, onProgress }: CallContext,
): Promise<
  | Result<
      OutputOf<'report.make'>,
      LedgerStoreFailure | Failure<'report/not-drawn' | 'vault/locked' | 'case/not-found'>
    >
  | typeof CANCELLED
> {
  const training = isTrainingVault(vault)
  if (!training.ok) return training
  const shown =
    'blocks' in document ? asPrinted(document, training.value) : markLabels(document, training.value)
  const printed = await printer.print(shown, {
    signal,
    ...(readPicture !== undefined && { readPicture }),
    onProgress: (done) => onProgress({ stage: 'drawing', done, total: null }),
  })
  if (!printed.ok)
    return printed.failure.code === 'cancelled' ? CANCELLED : { ok: false, failure: printed.failure }
  if (session() !== vault) return lockedFailure()
  if (found !== null && !isStillHeld(vault, found)) return fail({ code: 'case/not-found' })
  const { bytes, pages } = printed.value
  const digestHex: DigestHex = vault.crypto.digestHex(bytes)
  const reportId = vault.crypto.newId()
  drawn.keep({
    reportId,
    caseId: found?.caseId ?? null,
    kind,
    languages: document.languages,
    fileName,
    bytes,
    digestHex,
    madeFromHeadHex: madeFrom.hashHex,
  })
  return succeed({ reportId, fileName, pages, sizeBytes: bytes.length, digestHex, madeFrom })
}
