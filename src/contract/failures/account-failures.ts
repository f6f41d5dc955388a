import { act, later, type Retry } from './retry.ts'

/** Codes about people of headquarters who log in from a browser. */
export const ACCOUNT_FAILURES = {
  'account/not-logged-in': act,
  'account/wrong': act,
  'account/wait-before-next-try': later,
  'account/busy': later,
  'account/code-void': act,
  'account/passphrase-weak': act,
  'account/not-found': act,
  'account/name-taken': act,
  'account/roles-apart': act,
  'account/not-yourself': act,
} as const satisfies { readonly [code: string]: Retry }
