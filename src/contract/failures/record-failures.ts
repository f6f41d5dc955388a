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
  'letter/nothing-to-freeze': act,
  'report/about-missing': act,
  'report/about-not-found': act,
  'report/head-not-found': act,
  'page/foreign': act,
  'page/changed': act,
  'page/out-of-order': act,
  'page/missing': act,
  'page/too-many': act,
  'law/malformed-pack': act,
  'law/digest-differs': act,
  'law/version-not-newer': act,
  'template/key-unknown': act,
  'template/placeholder-unknown': act,
  'template/changed-meanwhile': act,
} as const satisfies { readonly [code: string]: Retry }
