import { act, type Retry } from './retry.ts'

/** Codes about who may do what, and about cases. */
export const PEOPLE_FAILURES = {
  'people/not-found': act,
  'people/name-taken': act,
  'people/passphrase-taken': act,
  'people/suspended': act,
  'people/not-suspended': act,
  'people/not-yourself': act,
  'people/last-administrator': act,
  'people/second-person-needed': act,
  'people/second-person-is-first': act,
  'people/second-person-not-allowed': act,
  'case/already-shared': act,
  'case/number-differs': act,
  'case/not-found': act,
} as const satisfies { readonly [code: string]: Retry }
