import { expect, test } from 'vitest'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { EVENT_KIND_TEXT } from '#core/documents/case-report-text.ts'
import { tellHistory } from '#core/history/case-history.ts'
import { TIMELINE_GROUPS, tellTimeline } from '#core/history/case-timeline.ts'
import { CASE_KINDS } from '#core/ledger/case-kinds.ts'
import type { EventBody, EventKind } from '#core/ledger/event-body.ts'
import { bodyOf, digestOf, HEADER, KINDS } from '../../../support/sample-events.ts'

const placed = (body: EventBody, seq: number): VerifiedEvent => {
  return { seq, hashHex: digestOf('01'), time: { ...HEADER.time, wallMs: HEADER.time.wallMs + seq }, body }
}
const OF_CASES = KINDS.filter((kind) => Object.hasOwn(CASE_KINDS, kind))
const ALL = OF_CASES.map((kind, index) => placed(bodyOf(kind), index + 1))

test('every kind of event of a case has a line with a name in both languages and whoever did it', () => {
  const lines = tellHistory(ALL)
  expect(lines).toHaveLength(ALL.length)
  for (const { kind, by } of lines) {
    expect(EVENT_KIND_TEXT[kind as EventKind].km).not.toBe('')
    expect(by, kind).not.toBe('')
  }
})

test('every kind of event of a case stands in the timeline, in the order of time', () => {
  const entries = tellTimeline(ALL)
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(OF_CASES))
  expect(entries.every(({ group }) => TIMELINE_GROUPS.includes(group))).toBe(true)
  const times = entries.map(({ atMs }) => atMs)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
})

test('what is said anew shows what changed, and what is said for the first time does not', () => {
  const hearing = bodyOf('hearing-set')
  if (hearing.kind !== 'hearing-set') throw new Error('another kind')
  const moved: EventBody = { ...hearing, data: { ...hearing.data, state: 'held', atMs: 1 } }
  const [first, second] = tellHistory([placed(hearing, 1), placed(moved, 2)])
  expect(first?.changes).toEqual([])
  expect(second?.changes.map(({ field, to }) => [field, to])).toEqual([
    ['atMs', '1'],
    ['state', 'held'],
  ])
})
