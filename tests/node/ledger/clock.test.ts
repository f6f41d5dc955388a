import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { explainFailure } from '#contract/failure-text.ts'
import { EARLIEST_CLOCK_MS, LATEST_CLOCK_MS } from '#core/ledger/clock-plausible.ts'
import {
  codeOf,
  copyVault,
  makeClosedVault,
  makeFolder,
  openDesk,
  PASSPHRASE,
  USER_NAME,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'

const atEnd = whenFileEnds()
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

/** Moves the clock that this process sees, and nothing else. */
function setClock(atMs: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: atMs })
}

afterEach(() => {
  vi.useRealTimers()
})

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

describe('a clock that cannot be right', () => {
  test.each([
    ['of 1970', 0],
    ['just before 2026', EARLIEST_CLOCK_MS - 1],
    ['of 2090', LATEST_CLOCK_MS],
    ['of 2099', Date.UTC(2099, 0, 1)],
  ])('%s keeps an event from being appended, and nobody from reading', async (_, atMs) => {
    const desk = await unlock(await copyVault(original))
    const before = (await desk.ask('vault.info', {})).head
    setClock(atMs)
    const refused = await desk.call('case.open', { title: 'too late' })
    expect(refused).toMatchObject({
      outcome: 'failed',
      failure: { code: 'clock/implausible', facts: { clockMs: atMs } },
    })
    expect((await desk.ask('vault.info', {})).head).toEqual(before)
    expect((await desk.ask('case.list', {})).total).toBe(2)
    vi.useRealTimers()
    await desk.ask('case.open', { title: 'in time' })
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test.each([
    ['the first instant of 2026', EARLIEST_CLOCK_MS],
    ['the last instant before 2090', LATEST_CLOCK_MS - 1],
  ])('is none at %s', async (_, atMs) => {
    const folder = join(await makeFolder(), 'vault')
    setClock(atMs)
    const desk = openDesk(folder)
    const { head } = await desk.ask('vault.create', { userName: USER_NAME, passphrase: PASSPHRASE })
    expect(head.atMs).toBe(atMs)
    await desk.ask('case.open', { title: 'at the edge' })
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test.each([0, LATEST_CLOCK_MS])('makes no vault at %d, and leaves nothing of the attempt', async (atMs) => {
    const parent = await makeFolder()
    const desk = openDesk(join(parent, 'vault'))
    setClock(atMs)
    expect(codeOf(await desk.call('vault.create', { userName: USER_NAME, passphrase: PASSPHRASE }))).toBe(
      'clock/implausible',
    )
    expect(existsSync(join(parent, 'vault'))).toBe(false)
    expect(existsSync(join(parent, 'vault.unfinished'))).toBe(false)
  })

  test('keeps nobody out', async () => {
    setClock(0)
    const desk = await unlock(await copyVault(original))
    expect((await desk.ask('case.list', {})).total).toBe(2)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })
})

describe('a clock that was set back', () => {
  test('by less than five minutes is nothing', async () => {
    const { head } = await (await unlock(await copyVault(original))).ask('vault.info', {})
    setClock(head.atMs - 5 * MINUTE_MS)
    const desk = openDesk(await copyVault(original))
    expect((await desk.ask('vault.unlock', { passphrase: PASSPHRASE })).notices).toEqual([])
    await desk.ask('case.open', { title: 'slow clock' })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, notes: [] })
  })

  test('by days is told in days', async () => {
    const { head } = await (await unlock(await copyVault(original))).ask('vault.info', {})
    setClock(head.atMs - 400 * DAY_MS)
    const desk = openDesk(await copyVault(original))
    const { notices } = await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect(notices).toEqual([{ code: 'ledger/clock-set-back', facts: { behindDays: 400 } }])
    const [notice] = notices
    if (notice === undefined) throw new Error('there is a notice')
    expect(explainFailure(notice, 'en')).toContain('400 days less')
    expect(explainFailure(notice, 'km')).toContain('៤០០ ថ្ងៃ')
  })

  test('is told at unlock, noted at the first event that has it, and breaks nothing', async () => {
    const { head } = await (await unlock(await copyVault(original))).ask('vault.info', {})
    setClock(head.atMs - 90 * MINUTE_MS)
    const desk = openDesk(await copyVault(original))
    const { notices } = await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect(notices).toEqual([{ code: 'ledger/clock-set-back', facts: { behindMinutes: 90 } }])
    await desk.ask('case.open', { title: 'an hour and a half ago' })
    await desk.ask('case.open', { title: 'and again' })
    const { isWhole, notes } = await desk.ask('vault.verify', {})
    expect(isWhole).toBe(true)
    expect(notes).toEqual([{ code: 'ledger/clock-set-back', file: 'ledger.db', seq: head.seq + 1 }])
  })
})
