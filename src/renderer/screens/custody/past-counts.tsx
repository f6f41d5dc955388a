import { useEffect } from 'react'
import type { ItemLine } from '#contract/custody-fields.ts'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../../parts/button.tsx'
import { Shown } from '../../parts/shown.tsx'
import { COUNTS_AT_ONCE, loadPlaceCounts } from '../../state/custody-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { ItemLink } from './item-table.tsx'

type Count = OutputOf<'audit.list'>['counts'][number]

/** Counts of a storage place that were recorded, the latest first, with what was missing or too much. */
export function PastCounts({ placeId }: { readonly placeId: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody.count
  const remote = useSession((state) => remoteOf(state.custody.placeCounts, placeId))
  useEffect(() => {
    void loadPlaceCounts(at, placeId)
  }, [at, placeId])
  const shown = shownOf(remote)
  const left = shown === null ? 0 : shown.total - shown.counts.length
  return (
    <section className="sheet" aria-labelledby="past-counts-title">
      <div className="sheet-head">
        <h2 id="past-counts-title">{words.past}</h2>
      </div>
      {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      {shown?.total === 0 && <p className="sheet-body soft">{words.noPast}</p>}
      {shown !== null && shown.total > 0 && (
        <ol className="chain">
          {shown.counts.map((count) => (
            <PastCount key={count.auditId} count={count} />
          ))}
        </ol>
      )}
      {left > 0 && (
        <div className="row table-foot">
          <Button size="small" onPress={() => void loadPlaceCounts(at, placeId, shown?.counts.length)}>
            {text.window.showMore(Math.min(left, COUNTS_AT_ONCE))}
          </Button>
        </div>
      )}
    </section>
  )
}

function PastCount({ count }: { readonly count: Count }) {
  const { text, format } = useTongue()
  const words = text.custody.count
  const { countedAtMs, countedBy, note, found, missing, unexpected, unknown } = count
  const differences = missing + unexpected + unknown
  return (
    <li className={differences === 0 ? 'chain-entry' : 'chain-entry chain-entry-wrong'}>
      <div className="chain-head">
        <h3>
          {words.found(found)} · {words.differences(differences)}
        </h3>
        <span className="small faint nowrap">{format.shortInstant(countedAtMs)}</span>
      </div>
      <Differences title={words.wasMissing(missing)} of={missing} items={count.missingItems} />
      <Differences title={words.unexpected(unexpected)} of={unexpected} items={count.unexpectedItems} />
      <UnknownCodes of={unknown} codes={count.unknownCodes} />
      {note !== undefined && (
        <p className="small">
          <Shown text={note} />
        </p>
      )}
      <p className="small faint">
        {words.countedBy} <Shown text={countedBy.name} />
      </p>
    </li>
  )
}

type DifferencesProps = { readonly title: string; readonly of: number; readonly items: readonly ItemLine[] }

function Differences({ title, of, items }: DifferencesProps) {
  const { text } = useTongue()
  if (of === 0) return null
  return (
    <div>
      <p className="small wrong-words">{title}</p>
      <ul className="count-list">
        {items.map((item) => (
          <li key={item.itemId}>
            <ItemLink item={item} /> <Shown text={item.name} isStrict />
          </li>
        ))}
      </ul>
      {of > items.length && <p className="small faint">{text.custody.count.more(of - items.length)}</p>}
    </div>
  )
}

type UnknownCodesProps = { readonly of: number; readonly codes: readonly string[] }

function UnknownCodes({ of, codes }: UnknownCodesProps) {
  const { text } = useTongue()
  if (of === 0) return null
  return (
    <div>
      <p className="small wrong-words">{text.custody.count.unknownRead(of)}</p>
      <ul className="count-list">
        {codes.map((code) => (
          <li key={code}>
            <bdi className="mono">
              <Shown text={code} isStrict />
            </bdi>
          </li>
        ))}
      </ul>
      {of > codes.length && <p className="small faint">{text.custody.count.more(of - codes.length)}</p>}
    </div>
  )
}
