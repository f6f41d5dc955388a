import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type CanonicalValue, canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
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

/** The shape of `docs/format.md`, section Events, said a second time, as a schema over what a parser of canonical JSON gives. */
const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`))
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const HEADER_SCHEMA = z.strictObject({
  v: z.literal(1),
  device: hex(32),
  seq: count.min(1),
  prev: hex(64),
  actor: hex(32),
  scopeRef: hex(32),
  time: z.strictObject({ wallMs: count, counter: count, clockMs: count, runId: hex(16), monotonicMs: count }),
  body: z.strictObject({ digestHex: hex(64), sizeBytes: count }),
})

/** What parsing, writing again and the schema say of some bytes. */
function parseBySchema(bytes: Uint8Array): unknown {
  const value = parseCanonical(bytes)
  if (!value.ok) return value
  const parsed = HEADER_SCHEMA.safeParse(value.value)
  return parsed.success ? { ok: true, value: parsed.data } : MALFORMED
}

describe('the form of a header', () => {
  const text = Buffer.from(headerBytes(HEADER)).toString()
  const numbers = ['wallMs', 'counter', 'clockMs', 'monotonicMs', 'sizeBytes', 'seq']
  const writings = [
    ...[
      '0',
      '1',
      '00',
      '01',
      '-0',
      '-1',
      '+1',
      '1.0',
      '1e3',
      '0x1',
      ' 1',
      '1 ',
      '1_0',
      '',
      'null',
      '"1"',
      '[1]',
    ],
    ...['9007199254740991', '9007199254740992', '9007199254740993', '9999999999999999', '10000000000000000'],
    ...[`1${'0'.repeat(400)}`, '១', '１', 'NaN', 'Infinity', 'true', '1,"a":1'],
  ]

  test.each(numbers.flatMap((name) => writings.map((writing) => [name, writing] as const)))(
    'with "%s" written %s is judged as by parser and schema',
    (name, writing) => {
      const changed = Buffer.from(
        text.replace(new RegExp(`("${name}":)[0-9]+`), (_, found) => found + writing),
      )
      expect(parseHeader(changed)).toEqual(parseBySchema(changed))
    },
  )

  test('is judged as by parser and schema, wherever bytes are put in, taken out or exchanged', () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc
        .constantFrom(...'{}[]":,\\0 9aF\n\r\t\0', '\\u0030', '\ufeff', '\ud7ff', '/**/', ',"a":1')
        .map(Buffer.from),
      fc.constantFrom(...[...text.matchAll(/"[^"]*":?|[{},]|[0-9]+/g)].map(([token]) => Buffer.from(token))),
    )
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(80), pieces, (at, length, piece) => {
        const bytes = Buffer.from(text)
        const changed = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + (length % 9))])
        expect(parseHeader(changed)).toEqual(parseBySchema(changed))
      }),
      propertyRuns(3000),
    )
  })

  test('is judged as by parser and schema for members in every order', () => {
    const members = Object.entries(JSON.parse(text) as object)
    fc.assert(
      fc.property(fc.shuffledSubarray(members, { minLength: members.length - 1 }), (shuffled) => {
        const changed = Buffer.from(
          `{${shuffled.map(([name, member]) => `"${name}":${JSON.stringify(member)}`).join(',')}}`,
        )
        expect(parseHeader(changed)).toEqual(parseBySchema(changed))
      }),
      propertyRuns(),
    )
  })

  test('is known by whoever writes one: what the schema accepts is read', () => {
    const digits = (length: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
    const whole = fc.maxSafeNat()
    fc.assert(
      fc.property(
        fc.record({
          v: fc.constant(1),
          device: digits(32),
          seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
          prev: digits(64),
          actor: digits(32),
          scopeRef: digits(32),
          time: fc.record({
            wallMs: whole,
            counter: whole,
            clockMs: whole,
            runId: digits(16),
            monotonicMs: whole,
          }),
          body: fc.record({ digestHex: digits(64), sizeBytes: whole }),
        }),
        (header) => {
          const bytes = canonicalBytes(header)
          expect(parseHeader(bytes)).toEqual(parseBySchema(bytes))
          expect(parseHeader(bytes)).toEqual({ ok: true, value: header })
        },
      ),
      propertyRuns(),
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
