import { Search, SearchX } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { SEARCH_STATUSES } from '#contract/search-operations.ts'
import { parseIsoDate } from '#core/dates/civil-date.ts'
import { SEARCH_KIND_LABELS } from '#core/search/search-labels.ts'
import { SEARCH_KINDS, type SearchKind } from '#core/search/searched.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { readDayEntry } from '../../state/day-entry.ts'
import { useWorkplace } from '../../state/places.tsx'
import { askAgain, IDLE, type Remote, receive, shownOf } from '../../state/remote.ts'
import { findThings, type SearchWish } from '../../state/search-actions.ts'
import { type LookedFor, readLookedFor, writeLookedFor } from '../../state/search-wish.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { useFilter } from '../use-filter.ts'
import { type Found, HitList } from './hit-list.tsx'
import { SavedSearches } from './saved-searches.tsx'

const TYPING_PAUSE_MS = 150
/** While texts wait for the index of words, the question is asked again. */
const WAITING_PAUSE_MS = 1_000
const HITS = 50

/** Searches everything that the person may see, while they type. */
export function SearchScreen() {
  const { text } = useTongue()
  const [{ wish, days }, setLooked] = useSearch()
  const setWish = (next: SearchWish) => setLooked({ wish: next, days })
  const remote = useFound(wish)
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  // Whoever comes here types at once.
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const found = shownOf(remote)
  const typeDay = (end: 'from' | 'to', typed: string) => {
    setLooked({ wish, days: { ...days, [end]: typed } })
  }
  const wrong = (typed: string) =>
    typed === '' || parseIsoDate(readDayEntry(typed)).ok ? undefined : text.search.wrongDay
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    list.current?.querySelector<HTMLElement>('.row-link')?.focus()
  }
  return (
    <>
      <PageHead title={text.search.title}>
        <p>{text.search.intro}</p>
      </PageHead>
      <div className="columns">
        <div className="stack">
          <search className="sheet search-form">
            <TextInput
              label={text.search.field}
              hint={text.search.hint}
              value={wish.query}
              onChange={(query) => setWish({ ...wish, query })}
              onKeyDown={press}
              inputRef={field}
            />
            <div className="form-grid">
              <SelectInput
                className="span-3"
                label={text.search.kinds}
                value={wish.kinds[0] ?? ''}
                none={text.search.allKinds}
                onChange={(kind) => setWish({ ...wish, kinds: kind === '' ? [] : [kind as SearchKind] })}
                choices={useKinds()}
              />
              <SelectInput
                className="span-3"
                label={text.search.status}
                value={wish.status}
                onChange={(status) => setWish({ ...wish, status: status as SearchWish['status'] })}
                choices={SEARCH_STATUSES.map((value) => ({ value, label: text.search.statuses[value] }))}
              />
              <TextInput
                className="span-3"
                label={text.search.from}
                value={days.from}
                placeholder={text.complaint.hints.day}
                problem={wrong(days.from)}
                onChange={(typed) => typeDay('from', typed)}
              />
              <TextInput
                className="span-3"
                label={text.search.to}
                value={days.to}
                placeholder={text.complaint.hints.day}
                problem={wrong(days.to)}
                onChange={(typed) => typeDay('to', typed)}
              />
            </div>
          </search>
          {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
          <p className="field-hint" role="status">
            {found !== null && wish.query.trim() !== '' && text.search.found(found.hits.length, found.isMore)}
          </p>
          {found !== null && found.waiting > 0 && (
            <p className="small soft">{text.search.waiting(found.waiting)}</p>
          )}
          <div ref={list}>
            <Hits wish={wish} found={found} />
          </div>
        </div>
        <SavedSearches
          wish={wish}
          onChoose={({ name: _, ...chosen }) => {
            setLooked({ wish: chosen, days: { from: chosen.from ?? '', to: chosen.to ?? '' } })
          }}
        />
      </div>
    </>
  )
}

function Hits({ wish, found }: { readonly wish: SearchWish; readonly found: Found | null }) {
  const { text } = useTongue()
  if (wish.query.trim() === '')
    return (
      <EmptyState icon={<Search size={40} strokeWidth={1.5} aria-hidden />} title={text.search.startTitle}>
        {text.search.start}
      </EmptyState>
    )
  if (found === null) return null
  if (found.hits.length > 0) return <HitList hits={found.hits} />
  return (
    <EmptyState icon={<SearchX size={40} strokeWidth={1.5} aria-hidden />} title={text.search.nothingTitle}>
      {text.search.nothing}
    </EmptyState>
  )
}

/** What is looked for, as it was left. */
function useSearch(): readonly [LookedFor, (next: LookedFor) => void] {
  const [written, setWritten] = useFilter('search')
  const looked = useMemo(() => readLookedFor(written), [written])
  return [looked, (next) => setWritten(writeLookedFor(next))]
}

function useKinds() {
  const { language } = useTongue()
  return SEARCH_KINDS.map((value) => ({ value, label: SEARCH_KIND_LABELS[value][language] }))
}

/** What is found for a wish, asked when typing pauses and again while the index of words is behind. */
function useFound(wish: SearchWish): Remote<Found> {
  const at = useWorkplace()
  const [remote, setRemote] = useState<Remote<Found>>(IDLE)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    if (wish.query.trim() === '') {
      setRemote(IDLE)
      return
    }
    const ask = async () => {
      setRemote(askAgain)
      const answer = await findThings(at, 'screen', { ...wish, kinds: [...wish.kinds], limit: HITS })
      if (isGone || answer === null) return
      setRemote((before) => receive(before, answer))
      if (answer.outcome === 'done' && answer.value.waiting > 0)
        timer = setTimeout(() => void ask(), WAITING_PAUSE_MS)
    }
    timer = setTimeout(() => void ask(), TYPING_PAUSE_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [at, wish])
  return remote
}
