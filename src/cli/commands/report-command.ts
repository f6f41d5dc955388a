import { fillTemplate } from '#contract/fill-template.ts'
import { formatExactBytes, formatWholeNumber } from '#contract/number-text.ts'
import type { OutputOf } from '#contract/operations.ts'
import {
  REPORT_KINDS,
  REPORT_NEEDS,
  REPORT_TITLES,
  type ReportKind,
  type ReportLanguages,
} from '#contract/report-operations.ts'
import type { DigestHex } from '#core/ids.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { alignFields, alignRows } from '../text-columns.ts'

/** Which report is wanted and where it goes. */
export type ReportOrder = {
  readonly caseName: string
  readonly kind: ReportKind
  readonly languages: ReportLanguages
  readonly outPath: string
  /** Which complaint or person, where the kind asks for one. */
  readonly about?: string | undefined
  /** The head up to which the case is read. */
  readonly at?: string | undefined
  /** Whether photos among the exhibits are shown. */
  readonly photos?: boolean | undefined
  /** What the caller signs it for; left out, it is not signed. */
  readonly sign?: string | undefined
}

/** Which days statistics count, and where they go. */
export type StatisticsOrder = Pick<ReportOrder, 'languages' | 'outPath'> & {
  readonly from: string | undefined
  readonly to: string | undefined
}

/** `samnum report --list` */
export function listReportKinds({ language }: CommandContext): Outcome {
  const kinds = [...REPORT_KINDS, 'statistics'] as const
  const value = kinds.map((kind) => ({
    kind,
    title: REPORT_TITLES[kind],
    needs: kind === 'statistics' ? 'cases' : REPORT_NEEDS[kind],
  }))
  return { kind: 'done', value, lines: alignRows(kinds.map((kind) => [kind, REPORT_TITLES[kind][language]])) }
}

/** `samnum report DIR --kind statistics [--from DAY] [--to DAY] --lang … --out FILE.pdf` */
export async function writeStatistics(
  context: CommandContext,
  folder: string,
  { from, to, languages, outPath }: StatisticsOrder,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const period = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
    const made = await desk.call('report.statistics', { ...period, languages })
    if (made.outcome !== 'done') return stopped(made)
    const { cases, complaints, unreadableCases: unreadable } = made.value
    const said = { kind: 'statistics', languages, cases, complaints, unreadableCases: unreadable }
    const saved = await saveDrawn(context, desk, made.value, outPath, said)
    if (saved.kind !== 'done') return saved
    const counts = { cases, complaints, unreadable }
    const line = fillTemplate(context.text.court.statistics, counts, context.language)
    return { ...saved, lines: [line, ...saved.lines] }
  })
}

/** `samnum report DIR CASE --kind case --lang km|en|km+en --out FILE.pdf [--photos] [--sign REASON]` */
export async function writeReport(
  context: CommandContext,
  folder: string,
  order: ReportOrder,
): Promise<Outcome> {
  return await withVault(context, folder, (desk) => saveReport(context, desk, order))
}

/** Draws a report of an unlocked vault and writes it to a file that does not exist yet. */
export async function saveReport(context: CommandContext, desk: Desk, order: ReportOrder): Promise<Outcome> {
  const { caseName, kind, languages, outPath, about, at, photos, sign } = order
  const made = await desk.call('report.make', {
    case: caseName,
    kind,
    languages,
    ...(about !== undefined && { about }),
    ...(photos === true && { photos }),
    // What is no digest is the dispatcher's to refuse.
    ...(at !== undefined && { at: at as DigestHex }),
  })
  if (made.outcome !== 'done') return stopped(made)
  const said = { kind, languages }
  if (sign === undefined) return await saveDrawn(context, desk, made.value, outPath, said)
  const signed = await desk.call('report.sign', { reportId: made.value.reportId, reason: sign })
  if (signed.outcome !== 'done') return stopped(signed)
  const { signedAs, publicKeyHex, certificateDigestHex, certified } = signed.value
  const signature = { signedAs, reason: sign, publicKeyHex, certificateDigestHex, certified }
  const saved = await saveDrawn(context, desk, made.value, outPath, { ...said, signature })
  return withCertificate(context, saved, certified)
}

/** Adds to what is said of a signed document who vouches for the key. */
export function withCertificate(
  { language, text }: CommandContext,
  saved: Outcome,
  certified: OutputOf<'report.sign'>['certified'],
): Outcome {
  if (saved.kind !== 'done') return saved
  const words = text.court.certificate
  const said =
    certified.by === 'headquarters'
      ? fillTemplate(words.headquarters, { name: showEscaped(certified.hubName) }, language)
      : words[certified.why]
  return { ...saved, lines: [...saved.lines, ...alignFields([[words.label, said]])] }
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

/** Writes a document that was taken in again to a file that does not exist yet. */
export async function saveOpened(
  { language, text }: CommandContext,
  desk: Desk,
  reportId: string,
  outPath: string,
  said: object,
): Promise<Outcome> {
  const outletId = await desk.engine.offerOutletPath(outPath)
  const saved = await desk.call('report.save', { reportId, outletId })
  if (saved.outcome !== 'done') return stopped(saved)
  const { sizeBytes, digestHex } = saved.value
  const { label, done } = text
  const fields = alignFields([
    [label.file, showEscaped(outPath)],
    [label.size, formatExactBytes(sizeBytes, language)],
    [label.sha256, digestHex],
  ])
  const value = { file: outPath, ...said, sizeBytes, digestHex }
  return { kind: 'done', value, lines: [done.reportSaved, ...fields] }
}
