import { ACCOUNT_FAILURES } from './failures/account-failures.ts'
import { BACKUP_FAILURES } from './failures/backup-failures.ts'
import { CALL_FAILURES } from './failures/call-failures.ts'
import { CASE_WORK_FAILURES } from './failures/case-work-failures.ts'
import { CUSTODY_FAILURES } from './failures/custody-failures.ts'
import { EXHIBIT_FAILURES } from './failures/exhibit-failures.ts'
import { EXPORT_FAILURES } from './failures/export-failures.ts'
import { FILE_FAILURES } from './failures/file-failures.ts'
import { HUB_FAILURES } from './failures/hub-failures.ts'
import { LEDGER_FAILURES } from './failures/ledger-failures.ts'
import { NETWORK_FAILURES } from './failures/network-failures.ts'
import { PARSE_FAILURES } from './failures/parse-failures.ts'
import { PARTY_FAILURES } from './failures/party-failures.ts'
import { PEOPLE_FAILURES } from './failures/people-failures.ts'
import { PREVIEW_FAILURES } from './failures/preview-failures.ts'
import { RECORD_FAILURES } from './failures/record-failures.ts'
import type { Retry } from './failures/retry.ts'
import { SYNC_FAILURES } from './failures/sync-failures.ts'
import { UPDATE_FAILURES } from './failures/update-failures.ts'
import { VAULT_FAILURES } from './failures/vault-failures.ts'

/**
 * The closed list of stated failures: every code that may leave the engine, with who can mend it. A code is `area/what-is-wrong`;
 * the lists by area say what each area is about.
 */
export const FAILURES = {
  ...CALL_FAILURES,
  ...VAULT_FAILURES,
  ...LEDGER_FAILURES,
  ...PEOPLE_FAILURES,
  ...EXHIBIT_FAILURES,
  ...PARSE_FAILURES,
  ...PREVIEW_FAILURES,
  ...CUSTODY_FAILURES,
  ...RECORD_FAILURES,
  ...PARTY_FAILURES,
  ...CASE_WORK_FAILURES,
  ...ACCOUNT_FAILURES,
  ...BACKUP_FAILURES,
  ...EXPORT_FAILURES,
  ...SYNC_FAILURES,
  ...FILE_FAILURES,
  ...HUB_FAILURES,
  ...NETWORK_FAILURES,
  ...UPDATE_FAILURES,
} as const satisfies { readonly [code: string]: Retry }

/** A code from {@link FAILURES}. */
export type FailureCode = keyof typeof FAILURES

/** One thing that is wrong with one field of an input. */
export type Problem = {
  /** Where, as a path of names and indexes joined by dots: `victim.name`, `losses.0.amount`. */
  readonly field: string
  readonly code: ProblemCode
  readonly facts?: Facts
}

/** What may be wrong with a field; each has a sentence in both languages. */
export const PROBLEMS = [
  'field/missing',
  'field/unknown',
  'field/wrong',
  'field/too-many',
  'text/empty',
  'text/too-long',
  'text/too-short',
  'text/control-character',
  'text/lone-surrogate',
  'date/malformed',
  'date/impossible',
  'date/order',
  'time/malformed',
  'money/malformed',
  'money/unknown-currency',
  'money/too-many-decimals',
  'money/not-positive',
  'money/too-large',
  'identifier/malformed',
  'identifier/check-digit-wrong',
  'khqr/malformed',
  'khqr/check-wrong',
  'mrz/malformed',
  'rate/malformed',
] as const

/** A code from {@link PROBLEMS}. */
export type ProblemCode = (typeof PROBLEMS)[number]

/** Numbers and ids that a sentence may name; never prose. */
export type Facts = { readonly [name: string]: string | number }

/** A stated failure: the code, what it is about, and for bad input each problem by field. */
export type Failure<Code extends FailureCode = FailureCode> = {
  readonly code: Code
  readonly facts?: Facts
  readonly problems?: readonly Problem[]
}

/** Tells whether a text is a failure code of this version. */
export function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(FAILURES, code)
}
