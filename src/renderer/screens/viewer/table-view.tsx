import type { OutputOf } from '#contract/operations.ts'
import { ROWS_AT_ONCE } from '#contract/viewing-operations.ts'
import { Shown } from '../../parts/shown.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { turnTo } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { Pager } from './pager.tsx'

type Page = Extract<OutputOf<'preview.page'>, { readonly view: 'table' }>['page']
type TableViewProps = { readonly page: Page; readonly sheet: number }

/** A table as it is written, with the number of each row and the letters of each column, so that a cell can be cited. */
export function TableView({ page, sheet }: TableViewProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const { sheets, from, count, columns, rows } = page
  const step = ROWS_AT_ONCE.table
  const letters = Array.from({ length: columns }, (_, index) => columnLetters(index))
  return (
    <>
      <Pager
        here={text.viewer.rowsOf(count === 0 ? 0 : from + 1, from + rows.length, count)}
        onPrevious={from === 0 ? null : () => void turnTo(at, { from: Math.max(0, from - step) })}
        onNext={from + rows.length >= count ? null : () => void turnTo(at, { from: from + rows.length })}
        goToLabel={text.viewer.goTo.table}
        onGoTo={(place) => void turnTo(at, { from: Math.max(0, place - 1) })}
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="viewer-scroll" tabIndex={0} aria-label={text.viewer.viewNames.table}>
        <table className="cell-table" translate="no">
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
          <tbody>
            {rows.map((cells, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number
              <tr key={from + index}>
                <th scope="row">{from + index + 1}</th>
                {letters.map((letter, column) => (
                  <td key={letter}>
                    <Shown text={cells[column] ?? ''} isStrict />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

/** A, B … Z, AA, AB, as spreadsheets count. */
function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1
  const letter = String.fromCharCode(65 + (index % 26))
  return rest < 0 ? letter : columnLetters(rest) + letter
}
