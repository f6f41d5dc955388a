import { PAGE_TEXT } from '../documents/page-text.ts'
import { toLatinDigits } from '../khmer/digits.ts'

/** What a printed page states at its foot. */
export type PageStatement = {
  readonly headHex: string | null
  readonly checkCode: string | null
  readonly page: number | null
  readonly pages: number | null
}

/** What is wrong with the pages of a document; `page` counts from 1 as they lie in the file. */
export type PageFinding = {
  readonly code: 'document/not-of-samnum' | 'document/page-missing' | 'document/page-of-another'
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
  const code = /(?<![0-9A-Fa-f-])[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}(?![0-9A-Fa-f-])/.exec(behind)
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
  const counts = new Map<string, number>()
  for (const statement of stated) counts.set(keyOf(statement), (counts.get(keyOf(statement)) ?? 0) + 1)
  const most = [...stated].sort((a, b) => (counts.get(keyOf(b)) ?? 0) - (counts.get(keyOf(a)) ?? 0))[0]
  if (most === undefined || stated.every(({ headHex }) => headHex === null))
    return { findings: [{ code: 'document/not-of-samnum' }], headHex: null, checkCode: null }
  const findings: PageFinding[] = []
  for (const [index, statement] of stated.entries()) {
    const page = index + 1
    if (keyOf(statement) !== keyOf(most)) findings.push({ code: 'document/page-of-another', page })
    else if (statement.page !== page || statement.pages !== texts.length)
      findings.push({ code: 'document/page-missing', page })
  }
  return { findings, headHex: most.headHex, checkCode: most.checkCode }
}

function keyOf({ headHex, checkCode }: PageStatement): string {
  return `${headHex ?? ''} ${checkCode ?? ''}`
}
