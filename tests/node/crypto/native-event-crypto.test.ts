import { expect, test } from 'vitest'
import type { DeviceId } from '#core/ids.ts'
import { openBody, scopeRef, sealBody } from '#node/crypto/event-seal.ts'
import { makeNativeEventCrypto, makeScopeKey } from '#node/crypto/native-event-crypto.ts'
import { randomBytes } from '#node/crypto/primitives.ts'
import { idOf } from '../../support/sample-events.ts'

const PLACE = { device: idOf<DeviceId>('d0'), seq: 3 }
const BODY = Buffer.from('{"kind":"សំណុំរឿង"}')

test('a key that is used again and again gives what its bytes give', () => {
  const crypto = makeNativeEventCrypto()
  const bytes = randomBytes(32)
  const key = makeScopeKey(Uint8Array.from(bytes))
  for (let turn = 0; turn < 3; turn += 1) {
    expect(crypto.scopeRef(key, PLACE)).toBe(scopeRef(bytes, PLACE))
    expect(crypto.openBody(key, PLACE, sealBody(bytes, PLACE, BODY))).toEqual({
      state: 'open',
      plaintext: BODY,
    })
    expect(openBody(bytes, PLACE, crypto.sealBody(key, PLACE, BODY))).toMatchObject({ state: 'open' })
  }
})

test('a key that was overwritten opens nothing that it opened before', () => {
  const crypto = makeNativeEventCrypto()
  const key = crypto.newScopeKey()
  const sealed = crypto.sealBody(key, PLACE, BODY)
  const reference = crypto.scopeRef(key, PLACE)
  expect(crypto.openBody(key, PLACE, sealed)).toMatchObject({ state: 'open' })
  key.bytes.fill(0)
  expect(crypto.openBody(key, PLACE, sealed)).toEqual({ state: 'wrong-key' })
  expect(crypto.scopeRef(key, PLACE)).not.toBe(reference)
})
