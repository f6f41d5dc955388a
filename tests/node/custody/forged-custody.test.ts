import { describe, expect, test } from 'vitest'
import { appendOfCase } from '#app/custody/append-of-case.ts'
import { findCase } from '#app/vault-session.ts'
import type { ExhibitId, ItemId, MoveId } from '#core/ids.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { createVault, unlock } from '../../support/make-vault.ts'
import { openSession } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'

const AT_MS = Date.parse('2026-01-05T03:00:00Z')

describe('verifying', () => {
  test.each([
    ['a giver who is not the last holder', { from: { kind: 'outside' as const, name: 'Somebody' } }],
    ['a return without an order', { purpose: 'return' as const }],
    ['a time before the last without an explanation', { movedAtMs: AT_MS - 1 }],
    ['an item that nobody registered', { itemIds: ['ef'.repeat(16) as ItemId] }],
    ['a seal that is not there', { sealState: 'intact' as const }],
  ])('names %s in a hand-over that its signer slipped past the program', async (_name, change) => {
    const desk = await createVault()
    const { number } = await desk.ask('case.open', { title: 'x' })
    await desk.engine.close()
    const { session, keeper } = await openSession(desk.folder)
    const found = expectOk(findCase(session, number))
    const { userId, name } = session.person
    const exhibitId = session.crypto.newId() as ExhibitId
    const holder = { kind: 'person' as const, userId, name }
    const registered: EventData<'exhibit-registered'> = {
      exhibitId,
      number: `${number}-E001`,
      category: 'phone',
      name: 'Phone',
      seized: { atMs: AT_MS, zone: '+07:00', place: 'x' },
      photoIds: [],
      heldBy: holder,
      registeredBy: { userId, name },
    }
    const moved: EventData<'custody-moved'> = {
      moveId: session.crypto.newId() as MoveId,
      itemIds: [exhibitId],
      purpose: 'court',
      from: holder,
      to: { kind: 'outside', name: 'Court' },
      movedAtMs: AT_MS,
      zone: '+07:00',
      where: 'x',
      reason: 'x',
      sealState: 'none',
      photoIds: [],
      movedBy: { userId, name },
      ...change,
    }
    const head = expectOk(
      appendOfCase(
        session,
        found,
        { kind: 'exhibit-registered', data: registered },
        { kind: 'custody-moved', data: moved },
      ),
    )
    await keeper.close(session)
    const again = await unlock(desk.folder)
    const verdict = await again.ask('vault.verify', {})
    expect(verdict.isWhole).toBe(false)
    expect(verdict.findings).toMatchObject([{ code: 'ledger/event-refused', seq: head.seq }])
  })
})
