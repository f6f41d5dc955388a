import { collectedViewOf, copyOf } from '../case-file/exhibit-view.ts'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { scanCodesOf } from '../custody/scan-codes.ts'
import type { CaseId } from '../ids.ts'
import { CUSTODY_KINDS } from '../ledger/custody-kinds.ts'
import type { EventBody, EventKind } from '../ledger/event-body.ts'
import { EXHIBIT_KINDS } from '../ledger/exhibit-kinds.ts'
import { RAID_KINDS } from '../ledger/raid-kinds.ts'
import type { CaseChange } from './projection-changes.ts'

type CustodyKind =
  | keyof typeof CUSTODY_KINDS
  | keyof typeof EXHIBIT_KINDS
  | keyof typeof RAID_KINDS
  | 'event-confirmed'
  | 'exhibit-extracted'

/** What events say of things and of who has them. */
type CustodyBody = Extract<EventBody, { readonly kind: CustodyKind }>

const KINDS: ReadonlySet<string> = new Set([
  ...Object.keys(CUSTODY_KINDS),
  ...Object.keys(EXHIBIT_KINDS),
  ...Object.keys(RAID_KINDS),
  'event-confirmed',
  'exhibit-extracted',
])

/** Kinds that say nothing of a case's things: they leave their state alone. */
const WITHOUT_ITEMS: ReadonlySet<EventKind> = new Set([
  'exhibit-parts-sealed',
  'exhibit-digests-taken',
  'raid-opened',
  'raid-room-added',
  'raid-person-found',
  'raid-person-changed',
  'raid-inventory-signed',
])

/** Whether a body says something of things, or of who has them. */
export function isCustodyBody(body: EventBody): body is CustodyBody {
  return KINDS.has(body.kind)
}

/** What an event about things changes in the tables of one person's cases. */
export function projectCustody(event: VerifiedEvent, body: CustodyBody): readonly CaseChange[] {
  if (body.kind === 'event-confirmed' && body.data.purpose !== 'hand-over') return []
  const caseId = body.scope as CaseId
  return [...rowsOf(body, event, caseId), ...custodyChanges(event, caseId)]
}

/** The changes of who has what, and the codes under which things are found, that follow from any event of a case. */
export function custodyChanges(event: VerifiedEvent, caseId: CaseId): readonly CaseChange[] {
  const { body, seq } = event
  return [
    ...(WITHOUT_ITEMS.has(body.kind) ? [] : [{ change: 'take-custody', caseId, event } as const]),
    ...scanCodesOf(body).map((code): CaseChange => ({ change: 'add-scan-code', caseId, seq, ...code })),
  ]
}

function rowsOf(body: CustodyBody, { seq, time }: VerifiedEvent, caseId: CaseId): readonly CaseChange[] {
  const changedAtMs = time.wallMs
  const touched: CaseChange = { change: 'touch-case', caseId, changedAtMs, complaints: 0, exhibits: 0 }
  const added: CaseChange = { ...touched, exhibits: 1 }
  switch (body.kind) {
    case 'exhibit-parts-sealed': {
      const { exhibitId, firstIndex, parts } = body.data
      return parts.map((part, index): CaseChange => {
        return { change: 'add-part', caseId, exhibitId, index: firstIndex + index, part }
      })
    }
    case 'exhibit-collected': {
      const exhibit = collectedViewOf(body.data, changedAtMs)
      const { exhibitId } = exhibit
      return [
        added,
        { change: 'add-exhibit', caseId, exhibitId, objectId: null, exhibit },
        searchText(caseId, [exhibit.number, exhibit.name, exhibit.sourceName, exhibit.description]),
      ]
    }
    case 'exhibit-copied': {
      const exhibit = copyOf(body.data, changedAtMs)
      const { exhibitId } = exhibit
      return [
        added,
        { change: 'add-exhibit', caseId, exhibitId, objectId: null, exhibit },
        searchText(caseId, [exhibit.number, exhibit.name, exhibit.sourceName, exhibit.description]),
      ]
    }
    case 'exhibit-registered': {
      const { number, name, description, marks, sealNumber, seized } = body.data
      const { imeis = [], iccid, serialNumber, make, model, colour, plate, noteSerials = [] } = marks ?? {}
      const texts = [number, name, description, sealNumber, seized.place, ...imeis, iccid, serialNumber]
      return [added, searchText(caseId, [...texts, make, model, colour, plate, ...noteSerials])]
    }
    case 'container-registered': {
      const { number, description, sealNumber } = body.data
      return [touched, searchText(caseId, [number, description, sealNumber])]
    }
    case 'raid-opened': {
      const { raidId, number, name, address } = body.data
      return [
        touched,
        { change: 'add-raid-line', caseId, raidId, seq, kind: body.kind, line: body.data },
        searchText(caseId, [number, name, address]),
      ]
    }
    case 'raid-person-found': {
      const { raidId, name, document, nationality, note } = body.data
      return [
        touched,
        { change: 'add-raid-line', caseId, raidId, seq, kind: body.kind, line: body.data },
        ...((name ?? document ?? note) ? [searchText(caseId, [name, document, nationality, note])] : []),
      ]
    }
    case 'raid-room-added':
    case 'raid-person-changed':
    case 'raid-inventory-signed': {
      const { raidId } = body.data
      return [touched, { change: 'add-raid-line', caseId, raidId, seq, kind: body.kind, line: body.data }]
    }
    case 'findings-confirmed': {
      const texts = body.data.items.flatMap(({ value }) =>
        Object.values(value).filter((field) => typeof field === 'string'),
      )
      return texts.length === 0 ? [touched] : [touched, searchText(caseId, texts)]
    }
    case 'exhibits-counted':
      return [touched, { change: 'add-place-count', caseId, seq, count: body.data }]
    case 'event-confirmed':
    case 'exhibit-extracted':
      return []
    default:
      return [touched]
  }
}

function searchText(caseId: CaseId, texts: readonly (string | undefined)[]): CaseChange {
  const text = texts.filter((part) => part !== undefined && part !== '').join('\n')
  return { change: 'add-search-text', caseId, text }
}
