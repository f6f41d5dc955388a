import * as z from 'zod'
import { line } from '#core/casework/fields.ts'
import { instant } from '#core/ledger/custody-fields.ts'
import { ITEM_FAILURES } from './custody-fields.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { caseName, count, digestHex, exhibitId, exhibitName, instantMs, opaqueId } from './fields.ts'

/** Operations on examinations: what tools outside Samnum read and wrote. */
export const examinationOperations = {
  /** Records what a tool outside Samnum did with exhibits: what it read, and what it wrote, which is sealed before. */
  'examination.record': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      tool: line(200),
      version: line(100),
      command: line(4000),
      startedAtMs: instant,
      endedAtMs: instant,
      inputs: z.array(exhibitName).min(1).max(500),
      outputs: z.array(exhibitName).max(500).default([]),
      note: line(2000).optional(),
    }),
    output: z.object({ examinationId: opaqueId, seq: count }),
    failures: [
      'exhibit/not-found',
      ...ITEM_FAILURES,
      'custody/items-of-several-cases',
      'custody/not-digital',
      'custody/time-reversed',
      'custody/time-in-the-future',
    ],
  },
  /** The examinations of a case, newest last. */
  'examination.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName }),
    output: z.object({
      examinations: z.array(
        z.object({
          examinationId: opaqueId,
          seq: count,
          tool: z.string(),
          version: z.string(),
          command: z.string(),
          startedAtMs: instantMs,
          endedAtMs: instantMs,
          inputs: z.array(z.object({ exhibitId, number: z.string(), digestHex })),
          outputs: z.array(z.object({ exhibitId, number: z.string(), digestHex })),
          note: z.string().optional(),
          by: z.string(),
        }),
      ),
    }),
    failures: [...ITEM_FAILURES],
  },
} as const satisfies { readonly [name: string]: Operation }
