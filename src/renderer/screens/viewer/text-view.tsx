import type { OutputOf } from '#contract/operations.ts'
import { ROWS_AT_ONCE } from '#contract/viewing-operations.ts'
import { Callout } from '../../parts/callout.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { turnTo } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { Pager } from './pager.tsx'

type Page = Extract<OutputOf<'preview.page'>, { readonly view: 'text' | 'words' }>['page']
type TextViewProps = { readonly view: 'text' | 'words'; readonly page: Page }

/** Characters as they are, with the number of each line, so that it can be cited. */
export function TextView({ view, page }: TextViewProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const { from, count, rows, isWhole, encoding, lineCount } = page
  const step = ROWS_AT_ONCE[view]
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
      </Pager>
      {!isWhole && (
        <div className="sheet-body">
          <Callout tone="note">
            <p>{text.viewer.textCut}</p>
          </Callout>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="viewer-scroll" tabIndex={0} aria-label={text.viewer.textName}>
        <ol className="text-rows" translate="no">
          {rows.map((row) => (
            <li key={row.offsetBytes}>
              <span className="text-line-number mono">
                {row.isContinued ? text.viewer.continued : row.line + 1}
              </span>
              <span className="text-line">
                <Shown text={row.text} />
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
