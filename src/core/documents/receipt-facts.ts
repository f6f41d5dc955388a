import type { CaseView } from '../case-file/case-view.ts'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { MemoryBook } from '../custody/custody-book.ts'
import { MOVE_PURPOSE_LABELS, SEAL_STATE_LABELS } from '../custody/custody-labels.ts'
import type { CustodyFinding } from '../custody/item-state.ts'
import { takeCustody } from '../custody/take-custody.ts'
import type { ContainerId, ItemId, RaidId } from '../ids.ts'
import type { CustodyHolder } from '../ledger/custody-fields.ts'
import type { EventData } from '../ledger/event-body.ts'
import { sayDay } from './date-phrases.ts'
import { type ItemRecord, recordItems } from './item-record.ts'
import { listMarks, MARK_LABELS, sayFinding, sayItemKind, saySeal } from './item-words.ts'
import type { ReceiptEvent, ReceiptFacts, ReceiptItem, ReceiptParty } from './receipt.ts'

/** A case as receipts read it: what it is called, its verified events in their order, and how far they go. */
export type ReceiptCase = Pick<CaseView, 'number' | 'title' | 'head'> & {
  readonly events: readonly VerifiedEvent[]
}

type Moved = EventData<'custody-moved'>

/** Gathers what the receipt of a hand-over states; `null` when no hand-over has this number. */
export function gatherHandOver(file: ReceiptCase, seq: number): ReceiptFacts | null {
  const moved = file.events.find((event) => event.seq === seq)
  if (moved?.body.kind !== 'custody-moved') return null
  const { data } = moved.body
  const { book, findings } = foldTo(file.events, seq)
  const confirmation = findConfirmation(file.events, seq, data)
  return {
    kind: 'hand-over',
    ...caseFacts(file),
    items: listItems(file.events, data.itemIds, book).map((item) => withStateSeen(item, data)),
    from: partyOf(data.from),
    to: partyOf(data.to),
    atMs: data.movedAtMs,
    where: data.where,
    purpose: MOVE_PURPOSE_LABELS[data.purpose],
    reason: data.reason,
    authority: data.authority,
    order: data.order && { ...data.order, orderedOn: sayDay(data.order.orderedOn) },
    condition: data.condition,
    explanation: data.explanation,
    findings: [...findings].map(sayFinding),
    events: [eventOf(moved, data.movedBy.name)],
    confirmation,
  }
}

/** Describes the items of a case that have these numbers, in the order of the numbers; a number that no item has is left out. */
export function describeItems(
  events: readonly VerifiedEvent[],
  numbers: readonly string[],
): readonly ReceiptItem[] {
  const records = [...recordItems(events).values()]
  const ids = numbers.flatMap((number) => records.find((record) => record.number === number)?.itemId ?? [])
  const { book } = foldTo(events, Number.MAX_SAFE_INTEGER)
  return listItems(events, ids, book)
}

/**
 * Gathers what the receipt of a seizure states about things that were registered; `null` when none of them is a thing of
 * this case.
 */
export function gatherSeizure(file: ReceiptCase, itemIds: readonly ItemId[]): ReceiptFacts | null {
  const records = recordItems(file.events)
  const wanted = new Set(itemIds)
  const seized = [...records.values()].filter(({ itemId, kind }) => wanted.has(itemId) && kind === 'physical')
  const [first] = seized
  if (first?.seized === undefined) return null
  const registrations = file.events.flatMap((event): ReceiptEvent[] =>
    event.body.kind === 'exhibit-registered' && wanted.has(event.body.data.exhibitId)
      ? [eventOf(event, event.body.data.registeredBy.name)]
      : [],
  )
  const { book } = foldTo(file.events, file.head.seq)
  const raids = raidsOf(file.events)
  const raid = first.seized.raidId === undefined ? undefined : raids.get(first.seized.raidId)
  return {
    kind: 'seizure',
    ...caseFacts(file),
    items: listItems(
      file.events,
      seized.map(({ itemId }) => itemId),
      book,
    ),
    from: ownerOf(seized, file.events, raid),
    to: { name: first.registeredBy },
    atMs: Math.min(...seized.map((record) => record.seized?.atMs ?? record.recordedAtMs)),
    where: joinUnique([raid?.address, ...seized.map((record) => record.seized?.place)]),
    authority: joinUnique([
      raid?.authorisation && `${raid.authorisation.authority} ${raid.authorisation.reference ?? ''}`.trim(),
      raid?.exception,
      ...seized.map((record) => record.seized?.authority),
    ]),
    findings: [],
    events: registrations as [ReceiptEvent, ...ReceiptEvent[]],
    confirmation: 'on-paper',
  }
}

