import type { FoundPersonId, RaidId, RoomId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'
import type { RaidLine } from '../projections/projection-changes.ts'
import type { ItemState } from './item-state.ts'

/** A room of a raid. */
export type RaidRoom = Omit<EventData<'raid-room-added'>, 'raidId' | 'addedBy'>
/** A person found in a raid, as the last event about them says. */
export type RaidPerson = Omit<EventData<'raid-person-found'>, 'raidId' | 'foundBy'>
/** A signature under the inventory, with its event's number. */
export type RaidSignature = EventData<'raid-inventory-signed'> & { readonly seq: number }

/** A raid as its events describe it; its items are the case's. */
export type RaidView = {
  readonly raidId: RaidId
  readonly opened: EventData<'raid-opened'>
  readonly rooms: ReadonlyMap<RoomId, RaidRoom>
  readonly people: ReadonlyMap<FoundPersonId, RaidPerson>
  readonly signatures: readonly RaidSignature[]
}

type Draft = {
  readonly opened: EventData<'raid-opened'>
  readonly rooms: Map<RoomId, RaidRoom>
  readonly people: Map<FoundPersonId, RaidPerson>
  readonly signatures: RaidSignature[]
}

/** Folds events of raids, in their order, into the raids of a case. What is said of a raid that was never opened counts for nothing. */
export function foldRaids(lines: Iterable<RaidLine & { readonly seq: number }>): readonly RaidView[] {
  const raids = new Map<RaidId, Draft>()
  for (const { kind, data, seq } of lines) {
    if (kind === 'raid-opened') {
      if (!raids.has(data.raidId))
        raids.set(data.raidId, { opened: data, rooms: new Map(), people: new Map(), signatures: [] })
      continue
    }
    const raid = raids.get(data.raidId)
    if (raid === undefined) continue
    switch (kind) {
      case 'raid-room-added': {
        const { raidId: _raid, addedBy: _by, ...room } = data
        raid.rooms.set(room.roomId, room)
        break
      }
      case 'raid-person-found': {
        const { raidId: _raid, foundBy: _by, ...person } = data
        raid.people.set(person.personId, person)
        break
      }
      case 'raid-person-changed': {
        const { personId, role, name } = data
        const person = raid.people.get(personId)
        if (person !== undefined)
          raid.people.set(personId, { ...person, role, ...(name !== undefined && { name }) })
        break
      }
      case 'raid-inventory-signed':
        raid.signatures.push({ ...data, seq })
        break
    }
  }
  return [...raids].map(([raidId, draft]) => ({ raidId, ...draft }))
}

/** The first code of a run (`R1`, `R2` …) that nothing in a raid has. */
export function freeCode({ rooms, people }: RaidView, letter: 'R' | 'P'): string {
  const taken = takenCodes({ rooms, people })
  for (let run = (letter === 'R' ? rooms : people).size + 1; ; run++) {
    if (!taken.has(`${letter}${run}`)) return `${letter}${run}`
  }
}

/** Every code that something in a raid has. */
export function takenCodes({ rooms, people }: Pick<RaidView, 'rooms' | 'people'>): ReadonlySet<string> {
  return new Set([...rooms.values(), ...people.values()].map(({ code }) => code))
}

/**
 * A raid's inventory as a value whose canonical bytes are signed (`docs/format.md`, Custody): what was found, in the order of the
 * numbers, with where and with whom.
 */
export function inventoryOf({ opened, rooms, people }: RaidView, items: readonly ItemState[]) {
  const named = <Key, Named extends { readonly code: string }>(
    all: ReadonlyMap<Key, Named>,
    key: Key | undefined,
  ): string | null => (key === undefined ? null : (all.get(key)?.code ?? null))
  return {
    v: 1,
    raid: opened.number,
    rooms: [...rooms.values()].map(({ code, name }) => ({ code, name })),
    people: [...people.values()].map(({ code, role, name }) => ({ code, role, name: name ?? null })),
    items: items.map(({ number, category, name, seal, roomId, personId }) => ({
      number,
      category: category ?? null,
      name,
      seal: seal?.number ?? null,
      room: named(rooms, roomId),
      person: named(people, personId),
    })),
  }
}
