import type { FailureCode } from './failures.ts'

/** What may be wrong with what headquarters says to this station, whatever carries it. */
export const ANSWER_FAILURES = [
  'sync/not-enrolled',
  'sync/hub-key-differs',
  'sync/certificate-wrong',
  'sync/proof-wrong',
  'sync/tree-inconsistent',
  'sync/message-out-of-order',
  'sync/ledger-forked',
  'sync/ledger-rolled-back',
] as const satisfies readonly FailureCode[]
