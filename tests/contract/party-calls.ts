import { expect } from 'vitest'
import type { gazetteerOperations } from '#contract/gazetteer-operations.ts'
import type { moneyOperations } from '#contract/money-operations.ts'
import type { InputOf } from '#contract/operations.ts'
import type { partyOperations } from '#contract/party-operations.ts'
import type { DigestHex, IdentifierId } from '#core/ids.ts'
import { INVENTED_GAZETTEER } from '../support/invented-gazetteer.ts'
import type { ContractDesk, GoodCalls } from './contract-desk.ts'

type Name = keyof typeof partyOperations | keyof typeof moneyOperations | keyof typeof gazetteerOperations

const ID = '0123456789abcdef0123456789abcdef'
const BASE = ID.repeat(2) as DigestHex
const CASE = { case: '2026-0001' } as const
const PARTY = { ...CASE, party: '2026-0001-P01' } as const
const MONEY = { currency: 'USD', amount: '75.50' } as const
const PHONE = { kind: 'phone', value: '012 345 678' } as const

/** One well-formed input for each operation on people and money. Ids name nothing. */
export const PARTY_INPUTS: { readonly [Called in Name]: InputOf<Called> } = {
  'party.add': {
    ...CASE,
    form: 'person',
    content: { names: [{ text: 'ចាន់ ដារ៉ា', script: 'khmer' }], sex: 'male' },
    role: 'suspect',
    complaintId: ID,
  },
  'party.change': { ...PARTY, set: { nationality: 'KHM' }, cleared: ['sex'], basedOnHex: BASE },
  'party.setRole': { ...PARTY, role: 'undetermined', isHeld: true, complaintId: ID, reason: 'x' },
  'party.merge': { ...PARTY, into: '2026-0001-P02', reason: 'មនុស្សតែមួយ' },
  'party.unmerge': { ...PARTY, reason: 'មិនមែន' },
  'party.noteIndicators': { ...PARTY, present: ['minor'], absent: ['violence'], note: 'x' },
  'party.list': CASE,
  'premises.add': { ...CASE, content: { name: 'អគារ ក', rent: { money: MONEY, per: 'month' } } },
  'premises.change': { ...CASE, premises: '2026-0001-A01', set: { rooms: 4 }, cleared: [], basedOnHex: BASE },
  'premises.list': CASE,
  'identifier.note': {
    ...CASE,
    identifiers: [PHONE],
    seenIn: { kind: 'words', text: 'ទូរសព្ទ' },
    party: '2026-0001-P01',
    confidence: 'probable',
    note: 'x',
  },
  'identifier.withdraw': { ...CASE, identifierId: ID, reason: 'វាយខុស' },
  'identifier.list': CASE,
  'identifier.recognise': { text: 'ទាក់ទង 012 345 678', ...CASE },
  'identifier.seen': { identifiers: [{ kind: 'phone', normalised: '+85512345678' }], ...CASE },
  'payment.add': { ...CASE, content: { money: MONEY, payee: { name: 'FAKE SHOP' } } },
  'payment.change': {
    ...CASE,
    payment: '2026-0001-M01',
    set: { state: 'frozen' },
    cleared: ['note'],
    basedOnHex: BASE,
  },
  'payment.withdraw': { ...CASE, payment: '2026-0001-M01', reason: 'ស្ទួន' },
  'payment.list': CASE,
  'complaint.markDuplicate': { ...CASE, complaintId: ID, of: { complaintId: ID }, reason: 'រឿងតែមួយ' },
  'rate.note': { ...CASE, currency: 'USD', inCurrency: 'KHR', rate: '4015', on: '2026-01-02', source: 'NBC' },
  'loss.summary': CASE,
  'gazetteer.import': { intakeId: ID },
  'gazetteer.places': { under: '12' },
}

