import * as z from 'zod'
import { CHANNELS, LOSS_LEVELS, LOSS_STATES, SEXES, TYPOLOGIES, WISHES } from '#core/casework/vocabularies.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { count, day } from './fields.ts'

const total = z.object({
  currency: z.string(),
  state: z.enum(LOSS_STATES),
  level: z.enum(LOSS_LEVELS),
  amount: z.string(),
  lines: count,
})
const losses = z.object({
  /** Of people who complain. */
  complaining: z.array(total),
  /** Of people who only inform or decline. */
  notComplaining: z.array(total),
})

/** Operations that count what many cases come to. */
export const statisticsOperations = {
  /**
   * Counts the cases that the caller can read, by the day on which reports were received, both days inclusive. Losses are kept apart by
   * currency, state and level, and never converted; a report of several kinds of crime counts under each of them.
   */
  'statistics.show': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ from: day.optional(), to: day.optional() }),
    output: z.object({
      cases: count,
      complaints: count,
      exhibits: count,
      things: count,
      byWish: z.record(z.enum(WISHES), count),
      byTypology: z.record(z.enum(TYPOLOGIES), count),
      withoutTypology: count,
      byChannel: z.record(z.enum(CHANNELS), count),
      bySex: z.record(z.enum(SEXES), count),
      losses,
      byMonth: z.array(z.object({ month: z.string(), complaining: count, notComplaining: count, losses })),
      lossesByTypology: z.array(z.object({ typology: z.enum(TYPOLOGIES), losses })),
      /** Payments that more than one report tells of, by reference, currency and amount: lines beyond the first. */
      toldTwice: z.array(z.object({ currency: z.string(), lines: count })),
      /** Cases of the station that the caller cannot read: nothing of them is in the numbers. */
      unreadableCases: count,
    }),
    failures: ['case/not-found', ...EVENT_FAILURES],
  },
} as const satisfies { readonly [name: string]: Operation }
