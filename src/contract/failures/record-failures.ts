import { act, type Retry } from './retry.ts'

/** Codes about records, letters, the law packs that records are held against, and the wordings that they are printed with. */
export const RECORD_FAILURES = {
  'record/not-found': act,
  'record/is-final': act,
  'record/is-draft': act,
  'record/of-another-kind': act,
  'record/law-not-met': act,
  'record/warnings-not-seen': act,
  'letter/not-found': act,
  'letter/payment-not-found': act,
} as const satisfies { readonly [code: string]: Retry }
