import { describe, expect, test } from 'vitest'
import type { CaseId, PartyId } from '#core/ids.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { PARTY_KINDS } from '#core/ledger/party-kinds.ts'
import { PARTY_SAMPLES, PAYMENT_ID } from '../../../support/party-samples.ts'
import { DATA } from '../../../support/sample-events.ts'
import { by, CASE, FOUNDER, RegisterDesk, somebody } from './register-desk.ts'

type Kind = keyof typeof PARTY_KINDS
const KINDS = Object.keys(PARTY_KINDS) as readonly Kind[]
const REFUSED = 'ledger/event-refused'
const { keys } = FOUNDER
const OTHER_PARTY = '78'.repeat(16) as PartyId
const OFFICER = somebody('b3')
const COMPLAINT = { ...DATA['complaint-taken'], complaintId: '23'.repeat(16), takenBy: by(FOUNDER) }
const SECOND = { ...COMPLAINT, complaintId: '24'.repeat(16) }
const ACTOR: { readonly [Name in Kind]: string } = {
  'party-added': 'addedBy',
  'party-changed': 'changedBy',
  'party-role-set': 'setBy',
  'party-merged': 'mergedBy',
  'party-unmerged': 'unmergedBy',
  'indicators-noted': 'notedBy',
  'premises-added': 'addedBy',
  'premises-changed': 'changedBy',
  'identifier-noted': 'notedBy',
  'identifier-withdrawn': 'withdrawnBy',
  'payment-added': 'addedBy',
  'payment-changed': 'changedBy',
  'payment-withdrawn': 'withdrawnBy',
  'complaint-duplicate-of': 'judgedBy',
  'complaint-moved': 'movedBy',
  'complaint-detailed': 'notedBy',
  'complaint-exhibits-linked': 'linkedBy',
  'rate-noted': 'notedBy',
}

/** The sample of a kind, said by somebody, naming nothing that these cases lack. */
function said<Name extends Kind>(kind: Name, change: object = {}, signer = FOUNDER): EventData<Name> {
  const plain: Partial<Record<Kind, object>> = {
    'premises-added': { content: { name: 'x' } },
    'identifier-noted': { seenIn: { kind: 'party', partyId: PARTY_SAMPLES['party-added'].partyId } },
    'payment-added': { content: { money: { currency: 'USD', amount: '5' } } },
    'complaint-detailed': { details: { language: 'ខ្មែរ' } },
    'complaint-exhibits-linked': { exhibitIds: [DATA['exhibit-sealed'].exhibitId] },
  }
  return { ...PARTY_SAMPLES[kind], ...plain[kind], ...change, [ACTOR[kind]]: by(signer) } as EventData<Name>
}

/** A case with two complaints, two parties, premises, an identifier and a payment. */
function station(): RegisterDesk {
  const desk = new RegisterDesk()
  desk.openCase()
  desk.stand('complaint-taken', COMPLAINT, keys)
  desk.stand('complaint-taken', SECOND, keys)
  desk.stand('party-added', said('party-added'), keys)
  desk.stand('party-added', said('party-added', { partyId: OTHER_PARTY, number: '2026-0001-P02' }), keys)
  desk.stand('premises-added', said('premises-added'), keys)
  desk.stand('identifier-noted', said('identifier-noted'), keys)
  desk.stand('payment-added', said('payment-added'), keys)
  return desk
}

/** What each kind may say after that. */
function next(kind: Kind): EventData<Kind> {
  const fresh: Partial<Record<Kind, object>> = {
    'party-added': { partyId: '91'.repeat(16), number: '2026-0001-P03' },
    'premises-added': { premisesId: '92'.repeat(16), number: '2026-0001-A02' },
    'identifier-noted': { identifierId: '93'.repeat(16) },
    'payment-added': { paymentId: '94'.repeat(16), number: '2026-0001-M02' },
  }
  return said(kind, fresh[kind])
}

function judge(desk: RegisterDesk, kind: Kind, data: EventData<Kind>) {
  return desk.judge(kind, data as never, keys, CASE)
}

function prepared(kind: Kind): RegisterDesk {
  const desk = station()
  if (kind === 'complaint-exhibits-linked')
    desk.stand('exhibit-sealed', { ...DATA['exhibit-sealed'], sealedBy: by(FOUNDER) }, keys)
  if (kind === 'party-unmerged') desk.stand('party-merged', said('party-merged'), keys)
  return desk
}

