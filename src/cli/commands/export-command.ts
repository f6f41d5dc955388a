import { formatExactBytes, formatWholeNumber } from '#contract/number-text.ts'
import type { InputOf } from '#contract/operations.ts'
import type { ReportLanguages } from '#contract/report-operations.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { EXPORT_TEXT } from '../export-text.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { alignFields } from '../text-columns.ts'

/** What package is wanted and where it goes. */
export type ExportOrder = {
  readonly caseName: string
  readonly outPath: string
  readonly exhibits: string | undefined
  readonly papers: string | undefined
  readonly reports: string | undefined
  /** Signed PDF documents that left the vault before. */
  readonly signedPaths: readonly string[]
  readonly recipients: readonly string[]
  readonly isRedacted: boolean
  readonly languages: ReportLanguages
}

/** `samnum export DIR CASE --out DIR|FILE [--exhibits all|none|E001,…] [--papers all|none|NUMBER,…] [--reports all|none|KIND,…] [--signed PDF]… [--recipient age1…]… [--redacted]` */
export async function exportPackage(
  context: CommandContext,
  folder: string,
  order: ExportOrder,
): Promise<Outcome> {
  const { caseName, outPath, papers, reports, signedPaths, recipients, isRedacted, languages } = order
  return await withVault(context, folder, async (desk) => {
    const isFile = recipients.length > 0 || outPath.endsWith('.tar')
    const offered = await desk.engine.offerPaths(signedPaths)
    const signedPapers: string[] = []
    for (const one of offered) {
      if (!one.ok) return { kind: 'failed', failure: one.failure }
      signedPapers.push(one.value.intakeId)
    }
    const outletId = await desk.engine.offerOutletPath(outPath)
    const made = await desk.call(
      'case.export',
      {
        case: caseName,
        variant: isRedacted ? 'redacted' : 'full',
        exhibits: chosen(order),
        papers: papers === undefined ? 'all' : namesIn(papers),
        // A name that is no report is refused by the contract.
        reports: (reports === undefined ? 'all' : namesIn(reports)) as InputOf<'case.export'>['reports'],
        signedPapers,
        languages,
        form: isFile ? 'file' : 'folder',
        recipients: [...recipients],
        outletId,
      },
      caseName,
    )
    if (made.outcome !== 'done') return stopped(made)
    const { language, text } = context
    const said = EXPORT_TEXT[language]
    const number = (count: number) => formatWholeNumber(count, language)
    const {
      files,
      sizeBytes,
      contentDigestHex,
      includedExhibits,
      withheldExhibits,
      papers: packed,
      withheldPapers,
      withheldEvents,
      seq,
      isSealed,
    } = made.value
    const fields = alignFields([
      [isFile ? text.label.file : text.label.folder, showEscaped(outPath)],
      [said.label.files, number(files)],
      [text.label.size, formatExactBytes(sizeBytes, language)],
      [said.label.included, number(includedExhibits)],
      [said.label.withheldExhibits, number(withheldExhibits)],
      [said.label.papers, number(packed)],
      [said.label.withheldPapers, number(withheldPapers)],
      [said.label.withheldEvents, number(withheldEvents)],
      [said.label.contentDigest, contentDigestHex],
      [text.label.recorded, number(seq)],
    ])
    const lines = [said.written, ...fields, isSealed ? said.sealedAdvice : said.advice]
    return { kind: 'done', value: { out: outPath, ...made.value }, lines }
  })
}

function chosen({ exhibits, isRedacted }: ExportOrder): InputOf<'case.export'>['exhibits'] {
  return namesIn(exhibits ?? (isRedacted ? 'none' : 'all'))
}

function namesIn(asked: string): 'all' | 'none' | string[] {
  if (asked === 'all' || asked === 'none') return asked
  return asked
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
