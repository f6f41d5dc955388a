import type { TimelineLine } from '#contract/case-story-operations.ts'
import { TIMELINE_GROUPS } from '#core/history/case-timeline.ts'
import { useTongue } from '../../text/text-context.tsx'
import { densityBetween } from './timeline-zone.ts'

const SPANS = 96
const MOST_RADIUS = 8
const LEAST_RADIUS = 3
const TICKS = 4

type TimelineChartProps = {
  readonly entries: readonly TimelineLine[]
  /** Writes an instant on the clock that is shown. */
  readonly write: (atMs: number) => string
}

/** When things of each kind happened, one line a kind, on a common scale; larger dots are more of them. Its words say the same. */
export function TimelineChart({ entries, write }: TimelineChartProps) {
  const { text, format } = useTongue()
  const words = text.work.timeline
  const from = entries[0]?.atMs
  const to = entries.at(-1)?.atMs
  if (from === undefined || to === undefined || from === to) return null
  const lanes = TIMELINE_GROUPS.flatMap((group) => {
    const instants = entries.filter((entry) => entry.group === group).map(({ atMs }) => atMs)
    return instants.length === 0
      ? []
      : [{ group, count: instants.length, counts: densityBetween(instants, from, to, SPANS) }]
  })
  const most = Math.max(...lanes.flatMap(({ counts }) => counts))
  const said = [
    words.density(write(from), write(to), most),
    ...lanes.map(({ group, count }) => `${words.groups[group]}: ${format.count(count)}`),
  ].join(' · ')
  const ticks = Array.from({ length: TICKS }, (_, index) => from + ((to - from) * index) / (TICKS - 1))
  return (
    <figure className="timeline-chart" role="img" aria-label={said}>
      {lanes.map(({ group, count, counts }) => (
        <div key={group} className="timeline-lane">
          <span className="small">{words.groups[group]}</span>
          <svg className={`timeline-line timeline-line-${group}`} aria-hidden>
            <line x1="0" x2="100%" y1="50%" y2="50%" />
            {counts.map((many, span) =>
              many === 0 ? null : (
                <circle
                  // biome-ignore lint/suspicious/noArrayIndexKey: a span has no other name than its place
                  key={span}
                  cx={`${((span + 0.5) / SPANS) * 100}%`}
                  cy="50%"
                  r={LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * Math.sqrt(many / most)}
                />
              ),
            )}
          </svg>
          <span className="small soft numeric">{format.count(count)}</span>
        </div>
      ))}
      <div className="timeline-ticks small faint">
        {ticks.map((atMs) => (
          <span key={atMs}>{write(atMs)}</span>
        ))}
      </div>
    </figure>
  )
}