describe.each(KINDS)('%s', (kind) => {
  test('is said by an officer who holds the case, and by nobody else', () => {
    const desk = prepared(kind)
    expect(judge(desk, kind, next(kind))).toBe(null)
    for (const [role, expected] of [
      ['officer', null],
      ['custodian', 'ledger/actor-not-allowed'],
      ['auditor', 'ledger/actor-not-allowed'],
    ] as const) {
      const other = prepared(kind)
      other.add(OFFICER, role)
      const data = { ...next(kind), [ACTOR[kind]]: by(OFFICER) }
      // Without the case's key nobody can have written it.
      expect(other.judge(kind, data as never, OFFICER.keys, CASE)).toBe('ledger/actor-not-allowed')
      other.grant(OFFICER.userId)
      expect(other.judge(kind, data as never, OFFICER.keys, CASE)).toBe(expected)
    }
  })
})

describe('people', () => {
  test('are entered once, under a number of their own, and changed only when they are there', () => {
    const desk = station()
    expect(judge(desk, 'party-added', said('party-added', { number: 'other' }))).toBe(REFUSED)
    const taken = said('party-added', { partyId: '91'.repeat(16) })
    expect(judge(desk, 'party-added', taken)).toBe(REFUSED)
    expect(judge(desk, 'party-changed', said('party-changed', { partyId: '99'.repeat(16) }))).toBe(REFUSED)
    const elsewhere = said('party-role-set', { complaintId: '99'.repeat(16) })
    expect(judge(desk, 'party-role-set', elsewhere)).toBe(REFUSED)
    const twice = said('indicators-noted', { absent: ['retention-of-documents'] })
    expect(judge(desk, 'indicators-noted', twice)).toBe(REFUSED)
  })

  test('are merged into one that is whole, once, and taken apart only when merged', () => {
    const desk = station()
    const itself = said('party-merged', { intoPartyId: PARTY_SAMPLES['party-added'].partyId })
    expect(judge(desk, 'party-merged', itself)).toBe(REFUSED)
    expect(judge(desk, 'party-unmerged', said('party-unmerged'))).toBe(REFUSED)
    desk.stand('party-merged', said('party-merged'), keys)
    expect(judge(desk, 'party-merged', said('party-merged'))).toBe(REFUSED)
    const back = said('party-merged', {
      partyId: OTHER_PARTY,
      intoPartyId: PARTY_SAMPLES['party-added'].partyId,
    })
    expect(judge(desk, 'party-merged', back)).toBe(REFUSED)
    desk.stand('party-unmerged', said('party-unmerged'), keys)
    expect(judge(desk, 'party-merged', back)).toBe(null)
  })
})

describe('identifiers and payments', () => {
  test('name exhibits, parties and complaints of the case', () => {
    const desk = station()
    const seenIn = PARTY_SAMPLES['identifier-noted'].seenIn
    const inExhibit = said('identifier-noted', { identifierId: '93'.repeat(16), seenIn })
    expect(judge(desk, 'identifier-noted', inExhibit)).toBe(REFUSED)
    const { content } = PARTY_SAMPLES['payment-added']
    const { source: _, ...told } = content
    const payment = (more: object) =>
      judge(
        desk,
        'payment-added',
        said('payment-added', { paymentId: '94'.repeat(16), number: 'x', content: { ...told, ...more } }),
      )
    expect(payment({})).toBe(null)
    expect(payment({ lossIndex: 1 })).toBe(REFUSED)
    expect(payment({ source: content.source })).toBe(REFUSED)
    expect(payment({ payer: { partyId: '99'.repeat(16), identifiers: [] } })).toBe(REFUSED)
    expect(payment({ complaintId: '99'.repeat(16) })).toBe(REFUSED)
  })

  test('are withdrawn once, and a payment that was never changes', () => {
    const desk = station()
    desk.stand('identifier-withdrawn', said('identifier-withdrawn'), keys)
    expect(judge(desk, 'identifier-withdrawn', said('identifier-withdrawn'))).toBe(REFUSED)
    desk.stand('payment-withdrawn', said('payment-withdrawn'), keys)
    expect(judge(desk, 'payment-withdrawn', said('payment-withdrawn'))).toBe(REFUSED)
    expect(judge(desk, 'payment-changed', said('payment-changed', { paymentId: PAYMENT_ID }))).toBe(REFUSED)
  })
})

