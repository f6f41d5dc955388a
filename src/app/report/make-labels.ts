import type { Handler } from '#contract/dispatcher.ts'
import { labelItem, labelPlace } from '#core/documents/build-labels.ts'
import type { Label } from '#core/documents/label-sheet.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type FindItemsFailure, findItems, findPlace } from '../custody/find-items.ts'
import { type ReadItemFailure, readItemRecord } from '../custody/read-item.ts'
import { type FoundCase, lockedFailure, type VaultSession } from '../vault-session.ts'
import { type DrawingTools, drawReport } from './draw-report.ts'

/** Labels with what they are made from. */
type Labelled = {
  readonly labels: readonly Label[]
  readonly lastAtMs: number
  readonly found: FoundCase | null
}

/** `label.make`. The sheet is a function of what the events say of the items: the same state gives the same bytes. */
export function makeLabels(tools: DrawingTools, software: string): Handler<'label.make'> {
  return async ({ items, places, form, startAt, languages }, context) => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    if (items.length + places.length === 0) return fail({ code: 'custody/item-not-found' })
    const things = labelItems(vault, items)
    if (!things.ok) return things
    const labels = [...things.value.labels]
    let createdAtMs = things.value.lastAtMs
    for (const name of places) {
      const place = findPlace(vault, name)
      if (!place.ok) return place
      labels.push(labelPlace(place.value))
      createdAtMs = Math.max(createdAtMs, place.value.addedAtMs)
    }
    const head = vault.ledger.head()
    if (!head.ok) return head
    if (head.value === null) return fail({ code: 'custody/item-not-found' })
    const { seq, hashHex } = head.value
    const title = languages === 'en' ? 'Labels' : 'ស្លាក'
    const drawn = await drawReport(
      tools,
      vault,
      {
        found: things.value.found,
        document: { languages, info: { title, creator: software, createdAtMs }, form, startAt, labels },
        kind: 'labels',
        fileName: `labels-${fileNamePart(labels[0]?.number ?? '')}-${form}.pdf`,
        madeFrom: { seq, hashHex },
      },
      context,
    )
    return typeof drawn === 'object' && drawn.ok ? succeed({ ...drawn.value, entries: labels.length }) : drawn
  }
}

function labelItems(
  vault: VaultSession,
  names: readonly string[],
): Result<Labelled, FindItemsFailure | ReadItemFailure> {
  if (names.length === 0) return succeed({ labels: [], lastAtMs: 0, found: null })
  const target = findItems(vault, names)
  if (!target.ok) return target
  const { found, items } = target.value
  const labels: Label[] = []
  for (const item of items) {
    const record = readItemRecord(vault, found, item.itemId)
    if (!record.ok) return record
    labels.push(labelItem(record.value, item))
  }
  return succeed({ labels, lastAtMs: Math.max(...items.map((item) => item.lastAtMs)), found })
}

/** Numbers and codes may hold what names of files may not. */
function fileNamePart(number: string): string {
  return number.replaceAll(/[^A-Za-z0-9-]/g, '') || 'items'
}
