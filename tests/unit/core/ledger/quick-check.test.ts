import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type CanonicalValue, canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
import { EVENT_KINDS } from '#core/ledger/event-body.ts'
import { makeQuickCheck } from '#core/ledger/quick-check.ts'
import { membersAdded, membersMissing, scalarsOfAnotherType } from '../../../support/altered-members.ts'
import { propertyRuns } from '../../../support/property-runs.ts'
import { DATA, KINDS } from '../../../support/sample-events.ts'

/** A value as it comes out of a body: canonical, with its names in order. */
function asRead(value: CanonicalValue): CanonicalValue {
  const read = parseCanonical(canonicalBytes(value))
  if (!read.ok) throw new Error(read.failure.code)
  return read.value
}

/** What most events of a large ledger are; another kind may be left to its schema. */
const FREQUENT = [
  ...['case-key-granted', 'case-opened', 'complaint-taken', 'exhibit-sealed', 'exhibit-extracted'],
  ...['report-saved', 'event-confirmed'],
] as const

test.each(FREQUENT)('%s has a quick check', (kind) => {
  expect(makeQuickCheck(EVENT_KINDS[kind as keyof typeof EVENT_KINDS])).not.toBe(null)
})

describe.each(KINDS)('the quick check of %s', (kind) => {
  const schema = EVENT_KINDS[kind]
  const check = makeQuickCheck(schema)
  const data = DATA[kind] as CanonicalValue

  test('lets the sample through', () => {
    expect(check?.(asRead(data)) ?? true).toBe(true)
  })

  test('lets nothing through that the schema refuses or changes', () => {
    const altered = [...membersMissing(data), ...membersAdded(data), ...scalarsOfAnotherType(data)]
    for (const [what, value] of altered) {
      const read = asRead(value)
      const bySchema = schema.safeParse(read)
      if (check?.(read) !== true) continue
      expect(bySchema.success, what).toBe(true)
      expect(bySchema.data, what).toEqual(read)
    }
  })
})

const SCHEMA = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{4}$/),
  count: z.number().int().min(0).max(9),
  above: z.number().gt(1).lt(3),
  flag: z.boolean().optional(),
  word: z.enum(['one', 'two']),
  version: z.literal(1),
  some: z
    .array(z.strictObject({ a: z.string() }).refine(({ a }) => a !== 'x'))
    .min(1)
    .max(2),
  either: z.union([z.string(), z.number()]),
  which: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('p'), p: z.string() }),
    z.strictObject({ kind: z.literal('q'), q: z.number() }),
  ]),
})
const VALID = {
  id: '00ff',
  count: 3,
  above: 2,
  flag: true,
  word: 'one',
  version: 1,
  some: [{ a: 'b' }],
  either: 7,
  which: { kind: 'q', q: 1 },
} as const

test('of any value the quick check says yes only where the schema gives the value back', () => {
  const check = makeQuickCheck(SCHEMA)
  expect(check?.(asRead(VALID))).toBe(true)
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(
      '00ff',
      '00FF',
      3,
      0,
      -1,
      10,
      1,
      2,
      3.5,
      'two',
      'x',
      [],
      [{ a: 'x' }],
      [{ a: 'y' }],
    ),
    fc.constantFrom<unknown>({ kind: 'p', p: 'x' }, { kind: 'p', q: 1 }, { kind: 'r' }, null, true, {}),
  )
  const names = Object.keys(VALID)
  fc.assert(
    fc.property(
      fc.constantFrom(...names, 'other', '__proto__'),
      odd,
      fc.boolean(),
      (name, value, isLeftOut) => {
        const changed = Object.fromEntries(
          Object.entries({ ...VALID, [name]: value })
            .filter(([member]) => !(isLeftOut && member === name))
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
        const bySchema = SCHEMA.safeParse(changed)
        const isQuick = check?.(changed) === true
        if (isQuick) expect(bySchema).toEqual({ success: true, data: changed })
        // With names in order it is as generous as the schema.
        else if (name !== '__proto__') expect(bySchema.success).toBe(false)
      },
    ),
    propertyRuns(1000),
  )
})

test.each<[string, z.ZodType]>([
  ['transforms', z.string().transform((text) => text)],
  ['has a default', z.strictObject({ a: z.string().default('x') })],
  ['lets unknown members pass', z.object({ a: z.string() })],
  ['takes anything', z.strictObject({ a: z.unknown() })],
  ['trims', z.string().trim()],
  ['looks at several members', z.string().superRefine(() => {})],
])('a schema that %s has none', (_, schema) => {
  expect(makeQuickCheck(schema)).toBe(null)
})

test('objects with their names in another order are left to the schema', () => {
  const schema = z.strictObject({ a: z.string(), b: z.string() })
  expect(makeQuickCheck(schema)?.({ b: '', a: '' })).toBe(false)
})
