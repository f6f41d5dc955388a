import { PAGE_TEXT } from '../documents/page-text.ts'
import { toLatinDigits } from '../khmer/digits.ts'

/** What a printed page states at its foot. */
export type PageStatement = {
  readonly headHex: string | null
  readonly checkCode: string | null
  readonly page: number | null
  readonly pages: number | null
}

/** A document of ours has fewer pages; a page that states more is not believed. */
const MAX_PAGES = 100_000

/** What is wrong with the pages of a document; `page` counts from 1 as they lie in the file, and is the number of one that is missing. */
export type PageFinding = {
  readonly code:
    | 'document/not-of-samnum'
    | 'document/page-missing'
    | 'document/page-out-of-order'
    | 'document/page-of-another'
  readonly page?: number
}

/** What the pages of a document come to. */
export type JudgedPages = {
  readonly findings: readonly PageFinding[]
  /** The ledger head and check code that most pages state. */
  readonly headHex: string | null
  readonly checkCode: string | null
}

/** Reads what a page states from its text, whatever white space and digits the extraction gave. */
export function readPageStatement(text: string): PageStatement {
  const compact = toLatinDigits(text).replace(/[\s\u200b]+/g, '')
  const labels = [PAGE_TEXT.ledgerHead.en, PAGE_TEXT.ledgerHead.km].map((label) => label.replace(/\s+/g, ''))
  const labelled = labels.flatMap((label) => new RegExp(`${label}([0-9a-f]{64})`).exec(compact)?.[1] ?? [])
  // Extraction may tear a Khmer label apart; the foot is what a page ends in.
  const any = [...compact.matchAll(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g)].at(-1)?.[0]
  const numbers =
    /Page([0-9]{1,6})of([0-9]{1,6})/.exec(compact) ??
    [...compact.matchAll(/([0-9]{1,6})\/([0-9]{1,6})/g)].at(-1)
  const headHex = labelled[0] ?? any ?? null
  // It stands behind the head; a number of an exhibit may look like one.
  const behind = headHex === null ? '' : compact.slice(compact.lastIndexOf(headHex) + headHex.length)
  // In capitals: the English label that stands right before it ends in a letter that is a digit too.
  const code = /(?<![0-9A-F-])[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}(?![0-9A-F-])/.exec(behind)
  return {
    headHex,
    checkCode: code?.[0] ?? null,
    page: numbers === undefined ? null : Number(numbers[1]),
    pages: numbers === undefined ? null : Number(numbers[2]),
  }
}

/**
 * Judges the pages of a document by what they state themselves: that each is of the same document, made from the same ledger head, and that
 * all are there in their order. Whether what they say follows from the ledger is another question.
 */
export function judgePages(texts: readonly string[]): JudgedPages {
  const stated = texts.map(readPageStatement)
  const most = mostCommon(stated, keyOf)
  if (most === undefined || stated.every(({ headHex }) => headHex === null))
    return { findings: [{ code: 'document/not-of-samnum' }], headHex: null, checkCode: null }
  const own = stated.filter((statement) => keyOf(statement) === keyOf(most))
  const total = mostCommon(own, ({ pages }) => String(pages))?.pages ?? texts.length
  const findings: PageFinding[] = []
  const seen = new Set<number | null>()
  let last = 0
  for (const [index, statement] of stated.entries()) {
    const { page, pages } = statement
    if (keyOf(statement) !== keyOf(most)) {
      findings.push({ code: 'document/page-of-another', page: index + 1 })
      // Where nothing else was taken out or put in, it stands in the place of the page of this number.
      if (total === texts.length) seen.add(index + 1)
      continue
    }
    if (page === null || pages !== total || page <= last || seen.has(page))
      findings.push({ code: 'document/page-out-of-order', page: index + 1 })
    seen.add(page)
    last = Math.max(last, page ?? 0)
  }
  for (let page = 1; page <= Math.min(total, MAX_PAGES); page += 1)
    if (!seen.has(page)) findings.push({ code: 'document/page-missing', page })
  return { findings, headHex: most.headHex, checkCode: most.checkCode }
}

function mostCommon(
  stated: readonly PageStatement[],
  nameOf: (statement: PageStatement) => string,
): PageStatement | undefined {
  const counts = new Map<string, number>()
  for (const statement of stated) counts.set(nameOf(statement), (counts.get(nameOf(statement)) ?? 0) + 1)
  const countOf = (statement: PageStatement) => counts.get(nameOf(statement)) ?? 0
  return stated.toSorted((a, b) => countOf(b) - countOf(a))[0]
}

function keyOf({ headHex, checkCode }: PageStatement): string {
  return `${headHex ?? ''} ${checkCode ?? ''}`
}
