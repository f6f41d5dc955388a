import { checkPrintedPages } from '#app/report/check-printed-pages.ts'
import type { Envelope } from '#contract/envelope.ts'
import { explainFailure } from '#contract/failure-text.ts'
import type { Failure } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { ReportKind, ReportLanguages } from '#contract/report-operations.ts'
import type { PageFootFacts } from '#core/documents/printed-page.ts'
import type { DigestHex } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { readPageTexts } from '#node/pdf/read-page-texts.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readInputFile } from '../read-input-file.ts'

/** Which printed document is checked. Records and letters say themselves which they are; a report's kind must be named. */
export type PagesOrder = {
  readonly caseName: string
  readonly path: string
  readonly kind: ReportKind | undefined
  readonly about: string | undefined
  /** Whether the report shows photos of exhibits. */
  readonly photos: boolean | undefined
}

/** Largest PDF that is checked: reports of 10,000 pages are smaller. */
const MAX_PDF_BYTES = 256 * 1024 * 1024

/** `samnum pages DIR CASE FILE.pdf [--kind KIND] [--about WHOM] [--photos]`: ends with 1 where a page is not the one that the ledger gives. */
export async function checkPages(
  context: CommandContext,
  folder: string,
  order: PagesOrder,
): Promise<Outcome> {
  const read = await readInputFile(order.path, { maxBytes: MAX_PDF_BYTES, mayBePipe: false })
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  // Before the vault is opened, because the file may come from anybody.
  const printed = await readPageTexts(read.value)
  if (!printed.ok) return { kind: 'failed', failure: printed.failure }
  return await withVault(context, folder, async (desk) => {
    let answer: Envelope<unknown> | null = null
    const checked = await checkPrintedPages(read.value, {
      readPages: async (pdf) => (pdf === read.value ? printed : await readPageTexts(pdf)),
      drawAnew: async (foot) => {
        const drawn = await drawAnew(desk, order, foot, languagesOf(printed.value))
        answer = drawn.answer
        return drawn.bytes
      },
    })
    // Called off, or failed with what a call may fail with.
    if (answer !== null && (answer as Envelope<unknown>).outcome !== 'done') return stopped(answer)
    if (!checked.ok) return { kind: 'failed', failure: checked.failure }
    return outcomeOf(context, checked.value)
  })
}

function outcomeOf(
  { language, text }: CommandContext,
  { pages, findings, foot }: Extract<Awaited<ReturnType<typeof checkPrintedPages>>, { ok: true }>['value'],
): Outcome {
  const value = { pages, findings, madeFrom: foot.ledgerHeadHex, checkCode: foot.checkCode }
  const [first] = findings
  if (first === undefined)
    return { kind: 'done', value, lines: [fillTemplate(text.court.pagesRight, { pages }, language)] }
  const failures = findings.map(({ code, page }): Failure => ({ code, facts: { page } }))
  const [failure, ...others] = failures as [Failure, ...Failure[]]
  return { kind: 'failed', failure, value, lines: others.map((other) => explainFailure(other, language)) }
}

async function drawAnew(
  desk: Desk,
  { caseName, kind, about, photos }: PagesOrder,
  { numbers, ledgerHeadHex, checkCode }: PageFootFacts,
  languages: ReportLanguages,
): Promise<{ readonly answer: Envelope<unknown>; readonly bytes: Result<Uint8Array, Failure> }> {
  const answer = await draw()
  if (answer.outcome !== 'done') {
    const failure = answer.outcome === 'failed' ? answer.failure : { code: 'report/not-drawn' as const }
    return { answer, bytes: fail(failure) }
  }
  const report = await desk.engine.readReport(answer.value.reportId)
  return { answer, bytes: report.ok ? succeed(report.value) : report }

  async function draw(): Promise<Envelope<OutputOf<'report.make'>>> {
    const record = numbers.find((number) => number.includes('-PV'))
    const letter = numbers.find((number) => number.includes('-L'))
    if (kind === undefined && record !== undefined)
      return await desk.call('record.print', { case: caseName, record, languages })
    if (kind === undefined && letter !== undefined)
      return await desk.call('letter.print', { case: caseName, letter, languages })
    const at = ledgerHeadHex === null ? {} : { at: ledgerHeadHex as DigestHex }
    const whom = about === undefined ? {} : { about }
    const shown = { ...(photos === true && { photos }) }
    const coded = checkCode === null ? {} : { checkCode }
    const order = { case: caseName, kind: kind ?? 'case', languages, ...at, ...coded, ...whom, ...shown }
    return await desk.call('report.make', order)
  }
}

/** In which languages the foot of a page speaks. */
function languagesOf(pages: readonly string[]): ReportLanguages {
  const text = pages.join('\n')
  const [isKhmer, isEnglish] = [/ទំព័រទី/.test(text), /Page\s+[0-9]+\s+of/.test(text)]
  return isKhmer && isEnglish ? 'km+en' : isEnglish ? 'en' : 'km'
}
