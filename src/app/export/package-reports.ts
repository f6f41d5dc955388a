import type { Failure } from '#contract/failures.ts'
import type { ReportKind } from '#contract/report-operations.ts'
import type { CaseView } from '#core/case-file/case-view.ts'
import { withCheckCode } from '#core/documents/check-code.ts'
import type { DocumentLanguages } from '#core/documents/document-tree.ts'
import { PACKAGE_PATHS } from '#core/export/package-layout.ts'
import { payloadName } from '#core/export/payload-name.ts'
import type { PackageVariant, ShownCase } from '#core/export/withhold.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Cancelled, CancelSignal } from '../ports/byte-source.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { ReportPrinter } from '../ports/report-printer.ts'
import { buildReport } from '../report/build-report.ts'
import { wordingsAt } from '../report/wordings.ts'
import type { VaultSession } from '../vault-session.ts'

/** A drawn report on its way into a package. */
export type PackageReportFile = { readonly path: string; readonly bytes: Uint8Array }

/** Reports of a case as a whole. The last two say who lost what to whom and what was found where: a redacted package goes without them. */
const KINDS: readonly ReportKind[] = ['case', 'evidence-and-custody', 'loss-and-money-flow', 'examination']
const KINDS_REDACTED: readonly ReportKind[] = ['case', 'evidence-and-custody']

/** What reports are drawn with. */
export type ReportTools = {
  readonly printer: ReportPrinter
  readonly texts: CourtTexts
  readonly software: string
}

/** The reports that go without a redacted package. */
export function withheldReports(variant: PackageVariant): readonly ReportKind[] {
  return variant === 'full' ? [] : KINDS.filter((kind) => !KINDS_REDACTED.includes(kind))
}

/** Draws the reports of a package from what it shows of the case. The same case gives the same bytes. */
export async function drawPackageReports(
  vault: VaultSession,
  view: CaseView,
  { events }: ShownCase,
  asked: { readonly variant: PackageVariant; readonly languages: DocumentLanguages },
  { printer, texts, software }: ReportTools,
  work: { readonly signal: CancelSignal; readonly onProgress: (donePages: number) => void },
): Promise<
  Result<readonly PackageReportFile[], Failure<'report/not-drawn'> | LedgerStoreFailure | Cancelled>
> {
  const files: PackageReportFile[] = []
  let donePages = 0
  for (const kind of asked.variant === 'full' ? KINDS : KINDS_REDACTED) {
    const wordings = wordingsAt(vault, texts, view.head.seq)
    if (!wordings.ok) return wordings
    const { languages } = asked
    const document = buildReport(
      { view, events, wordings: wordings.value, software },
      { kind, about: undefined, languages },
    )
    // These kinds are about the case and need nothing named.
    if (!document.ok) continue
    const printed = await printer.print(withCheckCode(document.value), {
      signal: work.signal,
      onProgress: (pages) => work.onProgress(donePages + pages),
    })
    if (!printed.ok) return fail(printed.failure)
    donePages += printed.value.pages
    const name = payloadName(`${view.number}-${kind === 'case' ? 'case-report' : kind}.pdf`)
    files.push({ path: `${PACKAGE_PATHS.reports}/${name}`, bytes: printed.value.bytes })
  }
  return succeed(files)
}
