import { formatExactBytes, formatWholeNumber } from '#contract/number-text.ts'
import type { InputOf } from '#contract/operations.ts'
import type { LabelForm } from '#core/documents/label-sheet.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { alignFields } from '../text-columns.ts'

/** Which labels are wanted, on which stock, and where the sheet goes. */
export type LabelOrder = {
  readonly items: readonly string[]
  readonly form: LabelForm
  readonly startAt: number
  readonly languages: 'km' | 'en' | 'km+en'
  readonly outPath: string
}

/** Which receipt is wanted and where it goes. */
export type ReceiptOrder = {
  readonly caseName: string
  readonly about: InputOf<'receipt.make'>['about']
  readonly languages: 'km' | 'en' | 'km+en'
  readonly outPath: string
}

/** `samnum exhibit label DIR ITEM… --out FILE.pdf` */
export async function writeLabels(
  context: CommandContext,
  folder: string,
  { items, form, startAt, languages, outPath }: LabelOrder,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const made = await desk.call('label.make', { items: [...items], form, startAt, languages })
    return made.outcome === 'done' ? await savePaper(context, desk, made.value, outPath) : stopped(made)
  })
}

/** `samnum exhibit receipt DIR CASE --event N | --raid RAID | --exhibit ITEM… --out FILE.pdf` */
export async function writeReceipt(
  context: CommandContext,
  folder: string,
  { caseName, about, languages, outPath }: ReceiptOrder,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const made = await desk.call('receipt.make', { case: caseName, about, languages })
    return made.outcome === 'done' ? await savePaper(context, desk, made.value, outPath) : stopped(made)
  })
}

type Made = { readonly reportId: string; readonly pages: number; readonly entries: number }

async function savePaper(
  context: CommandContext,
  desk: Desk,
  { reportId, pages, entries }: Made,
  outPath: string,
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
  ])
  const value = { file: outPath, pages, entries, sizeBytes, digestHex }
  return { kind: 'done', value, lines: [done.paperSaved, ...fields] }
}
