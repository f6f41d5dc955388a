import { act, type Retry } from './retry.ts'

/** Codes about looking at exhibits (`preview/`) and about copies in which something is covered (`redact/`). */
export const PREVIEW_FAILURES = {
  'preview/unknown': act,
  'preview/no-such-view': act,
  'preview/not-shown': act,
  'preview/too-large': act,
  'preview/protected': act,
  'redact/nothing-covered': act,
  'redact/not-possible': act,
} as const satisfies { readonly [code: string]: Retry }
