import { expect } from 'vitest'
import type { custodyOperations } from '#contract/custody-operations.ts'
import type { examinationOperations } from '#contract/examination-operations.ts'
import type { placeOperations } from '#contract/place-operations.ts'
import type { thingOperations } from '#contract/thing-operations.ts'
import type { ContractDesk, GoodCalls } from './contract-desk.ts'

type Name =
  | keyof typeof placeOperations
  | keyof typeof thingOperations
  | keyof typeof custodyOperations
  | keyof typeof examinationOperations

const IMEI = '490154203237518'

/** What good calls about things leave for later ones. */
export type SeenThings = { phone: string; moveSeq: number }

/** Good calls about places and things, and how they change hands. */
export function goodCustodyCalls(
  { done, seen, secondPerson }: ContractDesk,
  things: SeenThings,
): GoodCalls<Name> {
  const here = { bag: '', moveHashHex: '' }
  const hand = { where: 'ស្នងការដ្ឋាន', reason: 'រក្សាទុក' }

  return {
    'place.add': async () => {
      await done('place.add', { code: 'S1', name: 'ទូ ១', room: 'បន្ទប់វត្ថុតាង' })
      await done('place.add', { code: 'S2', name: 'ទូ ២', room: 'បន្ទប់វត្ថុតាង' })
    },
    'place.change': async () => {
      await done('place.change', { place: 'S2', name: 'ទូចាស់', isInUse: false })
    },
    'place.list': async () => {
      expect((await done('place.list', {})).places).toMatchObject([
        { code: 'S1', name: 'ទូ ១', isInUse: true, items: 0 },
        { code: 'S2', name: 'ទូចាស់', isInUse: false, items: 0 },
      ])
    },
    'exhibit.register': async () => {
      const registered = await done('exhibit.register', {
        case: seen.case,
        category: 'phone',
        name: 'ទូរស័ព្ទ',
        marks: { imeis: [IMEI] },
        seized: { place: 'អគារ ៤', atMs: Date.now() - 3_600_000 },
      })
      expect(registered).toMatchObject({ kind: 'physical', state: 'held', holder: { kind: 'person' } })
      things.phone = registered.number
    },
    'container.register': async () => {
      const bag = await done('container.register', { case: seen.case, form: 'bag' })
      expect(bag).toMatchObject({ kind: 'container', number: `${seen.case}-B001` })
      here.bag = bag.number
    },
    'container.pack': async () => {
      const input = { container: here.bag, exhibits: [things.phone], sealNumber: 'KH-0001' }
      expect(await done('container.pack', input)).toMatchObject({ seal: { number: 'KH-0001' } })
      expect((await done('custody.chain', { item: things.phone })).item.containerNumber).toBe(here.bag)
    },
    'container.unpack': async () => {
      const input = { container: here.bag, exhibits: [things.phone], reason: 'ពិនិត្យ' }
      await done('container.unpack', { ...input, sealState: 'broken' })
      expect((await done('custody.chain', { item: things.phone })).item.containerNumber).toBeUndefined()
    },
    'exhibit.changeSeal': async () => {
      const input = {
        item: things.phone,
        sealState: 'none' as const,
        newSealNumber: 'KH-0002',
        reason: 'ដាក់ត្រា',
      }
      expect(await done('exhibit.changeSeal', input)).toMatchObject({
        seal: { number: 'KH-0002', state: 'intact' },
      })
    },
    'exhibit.linkPhotos': async () => {
      await done('exhibit.linkPhotos', { item: things.phone, photos: [seen.exhibit] })
      expect((await done('custody.chain', { item: things.phone })).entries.at(-1)).toMatchObject({
        photoNumbers: [seen.exhibit],
      })
    },
    'custody.accessOriginal': async () => {
      const { seq } = await done('custody.accessOriginal', {
        exhibit: things.phone,
        competence: 'វិញ្ញាបនបត្រ',
        reason: 'ទិន្នន័យអាចបាត់',
        effect: 'នាឡិកាបានដើរ',
      })
      expect((await done('custody.chain', { item: things.phone })).entries.at(-1)).toMatchObject({
        seq,
        competence: 'វិញ្ញាបនបត្រ',
      })
    },
    'custody.move': async () => {
      const toPlace = { kind: 'place' as const, place: 'S1' }
      expect(
        await done('custody.move', {
          items: [here.bag],
          purpose: 'store',
          to: toPlace,
          ...hand,
          sealState: 'broken',
        }),
      ).toMatchObject({ state: 'held', items: 1 })
      const moved = await done('custody.move', {
        items: [things.phone],
        purpose: 'transfer',
        to: { kind: 'person', userId: seen.userId },
        ...hand,
        sealState: 'intact',
        sealNumber: 'KH-0002',
      })
      expect(moved).toMatchObject({ state: 'awaiting-receipt', items: 1 })
      things.moveSeq = moved.seq
      here.moveHashHex = moved.hashHex
    },
    'custody.waiting': async () => {
      expect((await done('custody.waiting', { of: 'given' })).waiting).toMatchObject([
        { caseNumber: seen.case, seq: things.moveSeq, receiver: { userId: seen.userId } },
      ])
    },
    'custody.receive': async () => {
      const input = { case: seen.case, seq: things.moveSeq, hashHex: here.moveHashHex, secondPerson }
      expect((await done('custody.receive', input)).confirmedBy).toMatchObject({ userId: seen.userId })
      expect((await done('custody.waiting', { of: 'all' })).waiting).toEqual([])
    },
    'custody.items': async () => {
      const { items, total } = await done('custody.items', { case: seen.case, userId: seen.userId })
      expect(total).toBe(1)
      expect(items).toMatchObject([{ number: things.phone, state: 'held', seal: { number: 'KH-0002' } }])
    },
    'custody.chain': async () => {
      const { item, entries } = await done('custody.chain', { item: things.phone })
      expect(item.holder).toMatchObject({ kind: 'person', userId: seen.userId })
      expect(entries.at(-1)).toMatchObject({ kind: 'event-confirmed', confirms: things.moveSeq })
    },
    'examination.record': async () => {
      await done('examination.record', {
        tool: 'exiftool',
        version: '12.57',
        command: 'exiftool path.txt',
        startedAtMs: Date.now() - 2000,
        endedAtMs: Date.now() - 1000,
        inputs: [seen.exhibit],
      })
    },
    'examination.list': async () => {
      const { examinations } = await done('examination.list', { case: seen.case })
      expect(examinations.at(-1)).toMatchObject({ tool: 'exiftool', inputs: [{ number: seen.exhibit }] })
    },
    'audit.compare': async () => {
      const { items } = await done('custody.items', { place: 'S1' })
      expect(items).toMatchObject([{ number: here.bag }])
      expect(await done('audit.compare', { place: 'S1', codes: [things.phone, 'KH-9999'] })).toMatchObject({
        found: [],
        missing: [{ number: here.bag }],
        unexpected: [{ number: things.phone }],
        unknown: ['KH-9999'],
      })
    },
    'audit.record': async () => {
      const counted = await done('audit.record', { place: 'S1', codes: [here.bag], note: 'រាប់ប្រចាំខែ' })
      expect(counted).toMatchObject({ cases: 1, found: [{ number: here.bag }], missing: [], unknown: [] })
    },
    'audit.list': async () => {
      expect(await done('audit.list', { place: 'S1' })).toMatchObject({
        counts: [{ cases: 1, found: 1, missing: 0, unexpected: 0, note: 'រាប់ប្រចាំខែ' }],
        total: 1,
      })
    },
    'item.find': async () => {
      expect((await done('item.find', { code: IMEI })).items).toMatchObject([
        { as: 'imei', caseNumber: seen.case, item: { number: things.phone } },
      ])
      expect((await done('item.find', { code: 'S1' })).places).toMatchObject([{ code: 'S1', items: 1 }])
    },
  }
}
