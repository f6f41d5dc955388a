import type { Failure } from '#contract/failures.ts'
import {
  comparePages,
  type PageFinding,
  type PageFootFacts,
  readPageFoot,
} from '#core/documents/printed-page.ts'
import { fail, type Result, succeed } from '#core/result.ts'

/** What checking a printed document came to. */
export type CheckedPages = {
  readonly pages: number
  /** What the foot of the first page says. */
  readonly foot: PageFootFacts
  /** Empty when every page is the one that the ledger gives. */
  readonly findings: readonly PageFinding[]
}

/** What a check needs from outside. */
export type PageCheckTools = {
  /** Reads the text of each page of a PDF, in a process without keys: the file may come from anybody. */
  readonly readPages: (pdf: Uint8Array) => Promise<Result<readonly string[], Failure>>
  /** Draws the document that a page's foot names anew from the ledger. */
  readonly drawAnew: (foot: PageFootFacts) => Promise<Result<Uint8Array, Failure>>
}

/**
 * Checks a printed record, letter or report page by page: draws the same document again from the ledger and compares the text of each
 * page, so that a page that was taken from another document, altered, left out or moved is named. Both texts are read by the same reader.
 */
export async function checkPrintedPages(
  pdf: Uint8Array,
  { readPages, drawAnew }: PageCheckTools,
): Promise<Result<CheckedPages, Failure>> {
  const printed = await readPages(pdf)
  if (!printed.ok) return printed
  const foot = mostCommonFoot(printed.value)
  if (foot === null) return fail({ code: 'report/head-not-found' })
  const drawn = await drawAnew(foot)
  if (!drawn.ok) return drawn
  const expected = await readPages(drawn.value)
  if (!expected.ok) return expected
  return succeed({
    pages: printed.value.length,
    foot,
    findings: comparePages(printed.value, expected.value),
  })
}

/** The foot that most pages agree on, because the first page may be the one that was replaced. */
function mostCommonFoot(pages: readonly string[]): PageFootFacts | null {
  const votes = new Map<string, { readonly foot: PageFootFacts; count: number }>()
  for (const page of pages) {
    const foot = readPageFoot(page)
    if (foot.ledgerHeadHex === null) continue
    const key = `${foot.ledgerHeadHex} ${foot.checkCode}`
    const vote = votes.get(key)
    if (vote === undefined) votes.set(key, { foot, count: 1 })
    else vote.count += 1
  }
  const [first] = [...votes.values()].sort((one, other) => other.count - one.count)
  return first?.foot ?? null
}
