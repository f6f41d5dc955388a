import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { columnWidths, fetchRows, firstMissing, holdRows, rowsInPiece } from '../../state/table-rows.ts'

type Page = Extract<OutputOf<'preview.page'>, { readonly view: 'table' }>['page']

/** Height of a row of one line with its padding and border, until it is measured. */
const ROW_HEIGHT_PX = 33

/** The pieces of a table that are in sight, and the rows that have come for them. */
export function useTablePieces(frame: RefObject<HTMLElement | null>, page: Page, sheet: number) {
  const at = useWorkplace()
  const { count, columns } = page
  const [held, setHeld] = useState(() => ({ page, rows: holdRows(new Map(), page.from, page.rows) }))
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [wantedRow, setWantedRow] = useState<number | null>(null)
  const isFetching = useRef(false)
  // Another sheet, or the same table read again: nothing of the one before may stand among its rows.
  if (held.page !== page) setHeld({ page, rows: holdRows(new Map(), page.from, page.rows) })
  const { rows } = held
  const size = rowsInPiece(columns)
  const virtualizer = useVirtualizer({
    count: Math.ceil(count / size),
    getScrollElement: () => frame.current,
    estimateSize: (index) => Math.min(size, count - index * size) * ROW_HEIGHT_PX,
    overscan: 0,
  })
  const letters = useMemo(
    () => Array.from({ length: columns }, (_, index) => columnLetters(index)),
    [columns],
  )
  // The width of a column is that of its first rows: it must not jump while somebody scrolls.
  const widths = useMemo(() => columnWidths(page.rows, columns), [page, columns])
  const items = virtualizer.getVirtualItems()
  const shown = items.map(({ index }) => ({
    index,
    from: index * size,
    to: Math.min(count, (index + 1) * size),
  }))
  const from = shown[0]?.from ?? 0
  const to = shown.at(-1)?.to ?? Math.min(count, size)

  useEffect(() => {
    const missing = firstMissing(rows, from, to)
    if (missing === null || isFetching.current || refusal !== null) return
    isFetching.current = true
    void fetchRows(at, sheet, missing).then((answer) => {
      isFetching.current = false
      setRefusal(refusalOf(answer))
      if (answer.outcome === 'done' && answer.value.rows.length > 0)
        setHeld((now) =>
          now.page === page ? { page, rows: holdRows(now.rows, missing, answer.value.rows) } : now,
        )
    })
  }, [at, sheet, page, rows, from, to, refusal])

  // A row is gone to once its piece is drawn: only then it is known how far down it is.
  useEffect(() => {
    if (wantedRow === null || wantedRow < from || wantedRow >= to) return
    frame.current?.querySelector(`[data-row="${wantedRow}"]`)?.scrollIntoView({ block: 'start' })
    setWantedRow(null)
  }, [wantedRow, from, to, frame])

  return {
    rows,
    refusal,
    shown,
    from,
    to,
    letters,
    widths,
    heightPx: virtualizer.getTotalSize() + ROW_HEIGHT_PX,
    offsetPx: items[0]?.start ?? 0,
    measure: virtualizer.measureElement,
    step: (by: 1 | -1) => virtualizer.scrollToIndex(Math.floor(from / size) + by, { align: 'start' }),
    goTo(row: number) {
      virtualizer.scrollToIndex(Math.floor(row / size), { align: 'start' })
      setWantedRow(row)
    },
  }
}

/** A, B … Z, AA, AB, as spreadsheets count. */
function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1
  const letter = String.fromCharCode(65 + (index % 26))
  return rest < 0 ? letter : columnLetters(rest) + letter
}
