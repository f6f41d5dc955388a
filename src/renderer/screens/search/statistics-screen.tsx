import { ChartColumn } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { parseIsoDate } from '#core/dates/civil-date.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { readDayEntry } from '../../state/day-entry.ts'
import { useWorkplace } from '../../state/places.tsx'
import type { Work } from '../../state/work.ts'
import { runLong, stopRunning, type Workplace } from '../../state/workplace.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { useFilter } from '../use-filter.ts'
import { WorkProgress } from '../work-progress.tsx'
import { StatisticsSheets } from './statistics-sheets.tsx'

type Counted = OutputOf<'statistics.show'>
type Period = { readonly from: string; readonly to: string }

const STOP = 'statistics.show'

/** What the cases of the station come to, in numbers and as pictures. */
export function StatisticsScreen() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.search.statistics
  const [from, setFrom] = useFilter('statistics-from')
  const [to, setTo] = useFilter('statistics-to')
  const period: Period = { from, to }
  const { work, shown, count } = useCounting(at)
  const [first] = useState(period)
  useEffect(() => {
    void count(isPeriod(first) ? first : { from: '', to: '' })
    return () => stopRunning(at, STOP)
  }, [at, count, first])
  const problem = (typed: string) => (isDay(typed) ? undefined : text.search.wrongDay)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPeriod(period)) void count(period)
  }
  return (
    <>
      <PageHead title={words.title}>
        <p>{words.intro}</p>
      </PageHead>
      <form className="sheet search-form" onSubmit={submit}>
        <div className="form-grid">
          <TextInput
            className="span-3"
            label={words.from}
            value={period.from}
            placeholder={text.complaint.hints.day}
            problem={problem(period.from)}
            onChange={setFrom}
          />
          <TextInput
            className="span-3"
            label={words.to}
            value={period.to}
            placeholder={text.complaint.hints.day}
            problem={problem(period.to)}
            onChange={setTo}
          />
          <div className="span-3 form-end">
            <Button kind="primary" isPending={work.status === 'running'}>
              {words.count}
            </Button>
          </div>
        </div>
      </form>
      <WorkProgress work={work} label={words.title} onStop={() => stopRunning(at, STOP)} />
      {work.status === 'refused' && <RefusalCallout refusal={work.refusal} />}
      {shown !== null &&
        (shown.complaints === 0 ? (
          <EmptyState
            icon={<ChartColumn size={40} strokeWidth={1.5} aria-hidden />}
            title={words.nothingTitle}
          >
            {words.nothing}
          </EmptyState>
        ) : (
          <StatisticsSheets counted={shown} />
        ))}
    </>
  )
}

function isPeriod({ from, to }: Period): boolean {
  return isDay(from) && isDay(to)
}

function isDay(typed: string): boolean {
  return typed === '' || parseIsoDate(readDayEntry(typed)).ok
}

function useCounting(at: Workplace) {
  const [work, setWork] = useState<Work<Counted>>({ status: 'idle' })
  const [shown, setShown] = useState<Counted | null>(null)
  const [count] = useState(() => async ({ from, to }: Period) => {
    stopRunning(at, STOP)
    const input = {
      ...(from !== '' && { from: readDayEntry(from) }),
      ...(to !== '' && { to: readDayEntry(to) }),
    }
    const answer = await runLong(at, STOP, { name: 'statistics.show', input }, setWork)
    if (answer.outcome === 'done') setShown(answer.value)
  })
  return { work, shown, count }
}