function caseFacts({ number, title, head }: ReceiptCase) {
  return { caseNumber: number, caseTitle: title, head }
}

function eventOf({ seq, hashHex, time }: VerifiedEvent, by: string): ReceiptEvent {
  return { seq, hashHex, atMs: time.wallMs, by }
}

/** Folds custody up to an event, and tells what was wrong at that event. */
function foldTo(events: readonly VerifiedEvent[], seq: number) {
  const book = new MemoryBook()
  const findings = new Set<CustodyFinding>()
  for (const event of events) {
    if (event.seq > seq) break
    const entries = takeCustody(book, event)
    if (event.seq === seq)
      for (const entry of entries) for (const finding of entry.findings) findings.add(finding)
  }
  return { book, findings }
}

function listItems(
  events: readonly VerifiedEvent[],
  itemIds: readonly ItemId[],
  book: MemoryBook,
): ReceiptItem[] {
  const records = recordItems(events)
  return itemIds.flatMap((itemId): ReceiptItem[] => {
    const record = records.get(itemId)
    return record === undefined ? [] : [itemOf(record, book, records)]
  })
}

function itemOf(record: ItemRecord, book: MemoryBook, records: ReadonlyMap<ItemId, ItemRecord>): ReceiptItem {
  const { itemId, number, name, description, digestHex, kind } = record
  const seal = book.item(itemId)?.seal
  const inside = kind === 'container' ? book.contents(itemId as ContainerId) : []
  const contents = inside.flatMap((exhibitId) => records.get(exhibitId)?.number ?? []).sort()
  return {
    number,
    kind: sayItemKind(record),
    name,
    description: kind === 'container' ? undefined : description,
    marks: [
      ...listMarks(record),
      ...(contents.length === 0
        ? []
        : [{ label: MARK_LABELS.contents, value: { code: contents.join(', ') } }]),
    ],
    sealNumber: seal?.number,
    sealState: saySeal(seal),
    digestHex,
  }
}

/** What the giver said of the seal counts where it differs from what is recorded now. */
function withStateSeen(item: ReceiptItem, { sealState }: Moved): ReceiptItem {
  if (item.sealNumber === undefined || sealState === 'none') return item
  return { ...item, sealState: SEAL_STATE_LABELS[sealState] }
}

function partyOf(holder: CustodyHolder): ReceiptParty {
  if (holder.kind !== 'outside') return { name: holder.name }
  const capacity = [holder.organisation, holder.document].filter((text) => text !== undefined)
  return { name: holder.name, ...(capacity.length > 0 && { capacity }) }
}

function findConfirmation(
  events: readonly VerifiedEvent[],
  seq: number,
  { to }: Moved,
): ReceiptFacts['confirmation'] {
  if (to.kind !== 'person') return 'on-paper'
  for (const event of events) {
    const { body } = event
    if (body.kind !== 'event-confirmed' || body.data.seq !== seq) continue
    if (body.data.purpose !== 'hand-over' || body.data.confirmedBy.userId !== to.userId) continue
    return eventOf(event, body.data.confirmedBy.name)
  }
  return 'awaited'
}

function raidsOf(events: readonly VerifiedEvent[]): ReadonlyMap<RaidId, EventData<'raid-opened'>> {
  return new Map(
    events.flatMap(({ body }) =>
      body.kind === 'raid-opened' ? [[body.data.raidId, body.data] as const] : [],
    ),
  )
}

/** Whoever had the things: the one person they were found with, else the occupant of the place. */
function ownerOf(
  seized: readonly ItemRecord[],
  events: readonly VerifiedEvent[],
  raid: EventData<'raid-opened'> | undefined,
): ReceiptParty {
  const [personId, ...others] = new Set(seized.map((record) => record.seized?.personId))
  if (personId === undefined || others.length > 0) return { name: raid?.occupant ?? '' }
  let person: {
    readonly name?: string | undefined
    readonly code: string
    readonly document?: string | undefined
  } | null = null
  for (const { body } of events) {
    if (body.kind === 'raid-person-found' && body.data.personId === personId) person = body.data
    if (body.kind === 'raid-person-changed' && body.data.personId === personId && person !== null)
      person = { ...person, name: body.data.name ?? person.name }
  }
  if (person === null) return { name: raid?.occupant ?? '' }
  return {
    name: person.name ?? person.code,
    ...(person.document !== undefined && { capacity: person.document }),
  }
}

function joinUnique(texts: readonly (string | undefined)[]): string {
  return [...new Set(texts.filter((text) => text !== undefined && text !== ''))].join(' · ')
}
