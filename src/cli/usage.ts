import type { Facts } from '#contract/failures.ts'

/** What may be wrong with how a command was typed; each has a sentence in both languages. */
export type UsageCode =
  | 'usage/unknown-command'
  | 'usage/unknown-option'
  | 'usage/missing-command'
  | 'usage/missing-argument'
  | 'usage/missing-option'
  | 'usage/missing-value'
  | 'usage/wrong-value'
  | 'usage/too-many-arguments'
  | 'usage/name-for-one-file'
  | 'usage/no-passphrase'
  | 'usage/no-new-passphrase'
  | 'usage/no-second-passphrase'
  | 'usage/no-recovery-code'
  | 'usage/passphrases-differ'
  | 'usage/not-understood'

/** A command that was typed wrongly: exit code 2. */
export type Usage = { readonly code: UsageCode; readonly facts: Facts }

/** Thrown where a command turns out to be typed wrongly, caught where the exit code is chosen. */
export class UsageError extends Error {
  readonly usage: Usage

  constructor(code: UsageCode, facts: Facts = {}) {
    super(code)
    this.usage = { code, facts }
  }
}
