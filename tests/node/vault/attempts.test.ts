import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { VaultKeeper } from '#app/ports/vault-keeper.ts'
import { fail, succeed } from '#core/result.ts'
import { Attempts, delayAfter } from '#node/vault/attempts.ts'
import { makeFolderVaultKeeper } from '#node/vault/folder-vault-keeper.ts'
import { isWrongTry } from '#node/vault/open-keys.ts'
import {
  CHEAP_KDF,
  copyVault,
  makeClosedVault,
  makeFolder,
  PASSPHRASE,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'
import { makeScriptedClock, type ScriptedClock } from '../../support/scripted-clock.ts'

const SECOND = 1000
const HOUR = 3_600_000
const wrong = async () => fail({ code: 'vault/wrong-passphrase' as const })
const right = async () => succeed('in')

async function tryTimes(attempts: Attempts, times: number): Promise<readonly string[]> {
  const codes: string[] = []
  for (let done = 0; done < times; done += 1) {
    const answer = await attempts.attempt(isWrongTry, wrong)
    codes.push(answer.ok ? 'ok' : answer.failure.code)
  }
  return codes
}

describe('the delay after wrong tries', () => {
  test('is none for the first three, then doubles from a second up to a quarter of an hour', () => {
    expect([0, 1, 2].map(delayAfter)).toEqual([0, 0, 0])
    expect([3, 4, 5, 6].map(delayAfter)).toEqual([1 * SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND])
    expect([12, 13, 14, 1_000_000].map(delayAfter)).toEqual([
      512 * SECOND,
      900 * SECOND,
      900 * SECOND,
      900 * SECOND,
    ])
  })
})

describe('wrong tries', () => {
  test('make the next one wait, which is not even begun, and let it through after that', async () => {
    const clock = makeScriptedClock()
    const attempts = new Attempts(await makeFolder(), clock)
    expect(await tryTimes(attempts, 3)).toEqual(Array(3).fill('vault/wrong-passphrase'))
    let isBegun = false
    const early = await attempts.attempt(isWrongTry, async () => {
      isBegun = true
      return succeed('in')
    })
    expect(early).toEqual({
      ok: false,
      failure: { code: 'vault/wait-before-next-try', facts: { waitMs: 1000, waitSeconds: 1 } },
    })
    expect(isBegun).toBe(false)
    clock.pass(999)
    expect(await attempts.waitMs()).toBe(1)
    clock.pass(1)
    expect(await attempts.attempt(isWrongTry, right)).toEqual({ ok: true, value: 'in' })
  })

  test('that had to wait do not count, so that impatience costs nothing', async () => {
    const clock = makeScriptedClock()
    const attempts = new Attempts(await makeFolder(), clock)
    await tryTimes(attempts, 20)
    expect((await attempts.refused())?.tries).toBe(3)
  })

  test('are the same for a new run, which serves the whole delay from its beginning', async () => {
    const folder = await makeFolder()
    const clock = makeScriptedClock()
    await tryTimes(new Attempts(folder, clock), 3)
    clock.pass(900)
    const later = makeScriptedClock(clock.nowMs())
    const attempts = new Attempts(folder, later)
    expect(await attempts.waitMs()).toBe(1000)
    later.pass(1000)
    expect(await attempts.waitMs()).toBe(0)
    expect(await tryTimes(attempts, 2)).toEqual(['vault/wrong-passphrase', 'vault/wait-before-next-try'])
    expect(await attempts.waitMs()).toBe(2000)
  })

  test.each([
    ['forward ten years', 10 * 365 * 24 * HOUR],
    ['back ten years', -10 * 365 * 24 * HOUR],
    ['to 1970', -Date.now()],
  ])('wait as long when the clock is set %s', async (_, byMs) => {
    const folder = await makeFolder()
    const clock = makeScriptedClock()
    const attempts = new Attempts(folder, clock)
    await tryTimes(attempts, 3)
    clock.setWall(Math.max(0, clock.nowMs() + byMs))
    expect(await attempts.waitMs()).toBe(1000)
    const restarted = makeScriptedClock(clock.nowMs())
    expect(await new Attempts(folder, restarted).waitMs()).toBe(1000)
  })

  test('are written down with the first and the last time, for the owner only', async () => {
    const folder = await makeFolder()
    const clock = makeScriptedClock(1_795_300_000_000)
    const attempts = new Attempts(folder, clock)
    await tryTimes(attempts, 1)
    clock.pass(60 * SECOND)
    await tryTimes(attempts, 1)
    const file = join(folder, 'attempts')
    expect(await readFile(file, 'utf8')).toBe(
      '{"firstAtMs":1795300000000,"lastAtMs":1795300060000,"tries":2,"v":1}',
    )
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expectOk(await attempts.clear())
    expect(await attempts.refused()).toBe(null)
    expect(await readdir(folder)).toEqual([])
  })

  test('at once are taken one after the other, so that none slips through', async () => {
    const attempts = new Attempts(await makeFolder(), makeScriptedClock())
    const answers = await Promise.all(Array.from({ length: 6 }, () => attempts.attempt(isWrongTry, wrong)))
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.failure.code))
    expect(codes).toEqual([
      ...Array(3).fill('vault/wrong-passphrase'),
      ...Array(3).fill('vault/wait-before-next-try'),
    ])
  })

  test('that never came to trying anything do not count', async () => {
    const attempts = new Attempts(await makeFolder(), makeScriptedClock())
    for (const code of ['vault/key-file-needed', 'vault/wrong-key-file', 'vault/machine-key-missing'])
      await attempts.attempt(isWrongTry, async () => fail({ code }))
    expect(await attempts.refused()).toBe(null)
  })

  test.each([
    ['nothing', ''],
    ['half of it', '{"firstAtMs":17953000'],
    ['a count below zero', '{"firstAtMs":1,"lastAtMs":2,"tries":-5,"v":1}'],
    ['a later version', '{"firstAtMs":1,"lastAtMs":2,"tries":5,"v":2}'],
    ['something else', 'ការសាកល្បង'],
    ['far too much', '{'.repeat(100_000)],
  ])('begin anew when the file holds %s', async (_, content) => {
    const folder = await makeFolder()
    await writeFile(join(folder, 'attempts'), content)
    const attempts = new Attempts(folder, makeScriptedClock())
    expect(await attempts.waitMs()).toBe(0)
    expect(await tryTimes(attempts, 1)).toEqual(['vault/wrong-passphrase'])
    expect((await attempts.refused())?.tries).toBe(1)
  })

  test('count as long as this run goes on where they cannot be written down', async () => {
    const folder = await makeFolder()
    // A folder that is not empty cannot be replaced by a file, whoever asks.
    await mkdir(join(folder, 'attempts', 'x'), { recursive: true })
    const attempts = new Attempts(folder, makeScriptedClock())
    expect(await tryTimes(attempts, 4)).toEqual([
      ...Array(3).fill('vault/wrong-passphrase'),
      'vault/wait-before-next-try',
    ])
  })
})

