import { describe, expect, test } from 'vitest'
import { foldCase } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { caseGraphText } from '#core/export/case-graph.ts'
import { caseTables } from '#core/export/case-tables.ts'
import { confirmedIdentifiers } from '#core/export/indicator-bundle.ts'
import { moneyEntities } from '#core/export/money-entities.ts'
import { showCase } from '#core/export/withhold.ts'
import type { IdentifierId, PartyId, PaymentId, PremisesId } from '#core/ids.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { eventsOf } from '../../../support/export-events.ts'
import { RECORD_SAMPLES } from '../../../support/record-samples.ts'
import { DATA } from '../../../support/sample-events.ts'

const by = DATA['case-opened'].openedBy
const VICTIM = '1'.repeat(32) as PartyId
const SUSPECT = '2'.repeat(32) as PartyId
const TWIN = '3'.repeat(32) as PartyId
const { complaintId } = DATA['complaint-taken']
const SETTING = { station: 'vault ab', software: 'samnum 0.1.0' }

const added = (partyId: PartyId, number: string, name: string) => ({
  kind: 'party-added' as const,
  data: {
    ...{ partyId, number, form: 'person' as const, addedBy: by },
    content: {
      names: [{ text: name, script: 'latin' as const, use: 'official' as const }],
      safeContact: `contact of ${name}`,
    },
  },
})
const noted = (
  run: string,
  partyId: PartyId,
  raw: string,
  normalised: string,
  more: Partial<EventData<'identifier-noted'>> = {},
) => ({
  kind: 'identifier-noted' as const,
  data: {
    identifierId: run.repeat(32) as IdentifierId,
    identifier: { kind: 'phone' as const, raw, normalised },
    ...{ partyId, seenIn: { kind: 'party' as const, partyId }, confidence: 'verified' as const, notedBy: by },
    ...more,
  },
})
const role = (partyId: PartyId, what: 'victim' | 'suspect', isHeld = true) => ({
  kind: 'party-role-set' as const,
  data: { partyId, role: what, isHeld, setBy: by },
})

/** A victim who is a party, a suspect with a verified number, premises, and a payment that states a loss more closely. */
function peopledCase(): readonly VerifiedEvent[] {
  return eventsOf([
    { kind: 'case-opened', data: DATA['case-opened'] },
    { kind: 'complaint-taken', data: DATA['complaint-taken'] },
    added(VICTIM, '2026-0001-P01', 'Hidden Person'),
    added(SUSPECT, '2026-0001-P02', 'Known Suspect'),
    added(TWIN, '2026-0001-P03', 'Hidden Twin'),
    role(VICTIM, 'victim'),
    role(VICTIM, 'victim', false),
    role(VICTIM, 'suspect'),
    role(SUSPECT, 'suspect'),
    {
      kind: 'party-merged',
      data: { partyId: TWIN, intoPartyId: VICTIM, reason: 'the same passport', mergedBy: by },
    },
    noted('4', VICTIM, '012 111 111', '+85512111111'),
    noted('5', SUSPECT, '012 222 222', '+85512222222'),
    noted('6', SUSPECT, '+855 12 111 111', '+85512111111'),
    noted('7', SUSPECT, '012 333 333', '+85512333333', { confidence: 'claimed' }),
    noted('8', TWIN, '012 444 444', '+85512444444'),
    {
      kind: 'premises-added',
      data: {
        ...{ premisesId: '9'.repeat(32) as PremisesId, number: '2026-0001-A01', addedBy: by },
        content: { name: 'Tower 7', kind: 'compound', landlordId: SUSPECT, rooms: 40 },
      },
    },
    {
      kind: 'payment-added',
      data: {
        ...{ paymentId: 'a'.repeat(32) as PaymentId, number: '2026-0001-M01', addedBy: by },
        content: {
          ...{ complaintId, lossIndex: 0, state: 'paid', level: 'documented' },
          money: { currency: 'USD', amount: '249' },
          payee: {
            partyId: SUSPECT,
            institution: 'ABA',
            identifiers: [{ kind: 'bank-account', raw: '000 111 222', normalised: '000111222' }],
          },
        },
      },
    },
  ] as Parameters<typeof eventsOf>[0])
}

test('indicators have what was verified of suspects, and nothing of whoever ever was a victim or is the same as one', () => {
  const found = confirmedIdentifiers(peopledCase()).map(({ normalised }) => normalised)
  expect(found).toEqual(['+85512222222'])
})

