import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { ContainerForm, ExhibitCategory } from '../custody/custody-vocabularies.ts'
import type { DigestHex, ExhibitId, ItemId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'

type Registered = EventData<'exhibit-registered'>

/** What was said of an item when it entered custody; what became of it since is the custody fold's. */
export type ItemRecord = {
  readonly itemId: ItemId
  readonly number: string
  readonly kind: 'digital' | 'physical' | 'container'
  readonly name: string
  /** The event that says so. */
  readonly seq: number
  readonly hashHex: DigestHex
  readonly recordedAtMs: number
  readonly registeredBy: string
  readonly category?: ExhibitCategory
  readonly form?: ContainerForm
  readonly description?: string | undefined
  readonly marks?: Registered['marks']
  readonly quantity?: number | undefined
  readonly cash?: Registered['cash']
  readonly seized?: Registered['seized']
  readonly photoIds: readonly ExhibitId[]
  readonly sizeBytes?: number
  readonly digestHex?: DigestHex
}

/**
 * Collects what the verified events of a case say of its items when they enter custody, by id and in their order. A
 * thing's photographs are those of its registration and those linked since.
 */
export function recordItems(events: Iterable<VerifiedEvent>): ReadonlyMap<ItemId, ItemRecord> {
  const records = new Map<ItemId, ItemRecord>()
  for (const event of events) {
    const record = recordOf(event, records)
    if (record !== null && !records.has(record.itemId)) records.set(record.itemId, record)
    if (event.body.kind === 'photos-linked') {
      const { itemId, photoIds } = event.body.data
      const known = records.get(itemId)
      if (known !== undefined)
        records.set(itemId, { ...known, photoIds: [...new Set([...known.photoIds, ...photoIds])] })
    }
  }
  return records
}

function recordOf(event: VerifiedEvent, known: ReadonlyMap<ItemId, ItemRecord>): ItemRecord | null {
  const { body, seq, hashHex, time } = event
  const common = { seq, hashHex, recordedAtMs: time.wallMs, photoIds: [] }
  switch (body.kind) {
    case 'exhibit-registered': {
      const { exhibitId, number, name, category, description, marks, quantity, cash, seized } = body.data
      const { photoIds, registeredBy } = body.data
      return {
        ...common,
        itemId: exhibitId,
        kind: 'physical',
        number,
        name,
        category,
        description,
        marks,
        quantity,
        cash,
        seized,
        photoIds,
        registeredBy: registeredBy.name,
      }
    }
    case 'container-registered': {
      const { containerId, number, form, description, registeredBy } = body.data
      const name = description ?? ''
      return {
        ...common,
        itemId: containerId,
        kind: 'container',
        number,
        name,
        form,
        registeredBy: registeredBy.name,
      }
    }
    case 'exhibit-sealed': {
      const { exhibitId, number, name, description, sizeBytes, digestHex, sealedBy } = body.data
      return {
        ...common,
        itemId: exhibitId,
        kind: 'digital',
        number,
        name,
        description,
        sizeBytes,
        digestHex,
        registeredBy: sealedBy.name,
      }
    }
    default:
      return collectedRecordOf(event, known)
  }
}

/** Exhibits of several parts, and those whose bytes are those of another. */
function collectedRecordOf(
  { body, seq, hashHex, time }: VerifiedEvent,
  known: ReadonlyMap<ItemId, ItemRecord>,
): ItemRecord | null {
  const common = { seq, hashHex, recordedAtMs: time.wallMs, photoIds: [], kind: 'digital' } as const
  if (body.kind === 'exhibit-collected') {
    const { exhibitId, number, name, description, sizeBytes, digestHex, collectedBy } = body.data
    return {
      ...common,
      itemId: exhibitId,
      number,
      name,
      description,
      sizeBytes,
      digestHex,
      registeredBy: collectedBy.name,
    }
  }
  if (body.kind !== 'exhibit-copied') return null
  const { exhibitId, number, name, description, ofExhibitId, copiedBy } = body.data
  const { sizeBytes, digestHex } = known.get(ofExhibitId) ?? {}
  return {
    ...common,
    itemId: exhibitId,
    number,
    name,
    description,
    registeredBy: copiedBy.name,
    ...(sizeBytes !== undefined && { sizeBytes }),
    ...(digestHex !== undefined && { digestHex }),
  }
}
