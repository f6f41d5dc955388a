/**
 * Who can mend a failure: nobody by trying again, time, or the person in front of the screen.
 */
export type Retry = 'never' | 'later' | 'after-user-acts'

const never = 'never' satisfies Retry
const later = 'later' satisfies Retry
const act = 'after-user-acts' satisfies Retry

/**
 * The closed list of stated failures: every code that may leave the engine, with who can mend it.
 *
 * A code is `area/what-is-wrong`. `object/`, `ledger/`, `database/` and `head/` codes say that stored bytes are
 * damaged; `disk/` codes say that they could not be reached. One never turns into the other. `backup/` codes are about
 * the folder that a backup is in and the medium it is on. `disclosure/` codes are about a file in which a case was disclosed. `people/` codes are about who
 * may do what; `file/` codes are about a
 * file that a command reads its input from, such as `complaint.json`; `serve/` codes about the loopback server.
 */
export const FAILURES = {
  'operation/unknown': never,
  'operation/wrong-transport': never,
  'operation/not-allowed': act,
  'operation/protocol-mismatch': act,
  'input/invalid': act,
  'engine/wrong-library': never,

  'vault/not-found': act,
  'vault/not-a-folder': act,
  'vault/not-a-vault': act,
  'vault/exists': act,
  'vault/folder-not-empty': act,
  'vault/from-the-future': act,
  'vault/header-truncated': act,
  'vault/header-damaged': act,
  'vault/key-parameters-refused': never,
  'vault/wrong-passphrase': act,
  'vault/key-file-needed': act,
  'vault/wrong-key-file': act,
  'vault/machine-key-missing': act,
  'vault/wait-before-next-try': later,
  'vault/person-suspended': act,
  'vault/header-rolled-back': act,
  'vault/no-keychain': act,
  'vault/recovery-needed-first': act,
  'vault/recovery-code-malformed': act,
  'vault/wrong-recovery-code': act,
  'vault/recovery-not-found': act,
  'vault/escrow-recipient-refused': act,
  'vault/escrow-identity-refused': act,
  'vault/escrow-exists': act,
  'vault/unlock-was-refused': act,
  'vault/locked': act,
  'vault/already-open': act,
  'vault/in-use': later,
  'vault/file-missing': act,

  'database/damaged': act,
  'database/not-ours': act,
  'database/from-the-future': act,
  'head/damaged': act,
  'head/not-recorded': act,
  'head/behind-acknowledged': act,
  'ledger/header-damaged': act,
  'ledger/chain-broken': act,
  'ledger/sequence-broken': act,
  'ledger/signature-wrong': act,
  'ledger/signer-unknown': act,
  'ledger/body-differs': act,
  'ledger/body-unreadable': act,
  'ledger/scope-wrong': act,
  'ledger/time-runs-back': act,
  'ledger/event-refused': act,
  'ledger/key-missing': act,
  'ledger/signer-not-active': act,
  'ledger/actor-not-allowed': act,
  'ledger/body-missing': act,
  'ledger/clock-set-back': act,
  'ledger/forked': act,
  'ledger/behind-witness': act,
  'projection/differs': act,

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
  'clock/implausible': act,
  'anchor/malformed': act,
  'event/not-found': act,
  'case/already-shared': act,
  'case/number-differs': act,
  'disclosure/not-a-disclosure': act,
  'disclosure/from-the-future': act,
  'disclosure/malformed': act,
  'disclosure/truncated': act,
  'disclosure/event-missing': act,
  'disclosure/event-foreign': act,
  'disclosure/head-differs': act,
  'salvage/nothing-readable': never,
  'salvage/inside-vault': act,
  'case/not-found': act,
  'exhibit/not-found': act,
  'report/not-found': act,
  'report/not-drawn': later,

  'intake/not-found': act,
  'intake/not-readable': act,
  'intake/is-folder': act,
  'intake/not-a-file': act,
  'intake/empty': act,
  'intake/too-large': act,
  'intake/of-the-vault': act,
  'intake/name-has-control-character': act,
  'intake/name-too-long': act,
  'intake/changed-while-reading': act,
  'intake/read-failed': later,
  'intake/interrupted': later,
  'intake/unknown': act,

  'extract/exists': act,
  'extract/no-folder': act,
  'extract/name-too-long': act,
  'outlet/unknown': act,
  'outlet/interrupted': later,

  'disk/full': act,
  'disk/read-only': act,
  'disk/no-permission': act,
  'disk/failed': later,
  'disk/too-many-open-files': later,

  'object/missing': act,
  'object/header-damaged': act,
  'object/wrong-key': act,
  'object/size-wrong': act,
  'object/segment-damaged': act,
  'object/seal-differs': act,
  'object/content-differs': act,
  'object/not-recorded': act,
  'vault/unexpected-file': act,

  'backup/not-found': act,
  'backup/not-a-backup': act,
  'backup/is-the-vault': act,
  'backup/inside-vault': act,
  'backup/target-inside-backup': act,
  'backup/of-another-vault': act,
  'backup/from-the-future': act,
  'backup/ahead-of-vault': act,
  'backup/damaged': act,
  'backup/empty': act,
  'backup/no-such-generation': act,
  'backup/not-as-written': act,
  'backup/medium-full': act,
  'backup/medium-refuses': act,
  'backup/medium-failed': later,
  'backup/already-running': later,
  'backup/vault-busy': later,

  'file/not-found': act,
  'file/is-folder': act,
  'file/not-a-file': act,
  'file/not-readable': act,
  'file/read-failed': later,
  'file/empty': act,
  'file/too-large': act,
  'file/not-utf8': act,
  'file/byte-order-mark': act,
  'file/not-json': act,
  'file/duplicate-key': act,
  'file/too-deep': act,

  'serve/port-in-use': act,
  'serve/pages-not-built': act,
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
  'date/in-the-future',
  'date/order',
  'money/malformed',
  'money/unknown-currency',
  'money/too-many-decimals',
  'money/not-positive',
  'money/too-large',
  'identifier/malformed',
  'identifier/check-digit-wrong',
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
