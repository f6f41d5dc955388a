import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { CaseCustody } from '#core/custody/case-custody.ts'
import { MemoryBook } from '#core/custody/custody-book.ts'
import { type ItemState, isSameHolder } from '#core/custody/item-state.ts'
import { judgeMove, judgePacking, judgeUnpacking } from '#core/custody/judge-custody.ts'
import { takeCustody } from '#core/custody/take-custody.ts'
import type { ContainerId, DigestHex, ExhibitId, ItemId, MoveId, PlaceId, UserId } from '#core/ids.ts'
import type { CustodyHolder } from '#core/ledger/custody-fields.ts'
import type { EventBody, EventData } from '#core/ledger/event-body.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const idOf = <Name>(byte: string) => byte.repeat(16) as Name
const PEOPLE = ['a1', 'a2', 'a3'].map((byte) => ({ userId: idOf<UserId>(byte), name: byte }))
const person = (index: number) => {
  const found = PEOPLE[index % PEOPLE.length]
  if (found === undefined) throw new Error('somebody')
  return found
}
const EXHIBITS = ['e1', 'e2', 'e3', 'e4'].map((byte) => idOf<ExhibitId>(byte))
const CONTAINER = idOf<ContainerId>('b1')
const PLACE: CustodyHolder = { kind: 'place', placeId: idOf<PlaceId>('c1'), name: 'Shelf' }
const ZONE = '+07:00'

let seqs = 0
function eventOf(
  body: { [Kind in EventBody['kind']]: Omit<Extract<EventBody, { kind: Kind }>, 'scope'> }[EventBody['kind']],
): VerifiedEvent {
  const seq = ++seqs
  const hashHex = String(seq).padStart(64, '0') as DigestHex
  const time = { wallMs: 1_000_000 + seq, counter: 0, clockMs: 1_000_000 + seq, runId: '', monotonicMs: 0 }
  return { seq, hashHex, time, body: { ...body, scope: idOf('ca') } as EventBody } as VerifiedEvent
}

function beginning(): { readonly book: MemoryBook; readonly events: VerifiedEvent[] } {
  const book = new MemoryBook()
  const by = person(0)
  const heldBy: CustodyHolder = { kind: 'person', ...by }
  const events = [
    ...EXHIBITS.map((exhibitId, index) =>
      eventOf({
        kind: 'exhibit-registered',
        data: {
          exhibitId,
          number: `2026-0001-E00${index + 1}`,
          category: 'phone',
          name: 'Phone',
          seized: { atMs: 0, zone: ZONE, place: 'x' },
          photoIds: [],
          heldBy,
          registeredBy: by,
        },
      }),
    ),
    eventOf({
      kind: 'container-registered',
      data: {
        containerId: CONTAINER,
        number: '2026-0001-B001',
        form: 'bag',
        heldBy,
        atMs: 0,
        zone: ZONE,
        registeredBy: by,
      },
    }),
  ]
  for (const event of events) takeCustody(book, event)
  return { book, events }
}

