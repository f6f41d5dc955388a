import type { KeyboardEvent } from 'react'
import { TextInput } from '../../parts/inputs.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { editEntry } from '../../state/raid-actions.ts'
import { type RaidEntry, writeEntry } from '../../state/raid-entry.ts'
import { type ThingField, thingFieldsOf } from '../../state/thing-edit.ts'
import { useTongue } from '../../text/text-context.tsx'
import { CurrencyInput } from '../custody/currency-input.tsx'
import { RAID_CONTROLS } from './use-raid-keys.ts'

type RaidFieldsProps = {
  readonly entry: RaidEntry
  readonly problems: { readonly [Name in ThingField]: string | undefined }
}

const MONO: ReadonlySet<ThingField> = new Set(['imeis', 'iccid', 'serialNumber', 'sealNumber', 'plate'])

/** The fields of the thing, filled by the line or by hand. Enter leads back to the line. */
export function RaidFields({ entry, problems }: RaidFieldsProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const fields: readonly ThingField[] = [
    'name',
    'sealNumber',
    ...thingFieldsOf(entry.category),
    'description',
  ]
  const write = (field: ThingField) => (typed: string) =>
    editEntry(at, (now) => writeEntry(now, field, typed))
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey) return
    event.preventDefault()
    document.getElementById(RAID_CONTROLS.line)?.focus()
  }
  return (
    <div className="form-grid raid-fields">
      {fields.map((field) =>
        field === 'currency' ? (
          <CurrencyInput key={field} value={entry.texts.currency} onChange={write(field)} />
        ) : (
          <TextInput
            key={field}
            className={spanOf(field, fields)}
            label={text.custody.thing[field]}
            value={entry.texts[field]}
            onChange={write(field)}
            onKeyDown={leave}
            problem={problems[field]}
            isMono={MONO.has(field)}
          />
        ),
      )}
    </div>
  )
}

/** A description that would stand alone in its row shares the one before it, so that saving stays in sight. */
function spanOf(field: ThingField, fields: readonly ThingField[]): string {
  if (field === 'name') return 'span-8'
  const isFourInARow = fields.length % 3 === 0
  return isFourInARow && fields.indexOf(field) >= fields.length - 4 ? 'span-3' : 'span-4'
}
