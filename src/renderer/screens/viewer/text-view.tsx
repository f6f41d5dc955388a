import { useRef } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { ROWS_AT_ONCE } from '#contract/viewing-operations.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { Shown } from '../../parts/shown.tsx'
import { piecesOfRow, type Span } from '../../state/covered-runs.ts'
import { useWorkplace } from '../../state/places.tsx'
import { turnTo } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { Pager } from './pager.tsx'
import { useSelectedSpan } from './use-selected-span.ts'

type Page = Extract<OutputOf<'preview.page'>, { readonly view: 'text' | 'words' }>['page']
type TextViewProps = {
  readonly view: 'text' | 'words'
  readonly page: Page
  /** Runs that will be covered; `null` while nothing is being covered. */
  readonly spans: readonly Span[] | null
  readonly onSpan: (span: Span) => void
}

/** Characters as they are, with the number of each line, so that it can be cited. */
export function TextView({ view, page, spans, onSpan }: TextViewProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const room = useRef<HTMLElement>(null)
  const { from, count, rows, isWhole, encoding, lineCount } = page
  const step = ROWS_AT_ONCE[view]
  // Words are drawn from a document; only the characters of a text can be covered by where they stand.
  const isCovering = view === 'text' && spans !== null
  const [selected, forget] = useSelectedSpan(room, rows, isCovering)
  return (
    <>
      <Pager
        here={text.viewer.rowsOf(count === 0 ? 0 : from + 1, from + rows.length, count)}
        onPrevious={from === 0 ? null : () => void turnTo(at, { from: Math.max(0, from - step) })}
        onNext={from + rows.length >= count ? null : () => void turnTo(at, { from: from + rows.length })}
        goToLabel={text.viewer.goTo[view]}
        onGoTo={(place) => {
          const index = Math.max(0, place - 1)
          void turnTo(at, view === 'text' ? { line: index } : { from: index })
        }}
      >
        {view === 'text' && <span className="small faint">{text.viewer.textIs(encoding, lineCount)}</span>}
        {isCovering && (
          <Button
            size="small"
            isDisabled={selected === null}
            onPress={() => {
              if (selected !== null) onSpan(selected)
              forget()
            }}
          >
            {text.viewer.coverSelected}
          </Button>
        )}
      </Pager>
      {!isWhole && (
        <div className="sheet-body">
          <Callout tone="note">
            <p>{text.viewer.textCut}</p>
          </Callout>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={room} className="viewer-scroll" tabIndex={0} aria-label={text.viewer.textName}>
        <ol className="text-rows" translate="no">
          {rows.map((row, place) => (
            <li key={row.offsetBytes}>
              <span className="text-line-number mono">
                {row.isContinued ? text.viewer.continued : row.line + 1}
              </span>
              <span className="text-line" data-text-row={place}>
                {isCovering ? <CoveredRow row={row} spans={spans} /> : <Shown text={row.text} />}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

type CoveredRowProps = { readonly row: Page['rows'][number]; readonly spans: readonly Span[] }

/** A row in which what will be covered stands out. */
function CoveredRow({ row, spans }: CoveredRowProps) {
  return (
    <bdi>
      {piecesOfRow(row, spans).map(({ shown, isCovered }, place) =>
        isCovered ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the row
          <mark key={place} className="covered-run">
            {shown}
          </mark>
        ) : (
          shown
        ),
      )}
    </bdi>
  )
}
