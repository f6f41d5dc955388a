import * as z from 'zod'
import { TIMELINE_GROUPS } from '#core/history/case-timeline.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { caseName, count, digestHex, instantMs } from './fields.ts'

const phrase = z.object({ km: z.string(), en: z.string() })
const reading = ['case/not-found', ...EVENT_FAILURES] as const

const timelineEntry = z.object({
  atMs: instantMs,
  /** Whether only the day is known; the instant is then its beginning at the station. */
  isDay: z.boolean(),
  group: z.enum(TIMELINE_GROUPS),
  as: z.enum(['event', 'incident-from', 'incident-to', 'payment', 'message', 'told', 'deadline']),
  kind: z.string(),
  seq: count,
  what: phrase.optional(),
  by: z.string(),
})

const historyLine = z.object({
  seq: count,
  hashHex: digestHex,
  kind: z.string(),
  atMs: instantMs,
  by: z.string(),
  /** What it is about, in words. */
  what: phrase.optional(),
  changes: z.array(
    z.object({ field: z.string(), words: phrase, from: z.string().optional(), to: z.string().optional() }),
  ),
})

/** Operations that tell what happened in a case, by time and by who did it. */
export const caseStoryOperations = {
  /** What happened, by time: what complaints tell, money, custody, papers, notes, courts and officers' own actions. */
  'case.timeline': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName,
      /** Which entries; all where none is named. */
      groups: z.array(z.enum(TIMELINE_GROUPS)).max(TIMELINE_GROUPS.length).default([]),
      limit: z.number().int().min(1).max(10_000).default(5000),
      offset: count.default(0),
    }),
    output: z.object({
      entries: z.array(timelineEntry),
      total: count,
      /** How many entries each group has, whatever was asked for. */
      counts: z.array(z.object({ group: z.enum(TIMELINE_GROUPS), entries: count })),
    }),
    failures: reading,
  },
  /** Who changed what, in words, the newest first. */
  'case.history': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName,
      limit: z.number().int().min(1).max(5000).default(500),
      offset: count.default(0),
    }),
    output: z.object({ lines: z.array(historyLine), total: count }),
    failures: reading,
  },
} as const satisfies { readonly [name: string]: Operation }

/** One entry of a timeline as a screen reads it. */
export type TimelineLine = z.output<typeof timelineEntry>
/** One line of a history as a screen reads it. */
export type HistoryRow = z.output<typeof historyLine>
