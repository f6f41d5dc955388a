import { describe, expect, it } from 'vitest'
import { type HubEvent, hubEventBytes, NO_HUB_EVENT, parseHubEvent } from '#core/hub/hub-event.ts'
import { emptyHub, takeHubEvent } from '#core/hub/hub-state.ts'
import type { DigestHex, HubId } from '#core/ids.ts'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'

const hubId = 'ab'.repeat(16) as HubId
const place = { format: 'samnum-hub-event', v: 1, hubId, seq: 1, prev: NO_HUB_EVENT, atMs: 5 } as const
const code: HubEvent = {
  ...place,
  kind: 'code-made',
  data: { codeId: 'ab'.repeat(8), station: 'ប៉ៃលិន', sealedSecretHex: '00', validUntilMs: 9 },
}

describe('an event of a hub', () => {
  it('reads as it was written', () => {
    expect(parseHubEvent(hubEventBytes(code))).toEqual({ ok: true, value: code })
  })

  it('is refused with a member more, of another kind or version, or when it is not canonical', () => {
    const wrong = [
      { ...code, more: 1 },
      { ...code, v: 2 },
      { ...code, kind: 'code-unmade' },
      { ...code, data: { ...code.data, secret: 'x' } },
      'text',
    ]
    for (const value of wrong)
      expect(parseHubEvent(canonicalBytes(value)), JSON.stringify(value)).toMatchObject({ ok: false })
    const spaced = new TextEncoder().encode(JSON.stringify(code, null, 1))
    expect(parseHubEvent(spaced)).toMatchObject({ ok: false, failure: { code: 'hub/ledger-damaged' } })
  })

  it('keeps a code until it is spent', () => {
    const state = emptyHub()
    takeHubEvent(state, code, 'cd'.repeat(32) as DigestHex)
    expect(state.codes.get('ab'.repeat(8))?.spent).toBeNull()
    expect(state).toMatchObject({ lastSeq: 1, lastHashHex: 'cd'.repeat(32) })
  })
})
