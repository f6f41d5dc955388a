import * as z from 'zod'

/**
 * A question about the data of a record that has one answer: yes or no.
 *
 * The language is closed and total: a field that is missing or of another type is an empty one, nothing throws, nothing loops. A
 * `field` is a path of names joined by dots, from the record's data or, inside `each`, from the element. Times are the record's local
 * ones, `YYYY-MM-DDTHH:MM`.
 */
export type Condition =
  /** Text with something visible in it, a number, `true`, a list or an object with members. */
  | { readonly is: 'present'; readonly field: string }
  | { readonly is: 'equal'; readonly field: string; readonly value: string | number | boolean }
  | { readonly is: 'one-of'; readonly field: string; readonly values: readonly string[] }
  | { readonly is: 'count-at-least'; readonly field: string; readonly count: number }
  /** The time of day is not before `from` and not after `to`. */
  | { readonly is: 'time-between'; readonly field: string; readonly from: string; readonly to: string }
  /** The first time is not after the second. */
  | { readonly is: 'not-after'; readonly field: string; readonly other: string }
  | { readonly is: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly is: 'not'; readonly that: Condition }
  | { readonly is: 'when'; readonly given: Condition; readonly demanded: Condition }
  /** Holds for every element of a list; of an empty list, trivially. */
  | { readonly is: 'each'; readonly field: string; readonly holds: Condition }
  /** Holds for at least so many elements of a list. */
  | { readonly is: 'some'; readonly field: string; readonly count: number; readonly holds: Condition }

/** Deepest nesting of a condition. */
export const MAX_CONDITION_DEPTH = 12

const field = z.string().regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/)
const timeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)
const some = z.number().int().min(1).max(99)

/** A condition as a law pack writes it. */
export const condition: z.ZodType<Condition> = conditionOfDepth(MAX_CONDITION_DEPTH)

function conditionOfDepth(depth: number): z.ZodType<Condition> {
  const inner: z.ZodType<Condition> = depth === 0 ? z.never() : z.lazy(() => conditionOfDepth(depth - 1))
  return z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('present'), field }),
    z.strictObject({
      is: z.literal('equal'),
      field,
      value: z.union([z.string(), z.number(), z.boolean()]),
    }),
    z.strictObject({ is: z.literal('one-of'), field, values: z.array(z.string()).min(1) }),
    z.strictObject({ is: z.literal('count-at-least'), field, count: some }),
    z.strictObject({ is: z.literal('time-between'), field, from: timeOfDay, to: timeOfDay }),
    z.strictObject({ is: z.literal('not-after'), field, other: field }),
    z.strictObject({ is: z.literal('all'), of: z.array(inner).min(1) }),
    z.strictObject({ is: z.literal('any'), of: z.array(inner).min(1) }),
    z.strictObject({ is: z.literal('not'), that: inner }),
    z.strictObject({ is: z.literal('when'), given: inner, demanded: inner }),
    z.strictObject({ is: z.literal('each'), field, holds: inner }),
    z.strictObject({ is: z.literal('some'), field, count: some, holds: inner }),
  ])
}

/** Answers a condition about a record's data, which is plain JSON of any shape. */
export function holds(asked: Condition, data: unknown): boolean {
  switch (asked.is) {
    case 'present':
      return isPresent(valueAt(data, asked.field))
    case 'equal':
      return valueAt(data, asked.field) === asked.value
    case 'one-of': {
      const value = valueAt(data, asked.field)
      return typeof value === 'string' && asked.values.includes(value)
    }
    case 'count-at-least':
      return listAt(data, asked.field).length >= asked.count
    case 'time-between': {
      const time = timeAt(data, asked.field)?.slice(11)
      return time !== undefined && time >= asked.from && time <= asked.to
    }
    case 'not-after': {
      const [first, second] = [timeAt(data, asked.field), timeAt(data, asked.other)]
      return first !== undefined && second !== undefined && first <= second
    }
    case 'all':
      return asked.of.every((one) => holds(one, data))
    case 'any':
      return asked.of.some((one) => holds(one, data))
    case 'not':
      return !holds(asked.that, data)
    case 'when':
      return !holds(asked.given, data) || holds(asked.demanded, data)
    case 'each':
      return listAt(data, asked.field).every((element) => holds(asked.holds, element))
    case 'some':
      return listAt(data, asked.field).filter((one) => holds(asked.holds, one)).length >= asked.count
  }
}

/**
 * The fields that a condition asks about and that whoever writes the record can fill in, in the order of the condition. What `each`
 * and `some` ask of elements is named by the list, and what only decides whether something is asked is left out.
 */
export function fieldsOf(asked: Condition): readonly string[] {
  const found = new Set<string>()
  collect(asked, found)
  return [...found]
}

function collect(asked: Condition, found: Set<string>): void {
  switch (asked.is) {
    case 'all':
    case 'any':
      for (const one of asked.of) collect(one, found)
      return
    case 'not':
      collect(asked.that, found)
      return
    case 'when':
      collect(asked.demanded, found)
      return
    case 'not-after':
      found.add(asked.field).add(asked.other)
      return
    default:
      found.add(asked.field)
  }
}

function valueAt(data: unknown, path: string): unknown {
  let value = data
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as { readonly [name: string]: unknown })[name]
  }
  return value
}

function listAt(data: unknown, path: string): readonly unknown[] {
  const value = valueAt(data, path)
  return Array.isArray(value) ? value : []
}

// Texts of one fixed form compare as the times they say.
function timeAt(data: unknown, path: string): string | undefined {
  const value = valueAt(data, path)
  const isTime = typeof value === 'string' && /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$/.test(value)
  return isTime ? value : undefined
}

function isPresent(value: unknown): boolean {
  if (typeof value === 'string') return /[^\p{White_Space}\p{Cf}\p{Cc}]/u.test(value)
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return typeof value === 'number' || value === true
}
