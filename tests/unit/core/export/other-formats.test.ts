import { describe, expect, test } from 'vitest'
import { confirmedIdentifiers, indicatorText } from '#core/export/indicator-bundle.ts'
import { moneyEntities } from '#core/export/money-entities.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { eventsOf, sampleCase } from '../../../support/export-events.ts'
import { DATA } from '../../../support/sample-events.ts'

type Finding = EventData<'findings-confirmed'>['items'][number]

const identifier = (kind: string, raw: string, normalised: string): Finding => ({
  kind: 'identifier',
  value: { kind, raw, normalised },
  position: { kind: 'line', line: 1 },
})

const caseWith = (items: readonly Finding[]) =>
  eventsOf([
    { kind: 'case-opened', data: DATA['case-opened'] },
    { kind: 'complaint-taken', data: DATA['complaint-taken'] },
    { kind: 'findings-confirmed', data: { ...DATA['findings-confirmed'], items: [...items] } },
  ])

describe('indicators in STIX', () => {
  const suspects = [
    identifier('phone', '011 222 333', '+85511222333'),
    identifier('url', 'http://bad.example/a', 'http://bad.example/a'),
    identifier('domain', 'bad.example', 'bad.example'),
    identifier('ip', '192.0.2.1', '192.0.2.1'),
    identifier('ip', '2001:db8::1', '2001:db8::1'),
    identifier('email', 'a@bad.example', 'a@bad.example'),
    identifier('wallet', "x'y\\z", "x'y\\z"),
  ]

  test('are of confirmed identifiers only, each once', () => {
    expect(confirmedIdentifiers(sampleCase())).toEqual([])
    expect(confirmedIdentifiers(caseWith([...suspects, ...suspects]))).toHaveLength(suspects.length)
  })

  test('never name a victim, however their number is written', () => {
    const victims = [
      identifier('phone', '097-765-4321', '+855977654321'),
      identifier('phone', '+855 97 765 4321', '+855977654321'),
      identifier('other', 'ចាន់ ធី', 'ចាន់ ធី'),
    ]
    expect(confirmedIdentifiers(caseWith(victims))).toEqual([])
  })

  test('follow the rules of STIX 2.1 for what they are', () => {
    const bundle = JSON.parse(indicatorText(caseWith(suspects)))
    const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
    const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
    expect(Object.keys(bundle)).toEqual(['type', 'id', 'objects'])
    expect(bundle.id).toMatch(new RegExp(`^bundle--${uuid}$`))
    const ids = new Set(bundle.objects.map(({ id }: { id: string }) => id))
    expect(ids.size).toBe(bundle.objects.length)
    for (const object of bundle.objects) {
      expect(object.spec_version).toBe('2.1')
      expect(object.id).toMatch(new RegExp(`^${object.type}--${uuid}$`))
      expect(object.created).toMatch(time)
      // A marking definition has no `modified` (section 7.2.1).
      if (object.type !== 'marking-definition') expect(object.modified >= object.created).toBe(true)
      if (object.type !== 'indicator') continue
      expect(object).toMatchObject({ pattern_type: 'stix', valid_from: expect.stringMatching(time) })
      expect(ids).toContain(object.created_by_ref)
      for (const marking of object.object_marking_refs) expect(ids).toContain(marking)
      expect(object.pattern).toMatch(
        /^\[(?:[a-z0-9-]+:[a-z_]+ = '(?:[^'\\]|\\['\\])*')(?: AND [a-z0-9-]+:[a-z_]+ = '(?:[^'\\]|\\['\\])*')*\]$/,
      )
    }
    const patterns = bundle.objects.map(({ pattern }: { pattern?: string }) => pattern)
    expect(patterns).toContain("[ipv6-addr:value = '2001:db8::1']")
    expect(patterns).toContain(
      "[user-account:account_type = 'wallet' AND user-account:account_login = 'x\\'y\\\\z']",
    )
  })

  test('of a case without confirmed identifiers are an empty bundle', () => {
    expect(JSON.parse(indicatorText(caseWith([])))).toEqual({
      type: 'bundle',
      id: expect.stringMatching(/^bundle--/),
    })
  })
})

describe('payments in FollowTheMoney', () => {
  const entities = moneyEntities(sampleCase())

  test('have each a payer and a beneficiary that are entities with a name', () => {
    const byId = new Map(entities.map((entity) => [entity.id, entity]))
    const payments = entities.filter(({ schema }) => schema === 'Payment')
    expect(payments).toHaveLength(1)
    for (const { properties } of payments) {
      for (const role of ['payer', 'beneficiary']) {
        const [id = ''] = properties[role] ?? []
        expect(byId.get(id)?.properties.name?.[0]).toBeTruthy()
      }
      expect(properties).toMatchObject({ amount: ['250.5'], currency: ['USD'], date: ['2026-11-02'] })
    }
    for (const { properties } of entities)
      for (const values of Object.values(properties))
        expect(values.every((value) => typeof value === 'string')).toBe(true)
  })

  test('are only of money that moved', () => {
    const { complaint } = DATA['complaint-taken']
    const loss = { ...complaint.losses[0], level: 'claimed', currency: 'USD', amount: '1' } as const
    const losses = (['attempted', 'frozen', 'paid', 'recovered'] as const).map((state) => ({
      ...loss,
      state,
    }))
    const data = { ...DATA['complaint-taken'], complaint: { ...complaint, losses } }
    const events = eventsOf([
      { kind: 'case-opened', data: DATA['case-opened'] },
      { kind: 'complaint-taken', data },
    ])
    const payments = moneyEntities(events).filter(({ schema }) => schema === 'Payment')
    expect(payments.map(({ properties }) => properties.purpose)).toEqual([['paid'], ['recovered']])
    expect(payments[0]?.properties.payer).toEqual(payments[1]?.properties.beneficiary)
  })
})
