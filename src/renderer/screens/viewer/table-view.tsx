import { useRef } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { useWorkplace } from '../../state/places.tsx'
import { turnTo } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { Pager } from './pager.tsx'
import { TablePiece } from './table-piece.tsx'
import { useTablePieces } from './use-table-pieces.ts'

type Page = Extract<OutputOf<'preview.page'>, { readonly view: 'table' }>['page']
type TableViewProps = { readonly page: Page; readonly sheet: number }

/**
 * A table as it is written, with the number of each row and the letters of each column, so that a cell can be cited. It scrolls
 * as a whole: only the pieces in sight are drawn, and their rows are brought when they come into sight.
 */
export function TableView({ page, sheet }: TableViewProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const frame = useRef<HTMLElement>(null)
  const pieces = useTablePieces(frame, page, sheet)
  const { sheets, count } = page
  const { shown, from, to, letters, widths } = pieces
  return (
    <>
      <Pager
        here={text.viewer.rowsOf(count === 0 ? 0 : from + 1, to, count)}
        onPrevious={from === 0 ? null : () => pieces.step(-1)}
        onNext={to >= count ? null : () => pieces.step(1)}
        goToLabel={text.viewer.goTo.table}
        onGoTo={(place) => pieces.goTo(Math.min(Math.max(0, count - 1), Math.max(0, place - 1)))}
      >
        {sheets.length > 1 && (
          <label className="row small">
            {text.viewer.sheet}
            <select
              className="select"
              value={sheet}
              onChange={(event) => void turnTo(at, { sheet: Number(event.target.value) })}
              autoComplete="off"
            >
              {sheets.map((name, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is its place in the workbook
                <option key={index} value={index}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </Pager>
      {pieces.refusal !== null && (
        <div className="sheet-body">
          <RefusalCallout refusal={pieces.refusal} />
        </div>
      )}
      <section
        ref={frame}
        className="viewer-scroll viewer-scroll-table"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label={text.viewer.viewNames.table}
      >
        <div className="cell-room" style={{ height: pieces.heightPx }}>
          <table
            className="cell-table"
            translate="no"
            aria-rowcount={count}
            style={{
              width: `${widths.reduce((sum, width) => sum + width, 9)}ch`,
              transform: `translateY(${pieces.offsetPx}px)`,
            }}
          >
            <colgroup>
              <col className="cell-number" />
              {letters.map((letter, column) => (
                <col key={letter} style={{ width: `${widths[column] ?? 4}ch` }} />
              ))}
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{text.viewer.row}</th>
                {letters.map((letter) => (
                  <th key={letter} scope="col" aria-label={text.viewer.column(letter)}>
                    {letter}
                  </th>
                ))}
              </tr>
            </thead>
            {shown.map((piece) => (
              <TablePiece
                key={piece.index}
                index={piece.index}
                from={piece.from}
                to={piece.to}
                letters={letters}
                rows={pieces.rows}
                measure={pieces.measure}
              />
            ))}
          </table>
        </div>
      </section>
    </>
  )
}
