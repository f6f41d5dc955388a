import { ArrowRightLeft, PackagePlus, QrCode, Smartphone } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ItemLine } from '#contract/custody-fields.ts'
import { foldForSearch } from '#core/khmer/fold-for-search.ts'
import { Button } from '../../parts/button.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { loadItems } from '../../state/custody-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { filterOfCase } from '../../state/kept-place.ts'
import { openDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { useFilter, useFilterOf } from '../use-filter.ts'
import { ItemTable } from './item-table.tsx'

const SHOWN_KINDS = ['all', 'physical', 'container', 'digital'] as const

/** Who has what in a case: files, things and containers, with what can be done with several at once. */
export function ThingsSection({ caseId }: { readonly caseId: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody
  const remote = useSession((state) => remoteOf(state.custody.items, caseId))
  const mayHandle = useSession((state) => mayDo(state, 'exhibit.register'))
  const mayLabel = useSession((state) => mayDo(state, 'label.make'))
  const [kind, setKind] = useFilterOf(filterOfCase('things-kind', caseId), SHOWN_KINDS)
  const [query, setQuery] = useFilter(filterOfCase('things', caseId))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => void loadItems(at, caseId), [at, caseId])
  const items = shownOf(remote)?.items ?? []
  const shown = items.filter((item) => (kind === 'all' || item.kind === kind) && fits(item, query))
  const picked = shown.filter(({ itemId }) => chosen.has(itemId))
  const toggle = (itemIds: readonly string[], isOn: boolean) => {
    const next = new Set(chosen)
    for (const itemId of itemIds) {
      if (isOn) next.add(itemId)
      else next.delete(itemId)
    }
    setChosen(next)
  }
  return (
    <section className="sheet" aria-labelledby="things-title">
      <div className="sheet-head">
        <h2 id="things-title">{words.title}</h2>
        {mayHandle && (
          <div className="row">
            <Button
              size="small"
              onPress={() => openDialog(at, { name: 'custody', act: 'register-container', caseId })}
            >
              <PackagePlus size={16} aria-hidden />
              {words.registerContainer}
            </Button>
            <Button
              size="small"
              kind="primary"
              onPress={() => openDialog(at, { name: 'custody', act: 'register-thing', caseId })}
            >
              <Smartphone size={16} aria-hidden />
              {words.registerThing}
            </Button>
          </div>
        )}
      </div>
      {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      {items.length === 0 ? (
        <p className="sheet-body soft">{words.empty}</p>
      ) : (
        <>
          <div className="item-tools">
            <SelectInput
              label={words.showKind}
              value={kind}
              onChange={setKind}
              choices={SHOWN_KINDS.map((value) => ({ value, label: words.kinds[value] }))}
            />
            <TextInput label={words.filter} value={query} onChange={setQuery} />
            {mayLabel && <PickedActs picked={picked} mayHandle={mayHandle} />}
          </div>
          <ItemTable items={shown} {...(mayLabel && { chosen, onToggle: toggle })} />
        </>
      )}
    </section>
  )
}

type PickedActsProps = { readonly picked: readonly ItemLine[]; readonly mayHandle: boolean }

function PickedActs({ picked, mayHandle }: PickedActsProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody
  const isNone = picked.length === 0
  const items = picked.map(({ itemId }) => itemId)
  return (
    <div className="row item-acts">
      <span className="small soft" role="status">
        {words.chosen(picked.length)}
      </span>
      {mayHandle && (
        <Button
          isDisabled={isNone}
          onPress={() => openDialog(at, { name: 'custody', act: 'move', items: picked })}
        >
          <ArrowRightLeft size={18} aria-hidden />
          {words.move}
        </Button>
      )}
      <Button
        isDisabled={isNone}
        onPress={() => openDialog(at, { name: 'custody', act: 'labels', items, places: [] })}
      >
        <QrCode size={18} aria-hidden />
        {words.labels}
      </Button>
    </div>
  )
}

function fits(item: ItemLine, query: string): boolean {
  const wanted = foldForSearch(query)
  if (wanted === '') return true
  const { number, name, holder, seal, containerNumber = '' } = item
  return [number, name, holder.name, seal?.number ?? '', containerNumber].some((text) =>
    foldForSearch(text).includes(wanted),
  )
}
