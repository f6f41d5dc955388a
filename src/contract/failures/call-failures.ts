import { act, never, type Retry } from './retry.ts'

/** Codes about a call itself, before it reaches anything. */
export const CALL_FAILURES = {
  'operation/unknown': never,
  'operation/wrong-transport': never,
  'operation/not-allowed': act,
  'operation/protocol-mismatch': act,
  'input/invalid': act,
  'engine/wrong-library': never,
} as const satisfies { readonly [code: string]: Retry }
