import { beforeEach, describe, expect, test } from 'vitest'
import { appendEvents } from '#app/ledger/append-events.ts'
import { openEvent, type VerifiedHeader, verifyHeader } from '#app/ledger/open-event.ts'
import type { StoredEvent } from '#app/ports/ledger-store.ts'
import type { DeviceId, DigestHex, KeyId } from '#core/ids.ts'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'
import { type EventHeader, headerBytes, parseHeader } from '#core/ledger/event-header.ts'
import { makeNativeEventCrypto, makeScopeKey, makeSigner } from '#node/crypto/native-event-crypto.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { makeMemoryLedgerStore } from '../../../support/memory-ledger-store.ts'
import { expectOk } from '../../../support/results.ts'
import { bodyOf, CASE_ID, digestOf, idOf } from '../../../support/sample-events.ts'

const device = idOf<DeviceId>('d0')
const keys = personKeysFrom(new Uint8Array(32).fill(1))
const signer = makeSigner(keys)
const key = makeScopeKey(new Uint8Array(32).fill(2))
const crypto = makeNativeEventCrypto()
const signerOf = (keyId: string) => (keyId === keys.keyId ? keys.signingKeyHex : null)

let stored: StoredEvent

beforeEach(() => {
  const ledger = makeMemoryLedgerStore(device)
  const clock = {
    nowMs: () => 1_795_300_000_000,
    monotonicMs: () => 1,
    pause: async () => {},
    runId: 'ab'.repeat(8),
  }
  expectOk(
    appendEvents({ deviceId: device, signer, crypto, clock, ledger }, [{ key, body: bodyOf('case-opened') }]),
  )
  stored = ledger.events[0] as StoredEvent
})

const codeOf = (event: StoredEvent) => {
  const verified = verifyHeader(event, crypto, signerOf)
  return verified.ok ? 'ok' : `${verified.failure.code} ${verified.failure.facts?.seq}`
}

/** The event with another header, hashed and signed properly. */
function withHeader(change: Partial<EventHeader>): StoredEvent {
  const header = headerBytes({ ...expectOk(parseHeader(stored.header)), ...change })
  return { ...stored, header, hashHex: crypto.digestHex(header), signature: signer.signHeader(header) }
}

/** The event with another body in its place, sealed, hashed and signed properly. */
function withBody(plaintext: Uint8Array): VerifiedHeader {
  const sealedBody = crypto.sealBody(key, { device, seq: 1 }, plaintext)
  const body = { digestHex: crypto.digestHex(sealedBody), sizeBytes: sealedBody.length }
  return expectOk(verifyHeader({ ...withHeader({ body }), sealedBody }, crypto, signerOf))
}

describe('a header', () => {
  test('that is as it was written is verified', () => {
    expect(codeOf(stored)).toBe('ok')
  })

  test.each<[string, () => StoredEvent, string]>([
    ['is no header', () => ({ ...stored, header: Buffer.from('{}') }), 'ledger/header-damaged 1'],
    ['has another hash', () => ({ ...stored, hashHex: digestOf('00') }), 'ledger/header-damaged 1'],
    ['has another number beside it', () => ({ ...stored, seq: 2 }), 'ledger/header-damaged 2'],
    [
      'has another device beside it',
      () => ({ ...stored, device: idOf<DeviceId>('d1') }),
      'ledger/header-damaged 1',
    ],
    [
      'goes with another body',
      () => ({ ...stored, sealedBody: Buffer.from('other') }),
      'ledger/body-differs 1',
    ],
    [
      'goes with a body of another digest',
      () => ({ ...stored, sealedBody: Buffer.alloc(stored.sealedBody.length) }),
      'ledger/body-differs 1',
    ],
    [
      'says another size',
      () => withHeader({ body: { digestHex: crypto.digestHex(stored.sealedBody), sizeBytes: 1 } }),
      'ledger/body-differs 1',
    ],
    ['has lost its body', () => ({ ...stored, sealedBody: new Uint8Array(0) }), 'ledger/body-missing 1'],
    ['is by nobody who is known', () => withHeader({ actor: idOf<KeyId>('e1') }), 'ledger/signer-unknown 1'],
    ['is not signed', () => ({ ...stored, signature: new Uint8Array(64) }), 'ledger/signature-wrong 1'],
    [
      'is signed as something else',
      () => ({ ...stored, signature: stored.signature.subarray(1) }),
      'ledger/signature-wrong 1',
    ],
  ])('that %s is refused', (_, change, code) => {
    expect(codeOf(change())).toBe(code)
  })
})

describe('a body', () => {
  const verified = () => expectOk(verifyHeader(stored, crypto, signerOf))
  const openedCode = (event: VerifiedHeader, scopeKey = key) => {
    const opened = openEvent(event, crypto, scopeKey)
    return opened.ok ? 'ok' : opened.failure.code
  }

  test('opens to what was put in, with the time of its header', () => {
    expect(openEvent(verified(), crypto, key)).toEqual({
      ok: true,
      value: {
        seq: 1,
        hashHex: stored.hashHex,
        time: expectOk(parseHeader(stored.header)).time,
        body: bodyOf('case-opened'),
      },
    })
  })

  test('of another scope does not belong here', () => {
    expect(openedCode(verified(), makeScopeKey(new Uint8Array(32)))).toBe('ledger/scope-wrong')
    expect(openedCode({ ...verified(), stored: { ...stored, scope: 'other' } })).toBe('ledger/scope-wrong')
  })

  test('that was sealed for another place is unreadable', () => {
    const sealedBody = crypto.sealBody(key, { device, seq: 2 }, Buffer.from('{}'))
    expect(openedCode({ ...verified(), stored: { ...stored, sealedBody } })).toBe('ledger/body-unreadable')
  })

  test.each([
    ['no JSON', Buffer.from('hello')],
    ['no event', Buffer.from('{}')],
    ['of an unknown kind', canonicalBytes({ v: 1, kind: 'case-closed', scope: CASE_ID, data: {} })],
    ['of a later version', canonicalBytes({ v: 2, kind: 'case-opened', scope: CASE_ID, data: {} })],
  ])('that is %s is refused, though it is properly sealed and signed', (_, plaintext) => {
    expect(openedCode(withBody(plaintext))).toBe('ledger/event-refused')
  })

  test('that says it is of another scope does not belong here', () => {
    const other = { ...bodyOf('case-opened'), v: 1, scope: 'c1'.repeat(16) }
    expect(openedCode(withBody(canonicalBytes(JSON.parse(JSON.stringify(other)))))).toBe('ledger/scope-wrong')
  })
})

test('hashes are of the header alone: another body shows by its digest, not by the chain', () => {
  expect(stored.hashHex).toBe(crypto.digestHex(stored.header) as DigestHex)
})
