import { actorOf } from '../case-file/event-actor.ts'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { ComplaintRecord } from '../casework/complaint-record.ts'
import { parseIsoDate } from '../dates/civil-date.ts'
import { instantAtStation, STATION_OFFSET_MS } from '../dates/station-time.ts'
import type { Phrase } from '../documents/document-tree.ts'
import { CASE_WORK_KINDS } from '../ledger/case-work-kinds.ts'
import { CUSTODY_KINDS } from '../ledger/custody-kinds.ts'
import type { EventBody, EventKind } from '../ledger/event-body.ts'
import { RECORD_KINDS } from '../ledger/record-kinds.ts'
import { isCurrencyCode } from '../money/currency.ts'
import { formatMoneyWithCode } from '../money/format-money.ts'
import { describeEvent, describeLoss } from './describe-event.ts'
import { type KnownNames, takeNames } from './known-names.ts'

/** What an entry of a timeline is about. */
export const TIMELINE_GROUPS = [
  'incident',
  'payment',
  'message',
  'custody',
  'paper',
  'note',
  'work',
  'court',
  'action',
] as const

/** One of {@link TIMELINE_GROUPS}. */
export type TimelineGroup = (typeof TIMELINE_GROUPS)[number]

/** One thing that happened, or that an officer did. */
export type TimelineEntry = {
  readonly atMs: number
  /** Whether only the day is known; the instant is then its beginning at the station. */
  readonly isDay: boolean
  readonly group: TimelineGroup
  /** What an entry that no event's kind names is: the first day of what is complained of, the last, a payment, a message. */
  readonly as: 'event' | 'incident-from' | 'incident-to' | 'payment' | 'message' | 'told' | 'deadline'
  readonly kind: EventKind
  readonly seq: number
  readonly what?: Phrase
  /** Who did or recorded it. */
  readonly by: string
}

const MS_PER_MINUTE = 60_000

/** Members of events that say when the thing happened, as somebody at the station said. */
const OWN_TIMES = ['movedAtMs', 'accessedAtMs', 'countedAtMs', 'signedAtMs', 'startedAtMs', 'atMs'] as const

/** Tells what happened in a case and around it, by time: what the complaints tell, money, custody, papers, notes and officers' own actions. */
export function tellTimeline(events: Iterable<VerifiedEvent>): readonly TimelineEntry[] {
  const names: KnownNames = new Map()
  const entries: TimelineEntry[] = []
  for (const event of events) {
    takeNames(names, event.body)
    entries.push(...entriesOf(event, names))
  }
  return entries.sort((one, other) => one.atMs - other.atMs || one.seq - other.seq)
}

function entriesOf(event: VerifiedEvent, names: KnownNames): readonly TimelineEntry[] {
  const { body, seq, time } = event
  const what = describeEvent(event, names)
  const said = {
    ...{ kind: body.kind, seq, by: actorOf(body), isDay: false },
    ...(what !== null && { what }),
  }
  const at = ownTimeOf(body)
  const done: TimelineEntry = { ...said, as: 'event', group: groupOf(body.kind), atMs: at ?? time.wallMs }
  return [done, ...toldBy(body, said)]
}

type Told = Pick<TimelineEntry, 'kind' | 'seq' | 'by' | 'isDay' | 'what'>

function toldBy(body: EventBody, said: Told): readonly TimelineEntry[] {
  switch (body.kind) {
    case 'complaint-taken':
      return toldByComplaint(body.data.complaint, said)
    case 'payment-added': {
      const { on, time, money, state = 'paid' } = body.data.content
      const dayMs = on === undefined ? null : startOfDay(on)
      if (dayMs === null) return []
      const what = money === undefined ? said.what : describeLoss(moneyOf(money), { state })
      const atMs = time === undefined ? dayMs : instantOf(dayMs, time)
      const isDay = time === undefined
      return [{ ...said, ...(what !== undefined && { what }), as: 'payment', group: 'payment', atMs, isDay }]
    }
    case 'note-written': {
      const { happened } = body.data
      return happened === undefined ? [] : [{ ...said, as: 'told', group: 'note', atMs: happened.atMs }]
    }
    case 'task-set': {
      const { dueAtMs } = body.data
      return dueAtMs === undefined ? [] : [{ ...said, as: 'deadline', group: 'work', atMs: dueAtMs }]
    }
    case 'findings-confirmed':
      return body.data.items.flatMap(({ kind, value }) => toldByFinding(kind, value, said))
    default:
      return []
  }
}

