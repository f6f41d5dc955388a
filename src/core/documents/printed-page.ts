import { toLatinDigits } from '../khmer/digits.ts'

/** What the foot of a printed page says of it, as far as it could be read. */
export type PageFootFacts = {
  readonly page: number | null
  readonly pages: number | null
  /** 64 lower-case hex digits. */
  readonly ledgerHeadHex: string | null
  readonly checkCode: string | null
  /** Numbers of records, letters and cases that stand on the page, longest first. */
  readonly numbers: readonly string[]
}

/** Why a page is not the one that the ledger gives in its place. Pages count from 1. */
export type PageFinding = {
  readonly page: number
  readonly code: /** Its check code or head is that of another document, or of another state of the same one. */
    | 'page/foreign'
    /** Its foot is right and its text is not. */
    | 'page/changed'
    /** It is right and stands in another place. */
    | 'page/out-of-order'
    | 'page/missing'
    | 'page/too-many'
}

// In groups of eight, however they are spaced; the last one on the page, because the text above may name others.
const HEAD = /(?<![0-9a-f])[0-9a-f]{8}(?:\s*[0-9a-f]{8}){7}(?![0-9a-f])/g

// The last one too: the number of an exhibit may look like one (`2026-0001-E001`).
const CHECK_CODE = /(?<![0-9A-Fa-f-])[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}(?![0-9A-Fa-f-])/g

/** Reads the foot of a page from the page's text. What is not there is `null`. */
export function readPageFoot(text: string): PageFootFacts {
  const plain = toLatinDigits(text.normalize('NFC'))
  const [, pageInKhmer, pagesInKhmer] = /ទំព័រទី\s*([0-9]+)\s*\/\s*([0-9]+)/.exec(plain) ?? []
  const [, pageInEnglish, pagesInEnglish] = /Page\s+([0-9]+)\s+of\s+([0-9]+)/.exec(plain) ?? []
  return {
    page: toNumber(pageInKhmer ?? pageInEnglish),
    pages: toNumber(pagesInKhmer ?? pagesInEnglish),
    ledgerHeadHex: plain.match(HEAD)?.at(-1)?.replaceAll(/\s/g, '') ?? null,
    checkCode: plain.match(CHECK_CODE)?.at(-1) ?? null,
    numbers: [...new Set(plain.match(/[0-9]{4}-[0-9]{4,}(?:-(?:PV|L)[0-9]{2,})?/g) ?? [])].sort(
      (first, second) => second.length - first.length,
    ),
  }
}

/**
 * Compares the text of each page of a printed document with what the ledger gives for the same document. White space does not count:
 * programs that read text off pages break lines as they like.
 */
export function comparePages(
  printed: readonly string[],
  expected: readonly string[],
): readonly PageFinding[] {
  const wanted = expected.map(bare)
  const code = readPageFoot(expected[0] ?? '').checkCode
  const findings = printed.flatMap((text, index): PageFinding[] => {
    const page = index + 1
    if (page > wanted.length) return [{ page, code: 'page/too-many' }]
    const said = bare(text)
    if (said === wanted[index]) return []
    if (readPageFoot(text).checkCode !== code) return [{ page, code: 'page/foreign' }]
    return [{ page, code: wanted.includes(said) ? 'page/out-of-order' : 'page/changed' }]
  })
  const missing = wanted.slice(printed.length).map((_, index): PageFinding => {
    return { page: printed.length + index + 1, code: 'page/missing' }
  })
  return [...findings, ...missing]
}

function bare(text: string): string {
  return text.normalize('NFC').replaceAll(/[\s\p{Cf}\p{Cc}]/gu, '')
}

function toNumber(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits)
}
