import { describe, expect, test } from 'vitest'
import { foldCase } from '#core/case-file/case-view.ts'
import { emptyWorkBook } from '#core/case-file/case-work.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { EventData, EventKind } from '#core/ledger/event-body.ts'
import { bodyOf, CASE_ID, DATA, digestOf, HEADER } from '../../../support/sample-events.ts'

function eventOf(seq: number, kind: EventKind, data?: unknown): VerifiedEvent {
  const body = data === undefined ? bodyOf(kind) : ({ ...bodyOf(kind), data } as VerifiedEvent['body'])
  const time = { ...HEADER.time, wallMs: 1_000 * seq, clockMs: 7 }
  return { seq, hashHex: digestOf(String(seq).padStart(2, '0')), time, body }
}

const OPENED = eventOf(3, 'case-opened')
const line = (seq: number, kind: EventKind) => ({
  seq,
  hashHex: eventOf(seq, kind).hashHex,
  kind,
  atMs: 1_000 * seq,
  by: 'សុខ សំណាង',
})

describe('a case file', () => {
  test('says what its events say, in their order', () => {
    const complaint = DATA['complaint-taken']
    const view = foldCase([OPENED, eventOf(5, 'complaint-taken'), eventOf(9, 'exhibit-sealed')])
    expect(view).toEqual({
      caseId: CASE_ID,
      number: '2026-0001',
      title: 'ការឆបោកតាមអនឡាញ',
      openedAtMs: 3_000,
      openedBy: 'សុខ សំណាង',
      complaints: [
        {
          complaintId: complaint.complaintId,
          takenAtMs: 5_000,
          takenBy: 'សុខ សំណាង',
          complaint: complaint.complaint,
          details: {},
          exhibitIds: [],
        },
      ],
      exhibits: [
        {
          exhibitId: DATA['exhibit-sealed'].exhibitId,
          number: '2026-0001-E001',
          name: 'រូបថត.png',
          sourceName: 'IMG\\u{1}.png',
          description: 'រូបថតអេក្រង់',
          sourceModifiedAtMs: 1_795_200_000_000,
          sealedAtMs: 9_000,
          sealedBy: 'សុខ សំណាង',
          sizeBytes: 14,
          digestHex: digestOf('88'),
          objectId: '99'.repeat(16),
          segmentSizeBytes: 1_048_576,
          sealDigestHex: digestOf('aa'),
        },
      ],
      items: [
        {
          itemId: DATA['exhibit-sealed'].exhibitId,
          number: '2026-0001-E001',
          kind: 'digital',
          name: 'រូបថត.png',
          state: 'held',
          holder: { kind: 'person', ...DATA['exhibit-sealed'].sealedBy },
          lastAtMs: 9_000,
          chain: [{ seq: 9, findings: [] }],
        },
      ],
      containers: [],
      counts: [],
      things: [],
      moves: [],
      examinations: [],
      records: [],
      letters: [],
      work: emptyWorkBook(),
      folk: {
        besideComplaints: new Map(),
        complaints: [
          {
            complaintId: complaint.complaintId,
            seq: 5,
            receivedOn: complaint.complaint.receivedOn,
            victim: complaint.complaint.victim.name,
            wish: 'complain',
            losses: complaint.complaint.losses,
            identifiers: complaint.complaint.identifiers,
          },
        ],
        duplicates: new Map(),
        parties: [],
        premises: [],
        identifiers: [],
        payments: [],
        rates: [],
      },
      totals: [{ currency: 'USD', state: 'paid', level: 'documented', amount: '250.5', lines: 1 }],
      events: [line(3, 'case-opened'), line(5, 'complaint-taken'), line(9, 'exhibit-sealed')],
      departures: [],
      head: { seq: 9, hashHex: digestOf('09'), atMs: 9_000 },
    })
  })

  test('says the same and has the same head after something left it; departures stand apart', () => {
    const events = [OPENED, eventOf(5, 'complaint-taken')]
    const before = foldCase(events)
    const after = foldCase([...events, eventOf(6, 'report-saved'), eventOf(7, 'exhibit-extracted')])
    expect(after).toEqual({ ...before, departures: [line(6, 'report-saved'), line(7, 'exhibit-extracted')] })
  })

  test('says of a confirmation who gave it, of which event and to what purpose', () => {
    const view = foldCase([OPENED, eventOf(6, 'event-confirmed')])
    expect(view?.events.at(-1)).toEqual({
      ...line(6, 'event-confirmed'),
      by: 'ចាន់ ដារ៉ា',
      confirms: { seq: 2, purpose: 'review', note: 'បានអាន' },
    })
  })

  test('is none when its first event does not open it, or when there is no event', () => {
    expect(foldCase([])).toBe(null)
    expect(foldCase([eventOf(5, 'complaint-taken'), OPENED])).toBe(null)
  })

  test('adds the losses of all its complaints, kept apart by currency, state and level', () => {
    const withLosses = (losses: EventData<'complaint-taken'>['complaint']['losses']) => {
      const data = DATA['complaint-taken']
      return { ...data, complaint: { ...data.complaint, losses } }
    }
    const paid = { state: 'paid', level: 'claimed', currency: 'USD' } as const
    const view = foldCase([
      OPENED,
      eventOf(
        4,
        'complaint-taken',
        withLosses([
          { ...paid, amount: '0.1' },
          { ...paid, state: 'frozen', amount: '5' },
        ]),
      ),
      eventOf(5, 'complaint-taken', {
        ...withLosses([{ ...paid, amount: '0.2' }]),
        complaintId: '77777777777777777777777777777777',
      }),
    ])
    expect(view?.totals).toEqual([
      { ...paid, amount: '0.3', lines: 2 },
      { ...paid, state: 'frozen', amount: '5', lines: 1 },
    ])
  })

  test('of ten thousand events is folded in one go', () => {
    const events = Array.from({ length: 10_000 }, (_, index) => eventOf(index + 4, 'exhibit-extracted'))
    expect(foldCase([OPENED, ...events])?.departures).toHaveLength(10_000)
  })
})
