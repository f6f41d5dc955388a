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
  readonly recipients: readonly string[]
  readonly isRedacted: boolean
  readonly languages: ReportLanguages
}

/** `samnum export DIR CASE --out DIR|FILE [--exhibits all|none|E001,…] [--recipient age1…]… [--redacted]` */
export async function exportPackage(
  context: CommandContext,
  folder: string,
  order: ExportOrder,
): Promise<Outcome> {
  const { caseName, outPath, recipients, isRedacted, languages } = order
  return await withVault(context, folder, async (desk) => {
    const isFile = recipients.length > 0 || outPath.endsWith('.tar')
    const outletId = await desk.engine.offerOutletPath(outPath)
    const made = await desk.call(
      'case.export',
      {
        case: caseName,
        variant: isRedacted ? 'redacted' : 'full',
        exhibits: chosen(order),
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
      [said.label.withheldEvents, number(withheldEvents)],
      [said.label.contentDigest, contentDigestHex],
      [text.label.recorded, number(seq)],
    ])
    const lines = [said.written, ...fields, isSealed ? said.sealedAdvice : said.advice]
    return { kind: 'done', value: { out: outPath, ...made.value }, lines }
  })
}

function chosen({ exhibits, isRedacted }: ExportOrder): InputOf<'case.export'>['exhibits'] {
  const asked = exhibits ?? (isRedacted ? 'none' : 'all')
  if (asked === 'all' || asked === 'none') return asked
  return asked
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
