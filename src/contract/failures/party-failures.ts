import { act, type Retry } from './retry.ts'

/** Codes about people, premises, identifiers and money. */
export const PARTY_FAILURES = {
  'party/not-found': act,
  'party/same': act,
  'party/is-merged': act,
  'party/not-merged': act,
  'party/birth-not-possible': act,
  'premises/not-found': act,
  'identifier/not-found': act,
  'identifier/is-withdrawn': act,
  'payment/not-found': act,
  'payment/is-withdrawn': act,
  'payment/not-yet': act,
  'payment/no-such-loss': act,
  'complaint/not-found': act,
  'complaint/is-duplicate': act,
  'complaint/was-moved': act,
  'complaint/no-duplicate': act,
  'gazetteer/too-large': act,
  'gazetteer/not-a-gazetteer': act,
  'gazetteer/wrong-entry': act,
} as const satisfies { readonly [code: string]: Retry }