function toldByComplaint(complaint: ComplaintRecord, said: Told): readonly TimelineEntry[] {
  const { what: _, ...plain } = said
  const incident = (day: string | undefined, as: 'incident-from' | 'incident-to'): TimelineEntry[] => {
    const atMs = day === undefined ? null : startOfDay(day)
    if (atMs === null) return []
    const what = { km: complaint.summary, en: complaint.summary }
    return [{ ...plain, what, as, group: 'incident', atMs, isDay: true }]
  }
  const last = complaint.happenedTo === complaint.happenedFrom ? undefined : complaint.happenedTo
  return [
    ...incident(complaint.happenedFrom, 'incident-from'),
    ...incident(last, 'incident-to'),
    ...complaint.losses.flatMap((loss): TimelineEntry[] => {
      const atMs = loss.on === undefined ? null : startOfDay(loss.on)
      if (atMs === null) return []
      const what = describeLoss(moneyOf(loss), loss)
      return [{ ...plain, what, as: 'payment', group: 'payment', atMs, isDay: true }]
    }),
  ]
}

function toldByFinding(
  kind: string,
  value: { readonly [member: string]: unknown },
  { what: _, ...said }: Told,
): readonly TimelineEntry[] {
  const atMs = ['sentAtMs', 'atMs', 'happenedAtMs'].map((member) => value[member]).find(isInstant)
  if (atMs === undefined || (kind !== 'message' && kind !== 'transaction')) return []
  const text = [value.sender, value.text, value.amount, value.currency]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' · ')
  const as = kind === 'message' ? 'message' : 'payment'
  return [{ ...said, what: { km: text, en: text }, as, group: as, atMs }]
}

function isInstant(value: unknown): value is number {
  return typeof value === 'number'
}

// A time of day stands in the zone of the clock it was read from.
function instantOf(
  stationMidnightMs: number,
  { clock, zone }: { readonly clock: string; readonly zone: string },
): number {
  const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
  const aheadMs = (zone.startsWith('-') ? -1 : 1) * minutesOf(zone.slice(1)) * MS_PER_MINUTE
  return stationMidnightMs + STATION_OFFSET_MS - aheadMs + minutesOf(clock) * MS_PER_MINUTE
}

function moneyOf({ currency, amount }: { readonly currency: string; readonly amount: string }): Phrase {
  if (!isCurrencyCode(currency)) return { km: `${amount} ${currency}`, en: `${amount} ${currency}` }
  const money = { currency, amount }
  return {
    km: formatMoneyWithCode(money, { language: 'km' }),
    en: formatMoneyWithCode(money, { language: 'en' }),
  }
}

function startOfDay(day: string): number | null {
  const date = parseIsoDate(day)
  return date.ok ? instantAtStation(date.value) : null
}

function ownTimeOf({ data }: EventBody): number | null {
  const said = data as { readonly [member: string]: unknown }
  return OWN_TIMES.map((member) => said[member]).find(isInstant) ?? null
}

const COURT: ReadonlySet<string> = new Set(['hearing-set', 'counsel-set'])

function groupOf(kind: EventKind): TimelineGroup {
  if (kind === 'note-written') return 'note'
  if (COURT.has(kind)) return 'court'
  if (Object.hasOwn(CASE_WORK_KINDS, kind)) return 'work'
  if (Object.hasOwn(CUSTODY_KINDS, kind)) return 'custody'
  if (Object.hasOwn(RECORD_KINDS, kind)) return 'paper'
  return 'action'
}
