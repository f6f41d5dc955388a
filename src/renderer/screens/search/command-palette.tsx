import { type KeyboardEvent, useEffect, useState } from 'react'
import type { SearchHitLine } from '#contract/search-operations.ts'
import { SEARCH_KIND_LABELS } from '#core/search/search-labels.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Shown } from '../../parts/shown.tsx'
import { closeDialog, goTo, openDialog, requestLock } from '../../state/navigation.ts'
import { matchCommands, type PaletteAct } from '../../state/palette.ts'
import { useWindowPlace, useWorkplace } from '../../state/places.tsx'
import { findThings, routeOfHit } from '../../state/search-actions.ts'
import { lockVault } from '../../state/vault-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { usePaletteCommands } from './palette-commands.ts'

const TYPING_PAUSE_MS = 120
const HITS = 8
/** Id of the list and of its entries, by which the field names the one that Enter takes. */
const LIST_ID = 'palette-list'

type Entry =
  | { readonly id: string; readonly label: string; readonly act: PaletteAct; readonly hit: null }
  | { readonly id: string; readonly label: string; readonly act: PaletteAct; readonly hit: SearchHitLine }

/** Goes to any screen, does any command, and finds anything, by typing. */
export function CommandPalette() {
  const at = useWorkplace()
  const { text } = useTongue()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const take = useTake()
  const entries = useEntries(typed)
  const current = entries[Math.min(chosen, entries.length - 1)]
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setChosen(
        (now) => (Math.min(now, entries.length - 1) + step + entries.length) % Math.max(1, entries.length),
      )
    } else if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault()
      take(current.act)
    }
  }
  return (
    <Dialog
      title={text.search.palette.title}
      closeLabel={text.window.close}
      onClose={() => closeDialog(at)}
      isWide
    >
      <input
        className="input"
        role="combobox"
        aria-label={text.search.palette.field}
        aria-expanded={entries.length > 0}
        aria-controls={LIST_ID}
        aria-activedescendant={current === undefined ? undefined : idOf(current)}
        placeholder={text.search.palette.field}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setChosen(0)
        }}
        onKeyDown={press}
        // Only where the dialog opens on purpose to type into this field.
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
      />
      <div className="palette" id={LIST_ID} role="listbox" aria-label={text.search.palette.title}>
        {entries.map((entry) => (
          <PaletteEntry
            key={entry.id}
            entry={entry}
            isChosen={entry === current}
            onTake={() => take(entry.act)}
          />
        ))}
      </div>
      {entries.length === 0 && (
        <p className="soft" role="status">
          {text.search.palette.nothing}
        </p>
      )}
    </Dialog>
  )
}

type PaletteEntryProps = { readonly entry: Entry; readonly isChosen: boolean; readonly onTake: () => void }

// The focus stays in the field, which names the chosen entry; the pointer takes one directly.
function PaletteEntry({ entry, isChosen, onTake }: PaletteEntryProps) {
  const { language } = useTongue()
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus (ARIA combobox with a list box)
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does it
    <div id={idOf(entry)} className="palette-entry" role="option" aria-selected={isChosen} onClick={onTake}>
      <span className="palette-label">
        <Shown text={entry.label} />
      </span>
      {entry.hit !== null && (
        <span className="row small faint">
          <span>{SEARCH_KIND_LABELS[entry.hit.kind][language]}</span>
          <span className="number-tag">{entry.hit.caseNumber}</span>
        </span>
      )}
    </div>
  )
}

function idOf({ id }: Entry): string {
  return `palette-${id.replace(/[^A-Za-z0-9]+/g, '-')}`
}

function useTake(): (act: PaletteAct) => void {
  const place = useWindowPlace()
  const at = useWorkplace()
  return (act) => {
    closeDialog(at)
    switch (act.does) {
      case 'go':
        goTo(at, act.to)
        return
      case 'open-case':
        openDialog(at, { name: 'open-case' })
        return
      case 'shortcuts':
        openDialog(at, { name: 'shortcuts' })
        return
      case 'help':
        openDialog(at, { name: 'help' })
        return
      case 'find-code':
        openDialog(at, { name: 'custody', act: 'find', code: '' })
        return
      case 'lock':
        if (requestLock(at)) void lockVault(place)
    }
  }
}

/** Commands first, then what is found in the data. */
function useEntries(typed: string): readonly Entry[] {
  const at = useWorkplace()
  const commands = usePaletteCommands()
  const [hits, setHits] = useState<readonly SearchHitLine[]>([])
  useEffect(() => {
    let isGone = false
    if (typed.trim() === '') {
      setHits([])
      return
    }
    const timer = setTimeout(async () => {
      const answer = await findThings(at, 'palette', { query: typed, limit: HITS })
      if (!isGone && answer?.outcome === 'done') setHits(answer.value.hits)
    }, TYPING_PAUSE_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [at, typed])
  return [
    ...matchCommands(commands, typed).map((command): Entry => ({ ...command, hit: null })),
    ...hits.map((hit, index): Entry => {
      const label = hit.label === '' ? hit.caseTitle : hit.label
      return { id: `hit-${index}`, label, act: { does: 'go', to: routeOfHit(hit) }, hit }
    }),
  ]
}
