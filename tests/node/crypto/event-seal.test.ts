import { describe, expect, test } from 'vitest'
import type { DeviceId } from '#core/ids.ts'
import { openBody, scopeRef, sealBody } from '#node/crypto/event-seal.ts'
import { randomBytes } from '#node/crypto/primitives.ts'
import { idOf } from '../../support/sample-events.ts'

const KEY = new Uint8Array(32).fill(0x5a)
const PLACE = { device: idOf<DeviceId>('d0'), seq: 3 }
const BODY = Buffer.from('{"data":{},"kind":"សំណុំរឿង"}')

describe('a sealed body', () => {
  const sealed = sealBody(KEY, PLACE, BODY)

  test('opens with its key in its place', () => {
    expect(openBody(KEY, PLACE, sealed)).toEqual({ state: 'open', plaintext: BODY })
    expect(sealed).toHaveLength(64 + BODY.length + 16)
  })

  test('tells another key from bytes that were changed', () => {
    expect(openBody(randomBytes(32), PLACE, sealed)).toEqual({ state: 'wrong-key' })
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(openBody(KEY, PLACE, changed)).toEqual({ state: at < 64 ? 'wrong-key' : 'damaged' })
    }
  })

  test.each([
    ['of another device', { ...PLACE, device: idOf<DeviceId>('d1') }],
    ['before', { ...PLACE, seq: 2 }],
    ['after', { ...PLACE, seq: 4 }],
    ['that is the same in its last 32 bits', { ...PLACE, seq: 3 + 2 ** 32 }],
  ])('does not open in the place %s', (_, place) => {
    expect(openBody(KEY, place, sealed)).toEqual({ state: 'damaged' })
  })

  test('cut to any length is damaged or of another key, never open', () => {
    for (let length = 0; length < sealed.length; length += 1) {
      const { state } = openBody(KEY, PLACE, sealed.subarray(0, length))
      expect(state).toBe('damaged')
    }
    expect(openBody(KEY, PLACE, Buffer.concat([sealed, Buffer.of(0)]))).toEqual({ state: 'damaged' })
  })

  test('of the same text is another one each time', () => {
    expect(Buffer.from(sealBody(KEY, PLACE, BODY)).equals(sealed)).toBe(false)
  })

  test('may be of nothing', () => {
    const opened = openBody(KEY, PLACE, sealBody(KEY, PLACE, new Uint8Array(0)))
    expect(opened).toMatchObject({ state: 'open' })
    expect(opened.state === 'open' && opened.plaintext).toHaveLength(0)
  })
})

test('the references of one scope look unrelated and are recognised by whoever has its key', () => {
  const refs = [1, 2, 3].map((seq) => scopeRef(KEY, { ...PLACE, seq }))
  expect(new Set(refs).size).toBe(3)
  for (const ref of refs) expect(ref).toMatch(/^[0-9a-f]{32}$/)
  expect(scopeRef(KEY, PLACE)).toBe(scopeRef(KEY, PLACE))
  expect(scopeRef(randomBytes(32), PLACE)).not.toBe(scopeRef(KEY, PLACE))
  expect(scopeRef(KEY, { ...PLACE, device: idOf<DeviceId>('d1') })).not.toBe(scopeRef(KEY, PLACE))
})
