import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkRecord, packsInForce } from '#core/law/check-record.ts'
import { type Condition, condition, fieldsOf, holds, MAX_CONDITION_DEPTH } from '#core/law/condition.ts'
import { type LawPack, parseLawPack } from '#core/law/law-pack.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const SHIPPED = JSON.parse(readFileSync('resources/law/kh-criminal-procedure.json', 'utf8')) as object

function shippedPack(): LawPack {
  const parsed = parseLawPack(SHIPPED)
  if (!parsed.ok) throw new Error('the shipped pack is not whole')
  return parsed.value
}

const SEARCH = {
  startedAt: '2026-11-20T08:00',
  authorisation: { by: 'ព្រះរាជអាជ្ញា ក', form: 'verbal', givenAt: '2026-11-20T07:30' },
  occupant: { isPresent: true, name: 'សុខ' },
  witnesses: [] as readonly object[],
  pagesMarked: 'thumb-print',
}
const INTERVIEW = {
  role: 'victim',
  person: { name: 'ចាន់' },
  officers: [{ name: 'វិបុល' }],
  needsInterpreter: false,
  readBack: 'read-aloud',
  pagesMarked: 'signature',
}

function unmetOf(kind: 'search' | 'interview', data: unknown, onDay = '2026-11-20'): readonly string[] {
  return checkRecord({ kind, data }, [shippedPack()], onDay).map((unmet) => `${unmet.effect} ${unmet.ruleId}`)
}

describe('a search', () => {
  test('that was authorised, witnessed and by day meets every condition', () => {
    expect(unmetOf('search', SEARCH)).toEqual([])
  })

  test.each<[string, object, readonly string[]]>([
    [
      'authorised only after it began',
      { authorisation: { ...SEARCH.authorisation, givenAt: '2026-11-20T08:01' } },
      ['blocks search-authorised'],
    ],
    [
      'authorised at no stated time',
      { authorisation: { by: 'x', form: 'written' } },
      ['blocks search-authorised'],
    ],
    [
      'without the occupant and with one witness',
      { occupant: { isPresent: false }, witnesses: [{ name: 'a', isPoliceOfOperation: false }] },
      ['blocks search-witnessed'],
    ],
    [
      'with two witnesses of whom one is police of the operation',
      {
        occupant: { isPresent: false },
        witnesses: [
          { name: 'a', isPoliceOfOperation: false },
          { name: 'b', isPoliceOfOperation: true },
        ],
      },
      ['blocks search-witnessed'],
    ],
    [
      'begun at 05:59',
      {
        startedAt: '2026-11-20T05:59',
        authorisation: { ...SEARCH.authorisation, givenAt: '2026-11-20T05:00' },
      },
      ['blocks search-by-day'],
    ],
    ['begun at 18:01', { startedAt: '2026-11-20T18:01' }, ['blocks search-by-day']],
    ['of which no page is marked', { pagesMarked: 'none' }, ['warns search-pages-signed']],
  ])('%s names the article it misses', (_, change, unmet) => {
    expect(unmetOf('search', { ...SEARCH, ...change })).toEqual(unmet)
  })

  test.each<[string, object]>([
    [
      'with two independent witnesses in the occupant’s stead',
      {
        occupant: { isPresent: false },
        witnesses: [
          { name: 'a', isPoliceOfOperation: false },
          { name: 'b', isPoliceOfOperation: false },
        ],
      },
    ],
    ['at night, with the exception named', { startedAt: '2026-11-20T23:00', timeException: 'listed-in-law' }],
    ['at exactly 18:00', { startedAt: '2026-11-20T18:00' }],
    [
      'at exactly 06:00',
      {
        startedAt: '2026-11-20T06:00',
        authorisation: { ...SEARCH.authorisation, givenAt: '2026-11-20T06:00' },
      },
    ],
  ])('%s is allowed', (_, change) => {
    expect(unmetOf('search', { ...SEARCH, ...change })).toEqual([])
  })
})

