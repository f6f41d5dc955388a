import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { TimelineLine } from '#contract/case-story-operations.ts'
import { EVENT_KIND_TEXT } from '#core/documents/case-report-text.ts'
import { TIMELINE_GROUPS } from '#core/history/case-timeline.ts'
import type { EventKind } from '#core/ledger/event-body.ts'
import { ManyChoices, Segments } from '../../parts/choices.tsx'
import { Shown } from '../../parts/shown.tsx'
import { loadTimeline } from '../../state/casework-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { filterOfCase } from '../../state/kept-place.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { useFilter, useFilterOf } from '../use-filter.ts'
import { TimelineChart } from './timeline-chart.tsx'
import { deviceAhead, shownOnClock, TIMELINE_ZONES, type TimelineZone } from './timeline-zone.ts'

/** A line of the list: the head of a day, or something that happened on it. */
type Row =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'entry'; readonly entry: TimelineLine; readonly clock: string }

const ROW_PX = 68
const DAY_LENGTH = 'YYYY-MM-DD'.length

/** What happened in a case and around it, by time, on one clock that is shown. */
export function TimelineTab({ file }: { readonly file: CaseFile }) {
  const { caseId } = file
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.work.timeline
  const remote = useSession((state) => remoteOf(state.casework.timeline, caseId))
  const [zone, setZone] = useFilterOf('timeline-zone', TIMELINE_ZONES)
  const [unwanted, setUnwanted] = useFilter(filterOfCase('timeline', caseId))
  const hidden = useMemo(() => unwanted.split(' ').filter((group) => group !== ''), [unwanted])
  useEffect(() => void loadTimeline(at, caseId), [at, caseId])
  const timeline = shownOf(remote)
  const entries = useMemo(
    () => (timeline?.entries ?? []).filter(({ group }) => !hidden.includes(group)),
    [timeline, hidden],
  )
  const rows = useMemo(() => rowsOf(entries, zone, format.shortInstant), [entries, zone, format])
  const present = TIMELINE_GROUPS.filter((group) =>
    timeline?.counts.some((each) => each.group === group && each.entries > 0),
  )
  const toggle = (group: string) =>
    setUnwanted(
      (hidden.includes(group) ? hidden.filter((each) => each !== group) : [...hidden, group]).join(' '),
    )
  return (
    <section className="sheet" aria-labelledby="timeline-title">
      <div className="sheet-head">
        <h2 id="timeline-title">{words.title}</h2>
        <span className="small faint grow">{words.shownIn(words.zones[zone])}</span>
        <Segments
          label={words.zone}
          value={zone}
          onChange={setZone}
          choices={TIMELINE_ZONES.map((value) => ({ value, label: words.zones[value] }))}
        />
      </div>
      <RemoteFrame remote={remote} onRetry={() => void loadTimeline(at, caseId)} />
      {timeline !== null && (
        <div className="sheet-body stack stack-tight">
          <ManyChoices
            legend={words.groupsLabel}
            chosen={present.filter((group) => !hidden.includes(group))}
            onToggle={toggle}
            choices={present.map((value) => ({ value, label: words.groups[value] }))}
          />
          <TimelineChart
            entries={entries}
            write={(atMs) => format.shortInstant(shownOnClock(atMs, zone, deviceAhead(atMs)))}
          />
          <p className="small faint" role="status">
            {entries.length === 0 ? words.none : words.shown(entries.length)}
          </p>
        </div>
      )}
      {rows.length > 0 && <TimelineRows rows={rows} />}
    </section>
  )
}

function TimelineRows({ rows }: { readonly rows: readonly Row[] }) {
  const { text } = useTongue()
  const frame = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="timeline-frame" ref={frame} tabIndex={0} aria-label={text.work.timeline.title}>
      <ol className="timeline" style={{ blockSize: `${virtual.getTotalSize()}px` }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]
          return row === undefined ? null : (
            <li
              key={key}
              data-index={index}
              ref={virtual.measureElement}
              className={`timeline-row timeline-${row.kind}`}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              {row.kind === 'day' ? <DayHead day={row.day} /> : <Entry entry={row.entry} clock={row.clock} />}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function DayHead({ day }: { readonly day: string }) {
  const { format } = useTongue()
  return <h3 className="timeline-date">{format.day(day)}</h3>
}

function Entry({ entry, clock }: { readonly entry: TimelineLine; readonly clock: string }) {
  const { text, language } = useTongue()
  const words = text.work.timeline
  const { isDay, group, as, kind, what, by } = entry
  const name = as === 'event' ? EVENT_KIND_TEXT[kind as EventKind][language] : words.as[as]
  return (
    <>
      <span className="timeline-clock mono">{isDay ? words.dayOnly : clock}</span>
      <span className={`timeline-dot timeline-dot-${group}`} aria-hidden />
      <div className="grow">
        <p>
          <strong>{name}</strong> <span className="chip chip-plain">{words.groups[group]}</span>
        </p>
        <p className="small timeline-what">
          {what !== undefined && <Shown text={what[language]} />}{' '}
          <span className="soft">
            · <Shown text={by} />
          </span>
        </p>
      </div>
    </>
  )
}

// A day that is only known as a day is the station's, whatever clock is shown.
function writtenOn(
  { atMs, isDay }: TimelineLine,
  zone: TimelineZone,
  write: (atMs: number) => string,
): string {
  const written = write(isDay ? atMs : shownOnClock(atMs, zone, deviceAhead(atMs)))
  return isDay ? written.slice(0, DAY_LENGTH) : written
}

function rowsOf(
  entries: readonly TimelineLine[],
  zone: TimelineZone,
  write: (atMs: number) => string,
): readonly Row[] {
  const rows: Row[] = []
  let last = ''
  for (const entry of entries) {
    const written = writtenOn(entry, zone, write)
    const day = written.slice(0, DAY_LENGTH)
    if (day !== last) rows.push({ kind: 'day', day })
    last = day
    rows.push({ kind: 'entry', entry, clock: written.slice(DAY_LENGTH + 1) })
  }
  return rows
}
