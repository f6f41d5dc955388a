import { describe, expect, test } from 'vitest'
import { type CanonicalValue, canonicalBytes } from '#core/ledger/canonical-json.ts'
import {
  BODY_VERSION,
  bodyBytes,
  DEPARTURE_KINDS,
  EVENT_KINDS,
  type EventKind,
  parseBody,
} from '#core/ledger/event-body.ts'
import { membersAdded, membersMissing, scalarsOfAnotherType } from '../../../support/altered-members.ts'
import { CASE_WORK_MAY_MISS } from '../../../support/case-work-samples.ts'
import { CUSTODY_MAY_MISS } from '../../../support/custody-samples.ts'
import { PARTY_MAY_MISS } from '../../../support/party-samples.ts'
import { RECORD_MAY_MISS } from '../../../support/record-samples.ts'
import { bodyOf, CASE_ID, DATA, KINDS } from '../../../support/sample-events.ts'

const MALFORMED = { ok: false, failure: { code: 'event/body-malformed' } }
const parseValue = (value: CanonicalValue) => parseBody(canonicalBytes(value))
const inScope = (kind: string, data: CanonicalValue): CanonicalValue => ({
  v: BODY_VERSION,
  kind,
  scope: CASE_ID,
  data,
})

/** Members that an event of the first format may leave out; this list may never shrink. */
const MAY_MISS: { readonly [Kind in EventKind]?: readonly string[] } = {
  'complaint-taken': [
    ...['latinName', 'sex', 'birthDate', 'nationality', 'phone', 'address', 'idDocument', 'safeContact'].map(
      (name) => `complaint.victim.${name}`,
    ),
    ...['happenedFrom', 'happenedTo', 'place', 'identifiers.note'].map((name) => `complaint.${name}`),
    ...['on', 'rail', 'reference', 'payer', 'payee', 'note'].map((name) => `complaint.losses.${name}`),
  ],
  'exhibit-sealed': ['sourceName', 'description', 'sourceModifiedAtMs'],
  'header-changed': ['holderId'],
  'ledger-salvaged': ['introduced'],
  'event-confirmed': ['note'],
  'template-changed': ['phrases.unit'],
  'column-map-saved': ['map.sheet', 'map.currency', 'map.columns.header'],
  ...CUSTODY_MAY_MISS,
  ...RECORD_MAY_MISS,
  ...PARTY_MAY_MISS,
  ...CASE_WORK_MAY_MISS,
}

// What a parser found has fields of its own, by names of its own, and so has a wording.
const isFree = (what: string) =>
  / (?:items\.value|phrases)\.(?:surprise|__proto__)$|^items\.0\.value\.|^phrases\.[a-z]/.test(what)

test('the samples have every kind that exists', () => {
  expect([...KINDS].sort()).toEqual(Object.keys(EVENT_KINDS).sort())
})

describe.each(KINDS)('%s', (kind) => {
  const data = DATA[kind] as CanonicalValue

  test('is read as it was written', () => {
    expect(parseBody(bodyBytes(bodyOf(kind)))).toEqual({ ok: true, value: bodyOf(kind) })
  })

  test('is read without each member that may be absent', () => {
    for (const name of MAY_MISS[kind] ?? []) {
      const others = (MAY_MISS[kind] ?? []).filter((other) => other !== name)
      const required = membersMissing(data, others).filter(([what]) => what === `without ${name}`)
      expect(required).toHaveLength(1)
      for (const [, value] of required) expect(parseValue(inScope(kind, value))).toMatchObject({ ok: true })
    }
  })

  test('is refused without any other member', () => {
    const altered = membersMissing(data, MAY_MISS[kind])
    expect(altered.length).toBeGreaterThan(1)
    for (const [what, value] of altered) expect(parseValue(inScope(kind, value)), what).toEqual(MALFORMED)
  })

  test('is refused with a member that it does not know', () => {
    for (const [what, value] of membersAdded(data)) {
      if (isFree(what)) continue
      expect(parseValue(inScope(kind, value)), what).toEqual(MALFORMED)
    }
  })

  test('is refused when anything in it has another type', () => {
    for (const [what, value] of scalarsOfAnotherType(data)) {
      if (isFree(what)) continue
      expect(parseValue(inScope(kind, value)), what).toEqual(MALFORMED)
    }
  })
})

describe('what stands around the data', () => {
  const body = { v: BODY_VERSION, ...bodyOf('case-opened') } as CanonicalValue

  test.each([...membersMissing(body), ...membersAdded(body)].filter(([what]) => !what.includes('data.')))(
    'is refused %s',
    (_, value) => {
      expect(parseValue(value)).toEqual(MALFORMED)
    },
  )

  test.each([
    ['another version', { v: 2 }],
    ['an unknown kind', { kind: 'case-forgotten' }],
    ['a kind that every object has', { kind: 'constructor' }],
    ['a kind of another name', { kind: '__proto__' }],
    ['a scope that is no id', { scope: 'register' }],
    ['a scope in upper case', { scope: 'C0'.repeat(16) }],
    ['the data of another kind', { data: DATA['exhibit-extracted'] as CanonicalValue }],
  ])('is refused with %s', (_, change) => {
    expect(parseValue({ ...(body as object), ...change })).toEqual(MALFORMED)
  })

  test('is refused when its bytes are not canonical', () => {
    const text = Buffer.from(bodyBytes(bodyOf('case-opened'))).toString()
    expect(parseBody(Buffer.from(` ${text}`))).toEqual({ ok: false, failure: { code: 'json/not-canonical' } })
  })
})

test('only what records that something left the vault is a departure', () => {
  expect([...DEPARTURE_KINDS].sort()).toEqual([
    'case-disclosed',
    'case-exported',
    'exhibit-extracted',
    'report-saved',
    'report-signed',
  ])
})

describe('a loss line', () => {
  const withLoss = (currency: string, amount: string): CanonicalValue => {
    const data = DATA['complaint-taken']
    const losses = [{ state: 'paid', level: 'claimed', currency, amount }]
    return inScope('complaint-taken', { ...data, complaint: { ...data.complaint, losses } } as CanonicalValue)
  }

  test.each([
    ['KHR', '1000000'],
    ['USD', '250.5'],
    ['ETH', '0.000000000000000001'],
  ])('of %s %s is read', (currency, amount) => {
    expect(parseValue(withLoss(currency, amount)).ok).toBe(true)
  })

  test.each([
    ['XXX', '1'],
    ['KHR', '0.5'],
    ['USD', '250.50'],
    ['USD', '0250'],
    ['USD', '1e3'],
    ['USD', ''],
  ])('of %s %s could not be added up and is refused', (currency, amount) => {
    expect(parseValue(withLoss(currency, amount))).toEqual(MALFORMED)
  })
})

test('a source was changed at an instant that a calendar has', () => {
  const at = (sourceModifiedAtMs: number) =>
    parseValue(inScope('exhibit-sealed', { ...DATA['exhibit-sealed'], sourceModifiedAtMs } as CanonicalValue))
  for (const sourceModifiedAtMs of [-8.64e15, 0, 8.64e15]) expect(at(sourceModifiedAtMs).ok).toBe(true)
  for (const sourceModifiedAtMs of [-8.64e15 - 1, 8.64e15 + 1])
    expect(at(sourceModifiedAtMs)).toEqual(MALFORMED)
})
