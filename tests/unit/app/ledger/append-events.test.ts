import { describe, expect, test } from 'vitest'
import { type Appender, appendEvents } from '#app/ledger/append-events.ts'
import { openEvent, verifyHeader } from '#app/ledger/open-event.ts'
import type { StoredEvent } from '#app/ports/ledger-store.ts'
import type { DeviceId } from '#core/ids.ts'
import { type ChainPosition, checkSuccession } from '#core/ledger/chain.ts'
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

  test('keeps order whatever the clock does: 1970, 2099, set back, standing still', () => {
    const in2099 = Date.UTC(2099, 5, 1)
    const clocks = [0, in2099, 1_795_300_000_000, -5, in2099, in2099 + 1.9, Number.MAX_SAFE_INTEGER / 2]
    const appender = makeAppender(clocks)
    for (const _ of clocks) expectOk(appendEvents(appender, [draftOf('exhibit-extracted')]))
    expectChain(appender.events)
    expect(
      timesOf(appender.events).map(({ wallMs, counter, clockMs }) => [wallMs, counter, clockMs]),
    ).toEqual([
      [0, 0, 0],
      [in2099, 0, in2099],
      [in2099, 1, 1_795_300_000_000],
      [in2099, 2, 0],
      [in2099, 3, in2099],
      [in2099 + 1, 0, in2099 + 1],
      [(Number.MAX_SAFE_INTEGER - 1) / 2, 0, (Number.MAX_SAFE_INTEGER - 1) / 2],
    ])
    for (const { runId, monotonicMs } of timesOf(appender.events))
      expect({ runId, monotonicMs }).toEqual({ runId: 'ab'.repeat(8), monotonicMs: 12 })
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