describe('a vault', () => {
  const atEnd = whenFileEnds()

  function keeperWith(folder: string, clock: ScriptedClock): VaultKeeper {
    const tools = { attempts: new Attempts(folder, clock), keychain: null }
    const chooseKdf = async () => CHEAP_KDF
    return makeFolderVaultKeeper({ folder, software: 'samnum test', chooseKdf, clock, tools })
  }
  const codeOf = async (keeper: VaultKeeper, passphrase: string) => {
    const unlocked = await keeper.unlock({ passphrase })
    if (unlocked.ok) await keeper.close(unlocked.value)
    return unlocked.ok ? 'ok' : unlocked.failure.code
  }

  test('keeps out even the right passphrase until the delay is served, over restarts, and opens then', async () => {
    const original = await makeClosedVault(atEnd)
    const folder = await copyVault(original)
    const clock = makeScriptedClock()
    const keeper = keeperWith(folder, clock)
    for (let done = 0; done < 3; done += 1)
      expect(await codeOf(keeper, 'a wrong passphrase')).toBe('vault/wrong-passphrase')
    expect(await codeOf(keeper, PASSPHRASE)).toBe('vault/wait-before-next-try')
    expect((await keeper.waysIn()).waitMs).toBe(1000)

    const restarted = makeScriptedClock(clock.nowMs() + HOUR)
    const again = keeperWith(folder, restarted)
    expect(await codeOf(again, PASSPHRASE)).toBe('vault/wait-before-next-try')
    restarted.pass(1000)
    expect(await codeOf(again, PASSPHRASE)).toBe('ok')
    expect((await again.refusedTries())?.tries).toBe(3)
    expectOk(await again.forgetRefusedTries())
    expect(await again.refusedTries()).toBe(null)
  })

  test('whose file of tries is taken away begins anew: it slows down, it does not lock', async () => {
    const folder = await copyVault(await makeClosedVault(atEnd))
    const keeper = keeperWith(folder, makeScriptedClock())
    for (let done = 0; done < 3; done += 1) await codeOf(keeper, 'a wrong passphrase')
    await rm(join(folder, 'attempts'))
    expect(await codeOf(keeperWith(folder, makeScriptedClock()), PASSPHRASE)).toBe('ok')
  })
})
