import { Check } from '../parts/choices.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { closeDialog } from '../state/navigation.ts'
import { useWindow, useWindowPlace, useWorkplace } from '../state/places.tsx'
import { prefer } from '../state/window-store.ts'
import { useTongue } from '../text/text-context.tsx'

/** Every shortcut, and the switch for single letters. */
export function ShortcutSheet() {
  const place = useWindowPlace()
  const at = useWorkplace()
  const { text } = useTongue()
  const hasSingleKeys = useWindow((state) => state.preferences.hasSingleKeys)
  const words = text.window.shortcuts
  const { key } = words
  const single: readonly (readonly [string, readonly string[]])[] = [
    [words.search, ['/']],
    [words.newComplaint, ['N']],
    [words.openCase, ['O']],
    [words.cases, ['C']],
    [words.verify, ['V']],
    [words.people, ['P']],
    [words.keys, ['K']],
    [words.places, ['S']],
    [words.waiting, ['W']],
    [words.find, ['F']],
    [words.help, ['?']],
  ]
  const combined: readonly (readonly [string, readonly string[]])[] = [
    [text.search.palette.open, [key.control, 'K']],
    [text.search.palette.help, ['F1']],
    [words.lock, [key.control, 'L']],
    [words.panic, [key.control, key.shift, 'L']],
    [words.save, [key.control, key.enter]],
    [words.tabs, [key.alt, '1–9']],
    [words.rows, ['↑', '↓']],
    [words.escape, [key.escape]],
  ]
  return (
    <Dialog title={words.title} closeLabel={text.window.close} onClose={() => closeDialog(at)} isWide>
      <p className="soft">{words.intro}</p>
      <div className="shortcut-columns">
        <KeyTable rows={single} isOff={!hasSingleKeys} />
        <KeyTable rows={combined} />
      </div>
      <Check isChecked={hasSingleKeys} onChange={(isOn) => prefer(place, { hasSingleKeys: isOn })}>
        {words.single}
      </Check>
    </Dialog>
  )
}

type KeyTableProps = {
  readonly rows: readonly (readonly [string, readonly string[]])[]
  readonly isOff?: boolean
}

function KeyTable({ rows, isOff = false }: KeyTableProps) {
  return (
    <dl className={isOff ? 'key-table key-table-off' : 'key-table'}>
      {rows.map(([what, keys]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd className="keys">
            {keys.map((name) => (
              <kbd key={name}>{name}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
