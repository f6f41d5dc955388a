import { emptyWork, takeWorkFacts, type WorkFacts } from '../casework/work-facts.ts'
import { MemoryBook } from '../custody/custody-book.ts'
import { itemOf, takeCustody } from '../custody/take-custody.ts'
import type { ExhibitId, FoundPersonId, RaidId, RecordId, RoomId } from '../ids.ts'
import type { RecordKind } from '../law/law-pack.ts'
import { isPartyBody } from '../parties/party-book.ts'
import type { IdSet } from './id-set.ts'
import { emptyPartyFacts, type PartyFacts, takePartyFacts } from './party-facts.ts'
import type { PlacedEvent } from './placed-event.ts'

/** A raid, as far as judging needs it. */
type RaidFacts = {
  readonly rooms: Set<RoomId>
  readonly people: Set<FoundPersonId>
  readonly codes: Set<string>
}

/** What the events of one case that may stand say of its things, for judging those that follow. */
export type CaseFacts = {
  readonly book: MemoryBook
  readonly raids: Map<RaidId, RaidFacts>
  /** Numbers of raids; those of items are in the book. */
  readonly raidNumbers: Set<string>
  /** Parts so far of each exhibit that is not collected yet. */
  readonly parts: Map<ExhibitId, number>
  /** The kind of each record that is a draft, or that it is final. */
  readonly records: Map<RecordId, RecordKind | 'final'>
  /** Numbers of records and letters. */
  readonly recordNumbers: Set<string>
  /** Its people and money. */
  readonly folk: PartyFacts
  readonly work: WorkFacts
}

/** What is known of a case without any events. */
export function emptyFacts(): CaseFacts {
  return {
    book: new MemoryBook(),
    raids: new Map(),
    raidNumbers: new Set(),
    parts: new Map(),
    records: new Map(),
    recordNumbers: new Set(),
    folk: emptyPartyFacts(),
    work: emptyWork(),
  }
}

/** Takes in what an event of the case says that may stand, and adds the ids that it brings to those that occurred. */
export function takeFacts(facts: CaseFacts, event: PlacedEvent, usedIds: IdSet): void {
  const { body } = event
  const item = itemOf(event)
  if (item !== null) usedIds.add(item.itemId)
  takeCustody(facts.book, event)
  if (isPartyBody(body)) takePartyFacts(facts.folk, body, usedIds)
  takeWorkFacts(facts.work, body)
  switch (body.kind) {
    case 'exhibit-sealed':
      usedIds.add(body.data.object.objectId)
      return
    case 'exhibit-parts-sealed': {
      const { exhibitId, firstIndex, parts } = body.data
      for (const { object } of parts) usedIds.add(object.objectId)
      facts.parts.set(exhibitId, firstIndex + parts.length)
      return
    }
    case 'exhibit-collected':
      facts.parts.delete(body.data.exhibitId)
      return
    case 'custody-moved':
      usedIds.add(body.data.moveId)
      return
    case 'examination-recorded':
      usedIds.add(body.data.examinationId)
      return
    case 'raid-opened': {
      const { raidId, number } = body.data
      usedIds.add(raidId)
      facts.raidNumbers.add(number)
      facts.raids.set(raidId, { rooms: new Set(), people: new Set(), codes: new Set() })
      return
    }
    case 'raid-room-added': {
      const { raidId, roomId, code } = body.data
      usedIds.add(roomId)
      const raid = facts.raids.get(raidId)
      raid?.rooms.add(roomId)
      raid?.codes.add(code)
      return
    }
    case 'raid-person-found': {
      const { raidId, personId, code } = body.data
      usedIds.add(personId)
      const raid = facts.raids.get(raidId)
      raid?.people.add(personId)
      raid?.codes.add(code)
      return
    }
    case 'record-drafted':
      usedIds.add(body.data.recordId)
      facts.records.set(body.data.recordId, body.data.content.kind)
      return
    case 'record-finalised':
      facts.records.set(body.data.recordId, 'final')
      facts.recordNumbers.add(body.data.number)
      return
    case 'record-discarded':
      // Its id stays used: nothing else is ever called so.
      facts.records.delete(body.data.recordId)
      return
    case 'note-written':
      usedIds.add(body.data.noteId)
      return
    case 'task-set':
      usedIds.add(body.data.taskId)
      return
    case 'decision-made':
      usedIds.add(body.data.decisionId)
      return
    case 'review-made':
      usedIds.add(body.data.reviewId)
      return
    case 'hearing-set':
      usedIds.add(body.data.hearingId)
      return
    case 'counsel-set':
      usedIds.add(body.data.counselId)
      return
    case 'letter-issued':
      usedIds.add(body.data.letterId)
      facts.recordNumbers.add(body.data.number)
      return
  }
}
