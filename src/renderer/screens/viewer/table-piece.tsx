import { memo, type Ref } from 'react'
import { Shown } from '../../parts/shown.tsx'
import type { HeldRows } from '../../state/table-rows.ts'

type TablePieceProps = {
  readonly index: number
  readonly from: number
  readonly to: number
  readonly letters: readonly string[]
  readonly rows: HeldRows
  /** Told how high the piece turned out. */
  readonly measure: Ref<HTMLTableSectionElement>
}

/** Some rows of a table that are drawn together. Rows that have not come yet keep their place. */
export const TablePiece = memo(function TablePiece(props: TablePieceProps) {
  const { index, from, to, letters, rows, measure } = props
  const places = Array.from({ length: to - from }, (_, place) => from + place)
  return (
    <tbody ref={measure} data-index={index}>
      {places.map((place) => {
        const cells = rows.get(place)
        return (
          <tr key={place} aria-rowindex={place + 1} data-row={place}>
            <th scope="row">{place + 1}</th>
            {letters.map((letter, column) => (
              <td key={letter}>
                {cells === undefined ? '…' : <Shown text={cells[column] ?? ''} isStrict />}
              </td>
            ))}
          </tr>
        )
      })}
    </tbody>
  )
}, isSamePiece)

/** A piece is drawn anew only when one of its own rows came or went. */
function isSamePiece(before: TablePieceProps, after: TablePieceProps): boolean {
  if (before.from !== after.from || before.to !== after.to || before.letters !== after.letters) return false
  for (let place = after.from; place < after.to; place += 1) {
    if (before.rows.get(place) !== after.rows.get(place)) return false
  }
  return true
}
