import { Search, SearchX } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { HeadquartersOutput } from '#contract/headquarters-operations.ts'
import { SEARCH_KIND_LABELS } from '#core/search/search-labels.ts'
import { SEARCH_KINDS } from '#core/search/searched.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { SelectInput, TextInput } from '../parts/inputs.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { RefusalCallout } from '../screens/refusal-callout.tsx'
import { HitList } from '../screens/search/hit-list.tsx'
import { shownOf } from '../state/remote.ts'
import { routeOfHit } from '../state/search-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { addressAt } from './address.ts'
import { loadStations, search } from './loading.ts'
import { useHeadquarters, useHeadquartersPlace } from './place.ts'

/** Searches what every station shared; what is found leads to the case at its station. */
export function FindScreen() {
  const place = useHeadquartersPlace()
  const { text } = useTongue()
  const words = text.desk.search
  const remote = useHeadquarters((state) => state.found)
  useEffect(() => void loadStations(place), [place])
  const found = shownOf(remote)
  return (
    <>
      <PageHead title={words.title}>
        <p>{words.intro}</p>
      </PageHead>
      <FindForm />
      {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      <p className="field-hint" role="status">
        {remote.status === 'loading' && words.running}
        {remote.status === 'ready' && text.search.found(remote.value.hits.length, remote.value.isMore)}
      </p>
      {found !== null && <Found found={found} />}
    </>
  )
}

function FindForm() {
  const place = useHeadquartersPlace()
  const { text, language } = useTongue()
  const words = text.desk.search
  const asked = useHeadquarters((state) => state.wish)
  const stations = useHeadquarters((state) => shownOf(state.stations)?.stations) ?? []
  const isRunning = useHeadquarters((state) => state.found.status === 'loading')
  const [wish, setWish] = useState(asked)
  const [wasTried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  // Whoever comes here types at once.
  useEffect(() => field.current?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wish.query.trim() !== '') void search(place, { ...wish })
  }
  return (
    <search>
      <form className="sheet search-form" onSubmit={submit} autoComplete="off">
        <TextInput
          label={text.search.field}
          hint={text.search.hint}
          value={wish.query}
          onChange={(query) => setWish({ ...wish, query })}
          inputRef={field}
          problem={wasTried && wish.query.trim() === '' ? words.queryMissing : undefined}
        />
        <div className="form-grid">
          <SelectInput
            className="span-6"
            label={words.station}
            value={wish.vaultId}
            none={words.allStations}
            onChange={(vaultId) => setWish({ ...wish, vaultId })}
            choices={stations.map(({ vaultId, station }) => ({ value: vaultId, label: station }))}
          />
          <SelectInput
            className="span-6"
            label={text.search.kinds}
            value={wish.kind}
            none={text.search.allKinds}
            onChange={(kind) => setWish({ ...wish, kind })}
            choices={SEARCH_KINDS.map((value) => ({ value, label: SEARCH_KIND_LABELS[value][language] }))}
          />
        </div>
        <div className="row">
          <Button kind="primary" isPending={isRunning}>
            <Search size={18} aria-hidden />
            {words.submit}
          </Button>
        </div>
      </form>
    </search>
  )
}

function Found({ found: { hits } }: { readonly found: HeadquartersOutput<'headquarters.search'> }) {
  const { text } = useTongue()
  if (hits.length === 0)
    return (
      <EmptyState icon={<SearchX size={40} strokeWidth={1.5} aria-hidden />} title={text.search.nothingTitle}>
        {text.search.nothing}
      </EmptyState>
    )
  return (
    <HitList
      hits={hits}
      placeOf={({ vaultId, station, ...hit }) => ({
        station,
        address: addressAt(vaultId, routeOfHit(hit)),
      })}
    />
  )
}
