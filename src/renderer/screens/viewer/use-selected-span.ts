import { type RefObject, useEffect, useState } from 'react'
import { columnOfShown, type Span, spanBetween } from '../../state/covered-runs.ts'

type Row = { readonly line: number; readonly column: number; readonly text: string }

/**
 * The run of characters that is selected in the rows on the screen, as it was last: pressing a button ends the selection of the
 * page, and must not lose what was selected. Each row's element carries `data-text-row`, its place in `rows`.
 */
export function useSelectedSpan(
  room: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  isWanted: boolean,
): readonly [Span | null, () => void] {
  const [span, setSpan] = useState<Span | null>(null)
  useEffect(() => {
    if (!isWanted) return
    const look = () => {
      const selection = document.getSelection()
      const first = placeOf(room.current, selection?.anchorNode ?? null, selection?.anchorOffset ?? 0, rows)
      const second = placeOf(room.current, selection?.focusNode ?? null, selection?.focusOffset ?? 0, rows)
      const selected = first === null || second === null ? null : spanBetween(first, second)
      if (selected !== null) setSpan(selected)
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [room, rows, isWanted])
  return [isWanted ? span : null, () => setSpan(null)]
}

function placeOf(
  room: HTMLElement | null,
  node: Node | null,
  offset: number,
  rows: readonly Row[],
): { readonly line: number; readonly column: number } | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null)
  const holder = element?.closest<HTMLElement>('[data-text-row]') ?? null
  if (node === null || holder === null || room?.contains(holder) !== true) return null
  const row = rows[Number(holder.dataset.textRow)]
  if (row === undefined) return null
  const before = document.createRange()
  before.selectNodeContents(holder)
  before.setEnd(node, offset)
  return { line: row.line, column: row.column + columnOfShown(row.text, before.toString().length) }
}
