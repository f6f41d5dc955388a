import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CanonicalValue, canonicalBytes } from '#core/ledger/canonical-json.ts'
import { type EventTime, headerBytes, NO_PREVIOUS, nextTime, parseHeader } from '#core/ledger/event-header.ts'
import { membersAdded, membersMissing, scalarsOfAnotherType } from '../../../support/altered-members.ts'
import { propertyRuns } from '../../../support/property-runs.ts'
import { HEADER } from '../../../support/sample-events.ts'

const MALFORMED = { ok: false, failure: { code: 'event/header-malformed' } }
const parseValue = (value: CanonicalValue) => parseHeader(canonicalBytes(value))

describe('a header', () => {
  test('is read as it was written', () => {
    expect(parseHeader(headerBytes(HEADER))).toEqual({ ok: true, value: HEADER })
    const first = { ...HEADER, seq: 1, prev: NO_PREVIOUS }
    expect(parseHeader(headerBytes(first))).toEqual({ ok: true, value: first })
  })

  test.each(membersMissing(HEADER))('is refused %s', (_, value) => {
    expect(parseValue(value)).toEqual(MALFORMED)
  })

  test.each(membersAdded(HEADER))('is refused %s', (_, value) => {
    expect(parseValue(value)).toEqual(MALFORMED)
  })

  test.each(scalarsOfAnotherType(HEADER))('is refused with %s', (_, value) => {
    expect(parseValue(value)).toEqual(MALFORMED)
  })

  test.each<[string, CanonicalValue]>([
    ['version 0', { ...HEADER, v: 0 }],
    ['version 2', { ...HEADER, v: 2 }],
    ['sequence number 0', { ...HEADER, seq: 0 }],
    ['a negative sequence number', { ...HEADER, seq: -1 }],
    ['a device in upper case', { ...HEADER, device: 'D0'.repeat(16) }],
    ['a device one digit short', { ...HEADER, device: HEADER.device.slice(1) }],
    ['a device one digit long', { ...HEADER, device: `${HEADER.device}0` }],
    ['a device with a line feed after it', { ...HEADER, device: `${HEADER.device}\n` }],
    ['a previous hash that is short', { ...HEADER, prev: HEADER.prev.slice(2) }],
    ['an actor that is no hex', { ...HEADER, actor: 'g'.repeat(32) }],
    ['a scope reference that is long', { ...HEADER, scopeRef: HEADER.prev }],
    ['a negative time', { ...HEADER, time: { ...HEADER.time, wallMs: -1 } }],
    ['a negative counter', { ...HEADER, time: { ...HEADER.time, counter: -1 } }],
    ['a negative clock', { ...HEADER, time: { ...HEADER.time, clockMs: -1 } }],
    ['a run that is short', { ...HEADER, time: { ...HEADER.time, runId: '00' } }],
    ['a body of negative size', { ...HEADER, body: { ...HEADER.body, sizeBytes: -1 } }],
    ['a list', [HEADER as CanonicalValue]],
    ['null', null],
  ])('is refused with %s', (_, value) => {
    expect(parseValue(value)).toEqual(MALFORMED)
  })

  test('is refused when its bytes are not canonical, with the reason that the bytes have', () => {
    const text = Buffer.from(headerBytes(HEADER)).toString()
    expect(parseHeader(Buffer.from(`${text}\n`))).toEqual({
      ok: false,
      failure: { code: 'json/not-canonical' },
    })
    expect(parseHeader(Buffer.from(text.slice(1)))).toEqual({
      ok: false,
      failure: { code: 'json/malformed' },
    })
  })

  test('that has any one byte changed is refused or another header', () => {
    const bytes = headerBytes(HEADER)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ change
        const read = parseHeader(changed)
        if (read.ok) expect(Buffer.from(headerBytes(read.value)).equals(changed)).toBe(true)
        expect(read).not.toEqual({ ok: true, value: HEADER })
      }),
      propertyRuns(1000),
    )
  })
})

describe('the time of the next event', () => {
  const now = (clockMs: number, monotonicMs = 5) => ({ clockMs, monotonicMs, runId: 'ab'.repeat(8) })
  const last: EventTime = { ...now(1_000), wallMs: 1_000, counter: 3 }

  test('is the clock for the first event', () => {
    expect(nextTime(null, now(1_000))).toEqual({ ...now(1_000), wallMs: 1_000, counter: 0 })
  })

  test('follows the clock as soon as it has moved on', () => {
    expect(nextTime(last, now(1_001))).toEqual({ ...now(1_001), wallMs: 1_001, counter: 0 })
  })

  test('counts within one millisecond', () => {
    expect(nextTime(last, now(1_000))).toEqual({ ...now(1_000), wallMs: 1_000, counter: 4 })
  })

  test('keeps its place when the clock was set back to 1970, and shows what the clock said', () => {
    expect(nextTime(last, now(0))).toEqual({ ...now(0), wallMs: 1_000, counter: 4 })
  })

  test('follows a clock that stands in 2099 and stays there when it is set right', () => {
    const in2099 = Date.UTC(2099, 0, 1)
    const jumped = nextTime(last, now(in2099))
    expect(jumped).toMatchObject({ wallMs: in2099, counter: 0 })
    expect(nextTime(jumped, now(2_000))).toMatchObject({ wallMs: in2099, counter: 1, clockMs: 2_000 })
  })

  test('grows whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4_102_444_800_000), { minLength: 2 }), (clocks) => {
        let time: EventTime | null = null
        for (const clockMs of clocks) {
          const next = nextTime(time, now(clockMs))
          if (time !== null) {
            const grows =
              next.wallMs > time.wallMs || (next.wallMs === time.wallMs && next.counter > time.counter)
            expect(grows).toBe(true)
          }
          expect(next.clockMs).toBe(clockMs)
          expect(next.wallMs).toBeGreaterThanOrEqual(clockMs)
          time = next
        }
      }),
      propertyRuns(),
    )
  })
})
