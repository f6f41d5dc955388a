import { act, later, never, type Retry } from './retry.ts'

/** Codes about new versions of the program itself (`docs/format-update.md`, section 6). */
export const UPDATE_FAILURES = {
  'update/malformed': act,
  'update/no-release-key': act,
  'update/signature-wrong': never,
  'update/digest-differs': act,
  'update/truncated': act,
  'update/older': never,
  'update/same-version': never,
  'update/needs-step': act,
  'update/other-platform': never,
  'update/too-large': never,
  'update/disk-full': act,
  'update/none-there': later,
  'update/nothing-staged': act,
  'update/nothing-to-undo': never,
  'update/not-installed': act,
  'update/program-damaged': act,
} as const satisfies { readonly [code: string]: Retry }
