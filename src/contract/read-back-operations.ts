import * as z from 'zod'
import { EVERYWHERE, type Operation } from './define.ts'
import { opaqueId } from './fields.ts'

/** Longest text that is shown at once, in UTF-16 code units: a whole story. */
const MAX_TEXT = 1_000_000

const page = z.strictObject({
  language: z.enum(['km', 'en']),
  title: z.string().max(1000),
  question: z.string().max(1000),
  sections: z
    .array(
      z.strictObject({
        heading: z.string().max(1000),
        lines: z
          .array(z.strictObject({ label: z.string().max(1000).optional(), text: z.string().max(MAX_TEXT) }))
          .max(5000),
      }),
    )
    .max(20),
})

/** Operations on what somebody who reports reads on a second screen. It is in memory only, and gone when the vault locks. */
export const readBackOperations = {
  /**
   * Shows a page under an address that knows nothing else (`/read-back/<pageId>/`), or puts it in place of the one that is shown there.
   * Whoever has the address reads this page: no part of the contract is reached from it.
   */
  'readBack.show': {
    kind: 'query',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ pageId: opaqueId.optional(), page }),
    output: z.object({ pageId: opaqueId }),
    failures: [],
  },
  /** Takes a page away; one that is not there is no failure. */
  'readBack.close': {
    kind: 'query',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ pageId: opaqueId }),
    output: z.strictObject({}),
    failures: [],
  },
} as const satisfies { readonly [name: string]: Operation }
