import { Eye } from 'lucide-react'
import type { OutputOf } from '#contract/operations.ts'
import { ROWS_AT_ONCE } from '#contract/viewing-operations.ts'
import { Button } from '../../parts/button.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { lookInside, turnTo } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { Pager } from './pager.tsx'

type Page = Extract<OutputOf<'preview.page'>, { readonly view: 'entries' }>['page']

/** What an archive says that it holds. */
export function EntriesView({ page }: { readonly page: Page }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const { from, count, entries } = page
  const step = ROWS_AT_ONCE.entries
  const { name, size, packed, modified, marks } = text.viewer.entryColumns
  return (
    <>
      <Pager
        here={text.viewer.rowsOf(count === 0 ? 0 : from + 1, from + entries.length, count)}
        onPrevious={from === 0 ? null : () => void turnTo(at, { from: Math.max(0, from - step) })}
        onNext={from + entries.length >= count ? null : () => void turnTo(at, { from: from + step })}
        goToLabel={text.viewer.goTo.entries}
        onGoTo={(place) => void turnTo(at, { from: Math.max(0, place - 1) })}
      >
        <span className="small faint">{text.viewer.entriesWords}</span>
      </Pager>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="viewer-scroll" tabIndex={0} aria-label={text.viewer.viewNames.entries}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{name}</th>
              <th scope="col" className="numeric">
                {size}
              </th>
              <th scope="col" className="numeric">
                {packed}
              </th>
              <th scope="col">{modified}</th>
              <th scope="col">{marks}</th>
              <th scope="col">
                <span className="hidden-visually">{text.viewer.open}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the archive
              <tr key={from + index}>
                <th scope="row" className="breaking">
                  <Shown text={entry.name} isStrict />
                </th>
                <td className="numeric">{format.size(entry.sizeBytes)}</td>
                <td className="numeric">{format.size(entry.packedBytes)}</td>
                <td className="small nowrap">{entry.modified}</td>
                <td className="small">
                  {entry.isEncrypted && <span className="chip chip-plain">{text.viewer.encrypted}</span>}
                  {entry.isMacro && <span className="chip chip-plain">{text.viewer.macro}</span>}
                </td>
                <td>
                  {!entry.isEncrypted && entry.sizeBytes > 0 && (
                    <Button
                      size="small"
                      label={text.viewer.lookInside(entry.name)}
                      onPress={() => void lookInside(at, from + index)}
                    >
                      <Eye size={16} aria-hidden />
                      {text.viewer.open}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
