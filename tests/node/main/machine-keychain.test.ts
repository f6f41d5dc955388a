import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { reachKeychain, serveKeychain } from '../../../src/main/keychain-port.ts'
import { makeMachineKeychain } from '../../../src/main/machine-keychain.ts'
import { makeElectronDouble } from '../../support/electron-double/electron-double.ts'
import { memoryPipes } from '../../support/pipes.ts'

const ID = '0123456789abcdef'
const SECRET = Uint8Array.from({ length: 32 }, (_, at) => at + 1)

describe('the machine’s keychain', () => {
  let folder: string
  let double: ReturnType<typeof makeElectronDouble>

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'samnum-keychain-'))
    double = makeElectronDouble({ folder })
    double.becomeReady()
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  })

  afterEach(() => {
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = () => makeMachineKeychain(double.electron.safeStorage as never, join(folder, 'keychain'))

  test('keeps a secret over a restart, not readable on the disk, and gives it back', async () => {
    double.state.keychain = 'present'
    expect(await open().isPresent()).toBe(true)
    expect(await open().keep(ID, SECRET)).toBe(true)
    expect(await open().find(ID)).toEqual(SECRET)
    expect(await open().find('f'.repeat(16))).toBeNull()
    const path = join(folder, 'keychain', ID)
    const kept = readFileSync(path)
    expect(kept.includes(Buffer.from(SECRET))).toBe(false)
    expect(kept.includes(Buffer.from(SECRET).toString('hex'))).toBe(false)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'keychain')).mode & 0o777).toBe(0o700)
  })

  test.each(['absent', 'refusing'] as const)('that is %s keeps nothing', async (state) => {
    double.state.keychain = state
    expect(await open().isPresent()).toBe(false)
    expect(await open().keep(ID, SECRET)).toBe(false)
    expect(existsSync(join(folder, 'keychain', ID))).toBe(false)
  })

  test.runIf(process.platform === 'linux').each(['basic_text', 'silent'] as const)(
    'whose secrets everybody could read (%s) counts as absent',
    async (state) => {
      double.state.keychain = state
      expect(await open().isPresent()).toBe(false)
      expect(await open().keep(ID, SECRET)).toBe(false)
      expect(existsSync(join(folder, 'keychain', ID))).toBe(false)
    },
  )

  test('that no longer opens what it kept answers as if there were nothing', async () => {
    double.state.keychain = 'present'
    await open().keep(ID, SECRET)
    double.state.keychain = 'refusing'
    expect(await open().find(ID)).toBeNull()
  })

  test('follows no name that is not an id out of its folder', async () => {
    double.state.keychain = 'present'
    for (const name of ['../outside', '', 'ABCDEF0123456789', `${ID}0`, '0123456789abcde/']) {
      expect(await open().keep(name, SECRET)).toBe(false)
      expect(await open().find(name)).toBeNull()
    }
    expect(readdirSync(folder).filter((name) => name !== 'documents')).toEqual([])
  })

  test('takes nothing but 32 bytes', async () => {
    double.state.keychain = 'present'
    expect(await open().keep(ID, SECRET.subarray(1))).toBe(false)
    expect(await open().find(ID)).toBeNull()
  })

  test('is reached from the engine’s process, and counts as absent when the shell is gone', async () => {
    double.state.keychain = 'present'
    const [shell, engine] = memoryPipes()
    serveKeychain(shell, open())
    const far = reachKeychain(engine)
    expect(await far.isPresent()).toBe(true)
    expect(await far.find(ID)).toBeNull()
    expect(await far.keep(ID, SECRET)).toBe(true)
    expect(await far.find(ID)).toEqual(SECRET)
    const asked = far.find(ID)
    shell.end()
    await asked
    expect(await far.isPresent()).toBe(false)
    expect(await far.find(ID)).toBeNull()
  })
})
