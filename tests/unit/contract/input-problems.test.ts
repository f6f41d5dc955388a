import { expect, test } from 'vitest'
import * as z from 'zod'
import { problemsOf } from '#contract/input-problems.ts'

const schema = z.strictObject({
  name: z.string().min(1).max(3),
  count: z.number().int().min(1).max(9).optional(),
  kind: z.enum(['a', 'b']).optional(),
  list: z
    .array(z.strictObject({ value: z.string() }))
    .max(2)
    .optional(),
  checked: z
    .string()
    .superRefine((text, context) => {
      if (text === 'known')
        context.addIssue({ code: 'custom', params: { problem: 'date/order', facts: { max: 1 } } })
      if (text === 'unknown') context.addIssue({ code: 'custom', params: { problem: 'no/such-problem' } })
      if (text === 'bare') context.addIssue({ code: 'custom' })
    })
    .optional(),
})

function explain(input: unknown) {
  const parsed = schema.safeParse(input)
  return parsed.error === undefined ? [] : problemsOf(parsed.error, input)
}

test.each<[string, unknown, ReturnType<typeof explain>]>([
  ['nothing when all is well', { name: 'abc' }, []],
  ['what is missing', {}, [{ field: 'name', code: 'field/missing' }]],
  ['what is there as undefined', { name: undefined }, [{ field: 'name', code: 'field/missing' }]],
  ['what has another type', { name: 7 }, [{ field: 'name', code: 'field/wrong' }]],
  ['what is null', { name: null }, [{ field: 'name', code: 'field/wrong' }]],
  ['an empty text', { name: '' }, [{ field: 'name', code: 'text/empty' }]],
  [
    'a long text with its limit',
    { name: 'abcd' },
    [{ field: 'name', code: 'text/too-long', facts: { max: 3 } }],
  ],
  ['a number that is small', { name: 'a', count: 0 }, [{ field: 'count', code: 'field/wrong' }]],
  ['a number that is great', { name: 'a', count: 10 }, [{ field: 'count', code: 'field/wrong' }]],
  ['a value outside a list of values', { name: 'a', kind: 'c' }, [{ field: 'kind', code: 'field/wrong' }]],
  [
    'each unknown field by its name',
    { name: 'a', x: 1, y: 2 },
    [
      { field: 'x', code: 'field/unknown' },
      { field: 'y', code: 'field/unknown' },
    ],
  ],
  [
    'an unknown field inside a list',
    { name: 'a', list: [{ value: 'v', x: 1 }] },
    [{ field: 'list.0.x', code: 'field/unknown' }],
  ],
  [
    'a missing field inside a list',
    { name: 'a', list: [{}] },
    [{ field: 'list.0.value', code: 'field/missing' }],
  ],
  [
    'a list that is long',
    { name: 'a', list: [{ value: 'a' }, { value: 'a' }, { value: 'a' }] },
    [{ field: 'list', code: 'field/too-many' }],
  ],
  [
    'a check of our own with its facts',
    { name: 'a', checked: 'known' },
    [{ field: 'checked', code: 'date/order', facts: { max: 1 } }],
  ],
  [
    'a check whose code has no sentence',
    { name: 'a', checked: 'unknown' },
    [{ field: 'checked', code: 'field/wrong' }],
  ],
  ['a check without a code', { name: 'a', checked: 'bare' }, [{ field: 'checked', code: 'field/wrong' }]],
  ['an input that is no object', null, [{ field: '', code: 'field/wrong' }]],
  ['an input that is not there', undefined, [{ field: '', code: 'field/missing' }]],
])('names %s', (_, input, problems) => {
  expect(explain(input)).toEqual(problems)
})

test('a field that is only inherited is missing', () => {
  expect(explain(Object.create({ name: 7 }))).toEqual([{ field: 'name', code: 'field/missing' }])
})

test('of endless problems only the first are named', () => {
  const input = { name: 'a', list: Array.from({ length: 2 }, () => ({ value: 7 })) }
  expect(explain(input)).toHaveLength(2)
  const many = z.array(z.string()).safeParse(Array.from({ length: 200 }, () => 7))
  expect(problemsOf(many.error as z.ZodError, [])).toHaveLength(50)
})

test('nothing that was typed is in what is said', () => {
  const secret = 'ចាន់ សុភា'
  expect(
    JSON.stringify(explain({ name: secret, kind: secret, list: [{ value: 1, other: secret }] })),
  ).not.toContain(secret)
})