describe('a complaint', () => {
  const of = (complaintId: string, caseId?: string) =>
    said('complaint-duplicate-of', { of: { complaintId, ...(caseId !== undefined && { caseId }) } })
  const reversed = said('complaint-duplicate-of', {
    complaintId: SECOND.complaintId,
    of: { complaintId: COMPLAINT.complaintId },
  })

  test('is a duplicate of one that is whole, and of no duplicate', () => {
    const desk = station()
    expect(judge(desk, 'complaint-duplicate-of', of('99'.repeat(16)))).toBe(REFUSED)
    expect(judge(desk, 'complaint-duplicate-of', of(COMPLAINT.complaintId))).toBe(REFUSED)
    expect(judge(desk, 'complaint-duplicate-of', of('99'.repeat(16), CASE))).toBe(REFUSED)
    expect(judge(desk, 'complaint-duplicate-of', of('99'.repeat(16), '98'.repeat(16) as CaseId))).toBe(null)
    desk.stand('complaint-duplicate-of', of(SECOND.complaintId), keys)
    expect(judge(desk, 'complaint-duplicate-of', reversed)).toBe(REFUSED)
    // One that has duplicates of its own is none of another case either: they would be counted nowhere.
    const abroad = said('complaint-duplicate-of', {
      complaintId: SECOND.complaintId,
      of: { complaintId: '99'.repeat(16), caseId: '98'.repeat(16) },
    })
    expect(judge(desk, 'complaint-duplicate-of', abroad)).toBe(REFUSED)
  })

  test('that is none is not taken back', () => {
    const desk = station()
    const undone = said('complaint-duplicate-of', { of: undefined })
    expect(judge(desk, 'complaint-duplicate-of', undone)).toBe(REFUSED)
    desk.stand('complaint-duplicate-of', of(SECOND.complaintId), keys)
    desk.stand('complaint-duplicate-of', undone, keys)
    expect(judge(desk, 'complaint-duplicate-of', reversed)).toBe(null)
  })
})

describe('a complaint that is moved when its case is split', () => {
  const moved = (more: object = {}) => said('complaint-moved', more)

  test('goes to another case once, tied to no other, and is made no duplicate afterwards', () => {
    const desk = station()
    const { other } = PARTY_SAMPLES['complaint-moved']
    expect(judge(desk, 'complaint-moved', moved({ complaintId: '99'.repeat(16) }))).toBe(REFUSED)
    expect(judge(desk, 'complaint-moved', moved({ other: { ...other, caseId: CASE } }))).toBe(REFUSED)
    const ofSecond = said('complaint-duplicate-of', { of: { complaintId: SECOND.complaintId } })
    const undone = said('complaint-duplicate-of', { of: undefined })
    desk.stand('complaint-duplicate-of', ofSecond, keys)
    expect(judge(desk, 'complaint-moved', moved())).toBe(REFUSED)
    expect(judge(desk, 'complaint-moved', moved({ complaintId: SECOND.complaintId }))).toBe(REFUSED)
    desk.stand('complaint-duplicate-of', undone, keys)
    desk.stand('complaint-moved', moved(), keys)
    expect(judge(desk, 'complaint-moved', moved())).toBe(REFUSED)
    expect(judge(desk, 'complaint-duplicate-of', undone)).toBe(REFUSED)
    expect(judge(desk, 'complaint-duplicate-of', ofSecond)).toBe(REFUSED)
  })

  test('comes from another case once, and may go on to a third', () => {
    const desk = station()
    desk.stand('complaint-moved', moved({ side: 'new' }), keys)
    expect(judge(desk, 'complaint-moved', moved({ side: 'new' }))).toBe(REFUSED)
    expect(judge(desk, 'complaint-moved', moved())).toBe(null)
  })
})

test('a rate is between two currencies', () => {
  expect(judge(station(), 'rate-noted', said('rate-noted', { inCurrency: 'USD' }))).toBe(REFUSED)
})

describe('what is told beside a complaint', () => {
  test('is of a complaint of the case, says something, and times payments that it has, each once', () => {
    const desk = station()
    const losses = COMPLAINT.complaint.losses.length
    const told = (details: object, complaintId = COMPLAINT.complaintId) =>
      judge(desk, 'complaint-detailed', said('complaint-detailed', { complaintId, details }))
    const timed = (...places: readonly number[]) =>
      told({ paymentTimes: places.map((lossIndex) => ({ lossIndex, clock: '08:10' })) })
    expect(told({ language: 'ខ្មែរ' })).toBe(null)
    expect(told({ language: 'ខ្មែរ' }, '99'.repeat(16))).toBe(REFUSED)
    expect(told({})).toBe(REFUSED)
    expect(losses).toBeGreaterThan(0)
    expect(timed(0)).toBe(null)
    expect(timed(0, 0)).toBe(REFUSED)
    expect(timed(losses)).toBe(REFUSED)
  })

  test('are digital exhibits of the case', () => {
    const desk = station()
    const { exhibitId } = DATA['exhibit-sealed']
    const linked = (exhibitIds: readonly string[]) =>
      judge(desk, 'complaint-exhibits-linked', said('complaint-exhibits-linked', { exhibitIds }))
    expect(linked([exhibitId])).toBe(REFUSED)
    desk.stand('exhibit-sealed', { ...DATA['exhibit-sealed'], sealedBy: by(FOUNDER) }, keys)
    expect(linked([exhibitId])).toBe(null)
    expect(linked([exhibitId, exhibitId])).toBe(REFUSED)
  })
})