describe('an interview', () => {
  test('that was read back and signed meets every condition', () => {
    expect(unmetOf('interview', INTERVIEW)).toEqual([])
  })

  test('through an interpreter wants one who is sworn and independent', () => {
    const interpreter = { name: 'លី', language: 'ចិន', isSworn: true, isPolice: false, isInvolved: false }
    const heard = { ...INTERVIEW, needsInterpreter: true }
    expect(unmetOf('interview', heard)).toEqual([
      'blocks interview-interpreter',
      'warns interview-interpreter-language',
    ])
    expect(unmetOf('interview', { ...heard, interpreter: { ...interpreter, isPolice: true } })).toEqual([
      'blocks interview-interpreter',
    ])
    expect(unmetOf('interview', { ...heard, interpreter })).toEqual([])
  })

  test('of a suspect warns until each of the three things was told, and of nobody else', () => {
    const told = { toldAccusation: true, toldMaySayNothing: true, toldMayHaveLawyer: true }
    const suspect = { ...INTERVIEW, role: 'suspect' }
    expect(unmetOf('interview', suspect)).toEqual(['warns interview-suspect-told'])
    for (const name of Object.keys(told))
      expect(unmetOf('interview', { ...suspect, ...told, [name]: false })).toEqual([
        'warns interview-suspect-told',
      ])
    expect(unmetOf('interview', { ...suspect, ...told })).toEqual([])
  })

  test('of a witness warns until it is said how it stands with the oath', () => {
    const witness = { ...INTERVIEW, role: 'witness' }
    expect(unmetOf('interview', witness)).toEqual(['warns interview-witness-oath'])
    expect(unmetOf('interview', { ...witness, oath: 'refused' })).toEqual([])
  })

  test('without an officer named warns', () => {
    expect(unmetOf('interview', { ...INTERVIEW, officers: [] })).toEqual(['warns interview-officers-named'])
  })

  test('says of each open rule where it is taken from and which fields it is about', () => {
    const [unmet] = checkRecord(
      { kind: 'interview', data: { ...INTERVIEW, officers: [] } },
      [shippedPack()],
      '2026-11-20',
    )
    expect(unmet).toMatchObject({
      effect: 'warns',
      fields: ['officers'],
      source: 'to be checked by a lawyer',
    })
  })

  test('whose pages are refused wants the refusal noted', () => {
    const refused = { ...INTERVIEW, pagesMarked: 'refused' }
    expect(unmetOf('interview', refused)).toEqual(['blocks interview-pages-signed'])
    expect(unmetOf('interview', { ...refused, refusalNote: 'មិនព្រមចុះហត្ថលេខា' })).toEqual([])
  })
})

describe('a law pack', () => {
  test('before its date asks for nothing, and its newest version in force is the one that counts', () => {
    expect(unmetOf('search', {}, '2007-08-09')).toEqual([])
    const pack = shippedPack()
    const newer = { ...pack, version: 2, dated: '2026-12-01' }
    expect(packsInForce([newer, pack], '2026-11-30')).toEqual([pack])
    expect(packsInForce([newer, pack], '2026-12-01')).toEqual([newer])
  })

  test('asks only about fields that it names', () => {
    const [unmet] = checkRecord({ kind: 'search', data: {} }, [shippedPack()], '2026-11-20')
    expect(unmet?.fields).toEqual([
      'authorisation.by',
      'authorisation.form',
      'authorisation.givenAt',
      'startedAt',
    ])
  })

  test.each<[string, object]>([
    ['of a later format', { v: 2 }],
    ['without rules', { rules: [] }],
    ['with a member that this version does not know', { author: 'x' }],
    ['with a rule that occurs twice', { rules: [shippedPack().rules[0], shippedPack().rules[0]] }],
    [
      'with a condition that this version does not know',
      { rules: [{ ...shippedPack().rules[0], condition: { is: 'script', text: '1' } }] },
    ],
  ])('%s is refused', (_, change) => {
    expect(parseLawPack({ ...SHIPPED, ...change }).ok).toBe(false)
  })

  test('nested deeper than a person could read is refused', () => {
    let nested: Condition = { is: 'present', field: 'a' }
    for (let depth = 0; depth < MAX_CONDITION_DEPTH; depth += 1) nested = { is: 'not', that: nested }
    expect(condition.safeParse(nested).success).toBe(true)
    expect(condition.safeParse({ is: 'not', that: nested }).success).toBe(false)
  })
})

describe('a condition', () => {
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({ is: fc.constant('present' as const), field: fc.constantFrom('a', 'a.b', 'list') }),
    fc.record({
      is: fc.constant('count-at-least' as const),
      field: fc.constant('list'),
      count: fc.constant(1),
    }),
    fc.record({ is: fc.constant('not-after' as const), field: fc.constant('a'), other: fc.constant('a.b') }),
    fc.record({
      is: fc.constant('time-between' as const),
      field: fc.constant('a'),
      from: fc.constant('06:00'),
      to: fc.constant('18:00'),
    }),
  )
  const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({
        is: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ is: fc.constant('not' as const), that: tie('tree') }),
      fc.record({ is: fc.constant('when' as const), given: tie('tree'), demanded: tie('tree') }),
      fc.record({ is: fc.constant('each' as const), field: fc.constant('list'), holds: tie('tree') }),
      fc.record({
        is: fc.constant('some' as const),
        field: fc.constant('list'),
        count: fc.constant(2),
        holds: tie('tree'),
      }),
    ),
  }))

  test('has an answer about any data, and its denial has the other one', () => {
    fc.assert(
      fc.property(tree, fc.jsonValue(), (asked, data) => {
        expect(holds({ is: 'not', that: asked }, data)).toBe(!holds(asked, data))
        expect(fieldsOf(asked).length).toBeGreaterThan(0)
      }),
      propertyRuns(),
    )
  })

  test('does not reach what an object inherits', () => {
    expect(holds({ is: 'present', field: 'constructor.name' }, {})).toBe(false)
  })

  test('sees nothing in text of which nothing is visible', () => {
    expect(holds({ is: 'present', field: 'a' }, { a: ' \u200b\u00a0' })).toBe(false)
  })
})
