import { showEscapedCharacters } from '#core/text-safety/show-escaped.ts'

/** A run of characters to cover: lines and columns counted from 0, columns in UTF-16 code units, the end not in it. */
export type Span = {
  readonly fromLine: number
  readonly fromColumn: number
  readonly toLine: number
  readonly toColumn: number
}

/** Nothing covered yet. */
export const NO_SPANS: readonly Span[] = []

/** A row of a text as covering sees it. */
export type CoverRow = { readonly line: number; readonly column: number; readonly text: string }

/** A piece of a row as it is shown, and whether it will be covered. */
export type RowPiece = { readonly shown: string; readonly isCovered: boolean }

/** The column of a row's text that stands at a place of what is shown for it: hidden characters are shown longer than they are. */
export function columnOfShown(text: string, shownOffset: number): number {
  const shown = showEscapedCharacters(text)
  let column = 0
  let left = shownOffset
  for (const [index, character] of [...text].entries()) {
    const length = shown[index]?.length ?? 0
    // A place inside the name of a hidden character is the place before it.
    if (left < length) return column
    left -= length
    column += character.length
  }
  return column
}

/** The span between two places, whichever comes first; `null` when nothing lies between them. */
export function spanBetween(
  first: { readonly line: number; readonly column: number },
  second: { readonly line: number; readonly column: number },
): Span | null {
  const isForward = first.line < second.line || (first.line === second.line && first.column <= second.column)
  const [from, to] = isForward ? [first, second] : [second, first]
  if (from.line === to.line && from.column === to.column) return null
  return { fromLine: from.line, fromColumn: from.column, toLine: to.line, toColumn: to.column }
}

/** A row in pieces that will be covered and pieces that will not. */
export function piecesOfRow({ line, column, text }: CoverRow, spans: readonly Span[]): readonly RowPiece[] {
  const shown = showEscapedCharacters(text)
  const pieces: { shown: string; isCovered: boolean }[] = []
  let at = column
  for (const [index, character] of [...text].entries()) {
    const isCovered = spans.some((span) => isInSpan(span, line, at))
    const last = pieces.at(-1)
    if (last?.isCovered === isCovered) last.shown += shown[index] ?? ''
    else pieces.push({ shown: shown[index] ?? '', isCovered })
    at += character.length
  }
  return pieces
}

function isInSpan(span: Span, line: number, column: number): boolean {
  if (line < span.fromLine || line > span.toLine) return false
  if (line === span.fromLine && column < span.fromColumn) return false
  return line < span.toLine || column < span.toColumn
}
