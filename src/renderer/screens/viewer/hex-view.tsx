import type { OutputOf } from '#contract/operations.ts'
import { ROWS_AT_ONCE } from '#contract/viewing-operations.ts'
import { useWorkplace } from '../../state/places.tsx'
import { turnTo } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { Pager } from './pager.tsx'

type Page = Extract<OutputOf<'preview.page'>, { readonly view: 'hex' }>['page']

const BYTES_IN_ROW = 16

/** Bytes as they are: where each row begins, its bytes, and what of them is ASCII. */
export function HexView({ page, sizeBytes }: { readonly page: Page; readonly sizeBytes: number }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const { from, count, bytesHex } = page
  const rows = rowsOf(bytesHex, from)
  const step = ROWS_AT_ONCE.hex
  const { offset, bytes, letters } = text.viewer.hexColumns
  return (
    <>
      <Pager
        here={text.viewer.rowsOf(from * BYTES_IN_ROW, from * BYTES_IN_ROW + bytesHex.length / 2, sizeBytes)}
        onPrevious={from === 0 ? null : () => void turnTo(at, { from: Math.max(0, from - step) })}
        onNext={from + rows.length >= count ? null : () => void turnTo(at, { from: from + step })}
        goToLabel={text.viewer.goTo.hex}
        onGoTo={(place) => void turnTo(at, { from: Math.floor(place / BYTES_IN_ROW) })}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="viewer-scroll" tabIndex={0} aria-label={bytes}>
        <table className="hex-table mono" translate="no">
          <thead>
            <tr>
              <th scope="col">{offset}</th>
              <th scope="col">{bytes}</th>
              <th scope="col">{letters}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.offset}>
                <th scope="row">{row.offset}</th>
                <td>{row.hex}</td>
                <td>{row.ascii}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

type HexRow = { readonly offset: string; readonly hex: string; readonly ascii: string }

function rowsOf(bytesHex: string, from: number): readonly HexRow[] {
  const rows: HexRow[] = []
  for (let at = 0; at < bytesHex.length; at += BYTES_IN_ROW * 2) {
    const pairs = bytesHex.slice(at, at + BYTES_IN_ROW * 2).match(/../g) ?? []
    const codes = pairs.map((pair) => Number.parseInt(pair, 16))
    rows.push({
      offset: (from * BYTES_IN_ROW + at / 2).toString(16).padStart(8, '0'),
      hex: pairs.map((pair, index) => (index === 8 ? ` ${pair}` : pair)).join(' '),
      ascii: codes.map((code) => (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '.')).join(''),
    })
  }
  return rows
}
