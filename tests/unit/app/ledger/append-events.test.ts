import { describe, expect, test } from 'vitest'
import { type Appender, appendEvents, makeEvents } from '#app/ledger/append-events.ts'
import { openEvent, verifyHeader } from '#app/ledger/open-event.ts'
import type { LedgerHead, StoredEvent } from '#app/ports/ledger-store.ts'
import type { DeviceId } from '#core/ids.ts'
import { type ChainPosition, checkSuccession } from '#core/ledger/chain.ts'
import type { EventBody } from '#core/ledger/event-body.ts'
import { type EventTime, parseHeader } from '#core/ledger/event-header.ts'
import { fail } from '#core/result.ts'
import { makeNativeEventCrypto, makeScopeKey, makeSigner } from '#node/crypto/native-event-crypto.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { makeMemoryLedgerStore } from '../../../support/memory-ledger-store.ts'
import { expectOk } from '../../../support/results.ts'
import { bodyOf, CASE_ID, DATA, idOf, KINDS } from '../../../support/sample-events.ts'

const device = idOf<DeviceId>('d0')
const keys = personKeysFrom(new Uint8Array(32).fill(1))
const key = makeScopeKey(new Uint8Array(32).fill(2))
const crypto = makeNativeEventCrypto()
const draftOf = (kind: (typeof KINDS)[number]) => ({ key, body: bodyOf(kind) })

/** A ledger whose clock shows what the test says, one reading for each event. */
function makeAppender(
  clocks: readonly number[] = [],
): Appender & { readonly events: readonly StoredEvent[] } {
  const readings = [...clocks]
  const ledger = makeMemoryLedgerStore(device)
  const clock = {
    nowMs: () => readings.shift() ?? 1_795_300_000_000,
    monotonicMs: () => 12.75,
    pause: async () => {},
    runId: 'ab'.repeat(8),
  }
  return { deviceId: device, signer: makeSigner(keys), crypto, clock, ledger, events: ledger.events }
}

const timesOf = (events: readonly StoredEvent[]): readonly EventTime[] =>
  events.map(({ header }) => expectOk(parseHeader(header)).time)

/** That events stand in one chain, signed, and open to what was put in. */
function expectChain(events: readonly StoredEvent[]): void {
  let previous: ChainPosition | null = null
  for (const stored of events) {
    const header = expectOk(
      verifyHeader(stored, crypto, (keyId) => (keyId === keys.keyId ? keys.signingKeyHex : null)),
    )
    expect(checkSuccession(previous, header.header)).toBe(null)
    expectOk(openEvent(header, crypto, key))
    previous = { device, seq: stored.seq, hashHex: stored.hashHex, time: header.header.time }
  }
}

