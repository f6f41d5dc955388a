import { expect, test } from 'vitest'
import { planDisclosure } from '#app/ledger/plan-disclosure.ts'
import { writeDisclosure } from '#app/ledger/write-disclosure.ts'
import type { LedgerStore } from '#app/ports/ledger-store.ts'
import { CASE, CASE_KEY, fillRoom, OFFICER } from '../../../support/disclosure-room.ts'
import { expectOk } from '../../../support/results.ts'

const FOUND = { caseId: CASE, key: CASE_KEY, number: '2026-0001' }

test('no more of the ledger is read than the next piece needs, and no piece grows with it', async () => {
  const room = fillRoom()
  for (let at = 0; at < 600; at += 1)
    room.complain(OFFICER, CASE, CASE_KEY, (at % 256).toString(16).padStart(2, '0'), 'x'.repeat(3000))
  let read = 0
  const ledger: LedgerStore = {
    ...room.ledger,
    readAll(after, limit) {
      const batch = room.ledger.readAll(after, limit)
      if (batch.ok) read += batch.value.length
      return batch
    },
  }
  const session = { ...room.session, ledger }
  const plan = expectOk(await planDisclosure(session, FOUND, async () => true))
  if (plan === null) throw new Error('stopped')
  let pieces = 0
  for (const piece of writeDisclosure(session, plan)) {
    const { lines, events } = expectOk(piece)
    pieces += 1
    expect(read - events).toBeLessThanOrEqual(200)
    expect(lines.reduce((sum, line) => sum + line.length, 0)).toBeLessThan(300_000)
  }
  expect(read).toBe(610)
  expect(pieces).toBeGreaterThan(15)
})

test('planning stops when it is told to', async () => {
  const room = fillRoom()
  for (let at = 0; at < 250; at += 1) room.add({ ...OFFICER, name: `${at}` })
  expect(expectOk(await planDisclosure(room.session, FOUND, async () => false))).toBe(null)
})

test('a case whose bodies were destroyed while it was written is not written on', async () => {
  const room = fillRoom()
  const plan = expectOk(await planDisclosure(room.session, FOUND, async () => true))
  if (plan === null) throw new Error('stopped')
  const pieces = writeDisclosure(room.session, plan)
  expectOk(pieces.next().value ?? { ok: false, failure: 'ended' })
  room.ledger.expunge([], [7])
  expect(pieces.next().value).toEqual({
    ok: false,
    failure: { code: 'ledger/body-missing', facts: { seq: 7 } },
  })
})
