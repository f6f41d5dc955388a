import type * as z from 'zod'
import { type Facts, PROBLEMS, type Problem, type ProblemCode } from './failures.ts'

/** Most problems named at once; the rest show when these are mended. */
const MAX_PROBLEMS = 50

/** Turns what a schema found into problems that have a sentence in both languages. Order: as found. */
export function problemsOf(error: z.ZodError, input: unknown): readonly Problem[] {
  return error.issues.slice(0, MAX_PROBLEMS).flatMap((issue) => problemsOfIssue(issue, input))
}

function problemsOfIssue(issue: z.core.$ZodIssue, input: unknown): readonly Problem[] {
  const field = issue.path.map(String).join('.')
  switch (issue.code) {
    case 'custom':
      return [customProblem(field, issue.params)]
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        field: field === '' ? key : `${field}.${key}`,
        code: 'field/unknown',
      }))
    case 'too_big':
      if (issue.origin === 'string')
        return [{ field, code: 'text/too-long', facts: { max: Number(issue.maximum) } }]
      return [{ field, code: issue.origin === 'array' ? 'field/too-many' : 'field/wrong' }]
    case 'too_small':
      return [{ field, code: issue.origin === 'string' ? 'text/empty' : 'field/wrong' }]
    default:
      return [{ field, code: isMissing(input, issue.path) ? 'field/missing' : 'field/wrong' }]
  }
}

function isMissing(input: unknown, path: readonly PropertyKey[]): boolean {
  let at: unknown = input
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return true
    at = (at as Record<PropertyKey, unknown>)[step]
  }
  return at === undefined
}

function customProblem(field: string, params: Record<string, unknown> | undefined): Problem {
  const code = PROBLEMS.find((known): known is ProblemCode => known === params?.problem) ?? 'field/wrong'
  const facts = params?.facts as Facts | undefined
  return facts === undefined ? { field, code } : { field, code, facts }
}
