import { describe, expect, it } from 'vitest'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { labelItem } from '#core/documents/build-labels.ts'
import type { Table } from '#core/documents/document-tree.ts'
import { recordItems } from '#core/documents/item-record.ts'
import { buildReceipt } from '#core/documents/receipt.ts'
import { gatherHandOver, gatherSeizure, type ReceiptCase } from '#core/documents/receipt-facts.ts'
import type { DigestHex, ExhibitId, ItemId, MoveId, UserId } from '#core/ids.ts'

const hex = (digit: string) => digit.repeat(32)
const PHONE = hex('1') as ExhibitId
const GIVER = { userId: hex('a') as UserId, name: 'សុខ ចាន់ថា' }
const RECEIVER = { userId: hex('b') as UserId, name: 'ម៉ៅ សុភា' }
const AT_MS = Date.UTC(2026, 10, 22, 3, 4)

type Body = VerifiedEvent['body']

function eventOf(seq: number, kind: string, data: object): VerifiedEvent {
  return {
    seq,
    hashHex: String(seq).padStart(64, '0') as DigestHex,
    time: { wallMs: AT_MS + seq * 60_000, count: 0 } as unknown as VerifiedEvent['time'],
    body: { kind, scope: hex('c'), data } as unknown as Body,
  }
}

const REGISTERED = eventOf(5, 'exhibit-registered', {
  exhibitId: PHONE,
  number: '2026-0001-E001',
  category: 'phone',
  name: 'Samsung A14',
  marks: { imeis: ['356938035643809'], noteSerials: [] },
  seized: { atMs: AT_MS, zone: '+07:00', place: 'ផ្ទះលេខ ១២', authority: 'ដីកាលេខ ១២៣' },
  sealNumber: 'A0012345',
  photoIds: [],
  heldBy: { kind: 'person', ...GIVER },
  registeredBy: GIVER,
})
const moved = (rest: object = {}) =>
  eventOf(6, 'custody-moved', {
    moveId: hex('d') as MoveId,
    itemIds: [PHONE],
    purpose: 'transfer',
    from: { kind: 'person', ...GIVER },
    to: { kind: 'person', ...RECEIVER },
    movedAtMs: AT_MS + 60_000,
    zone: '+07:00',
    where: 'បន្ទប់ស៊ើបអង្កេត',
    reason: 'ពិនិត្យ',
    sealState: 'intact',
    photoIds: [],
    movedBy: GIVER,
    ...rest,
  })
const CONFIRMED = eventOf(7, 'event-confirmed', {
  seq: 6,
  hashHex: moved().hashHex,
  purpose: 'hand-over',
  confirmedBy: RECEIVER,
})

function fileOf(...events: readonly VerifiedEvent[]): ReceiptCase {
  const last = events.at(-1) as VerifiedEvent
  return {
    number: '2026-0001',
    title: 'ឆបោក',
    events,
    head: { seq: last.seq, hashHex: last.hashHex, atMs: last.time.wallMs },
  }
}

const OPTIONS = { languages: 'km+en', software: 'Samnum 0.1.0' } as const