test('an identifier that was withdrawn is no indicator any more', () => {
  const withdrawn = eventsOf([
    {
      kind: 'identifier-withdrawn',
      data: { identifierId: '5'.repeat(32) as IdentifierId, reason: 'mistyped', withdrawnBy: by },
    },
  ])
  expect(confirmedIdentifiers([...peopledCase(), ...withdrawn])).toEqual([])
})

test('numbers of documents are no indicators, however sure they are', () => {
  const document = { kind: 'document' as const, raw: 'N 123', normalised: 'N123' }
  const events = eventsOf([
    { kind: 'case-opened', data: DATA['case-opened'] },
    added(SUSPECT, '2026-0001-P01', 'Known Suspect'),
    noted('5', SUSPECT, '', '', { identifier: document }),
  ] as Parameters<typeof eventsOf>[0])
  expect(confirmedIdentifiers(events)).toEqual([])
})

test('the graph names suspects, premises, identifiers and payments, and victims by their numbers alone', () => {
  const text = caseGraphText(peopledCase(), SETTING)
  for (const said of ['Known Suspect', 'Tower 7', '+85512222222', '000111222', 'has the role suspect in'])
    expect(text).toContain(said)
  expect(text).toContain('2026-0001-P01')
  for (const secret of ['Hidden', 'contact of', '+85512111111', '012 111 111', '+85512444444'])
    expect(text).not.toContain(secret)
})

describe('payments that were noted', () => {
  const entities = moneyEntities(peopledCase())
  const payments = entities.filter(({ schema }) => schema === 'Payment')

  test('take the place of the loss that they state more closely', () => {
    expect(payments.map(({ properties }) => properties.amount)).toEqual([['249']])
  })

  test('name parties as people and accounts as accounts', () => {
    const byId = new Map(entities.map((entity) => [entity.id, entity]))
    const { beneficiary = [], beneficiaryAccount = [] } = payments[0]?.properties ?? {}
    expect(byId.get(beneficiary[0] ?? '')).toMatchObject({
      schema: 'Person',
      properties: { name: ['Known Suspect'] },
    })
    expect(byId.get(beneficiaryAccount[0] ?? '')).toMatchObject({
      schema: 'BankAccount',
      properties: { accountNumber: ['000 111 222'], bankName: ['ABA'] },
    })
  })
})

test('a redacted package has no word of what was said in records and letters, nor why a draft was discarded', () => {
  const told = (Object.keys(RECORD_SAMPLES) as (keyof typeof RECORD_SAMPLES)[]).map((kind) => {
    const data = structuredClone(RECORD_SAMPLES[kind])
    return { kind, data: 'reason' in data ? { ...data, reason: 'the witness Hidden Person withdrew' } : data }
  })
  const events = [...peopledCase(), ...eventsOf(told as Parameters<typeof eventsOf>[0])]
  const { events: shown, withheld } = showCase(events, 'redacted', () => true)
  expect(JSON.stringify(shown)).not.toContain('Hidden Person')
  const kinds = withheld.map(({ kind, reason }) => `${kind} ${reason}`)
  for (const { kind } of told) expect(kinds).toContain(`${kind} kind-not-shown`)
})

describe('tables', () => {
  const tableOf = (events: readonly VerifiedEvent[], name: string) => {
    const view = foldCase(events)
    if (view === null) throw new Error('the case opens')
    return caseTables(events, view).find((table) => table.name === name)?.text ?? ''
  }

  test('of a full package have each party, premises, identifier and payment', () => {
    expect(tableOf(peopledCase(), 'parties.csv')).toContain('Known Suspect')
    expect(tableOf(peopledCase(), 'premises.csv')).toContain('2026-0001-P02 Known Suspect')
    expect(tableOf(peopledCase(), 'noted-identifiers.csv').trim().split('\r\n')).toHaveLength(6)
    expect(tableOf(peopledCase(), 'noted-payments.csv')).toContain('"249"')
  })

  test('of a redacted package have nobody', () => {
    const { events } = showCase(peopledCase(), 'redacted', () => false)
    for (const name of ['parties.csv', 'premises.csv', 'noted-identifiers.csv', 'noted-payments.csv'])
      expect(tableOf(events, name).trim().split('\r\n')).toHaveLength(1)
    expect(moneyEntities(events).map(({ properties }) => properties.name?.[0])).not.toContain('Known Suspect')
  })
})
