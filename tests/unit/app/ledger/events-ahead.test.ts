import { describe, expect, test } from 'vitest'
import { EventsAhead } from '#app/ledger/events-ahead.ts'
import type { LedgerStore, LedgerStoreFailure, StoredEvent } from '#app/ports/ledger-store.ts'
import type { SignatureChecker } from '#app/ports/signature-checker.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { digestOf } from '../../../support/sample-events.ts'
import {
  checkerThat,
  crypto,
  keys,
  makeSignedEvents as makeEvents,
  stranger,
  truthful,
} from '../../../support/signed-events.ts'

const signerOf = (keyId: string) => (keyId === keys.keyId ? keys.signingKeyHex : null)

type Store = Pick<LedgerStore, 'readAll'> & { readonly reads: number[] }

function storeOf(events: readonly StoredEvent[], breaksAfter = Number.POSITIVE_INFINITY): Store {
  const reads: number[] = []
  return {
    reads,
    readAll(after, limit): Result<readonly StoredEvent[], LedgerStoreFailure> {
      reads.push(after)
      if (after >= breaksAfter) return fail({ code: 'database/damaged' })
      return succeed(events.slice(after, after + limit))
    },
  }
}

function readAhead(store: Store, checker: SignatureChecker, eventsAtOnce = 3): EventsAhead {
  return new EventsAhead({ ledger: store, checker, signerOf, eventsAtOnce })
}

/** What every event's signature is judged to be, under the key of the person who should have signed. */
async function judgeAll(ahead: EventsAhead): Promise<readonly boolean[]> {
  const over = ahead.cryptoOver(crypto)
  const judged: boolean[] = []
  for (let events = await ahead.next(); events !== null; events = await ahead.next()) {
    if (!events.ok) throw new Error(events.failure.code)
    for (const { header, signature } of events.value)
      judged.push(over.verifyHeader(keys.signingKeyHex, header, signature))
  }
  return judged
}

describe('reading ahead', () => {
  test.each([0, 1, 2, 3, 4, 17, 18, 19, 40])(
    'gives %i events once each and in their order',
    async (count) => {
      const events = makeEvents(count)
      const ahead = readAhead(storeOf(events), truthful())
      const read: StoredEvent[] = []
      for (let batch = await ahead.next(); batch !== null; batch = await ahead.next()) {
        if (batch.ok) read.push(...batch.value)
      }
      expect(read).toEqual(events)
      expect(await ahead.next()).toBe(null)
    },
  )

  test('begins where it is told', async () => {
    const events = makeEvents(5)
    const ahead = new EventsAhead({
      ledger: storeOf(events),
      checker: truthful(),
      signerOf,
      eventsAtOnce: 10,
      afterPosition: 3,
    })
    expect(await ahead.next()).toEqual({ ok: true, value: events.slice(3) })
  })

  test('gives a failure of the store in its turn, after the events before it, and nothing after it', async () => {
    const events = makeEvents(9)
    const ahead = readAhead(storeOf(events, 6), truthful())
    expect(await ahead.next()).toEqual({ ok: true, value: events.slice(0, 3) })
    expect(await ahead.next()).toEqual({ ok: true, value: events.slice(3, 6) })
    expect(await ahead.next()).toEqual({ ok: false, failure: { code: 'database/damaged' } })
    expect(await ahead.next()).toBe(null)
  })

  test('reads a bounded part of the ledger at once, and nothing more once nobody asks', async () => {
    const store = storeOf(makeEvents(300))
    const ahead = readAhead(store, truthful())
    await ahead.next()
    expect(store.reads.length).toBeLessThan(20)
    const before = store.reads.length
    await new Promise((resolve) => setImmediate(resolve))
    expect(store.reads).toHaveLength(before)
  })
})

describe('a signature is judged the same', () => {
  const wrong = [2, 3, 7, 12]
  const events = makeEvents(14, wrong)
  const expected = events.map(({ seq }) => !wrong.includes(seq))

  test('by answers that came beside', async () => {
    const checker = truthful()
    expect(await judgeAll(readAhead(storeOf(events), checker))).toEqual(expected)
    expect(checker.asked).toHaveLength(14)
  })

  test('when the checker does not know', async () => {
    expect(
      await judgeAll(
        readAhead(
          storeOf(events),
          checkerThat(() => null),
        ),
      ),
    ).toEqual(expected)
  })

  test('when nobody guesses who signed', async () => {
    const ahead = new EventsAhead({
      ledger: storeOf(events),
      checker: truthful(),
      signerOf: () => null,
      eventsAtOnce: 4,
    })
    expect(await judgeAll(ahead)).toEqual(expected)
  })

  test('when somebody else is guessed', async () => {
    const ahead = new EventsAhead({
      ledger: storeOf(events),
      checker: truthful(),
      signerOf: () => stranger.signingKeyHex,
      eventsAtOnce: 4,
    })
    expect(await judgeAll(ahead)).toEqual(expected)
  })
})

describe('an answer counts for nothing but what was asked', () => {
  test('not for another key, another signature or another header', async () => {
    // Says of everything that it holds, so that each refusal below was found by verifying.
    const ahead = readAhead(
      storeOf(makeEvents(2, [1, 2])),
      checkerThat((claims) => claims.map(() => true)),
    )
    const over = ahead.cryptoOver(crypto)
    const batch = await ahead.next()
    const [first, second] = batch?.ok === true ? batch.value : []
    if (first === undefined || second === undefined) throw new Error('there are two events')
    const { signingKeyHex } = keys
    expect(over.verifyHeader(signingKeyHex, first.header, first.signature)).toBe(true)
    expect(over.verifyHeader(`${digestOf('11')}`, first.header, first.signature)).toBe(false)
    expect(over.verifyHeader(signingKeyHex, first.header, second.signature)).toBe(false)
    expect(over.verifyHeader(signingKeyHex, Uint8Array.from(first.header), first.signature)).toBe(false)
  })

  test('and only while its events are at hand', async () => {
    const ahead = readAhead(
      storeOf(makeEvents(4, [1])),
      checkerThat((claims) => claims.map(() => true)),
      2,
    )
    const over = ahead.cryptoOver(crypto)
    const batch = await ahead.next()
    const [first] = batch?.ok === true ? batch.value : []
    if (first === undefined) throw new Error('there are events')
    expect(over.verifyHeader(keys.signingKeyHex, first.header, first.signature)).toBe(true)
    await ahead.next()
    expect(over.verifyHeader(keys.signingKeyHex, first.header, first.signature)).toBe(false)
  })
})
