import * as z from 'zod'

/** Places on a page are counted in ten-thousandths of its width and height, so that they mean the same at any size. */
export const PAGE_PARTS = 10_000

const part = z.number().int().min(0).max(PAGE_PARTS)

/** A box on a page (counted from 0); it is covered with all that its edges touch. */
export const coveredBox = z.strictObject({
  page: z.number().int().min(0).max(100_000),
  left: part,
  top: part,
  right: part,
  bottom: part,
})

/** Boxes to burn into a copy. */
export type Boxes = readonly z.output<typeof coveredBox>[]

const place = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

/** A run of characters: from a column of a line up to, and without, a column of a line. Lines and columns count from 0, columns in UTF-16 code units. */
export const coveredSpan = z.strictObject({
  fromLine: place,
  fromColumn: place,
  toLine: place,
  toColumn: place,
})

/** What to cover in a text: runs of characters, and every occurrence of some words. */
export type TextCovering = {
  readonly spans: readonly z.output<typeof coveredSpan>[]
  readonly words: readonly string[]
}

/** What stands for a covered character. */
export const COVER = '█'

/** A text with what was asked covered, and how many characters were. */
export type CoveredText = { readonly text: string; readonly coveredCount: number }

/**
 * Covers characters of a text: each code point becomes one {@link COVER}, so that the length stays and nothing else does. Line ends
 * stay, so that lines can still be cited. Words are found letter by letter as they are written.
 */
export function coverText(text: string, { spans, words }: TextCovering): CoveredText {
  const isCovered = new Uint8Array(text.length)
  const starts = lineStarts(text)
  for (const { fromLine, fromColumn, toLine, toColumn } of spans) {
    const from = offsetOf(starts, fromLine, fromColumn, text.length)
    isCovered.fill(1, from, Math.max(from, offsetOf(starts, toLine, toColumn, text.length)))
  }
  for (const word of words) {
    if (word === '') continue
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
      isCovered.fill(1, at, at + word.length)
    }
  }
  let covered = ''
  let coveredCount = 0
  let at = 0
  for (const character of text) {
    // Half of a surrogate pair cannot be left standing.
    const isHidden = isCovered[at] === 1 || (character.length === 2 && isCovered[at + 1] === 1)
    const isLineEnd = character === '\n' || character === '\r'
    if (isHidden && !isLineEnd) coveredCount += 1
    covered += isHidden && !isLineEnd ? COVER : character
    at += character.length
  }
  return { text: covered, coveredCount }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function offsetOf(starts: readonly number[], line: number, column: number, end: number): number {
  const start = starts[line]
  if (start === undefined) return end
  // A column past the end of its line is the end of that line.
  const next = starts[line + 1]
  return Math.min(start + column, next === undefined ? end : next - 1)
}