describe('appending', () => {
  test('chains, signs and seals events of every kind, one after the other', () => {
    const appender = makeAppender()
    for (const kind of KINDS) {
      const head = expectOk(appendEvents(appender, [draftOf(kind)]))
      expect(head.seq).toBe(appender.events.length)
    }
    expectChain(appender.events)
    expect(appender.events.map(({ seq }) => seq)).toEqual(KINDS.map((_, index) => index + 1))
  })

  test('takes several at once, in their order, and answers the last', () => {
    const appender = makeAppender()
    const head = expectOk(appendEvents(appender, KINDS.map(draftOf)))
    expectChain(appender.events)
    expect(head).toEqual({
      seq: KINDS.length,
      hashHex: appender.events.at(-1)?.hashHex,
      time: timesOf(appender.events).at(-1),
    })
  })

  test('keeps order whatever the clock does: ahead, set back, standing still', () => {
    const [then, ahead] = [Date.UTC(2026, 0, 1), Date.UTC(2089, 11, 31)]
    const clocks = [then, ahead, 1_795_300_000_000, then, ahead, ahead + 1.9]
    const appender = makeAppender(clocks)
    for (const _ of clocks) expectOk(appendEvents(appender, [draftOf('exhibit-extracted')]))
    expectChain(appender.events)
    expect(
      timesOf(appender.events).map(({ wallMs, counter, clockMs }) => [wallMs, counter, clockMs]),
    ).toEqual([
      [then, 0, then],
      [ahead, 0, ahead],
      [ahead, 1, 1_795_300_000_000],
      [ahead, 2, then],
      [ahead, 3, ahead],
      [ahead + 1, 0, ahead + 1],
    ])
    for (const { runId, monotonicMs } of timesOf(appender.events))
      expect({ runId, monotonicMs }).toEqual({ runId: 'ab'.repeat(8), monotonicMs: 12 })
  })

  test.each([0, -5, Date.UTC(2026, 0, 1) - 1, Date.UTC(2090, 0, 1), Date.UTC(2099, 5, 1), Number.NaN])(
    'appends nothing, and none of several, when the clock says %d',
    (wrong) => {
      const appender = makeAppender([1_795_300_000_000, wrong])
      const answer = appendEvents(appender, [draftOf('case-opened'), draftOf('exhibit-extracted')])
      expect(answer).toMatchObject({ ok: false, failure: { code: 'clock/implausible' } })
      expect(appender.events).toEqual([])
    },
  )

  test('lets a second person sign what depends on the event before it, in the same append', () => {
    const appender = makeAppender()
    const other = personKeysFrom(new Uint8Array(32).fill(9))
    const agreement = {
      key,
      signer: makeSigner(other),
      body: ({ seq, hashHex }: LedgerHead): EventBody => ({
        kind: 'event-confirmed',
        scope: CASE_ID,
        data: { ...DATA['event-confirmed'], seq, hashHex },
      }),
    }
    expectOk(appendEvents(appender, [draftOf('case-opened'), agreement]))
    const [opened, agreed] = appender.events as [StoredEvent, StoredEvent]
    const keyOf = (keyId: string) => (keyId === other.keyId ? other.signingKeyHex : null)
    const verified = expectOk(verifyHeader(agreed, crypto, keyOf))
    const { body } = expectOk(openEvent(verified, crypto, key))
    expect(body.data).toMatchObject({ seq: 1, hashHex: opened.hashHex })
    expect(verifyHeader(opened, crypto, keyOf)).toMatchObject({ failure: { code: 'ledger/signer-unknown' } })
  })

  test('makes events without appending them, and begins a salvaged chain after the last number of the one before', () => {
    const appender = { ...makeAppender(), firstSeq: 12 }
    const made = expectOk(makeEvents(appender, [draftOf('case-opened'), draftOf('exhibit-extracted')]))
    expect(made.events.map(({ seq }) => seq)).toEqual([12, 13])
    expect(parseHeader(made.events[0]?.header ?? new Uint8Array())).toMatchObject({
      value: { prev: '0'.repeat(64) },
    })
    expect(made.head).toMatchObject({ seq: 13, hashHex: made.events[1]?.hashHex })
    expect(appender.ledger.head()).toEqual({ ok: true, value: null })
  })

  test('refuses as a bug what could not be read back, and appends nothing', () => {
    const appender = makeAppender()
    const data = { ...DATA['case-opened'], colour: 'blue' }
    const unreadable = { key, body: { kind: 'case-opened' as const, scope: CASE_ID, data } }
    expect(() => appendEvents(appender, [draftOf('case-opened'), unreadable])).toThrow(
      /would not be readable/,
    )
    expect(() =>
      appendEvents(appender, [{ key, body: { ...bodyOf('case-opened'), scope: 'elsewhere' } }]),
    ).toThrow()
    expect(appender.events).toEqual([])
  })

  test('of nothing to an empty ledger is a bug', () => {
    expect(() => appendEvents(makeAppender(), [])).toThrow(/nothing was given/)
  })

  test('hands on what the store answers', () => {
    const appender = makeAppender()
    const full = { ...appender.ledger, append: () => fail({ code: 'disk/full' as const }) }
    expect(appendEvents({ ...appender, ledger: full }, [draftOf('case-opened')])).toEqual(
      fail({ code: 'disk/full' }),
    )
    const damaged = { ...appender.ledger, head: () => fail({ code: 'database/damaged' as const }) }
    expect(appendEvents({ ...appender, ledger: damaged }, [draftOf('case-opened')])).toEqual(
      fail({ code: 'database/damaged' }),
    )
    expect(appender.events).toEqual([])
  })

  test('shows nothing of the body in what is stored', () => {
    const appender = makeAppender()
    appendEvents(appender, [draftOf('complaint-taken')])
    const [event] = appender.events
    for (const text of ['ចាន់ ធី', 'Chan Thy', 'complaint-taken', CASE_ID]) {
      expect(Buffer.from(event?.header ?? []).includes(text)).toBe(false)
      expect(Buffer.from(event?.sealedBody ?? []).includes(text)).toBe(false)
    }
  })
})
