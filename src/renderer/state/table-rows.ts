import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { Workplace } from './workplace.ts'

type TablePage = Extract<OutputOf<'preview.page'>, { readonly view: 'table' }>['page']

/** Rows of a table by their place in it: those on the screen and some around them. */
export type HeldRows = ReadonlyMap<number, readonly string[]>

/** Most cells that are drawn as one piece: a piece of a narrow table is 200 rows, of a wide one fewer. */
const CELLS_IN_PIECE = 2_400
const MOST_ROWS_IN_PIECE = 200
const FEWEST_ROWS_IN_PIECE = 10
/** Most rows held in the window; those furthest from the ones that came last go. */
const MOST_HELD = 4_000

/** How many rows of a table with so many columns are drawn as one piece. */
export function rowsInPiece(columns: number): number {
  const fitting = Math.floor(CELLS_IN_PIECE / Math.max(1, columns))
  return Math.min(MOST_ROWS_IN_PIECE, Math.max(FEWEST_ROWS_IN_PIECE, fitting))
}

/** Adds rows that came from a place on. */
export function holdRows(held: HeldRows, from: number, rows: readonly (readonly string[])[]): HeldRows {
  const next = new Map(held)
  for (const [place, row] of rows.entries()) next.set(from + place, row)
  if (next.size <= MOST_HELD) return next
  const nearest = [...next.keys()].sort((a, b) => Math.abs(a - from) - Math.abs(b - from))
  for (const index of nearest.slice(MOST_HELD)) next.delete(index)
  return next
}

/** The first row from a place up to, and without, another that is not held; `null` when all are. */
export function firstMissing(held: HeldRows, from: number, to: number): number | null {
  for (let index = from; index < to; index += 1) if (!held.has(index)) return index
  return null
}

/** Widths of columns in characters, as the longest line of a cell wants, within what a screen has. */
export function columnWidths(rows: Iterable<readonly string[]>, columns: number): readonly number[] {
  const widths = Array.from({ length: columns }, () => 4)
  for (const row of rows) {
    for (let column = 0; column < columns; column += 1) {
      const longest = Math.max(0, ...(row[column] ?? '').split('\n').map((line) => line.length))
      widths[column] = Math.min(40, Math.max(widths[column] ?? 4, longest + 2))
    }
  }
  return widths
}

/** Brings rows of the table that is looked at, without changing what is on the screen. */
export async function fetchRows(at: Workplace, sheet: number, from: number): Promise<Envelope<TablePage>> {
  const viewer = at.store.getState().viewer
  if (viewer?.opening.status !== 'ready') return { outcome: 'cancelled' }
  const { previewId } = viewer.opening.value
  const answer = await at.desk.client.call('preview.page', { previewId, view: 'table', from, sheet })
  if (answer.outcome !== 'done') return answer
  return answer.value.view === 'table'
    ? { outcome: 'done', value: answer.value.page }
    : { outcome: 'cancelled' }
}
