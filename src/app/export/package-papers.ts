import type { Failure } from '#contract/failures.ts'
import { asPrinted } from '#core/documents/check-code.ts'
import type { DocumentLanguages } from '#core/documents/document-tree.ts'
import { payloadName, payloadPaths } from '#core/export/payload-name.ts'
import type { DigestHex } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Cancelled, CancelSignal } from '../ports/byte-source.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { ReportPrinter } from '../ports/report-printer.ts'
import type { PaperSetting } from '../records/build-record-paper.ts'
import type { DepartedPaper } from '../report/read-departed.ts'
import { isTrainingVault } from '../training/training-vault.ts'
import type { VaultSession } from '../vault-session.ts'
import {
  buildChosenPapers,
  buildPackageReports,
  type PaperName,
  type PaperSource,
  type UndrawnPaper,
} from './package-reports.ts'

/** A paper on its way into a package: a report, a final record or a letter. */
export type PackagePaper = PaperName & {
  readonly path: string
  readonly bytes: Uint8Array
  readonly digestHex: DigestHex
  readonly languages: string
  readonly madeFromHeadHex: DigestHex
  readonly signatures: number
}

/** What papers are drawn with. */
export type ReportTools = PaperSetting & { readonly printer: ReportPrinter }

type DrawFailure = Failure<'report/not-drawn'> | LedgerStoreFailure | Cancelled
type Work = { readonly signal: CancelSignal; readonly onProgress: (donePages: number) => void }
type Unplaced = Omit<PackagePaper, 'path'>

/**
 * Draws the papers of a package. A record or letter of which the station kept a signed document goes as that document. The same case gives
 * the same bytes.
 */
export async function drawPackagePapers(
  vault: VaultSession,
  source: PaperSource,
  signed: readonly DepartedPaper[],
  { languages }: { readonly languages: DocumentLanguages },
  tools: ReportTools,
  work: Work,
): Promise<Result<readonly PackagePaper[], DrawFailure>> {
  const training = isTrainingVault(vault)
  if (!training.ok) return training
  const reports = buildPackageReports(vault, source, tools, languages)
  if (!reports.ok) return reports
  const others = buildChosenPapers(vault, source, tools, languages)
  if (!others.ok) return others
  const brought = signed.map((paper): Unplaced => {
    const { bytes, digestHex, madeFromHeadHex, signatures } = paper
    const facts = { bytes, digestHex, madeFromHeadHex, signatures, languages: paper.languages }
    return { ...nameOfSigned(source, paper), ...facts }
  })
  const isBrought = ({ what, number }: UndrawnPaper) =>
    what !== 'report' && brought.some((one) => one.what === what && one.number === number)
  const papers: Unplaced[] = [...brought]
  let donePages = 0
  for (const paper of [...reports.value, ...others.value]) {
    if (isBrought(paper)) continue
    const { document, ...name } = paper
    const printed = await tools.printer.print(asPrinted(document, training.value), {
      signal: work.signal,
      onProgress: (pages) => work.onProgress(donePages + pages),
    })
    if (!printed.ok) return fail(printed.failure)
    const { bytes, pages } = printed.value
    donePages += pages
    papers.push({ ...name, bytes, digestHex: vault.crypto.digestHex(bytes), languages, signatures: 0 })
  }
  const paths = payloadPaths(
    'data',
    papers.map((paper) => pathOf(paper, source.shown.number)),
  )
  return succeed(papers.map((paper, index) => ({ ...paper, path: paths[index] ?? '' })))
}

/** Which paper of the case a signed document is: it states the event that made that paper final. */
function nameOfSigned({ whole }: PaperSource, { kind, madeFromHeadHex }: DepartedPaper): PaperName {
  const record = whole.records.find(
    ({ content, final }) => content.kind === kind && final?.hashHex === madeFromHeadHex,
  )
  if (record?.final != null) return { what: 'record', kind, number: record.final.number }
  const letter = whole.letters.find(
    ({ content, hashHex }) => content.kind === kind && hashHex === madeFromHeadHex,
  )
  return letter === undefined ? { what: 'report', kind } : { what: 'letter', kind, number: letter.number }
}

function pathOf({ what, kind, number, signatures }: Unplaced, caseNumber: string): string {
  const called = kind === 'case' ? 'case-report' : kind
  const name = `${number ?? caseNumber}-${called}${signatures > 0 ? '-signed' : ''}.pdf`
  return `${what}s/${payloadName(name)}`
}
