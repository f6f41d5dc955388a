import { describe, expect, test } from 'vitest'
import type { DeviceId } from '#core/ids.ts'
import { type ChainPosition, checkSuccession } from '#core/ledger/chain.ts'
import { type EventHeader, NO_PREVIOUS } from '#core/ledger/event-header.ts'
import { digestOf, HEADER, idOf } from '../../../support/sample-events.ts'

const FIRST: EventHeader = { ...HEADER, seq: 1, prev: NO_PREVIOUS }
const SECOND: EventHeader = { ...HEADER, seq: 2, prev: digestOf('11') }
const AFTER_FIRST: ChainPosition = {
  device: HEADER.device,
  seq: 1,
  hashHex: digestOf('11'),
  time: { ...HEADER.time, wallMs: HEADER.time.wallMs - 1 },
}
const at = (wallMs: number, counter: number) => ({ ...HEADER.time, wallMs, counter })

describe('the first event of a device', () => {
  test('has number 1 and no predecessor', () => {
    expect(checkSuccession(null, FIRST)).toBe(null)
  })

  test('is refused with another number', () => {
    expect(checkSuccession(null, { ...FIRST, seq: 2 })).toEqual({ code: 'ledger/sequence-broken' })
  })

  test('is refused with a predecessor', () => {
    expect(checkSuccession(null, { ...FIRST, prev: digestOf('11') })).toEqual({ code: 'ledger/chain-broken' })
  })
})

describe('a later event', () => {
  test('may follow its predecessor', () => {
    expect(checkSuccession(AFTER_FIRST, SECOND)).toBe(null)
  })

  test.each([
    ['a gap', { seq: 3 }],
    ['a repetition', { seq: 1 }],
    ['an earlier number', { seq: 0 }],
    ['another device', { device: idOf<DeviceId>('d1') }],
  ])('is refused after %s', (_, change) => {
    expect(checkSuccession(AFTER_FIRST, { ...SECOND, ...change })).toEqual({ code: 'ledger/sequence-broken' })
  })

  test.each([
    ['another hash', digestOf('12')],
    ['no predecessor', NO_PREVIOUS],
  ])('is refused with %s for predecessor', (_, prev) => {
    expect(checkSuccession(AFTER_FIRST, { ...SECOND, prev })).toEqual({ code: 'ledger/chain-broken' })
  })

  test.each([
    ['a later millisecond with a lower counter', at(101, 0), null],
    ['the same millisecond with a higher counter', at(100, 6), null],
    ['the same time', at(100, 5), { code: 'ledger/time-runs-back' }],
    ['the same millisecond with a lower counter', at(100, 4), { code: 'ledger/time-runs-back' }],
    ['an earlier millisecond with a higher counter', at(99, 9), { code: 'ledger/time-runs-back' }],
  ])('is judged by its hybrid time at %s', (_, time, verdict) => {
    const previous = { ...AFTER_FIRST, time: at(100, 5) }
    expect(checkSuccession(previous, { ...SECOND, time })).toEqual(verdict)
  })

  test('may carry a clock that was set back, because the hybrid time has not been', () => {
    const previous = { ...AFTER_FIRST, time: at(100, 0) }
    expect(checkSuccession(previous, { ...SECOND, time: { ...at(100, 1), clockMs: 0 } })).toBe(null)
  })
})
