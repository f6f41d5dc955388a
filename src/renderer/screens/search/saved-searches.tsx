import { Trash2 } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { SavedSearch } from '#contract/search-operations.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { IDLE, type Remote, receive, shownOf } from '../../state/remote.ts'
import type { SearchWish } from '../../state/search-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'

type SavedSearchesProps = {
  readonly wish: SearchWish
  readonly onChoose: (search: SavedSearch) => void
}

/** The searches that a person keeps: choose one, keep the present one, forget one. */
export function SavedSearches({ wish, onChoose }: SavedSearchesProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const [remote, setRemote] = useState<Remote<OutputOf<'search.saved'>>>(IDLE)
  const [name, setName] = useState('')
  const take = (answer: Envelope<OutputOf<'search.saved'>>) => setRemote((before) => receive(before, answer))
  useEffect(() => {
    let isGone = false
    void at.desk.client.call('search.saved', {}).then((answer) => {
      if (!isGone) setRemote((before) => receive(before, answer))
    })
    return () => {
      isGone = true
    }
  }, [at])
  const searches = shownOf(remote)?.searches ?? []
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '' || wish.query.trim() === '') return
    take(await at.desk.client.call('search.save', { ...wish, kinds: [...wish.kinds], name }))
    setName('')
  }
  return (
    <aside className="sheet" aria-labelledby="saved-title">
      <div className="sheet-head">
        <h2 id="saved-title">{text.search.savedTitle}</h2>
      </div>
      <div className="sheet-body stack">
        {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
        {searches.length === 0 && <p className="small soft">{text.search.noSaved}</p>}
        <ul className="saved-searches">
          {searches.map((search) => (
            <li key={search.name} className="row row-apart">
              <button type="button" className="saved-search" onClick={() => onChoose(search)}>
                <Shown text={search.name} />
              </button>
              <IconButton
                icon={<Trash2 size={16} aria-hidden />}
                label={text.search.forget(search.name)}
                onPress={async () => take(await at.desk.client.call('search.forget', { name: search.name }))}
              />
            </li>
          ))}
        </ul>
        {wish.query.trim() !== '' && (
          <form className="stack stack-tight" onSubmit={(event) => void save(event)}>
            <TextInput label={text.search.saveName} value={name} onChange={setName} />
            <Button size="small" isDisabled={name.trim() === ''}>
              {text.search.save}
            </Button>
          </form>
        )}
      </div>
    </aside>
  )
}
