import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, type ReactNode, type Ref, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Tables up to this length stand in the page whole, so that the browser's own search finds everything in them. */
const MOST_DRAWN = 200
const ROWS_IN_PIECE = 10
/** Pieces beyond the edge of the window: what Tab goes to next is there. */
const PIECES_AROUND = 1

type LongTableProps<Row> = {
  readonly className?: string
  /** The row of headings. */
  readonly head: ReactNode
  readonly rows: readonly Row[]
  /** How high a row is, until it was measured. */
  readonly rowPx: number
  /** The place of the row that somebody came for; -1 for none. */
  readonly wanted?: number
  /** One table row, with its key; `place` counts from 1. */
  readonly children: (row: Row, place: number) => ReactNode
}

/** A table of any length that scrolls with its page: of a long one only the rows in sight, and those around them, are drawn. */
export function LongTable<Row>(props: LongTableProps<Row>) {
  const { className = '', head, rows, children } = props
  const isLong = rows.length > MOST_DRAWN
  return (
    <div className="table-frame">
      <table
        className={`table ${isLong ? 'table-long ' : ''}${className}`}
        {...(isLong && { 'aria-rowcount': rows.length + 1 })}
      >
        <thead>{head}</thead>
        {isLong ? <Pieces {...props} /> : <tbody>{rows.map((row, index) => children(row, index + 1))}</tbody>}
      </table>
    </div>
  )
}

function Pieces<Row>({ rows, rowPx, wanted = -1, children }: LongTableProps<Row>) {
  const begin = useRef<HTMLTableSectionElement>(null)
  const [marginPx, setMarginPx] = useState(0)
  // The piece with the focus stays, wherever the person scrolls to.
  const [focused, setFocused] = useState(-1)
  const count = Math.ceil(rows.length / ROWS_IN_PIECE)
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: (index) => Math.min(ROWS_IN_PIECE, rows.length - index * ROWS_IN_PIECE) * rowPx,
    overscan: PIECES_AROUND,
    scrollMargin: marginPx,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      const isKept = focused >= 0 && focused < count && !shown.includes(focused)
      return isKept ? [...shown, focused].toSorted((a, b) => a - b) : shown
    },
  })
  // What stands above the table may grow or go.
  useLayoutEffect(() => {
    const measure = () => {
      const top = begin.current?.getBoundingClientRect().top
      if (top !== undefined) setMarginPx(Math.round(top + window.scrollY))
    }
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(document.body)
    return () => watcher.disconnect()
  }, [])
  useEffect(() => {
    if (wanted >= 0) virtual.scrollToIndex(Math.floor(wanted / ROWS_IN_PIECE), { align: 'start' })
  }, [virtual, wanted])
  const items = virtual.getVirtualItems()
  let end = marginPx
  const bodies: ReactNode[] = []
  for (const { index, start, size } of items) {
    if (start > end) bodies.push(<Gap key={`gap ${index}`} heightPx={start - end} />)
    end = start + size
    bodies.push(
      <Piece
        key={index}
        index={index}
        rows={rows}
        measure={virtual.measureElement}
        onFocused={setFocused}
        draw={children as PieceProps['draw']}
      />,
    )
  }
  const left = marginPx + virtual.getTotalSize() - end
  return (
    <>
      <tbody ref={begin} />
      {bodies}
      {left > 0 && <Gap heightPx={left} />}
    </>
  )
}

type PieceProps = {
  readonly index: number
  readonly rows: readonly unknown[]
  readonly measure: Ref<HTMLTableSectionElement>
  readonly onFocused: (index: number) => void
  readonly draw: (row: unknown, place: number) => ReactNode
}

/** Some rows that are drawn together, and not drawn anew while somebody scrolls. */
const Piece = memo(function Piece({ index, rows, measure, onFocused, draw }: PieceProps) {
  const from = index * ROWS_IN_PIECE
  return (
    <tbody data-index={index} ref={measure} onFocus={() => onFocused(index)} onBlur={() => onFocused(-1)}>
      {rows.slice(from, from + ROWS_IN_PIECE).map((row, place) => draw(row, from + place + 1))}
    </tbody>
  )
})

function Gap({ heightPx }: { readonly heightPx: number }) {
  return (
    <tbody aria-hidden className="table-gap">
      <tr>
        <td style={{ height: `${heightPx}px` }} />
      </tr>
    </tbody>
  )
}
