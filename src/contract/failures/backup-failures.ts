import { act, later, type Retry } from './retry.ts'

/** Codes about the folder that a backup is in and the medium it is on. */
export const BACKUP_FAILURES = {
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
} as const satisfies { readonly [code: string]: Retry }
