import { act, later, type Retry } from './retry.ts'

/** Codes about a file that a command reads its input from, such as `complaint.json`, and about the loopback server (`serve/`). */
export const FILE_FAILURES = {
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
  'file/no-table': act,
  'file/has-problems': act,
  'serve/port-in-use': act,
  'serve/pages-not-built': act,
} as const satisfies { readonly [code: string]: Retry }