const step = fc.record({
  what: fc.constantFrom('move', 'move', 'move', 'pack', 'unpack', 'receive', 'forged' as const),
  item: fc.nat({ max: EXHIBITS.length }),
  by: fc.nat({ max: 2 }),
  to: fc.nat({ max: 4 }),
  atMs: fc.integer({ min: -5, max: 50 }),
  explains: fc.boolean(),
  isFinal: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

function moveOf(
  book: MemoryBook,
  { item, by, to, atMs, explains, isFinal }: Step,
): EventData<'custody-moved'> {
  const itemId: ItemId = EXHIBITS[item] ?? CONTAINER
  const state = book.item(itemId)
  const holders: readonly CustodyHolder[] = [
    ...PEOPLE.map((one): CustodyHolder => ({ kind: 'person', ...one })),
    PLACE,
    { kind: 'outside', name: 'Court' },
  ]
  const receiver = holders[to] ?? PLACE
  const ends = isFinal && receiver.kind === 'outside'
  return {
    moveId: idOf<MoveId>('dd'),
    itemIds: [itemId],
    purpose: ends ? 'return' : 'transfer',
    from: state?.holder ?? PLACE,
    to: receiver,
    movedAtMs: atMs,
    zone: ZONE,
    where: 'x',
    reason: 'x',
    sealState: 'none',
    photoIds: [],
    ...(explains && { explanation: 'so' }),
    ...(ends && { order: { reference: '1', authority: 'x', orderedOn: '2026-01-01' } }),
    movedBy: person(by),
  }
}

/** The event of a step when the rules allow it, or when it is forged. */
function play(book: MemoryBook, one: Step): VerifiedEvent | null {
  const by = { userId: person(one.by).userId, isCommander: one.by === 0 }
  switch (one.what) {
    case 'move': {
      const data = moveOf(book, one)
      return judgeMove(book, data, by) === null ? eventOf({ kind: 'custody-moved', data }) : null
    }
    case 'forged': {
      const data = { ...moveOf(book, one), from: { kind: 'outside' as const, name: 'Nobody' } }
      expect(judgeMove(book, data, by)).not.toBeNull()
      return null
    }
    case 'pack': {
      const data = {
        containerId: CONTAINER,
        exhibitIds: [EXHIBITS[one.item % EXHIBITS.length] as ExhibitId],
        atMs: one.atMs,
        zone: ZONE,
        packedBy: person(one.by),
      }
      return judgePacking(book, data, by) === null ? eventOf({ kind: 'packed', data }) : null
    }
    case 'unpack': {
      const data: EventData<'unpacked'> = {
        containerId: CONTAINER,
        exhibitIds: [EXHIBITS[one.item % EXHIBITS.length] as ExhibitId],
        reason: 'x',
        sealState: 'none',
        atMs: one.atMs,
        zone: ZONE,
        unpackedBy: person(one.by),
      }
      return judgeUnpacking(book, data, by) === null ? eventOf({ kind: 'unpacked', data }) : null
    }
    case 'receive': {
      const awaited = book.item(EXHIBITS[one.item] ?? CONTAINER)?.awaited
      if (awaited === undefined) return null
      const confirmedBy = PEOPLE.find(({ userId }) => userId === awaited.receiverId) ?? person(0)
      const hashHex = String(awaited.seq).padStart(64, '0') as DigestHex
      return eventOf({
        kind: 'event-confirmed',
        data: { seq: awaited.seq, hashHex, purpose: 'hand-over', confirmedBy },
      })
    }
  }
}

describe('any sequence of what the rules allow', () => {
  test('leaves each item with exactly one holder, and what is in a container where the container is', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { book, events } = beginning()
        const ended = new Map<ItemId, ItemState>()
        for (const one of steps) {
          const event = play(book, one)
          if (event === null) continue
          const before = new Map([...book.items()].map((item) => [item.itemId, item]))
          const entries = takeCustody(book, event)
          events.push(event)
          for (const { itemId, findings } of entries) {
            const data = event.body.kind === 'custody-moved' ? event.body.data : null
            const was = before.get(itemId)
            // What is out of order was explained, and is said.
            if (data !== null && was !== undefined && data.explanation === undefined) {
              expect(findings).not.toContain('custody/gap')
              expect(findings).not.toContain('custody/receiver-missing')
              if (data.itemIds.includes(itemId)) expect(findings).not.toContain('custody/time-reversed')
            }
          }
          for (const item of book.items()) {
            expect(item.holder).toBeDefined()
            const isGone = item.state !== 'held' && item.state !== 'awaiting-receipt'
            expect((item.awaited !== undefined) === (item.state === 'awaiting-receipt')).toBe(true)
            const container = item.containerId === undefined ? undefined : book.item(item.containerId)
            if (container !== undefined) {
              expect(isSameHolder(container.holder, item.holder)).toBe(true)
              expect(item.state).toBe(container.state)
            }
            const end = ended.get(item.itemId)
            if (end !== undefined) expect(item.holder).toEqual(end.holder)
            if (isGone) ended.set(item.itemId, item)
          }
        }
        const folded = new CaseCustody()
        for (const event of events) folded.take(event)
        expect(folded.view().items.map(({ chain: _chain, ...item }) => item)).toEqual([...book.items()])
      }),
      propertyRuns(100),
    )
  })
})

describe('a hand-over that the rules refuse', () => {
  test('shows as a gap wherever it is taken in all the same', () => {
    const { book } = beginning()
    const forged = {
      ...moveOf(book, { what: 'move', item: 0, by: 1, to: 1, atMs: 1, explains: false, isFinal: false }),
    }
    expect(judgeMove(book, forged, { userId: person(1).userId, isCommander: false })).toEqual({
      code: 'custody/not-holder',
      itemId: EXHIBITS[0],
    })
    const [entry] = takeCustody(book, eventOf({ kind: 'custody-moved', data: forged }))
    expect(entry?.findings).toEqual(['custody/gap'])
  })
})
