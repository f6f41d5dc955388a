import { expect, test } from 'vitest'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { CaseCustody } from '#core/custody/case-custody.ts'
import type { DigestHex, ExhibitId, UserId } from '#core/ids.ts'

const PHONES = 36_000

test(`${PHONES} phones of one compound fold in one go, each with one holder`, () => {
  const custody = new CaseCustody()
  const by = { userId: 'a1'.repeat(16) as UserId, name: 'officer' }
  const time = { wallMs: 1, counter: 0, clockMs: 1, runId: '', monotonicMs: 0 }
  const hashHex = '0'.repeat(64) as DigestHex
  for (let seq = 1; seq <= PHONES; seq++) {
    const exhibitId = seq.toString(16).padStart(32, '0') as ExhibitId
    const event = {
      seq,
      hashHex,
      time,
      body: {
        kind: 'exhibit-registered',
        scope: 'c0'.repeat(16),
        data: {
          exhibitId,
          number: `2026-0001-E${seq}`,
          category: 'phone',
          name: 'Phone',
          seized: { atMs: 0, zone: '+07:00', place: 'x' },
          photoIds: [],
          heldBy: { kind: 'person', ...by },
          registeredBy: by,
        },
      },
    } as const
    custody.take(event as unknown as VerifiedEvent)
  }
  const { items } = custody.view()
  expect(items).toHaveLength(PHONES)
  expect(new Set(items.map(({ itemId }) => itemId)).size).toBe(PHONES)
})
