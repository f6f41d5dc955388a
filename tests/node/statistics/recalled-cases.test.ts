import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { addComplaint } from '#app/case/add-complaint.ts'
import { countCases } from '#app/statistics/count-cases.ts'
import { showStatistics } from '#app/statistics/show-statistics.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { CANCELLED } from '#contract/dispatcher.ts'
import { OPERATIONS } from '#contract/operations.ts'
import { COMPLAINT, createVault } from '../../support/make-vault.ts'
import { openSession } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'

const CONTEXT = {
  signal: { aborted: false, addEventListener() {}, removeEventListener() {} },
  onProgress() {},
}

/** A vault with cases of a complaint each, and a session that says how many signatures were verified. */
async function openCounted(cases: number) {
  const desk = await createVault()
  const numbers: string[] = []
  for (let made = 0; made < cases; made += 1) {
    const { number } = await desk.ask('case.open', { title: `case ${made}` })
    await desk.ask('complaint.add', { complaint: COMPLAINT, case: number })
    numbers.push(number)
  }
  await desk.engine.close()
  const { session: opened } = await openSession(desk.folder)
  const verified = { count: 0 }
  const session: VaultSession = {
    ...opened,
    crypto: {
      ...opened.crypto,
      verifyHeader: (...of) => {
        verified.count += 1
        return opened.crypto.verifyHeader(...of)
      },
    },
  }
  const show = async (period: { readonly from?: string; readonly to?: string } = {}) => {
    const before = verified.count
    const input = OPERATIONS['statistics.show'].input.parse(period)
    const shown = await showStatistics(
      () => session,
      () => setImmediate(),
    )(input, CONTEXT)
    if (shown === CANCELLED) throw new Error('cancelled')
    return { statistics: expectOk(shown), verified: verified.count - before }
  }
  const addTo = async (number: string) => {
    const input = OPERATIONS['complaint.add'].input.parse({ complaint: COMPLAINT, case: number })
    const added = await addComplaint(() => session)(input, CONTEXT)
    if (added === CANCELLED) throw new Error('cancelled')
    expectOk(added)
  }
  return { session, numbers, show, addTo, verified }
}

it('a case to which nothing was added is counted without being read again, in any period', async () => {
  const { show } = await openCounted(3)
  const first = await show()
  expect(first.statistics).toMatchObject({ cases: 3, complaints: 3, unreadableCases: 0 })
  expect(first.verified).toBeGreaterThan(5)
  const second = await show()
  expect(second).toEqual({ statistics: first.statistics, verified: 0 })
  const none = await show({ from: '2001-01-01', to: '2001-12-31' })
  expect(none).toMatchObject({ statistics: { cases: 0, complaints: 0 }, verified: 0 })
})

it('a case to which something was added is read again, and no other', async () => {
  const { show, addTo, numbers } = await openCounted(3)
  const all = await show()
  await addTo(numbers[1] ?? '')
  const again = await show()
  expect(again.statistics).toMatchObject({ cases: 3, complaints: 4 })
  expect(again.verified).toBeGreaterThan(0)
  expect(again.verified).toBeLessThan(all.verified)
})

it('a count that was called off is gone on with, and forgets nothing that came meanwhile', async () => {
  const { session, show, addTo, numbers } = await openCounted(3)
  let pauses = 0
  const pause = async () => {
    pauses += 1
  }
  const signal = {
    ...CONTEXT.signal,
    get aborted() {
      return pauses > 3
    },
  }
  const stopped = await countCases(() => session, session, {}, pause, { ...CONTEXT, signal }, true)
  expect(stopped).toBe(CANCELLED)
  expect(expectOk(session.cases.countables('', 10)).length).toBeGreaterThan(0)
  for (const number of numbers) await addTo(number)
  expect((await show()).statistics).toMatchObject({ cases: 3, complaints: 6 })
  expect(await show()).toMatchObject({ statistics: { complaints: 6 }, verified: 0 })
})

it('a report for a court reads every event, whatever was counted before', async () => {
  const { session, show, verified } = await openCounted(2)
  const { verified: once } = await show()
  const before = verified.count
  const counted = await countCases(
    () => session,
    session,
    {},
    () => setImmediate(),
    CONTEXT,
    false,
  )
  expect(counted).toMatchObject({ ok: true, value: { unreadableCases: 0 } })
  expect(verified.count - before).toBe(once)
})

it('what another version of this program worked out is worked out again', async () => {
  const { session, show } = await openCounted(1)
  const { verified } = await show()
  const [row] = expectOk(session.cases.countables('', 10))
  if (row === undefined) throw new Error('the case was counted')
  expectOk(session.cases.noteCountable({ ...row, version: row.version + 1 }))
  expect((await show()).verified).toBe(verified)
})
