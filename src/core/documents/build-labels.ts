import type { ItemState } from '../custody/item-state.ts'
import { formatSortableDateTime } from '../dates/format-date.ts'
import type { PlaceId } from '../ids.ts'
import type { Phrase } from './document-tree.ts'
import type { ItemRecord } from './item-record.ts'
import { MARK_LABELS, sayItemKind } from './item-words.ts'
import type { Label } from './label-sheet.ts'
import { scanCodeOf } from './scan-code.ts'

const WORDS = {
  exhibit: { km: 'វត្ថុតាង', en: 'Exhibit' },
  container: { km: 'កញ្ចប់វត្ថុតាង', en: 'Container' },
  place: { km: 'កន្លែងរក្សាទុក', en: 'Storage place' },
  seal: { km: 'ត្រា', en: 'Seal' },
  seized: { km: 'ដកហូតនៅ', en: 'Seized' },
  recorded: { km: 'កត់ត្រានៅ', en: 'Recorded' },
  from: { km: 'នៅ', en: 'At' },
  room: { km: 'បន្ទប់', en: 'Room' },
} as const satisfies { readonly [name: string]: Phrase }

/** Writes the label of an exhibit or a container: the number, what it is, its seal, and the marks that tell it from others. */
export function labelItem(record: ItemRecord, state: Pick<ItemState, 'seal'>): Label {
  const { itemId, number, kind, name, seized, recordedAtMs, marks } = record
  const of = kind === 'container' ? WORDS.container : WORDS.exhibit
  const what = sayItemKind(record)
  const mark = marks?.imeis[0] ?? marks?.iccid
  return {
    code: scanCodeOf(number, itemId),
    caption: { km: `${of.km}៖ ${what.km}`, en: `${of.en}: ${what.en}` },
    number,
    name,
    facts: keepKnown([
      [WORDS.seal, state.seal?.number],
      [marks?.imeis[0] === undefined ? MARK_LABELS.iccid : MARK_LABELS.imei, mark],
      [MARK_LABELS.serialNumber, marks?.serialNumber],
      [seized === undefined ? WORDS.recorded : WORDS.seized, toMinute(seized?.atMs ?? recordedAtMs)],
      [WORDS.from, seized?.place],
    ]),
  }
}

/** A storage place as its label shows it. */
export type LabelledPlace = {
  readonly placeId: PlaceId
  readonly code: string
  readonly name: string
  readonly room: string
}

/** Writes the label of a storage place. */
export function labelPlace({ placeId, code, name, room }: LabelledPlace): Label {
  return {
    code: scanCodeOf(code, placeId),
    caption: WORDS.place,
    number: code,
    name,
    facts: keepKnown([[WORDS.room, room]]),
  }
}

function keepKnown(rows: readonly (readonly [label: Phrase, value: string | undefined])[]): Label['facts'] {
  return rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]))
}

/** On the station's clock, to the minute; the zone is every station's. */
function toMinute(atMs: number): string {
  return formatSortableDateTime(atMs).slice(0, 'YYYY-MM-DD HH:MM'.length)
}