describe('the receipt of a hand-over', () => {
  it('states who gave and received what, under which seal, and the event of each signature', () => {
    const facts = gatherHandOver(fileOf(REGISTERED, moved(), CONFIRMED), 6)
    expect(facts).toMatchObject({
      from: { name: GIVER.name },
      to: { name: RECEIVER.name },
      where: 'បន្ទប់ស៊ើបអង្កេត',
      findings: [],
      confirmation: { seq: 7, by: RECEIVER.name },
      events: [{ seq: 6 }],
    })
    expect(facts?.items).toMatchObject([{ number: '2026-0001-E001', sealNumber: 'A0012345' }])
  })

  it('says that the receiver has not signed, and that none can where things go outside', () => {
    expect(gatherHandOver(fileOf(REGISTERED, moved()), 6)?.confirmation).toBe('awaited')
    const outside = moved({ to: { kind: 'outside', name: 'តុលាការ', organisation: 'សាលាដំបូង' } })
    expect(gatherHandOver(fileOf(REGISTERED, outside), 6)).toMatchObject({
      confirmation: 'on-paper',
      to: { name: 'តុលាការ', capacity: ['សាលាដំបូង'] },
    })
  })

  it('shows a broken seal and a giver who was not the holder in a box', () => {
    const wrong = moved({
      from: { kind: 'person', ...RECEIVER },
      to: { kind: 'person', ...GIVER },
      sealState: 'broken',
    })
    const facts = gatherHandOver(fileOf(REGISTERED, wrong), 6)
    if (facts === null) throw new Error('no facts')
    expect(facts.findings).toHaveLength(2)
    const notices = buildReceipt(facts, OPTIONS).blocks.filter(({ kind }) => kind === 'notice')
    expect(notices).toHaveLength(2)
  })

  it('sets each side beside the event that vouches for it, and names who wrote it where that is somebody else', () => {
    const handsOf = (...events: readonly VerifiedEvent[]) => {
      const facts = gatherHandOver(fileOf(...events), 6)
      if (facts === null) throw new Error('no facts')
      const tables = buildReceipt(facts, OPTIONS).blocks.filter(
        (block): block is Table => block.kind === 'table',
      )
      return tables.at(-1)?.rows[0]?.cells
    }
    expect(handsOf(REGISTERED, moved(), CONFIRMED)).toMatchObject([
      [GIVER.name, { en: expect.stringMatching(/^Event 6 · 22\sNov\s2026 [^·]*$/) }],
      [RECEIVER.name, { en: expect.stringMatching(/^Event 7 · 22\sNov\s2026 [^·]*$/) }],
    ])
    const fromPlace = moved({ from: { kind: 'place', placeId: hex('e'), name: 'A-03' } })
    expect(handsOf(REGISTERED, fromPlace)).toMatchObject([
      ['A-03', { en: expect.stringContaining(` · ${GIVER.name}`) }],
      [RECEIVER.name, { en: 'Not yet confirmed in the ledger' }],
    ])
  })

  it('says what it is for beneath its title, and totals only what is more than one', () => {
    const facts = gatherHandOver(fileOf(REGISTERED, moved(), CONFIRMED), 6)
    if (facts === null) throw new Error('no facts')
    const { blocks } = buildReceipt(facts, OPTIONS)
    const title = blocks.find(({ kind }) => kind === 'title')
    expect(title).toMatchObject({ about: { en: 'Receipt No. 2026-0001/6 · Hand over' } })
    const [item] = facts.items
    if (item === undefined) throw new Error('no item')
    const two = buildReceipt({ ...facts, items: [item, item] }, OPTIONS)
    const table = two.blocks.find((block): block is Table => block.kind === 'table')
    expect(table?.rows.at(-1)).toMatchObject({ tone: 'total', cells: ['', {}, { en: '2 items' }, ''] })
  })

  it('does not exist for an event that hands nothing over', () => {
    expect(gatherHandOver(fileOf(REGISTERED), 5)).toBeNull()
    expect(gatherHandOver(fileOf(REGISTERED), 99)).toBeNull()
  })
})

describe('the receipt of a seizure', () => {
  const facts = gatherSeizure(fileOf(REGISTERED), [PHONE])

  it('states place, authority, items with their marks, and who took them', () => {
    expect(facts).toMatchObject({
      where: 'ផ្ទះលេខ ១២',
      authority: 'ដីកាលេខ ១២៣',
      to: { name: GIVER.name },
      events: [{ seq: 5 }],
      confirmation: 'on-paper',
    })
  })

  it('is plain JSON with head and case at its foot, how many things it is for above five signatures', () => {
    if (facts === null) throw new Error('no facts')
    const tree = buildReceipt(facts, OPTIONS)
    expect(JSON.parse(JSON.stringify(tree))).toEqual(tree)
    expect(tree.foot).toMatchObject({ caseNumber: '2026-0001', ledgerHeadHex: REGISTERED.hashHex })
    const table = tree.blocks.find((block): block is Table => block.kind === 'table')
    expect(table?.rows).toHaveLength(1)
    expect(table?.rows[0]?.beneath).toContainEqual({
      label: { km: 'IMEI', en: 'IMEI' },
      value: { code: '356938035643809' },
    })
    const signatures = tree.blocks.find((block) => block.kind === 'signatures')
    expect(signatures?.signers).toHaveLength(5)
    expect(signatures?.intro?.km).toMatch(/^បញ្ជីវត្ថុតាង៖ ១ មុខ។ /)
    expect(signatures?.intro?.en).toMatch(/^Items: 1 item\. /)
  })

  it('does not exist without a thing of this case', () => {
    expect(gatherSeizure(fileOf(REGISTERED), [hex('9') as ItemId])).toBeNull()
  })
})

describe('the label of an item', () => {
  it('says its number, kind, seal and first mark, and carries the code of its id', () => {
    const record = recordItems([REGISTERED]).get(PHONE)
    if (record === undefined) throw new Error('no record')
    const label = labelItem(record, { seal: { number: 'A0012345', state: 'intact' } })
    expect(label).toMatchObject({
      code: '2026-0001-E001.248H',
      caption: { en: 'Exhibit: Phone' },
      name: 'Samsung A14',
    })
    expect(label.facts.map(({ value }) => value)).toEqual([
      'A0012345',
      '356938035643809',
      '2026-11-22 10:04',
      'ផ្ទះលេខ ១២',
    ])
  })
})
