import * as z from 'zod'
import { PLACE_KINDS } from '#core/gazetteer/gazetteer.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { intakeFailures, readingFailures } from './exhibit-operations.ts'
import { count, opaqueId } from './fields.ts'

/** Largest file of the gazetteer; the official one of 2024 has 1.4 MB. */
export const MAX_GAZETTEER_BYTES = 16 * 1024 * 1024

const place = z.object({
  code: z.string(),
  km: z.string(),
  en: z.string(),
  kind: z.enum(PLACE_KINDS).optional(),
})

/** Operations on the national gazetteer: provinces, districts, communes and villages with their names. */
export const gazetteerOperations = {
  /** Takes the official file in place of the one before. Addresses that were written with codes keep them. */
  'gazetteer.import': {
    kind: 'command',
    leastRole: 'commander',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ intakeId: opaqueId }),
    output: z.object({
      version: z.string(),
      provinces: count,
      districts: count,
      communes: count,
      villages: count,
    }),
    failures: [
      'gazetteer/too-large',
      'gazetteer/not-a-gazetteer',
      'gazetteer/wrong-entry',
      ...intakeFailures,
      ...readingFailures,
    ],
  },
  /** The places directly under a code, and those it lies in; provinces under the empty one. `version` is `null` without a gazetteer. */
  'gazetteer.places': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      under: z
        .string()
        .regex(/^(?:[0-9]{2}){0,4}$/)
        .default(''),
    }),
    output: z.object({ version: z.string().nullable(), path: z.array(place), places: z.array(place) }),
    failures: [],
  },
} as const satisfies { readonly [name: string]: Operation }