/** Good calls about people and money, in an order that works. */
export function goodPartyCalls({ done, seen, offerFile }: ContractDesk): GoodCalls<Name> {
  const here = { party: '', twin: '', premises: '', payment: '', identifierId: '' as IdentifierId }
  const on = () => ({ case: seen.case })
  const first = () => ({ ...on(), party: here.party })
  return {
    'gazetteer.import': async () => {
      const intakeId = await offerFile('gazetteer.json', JSON.stringify(INVENTED_GAZETTEER))
      expect(await done('gazetteer.import', { intakeId })).toMatchObject({ provinces: 1, villages: 1 })
    },
    'gazetteer.places': async () => {
      const { places, path } = await done('gazetteer.places', { under: '91' })
      expect([path, places].map((list) => list.map(({ code }) => code))).toEqual([['91'], ['9101']])
    },
    'party.add': async () => {
      const { complaintId: _, ...input } = { ...PARTY_INPUTS['party.add'], ...on() }
      here.party = (await done('party.add', input)).number
      here.twin = (await done('party.add', { ...on(), content: {} })).number
      expect([here.party, here.twin]).toEqual([`${seen.case}-P01`, `${seen.case}-P02`])
    },
    'party.change': async () => {
      const change = { ...first(), set: { nationality: 'KHM' }, cleared: ['sex' as const] }
      expect(await done('party.change', change)).toMatchObject({ hasConflict: false })
    },
    'party.setRole': async () => {
      await done('party.setRole', { ...first(), role: 'undetermined' })
    },
    'party.merge': async () => {
      await done('party.merge', { ...on(), party: here.twin, into: here.party, reason: 'x' })
    },
    'party.unmerge': async () => {
      await done('party.unmerge', { ...on(), party: here.twin, reason: 'x' })
    },
    'party.noteIndicators': async () => {
      await done('party.noteIndicators', { ...first(), present: ['minor'], absent: ['violence'] })
    },
    'party.list': async () => {
      const { parties } = await done('party.list', on())
      expect(parties).toMatchObject([
        {
          number: here.party,
          content: { nationality: 'KHM' },
          roles: [{ role: 'suspect' }, { role: 'undetermined' }],
        },
        { number: here.twin, mergedInto: null },
      ])
    },
    'premises.add': async () => {
      here.premises = (await done('premises.add', { ...PARTY_INPUTS['premises.add'], ...on() })).number
    },
    'premises.change': async () => {
      await done('premises.change', { ...on(), premises: here.premises, set: { rooms: 4 } })
    },
    'premises.list': async () => {
      const { premises } = await done('premises.list', on())
      expect(premises).toMatchObject([{ number: here.premises, content: { rooms: 4, name: 'អគារ ក' } }])
    },
    'identifier.note': async () => {
      const noted = await done('identifier.note', {
        ...on(),
        identifiers: [{ kind: 'plate', value: '2AB-1234' }],
        seenIn: { kind: 'party', party: here.party },
      })
      here.identifierId = noted.identifierIds[0] ?? here.identifierId
    },
    'identifier.list': async () => {
      const { identifiers } = await done('identifier.list', on())
      expect(identifiers).toContainEqual(expect.objectContaining({ kind: 'plate', normalised: '2AB1234' }))
    },
    'identifier.recognise': async () => {
      const found = await done('identifier.recognise', { text: 'ទាក់ទង 012 345 678', ...on() })
      expect(found.identifiers).toMatchObject([{ kind: 'phone', normalised: '+85512345678' }])
    },
    'identifier.seen': async () => {
      const asked = { identifiers: [{ kind: 'plate' as const, normalised: '2AB1234' }] }
      expect(await done('identifier.seen', asked)).toMatchObject({ seen: [{ total: 1 }] })
    },
    'identifier.withdraw': async () => {
      await done('identifier.withdraw', { ...on(), identifierId: here.identifierId, reason: 'x' })
    },
    'payment.add': async () => {
      here.payment = (await done('payment.add', { ...PARTY_INPUTS['payment.add'], ...on() })).number
    },
    'payment.change': async () => {
      await done('payment.change', { ...on(), payment: here.payment, set: { state: 'frozen' } })
    },
    'payment.list': async () => {
      const { payments } = await done('payment.list', on())
      expect(payments).toMatchObject([
        { number: here.payment, content: { state: 'frozen' }, withdrawn: null },
      ])
    },
    'rate.note': async () => {
      await done('rate.note', { ...PARTY_INPUTS['rate.note'], ...on() })
    },
    'loss.summary': async () => {
      const { sums, rates } = await done('loss.summary', on())
      expect(sums).toContainEqual({
        group: 'not-complained',
        currency: 'USD',
        state: 'frozen',
        level: 'claimed',
        amount: '75.5',
        lines: 1,
      })
      expect(rates).toMatchObject([{ rate: '4015' }])
    },
    'payment.withdraw': async () => {
      await done('payment.withdraw', { ...on(), payment: here.payment, reason: 'x' })
    },
    'complaint.markDuplicate': async () => {
      const { told } = await done('loss.summary', on())
      const [one] = told
      const complaint = (await done('case.show', on())).complaints[0]?.complaint
      if (one === undefined || complaint === undefined) throw new Error('there is no complaint')
      const { identifiers: _identifiers, losses: _losses, ...plain } = complaint
      const again = await done('complaint.add', { ...on(), complaint: plain })
      const judged = { ...on(), complaintId: again.complaintId, reason: 'x' }
      await done('complaint.markDuplicate', { ...judged, of: { complaintId: one.complaintId } })
      expect(await done('loss.summary', on())).toMatchObject({ duplicates: 1 })
    },
  }
}
