import * as z from 'zod'
import { columnMap } from '#core/parsing/column-map.ts'
import { parserOptions } from '#core/parsing/parsed-evidence.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { count, instantMs } from './fields.ts'

/** Operations on how a station reads the tables of banks and operators. */
export const columnMapOperations = {
  /** Keeps a map of columns under its name, for the next table of the same form. One of the same name stands in its place. */
  'columnMap.save': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ map: columnMap }),
    output: z.object({ seq: count }),
    failures: ['column-map/unusable'],
  },
  /** Every map of columns, by name, with the options with which `exhibit.parse` reads a table through it. */
  'columnMap.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      maps: z.array(z.object({ map: columnMap, options: parserOptions, savedAtMs: instantMs })),
    }),
    failures: [],
  },
} as const satisfies { readonly [name: string]: Operation }
