import type * as z from 'zod'

/**
 * Answers `true` only when a schema accepts a value that was read from canonical JSON, and gives it back as it is. `false` says
 * nothing: the schema itself decides.
 */
export type QuickCheck = (value: unknown) => boolean

/** What zod says of a schema or of one of its checks, as far as it is looked at here (`zod/v4/core`, for writers of libraries). */
type Described = { readonly _zod: { readonly def: unknown } }
type SchemaDef = {
  readonly type: string
  readonly checks?: readonly Described[]
  readonly shape?: { readonly [name: string]: Described }
  readonly catchall?: Described
  readonly element?: Described
  readonly innerType?: Described
  readonly options?: readonly Described[]
  readonly entries?: { readonly [name: string]: string | number }
  readonly values?: readonly unknown[]
}
type CheckDef = {
  readonly check: string
  readonly format?: string
  readonly pattern?: RegExp
  readonly value?: unknown
  readonly inclusive?: boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly fn?: (value: unknown) => unknown
}

/**
 * Makes the quick check of a schema, or answers `null` for one with a part that is not known here, such as a transform. A schema
 * copies what it accepts, which for a million events takes longer than everything else that is read of them.
 */
export function makeQuickCheck(schema: z.ZodType): QuickCheck | null {
  return checkOf(schema)
}

function checkOf(schema: Described): QuickCheck | null {
  const def = schema._zod.def as SchemaDef
  const ofType = typeCheckOf(def)
  if (ofType === null) return null
  const checks = (def.checks ?? []).map((check) => refinementOf(check._zod.def as CheckDef))
  return joinChecks([ofType, ...checks])
}

function typeCheckOf(def: SchemaDef): QuickCheck | null {
  switch (def.type) {
    case 'string':
      return (value) => typeof value === 'string'
    case 'number':
      return (value) => typeof value === 'number' && Number.isFinite(value)
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'enum':
      return isOneOf(Object.values(def.entries ?? {}))
    case 'literal':
      return isOneOf(def.values ?? [])
    case 'optional':
      // Whether it may be absent is asked by the object that has it; in JSON nothing is there and undefined.
      return def.innerType === undefined ? null : checkOf(def.innerType)
    case 'array':
      return def.element === undefined ? null : listCheckOf(checkOf(def.element))
    case 'union':
      return def.options === undefined ? null : anyCheckOf(def.options.map(checkOf))
    case 'object':
      return objectCheckOf(def)
    default:
      return null
  }
}

function isOneOf(values: readonly unknown[]): QuickCheck {
  const known = new Set(values)
  return (value) => known.has(value)
}

function listCheckOf(item: QuickCheck | null): QuickCheck | null {
  return item === null ? null : (value) => Array.isArray(value) && value.every((member) => item(member))
}

function anyCheckOf(options: readonly (QuickCheck | null)[]): QuickCheck | null {
  const known = options.filter((option) => option !== null)
  return known.length === options.length ? (value) => known.some((option) => option(value)) : null
}

type Member = { readonly name: string; readonly check: QuickCheck; readonly isOptional: boolean }

// Canonical JSON has names in order, so that both lists are walked side by side.
function objectCheckOf({ shape, catchall }: SchemaDef): QuickCheck | null {
  if (shape === undefined || (catchall?._zod.def as SchemaDef | undefined)?.type !== 'never') return null
  const members: Member[] = []
  for (const name of Object.keys(shape).sort()) {
    const member = shape[name]
    const check = member === undefined ? null : checkOf(member)
    if (member === undefined || check === null) return null
    members.push({ name, check, isOptional: (member._zod.def as SchemaDef).type === 'optional' })
  }
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const names = Object.keys(value)
    let next = 0
    for (const { name, check, isOptional } of members) {
      if (names[next] !== name) {
        if (!isOptional) return false
      } else {
        if (!check((value as { readonly [name: string]: unknown })[name])) return false
        next += 1
      }
    }
    return next === names.length
  }
}

function refinementOf(def: CheckDef): QuickCheck | null {
  const { check, format, pattern, value: limit, inclusive, minimum, maximum, fn } = def
  switch (check) {
    case 'string_format':
      if (format !== 'regex' || pattern === undefined || pattern.global || pattern.sticky) return null
      return (value) => pattern.test(value as string)
    case 'number_format':
      return format === 'safeint' ? (value) => Number.isSafeInteger(value) : null
    case 'greater_than':
      if (typeof limit !== 'number') return null
      return inclusive === true ? (value) => (value as number) >= limit : (value) => (value as number) > limit
    case 'less_than':
      if (typeof limit !== 'number') return null
      return inclusive === true ? (value) => (value as number) <= limit : (value) => (value as number) < limit
    case 'min_length':
      return minimum === undefined ? null : (value) => (value as { length: number }).length >= minimum
    case 'max_length':
      return maximum === undefined ? null : (value) => (value as { length: number }).length <= maximum
    case 'custom':
      return fn === undefined ? null : (value) => fn(value) === true
    default:
      return null
  }
}

function joinChecks(checks: readonly (QuickCheck | null)[]): QuickCheck | null {
  const known = checks.filter((check) => check !== null)
  if (known.length < checks.length) return null
  const [first, second, third] = known
  if (first === undefined) return null
  if (second === undefined) return first
  if (third === undefined) return (value) => first(value) && second(value)
  return (value) => known.every((check) => check(value))
}
