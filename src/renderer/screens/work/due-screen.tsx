import { ListChecks } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { Segments } from '../../parts/choices.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Shown } from '../../parts/shown.tsx'
import { loadClocks, loadDue } from '../../state/casework-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { routeAddress, stepThing } from '../../state/route.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { useFilterOf } from '../use-filter.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** How often the time that is left is said anew. */
const TICK_MS = 30_000

type Work = OutputOf<'work.list'>['rows'][number]
type Clock = OutputOf<'playbook.clocks'>['rows'][number]
type Due = { readonly atMs: number | null; readonly key: string } & (
  | { readonly work: Work }
  | { readonly clock: Clock }
)

/** What is due in every case that the person can read: tasks, hearings, reviews, and steps of playbooks whose clocks run. */
export function DueScreen() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.work.due
  const isReadingRoom = useSession((state) => state.isReadingRoom)
  const self = useSession((state) => state.session.person.userId)
  const remote = useSession((state) => state.casework.due)
  const clocks = useSession((state) => state.casework.clocks)
  const [whose, setWhose] = useFilterOf('due', ['all', 'mine'])
  useEffect(() => {
    void loadDue(at)
    void loadClocks(at)
  }, [at])
  const due = shownOf(remote)
  const running = shownOf(clocks)
  const nowMs = useNow(due?.nowMs)
  const rows = allOf(
    due?.rows.filter(({ kind, assigneeId }) => whose === 'all' || kind !== 'task' || assigneeId === self) ??
      [],
    running?.rows ?? [],
  )
  const isRead = due !== null && running !== null
  const unshown = isRead ? due.total - due.rows.length + (running.total - running.rows.length) : 0
  return (
    <>
      <PageHead
        title={isReadingRoom ? text.desk.nav.due : words.title}
        acts={
          !isReadingRoom && (
            <Segments
              label={words.show}
              value={whose}
              onChange={setWhose}
              choices={[
                { value: 'all', label: words.all },
                { value: 'mine', label: words.mine },
              ]}
            />
          )
        }
      >
        <p className="small">{words.lead}</p>
      </PageHead>
      <section className="sheet" aria-label={words.title}>
        <RemoteFrame remote={remote} onRetry={() => void loadDue(at)} />
        <RemoteFrame remote={clocks} onRetry={() => void loadClocks(at)} />
        {isRead && rows.length === 0 && (
          <EmptyState icon={<ListChecks size={36} strokeWidth={1.5} aria-hidden />} title={words.none}>
            {words.noneWords}
          </EmptyState>
        )}
        {rows.length > 0 && <DueTable rows={rows} nowMs={nowMs} />}
        {unshown > 0 && <p className="sheet-body small soft">{words.unshown(unshown)}</p>}
      </section>
    </>
  )
}

function DueTable({ rows, nowMs }: { readonly rows: readonly Due[]; readonly nowMs: number }) {
  const { text } = useTongue()
  const words = text.work.due
  return (
    <div className="table-frame">
      <table className="table table-rows">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col" className="wide">
              {words.what}
            </th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.case}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) =>
            'work' in row ? (
              <WorkRow key={row.key} work={row.work} nowMs={nowMs} />
            ) : (
              <ClockRow key={row.key} clock={row.clock} nowMs={nowMs} />
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}

function WorkRow({ work, nowMs }: { readonly work: Work; readonly nowMs: number }) {
  const { text } = useTongue()
  const words = text.work.due
  const { kind, atMs, caseId, text: what, assigneeName } = work
  const to = routeAddress({ screen: 'case', caseId, tab: kind === 'task' ? 'work' : 'course' })
  return (
    <tr>
      <When atMs={atMs} nowMs={nowMs} />
      <th scope="row">
        <a className="row-link" href={to}>
          {what === '' ? words.kinds[kind] : <Shown text={what} />}
        </a>
        {what !== '' && <p className="small soft">{words.kinds[kind]}</p>}
      </th>
      <td>{assigneeName !== null && <Shown text={assigneeName} />}</td>
      <OfCase number={work.caseNumber} title={work.caseTitle} />
    </tr>
  )
}

function ClockRow({ clock, nowMs }: { readonly clock: Clock; readonly nowMs: number }) {
  const { text, language } = useTongue()
  const words = text.work.due
  const { caseId, playbookId, stepId, title, playbookTitle, dueAtMs } = clock
  const thingId = stepThing(playbookId, stepId)
  return (
    <tr>
      <When atMs={dueAtMs} nowMs={nowMs} />
      <th scope="row">
        <a className="row-link" href={routeAddress({ screen: 'case', caseId, tab: 'work', thingId })}>
          {title[language]}
        </a>
        <p className="small soft">
          {words.kinds.step} · {playbookTitle[language]}
        </p>
      </th>
      <td />
      <OfCase number={clock.caseNumber} title={clock.caseTitle} />
    </tr>
  )
}

function When({ atMs, nowMs }: { readonly atMs: number | null; readonly nowMs: number }): ReactNode {
  const { text, format } = useTongue()
  const words = text.work.due
  if (atMs === null)
    return (
      <td className="nowrap">
        <span className="faint">{words.noDate}</span>
      </td>
    )
  const isLate = atMs < nowMs
  const minutes = Math.floor(Math.abs(atMs - nowMs) / MINUTE_MS)
  const chip = isLate ? 'chip-red' : atMs < nowMs + DAY_MS ? 'chip-gold' : 'chip-plain'
  return (
    <td className="nowrap">
      {format.shortInstant(atMs)}
      <p>
        <span className={`chip ${chip}`}>{isLate ? words.lateBy(minutes) : words.left(minutes)}</span>
      </p>
    </td>
  )
}

function OfCase({ number, title }: { readonly number: string; readonly title: string }) {
  return (
    <td>
      <span className="number-tag">{number}</span>
      <p className="small soft">
        <Shown text={title} />
      </p>
    </td>
  )
}

// The earliest first, so that what is overdue stands above; what has no date is last.
function allOf(work: readonly Work[], clocks: readonly Clock[]): readonly Due[] {
  const all: Due[] = [
    ...work.map((each) => ({ atMs: each.atMs, key: `${each.kind} ${each.aboutId}`, work: each })),
    ...clocks.map((each) => {
      const { caseId, playbookId, stepId, dueAtMs } = each
      return { atMs: dueAtMs, key: `${caseId} ${playbookId} ${stepId}`, clock: each }
    }),
  ]
  return all.sort((one, other) => (one.atMs ?? Infinity) - (other.atMs ?? Infinity))
}

/** The engine's time, moving on while the screen is open. */
function useNow(readAtMs: number | undefined): number {
  const [sinceMs, setSince] = useState(0)
  useEffect(() => {
    if (readAtMs === undefined) return
    const begun = performance.now()
    setSince(0)
    const tick = setInterval(() => setSince(performance.now() - begun), TICK_MS)
    return () => clearInterval(tick)
  }, [readAtMs])
  return (readAtMs ?? 0) + sinceMs
}
