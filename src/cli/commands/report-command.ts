import { formatExactBytes, formatWholeNumber } from '#contract/number-text.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { ReportKind, ReportLanguages } from '#contract/report-operations.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { alignFields } from '../text-columns.ts'

/** Which report is wanted and where it goes. */
export type ReportOrder = {
  readonly caseName: string
  readonly kind: ReportKind
  readonly languages: ReportLanguages
  readonly outPath: string
}

/** `samnum report DIR CASE --kind case --lang km|en|km+en --out FILE.pdf` */
export async function writeReport(
  context: CommandContext,
  folder: string,
  order: ReportOrder,
): Promise<Outcome> {
  return await withVault(context, folder, (desk) => saveReport(context, desk, order))
}

/** Draws a report of an unlocked vault and writes it to a file that does not exist yet. */
export async function saveReport(context: CommandContext, desk: Desk, order: ReportOrder): Promise<Outcome> {
  const { caseName, kind, languages, outPath } = order
  const made = await desk.call('report.make', { case: caseName, kind, languages })
  if (made.outcome !== 'done') return stopped(made)
  return await saveDrawn(context, desk, made.value, outPath, { kind, languages })
}

/** Writes a drawn document to a file that does not exist yet; `said` goes with what `--json` prints of it. */
export async function saveDrawn(
  context: CommandContext,
  desk: Desk,
  { reportId, pages, madeFrom }: OutputOf<'report.make'>,
  outPath: string,
  said: object = {},
): Promise<Outcome> {
  const outletId = await desk.engine.offerOutletPath(outPath)
  const saved = await desk.call('report.save', { reportId, outletId })
  if (saved.outcome !== 'done') return stopped(saved)
  const { sizeBytes, digestHex } = saved.value
  const { language, text } = context
  const { label, done } = text
  const fields = alignFields([
    [label.file, showEscaped(outPath)],
    [label.pages, formatWholeNumber(pages, language)],
    [label.size, formatExactBytes(sizeBytes, language)],
    [label.sha256, digestHex],
    [label.madeFrom, `${formatWholeNumber(madeFrom.seq, language)} · ${madeFrom.hashHex}`],
  ])
  const value = { file: outPath, ...said, pages, sizeBytes, digestHex, madeFrom }
  return { kind: 'done', value, lines: [done.reportSaved, ...fields] }
}
