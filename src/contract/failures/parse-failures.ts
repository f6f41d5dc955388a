import { act, later, type Retry } from './retry.ts'

/** Codes about reading evidence: what a parser made, or did not make, of an exhibit, and what was confirmed of it. */
export const PARSE_FAILURES = {
  'parse/not-this-kind': act,
  'parse/malformed': act,
  'parse/container-damaged': act,
  'parse/encrypted': act,
  'parse/option-wrong': act,
  'parse/too-large': act,
  'parse/too-many-entries': act,
  'parse/too-deep': act,
  'parse/took-too-long': act,
  'parse/out-of-memory': later,
  'parse/crashed': act,
  'parse/broke-rules': act,
  'parse/not-started': later,
  'parse/no-parser': act,
  'parse/not-a-result': act,
  'finding/not-found': act,
  'column-map/unusable': act,
  'column-map/not-found': act,
} as const satisfies { readonly [code: string]: Retry }
