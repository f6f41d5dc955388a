import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { type EngineInCharge, keepEngine, type ProcessMaker } from '../../../src/main/engine-process.ts'
import { openUnlockedDesktop, PASSPHRASE } from '../../support/electron-double/desktop-vault.ts'
import { MessageChannelDouble } from '../../support/electron-double/process-double.ts'
import { type OpenDesktop, openDesktop } from '../../support/electron-double/run-desktop.ts'

// Under a loaded machine even a thread's message may take its time; the limit only ends what would never come.
const PATIENT = { timeout: 120_000 }

describe('the engine of the desktop', () => {
  let desktop: OpenDesktop

  beforeEach(async () => {
    desktop = await openUnlockedDesktop()
  })

  afterEach(() => desktop.stop())

  const topics = (): readonly string[] => desktop.pushes.map(({ topic }) => topic)
  const state = async (): Promise<unknown> => {
    const status = await desktop.call('vault.status')
    return status.outcome === 'done' ? Object(status.value).state : status
  }

  test('lies in the vault folder of the profile, and what is in it is not readable', async () => {
    const vault = `${desktop.folder}/userData/vault`
    expect(readdirSync(vault).length).toBeGreaterThan(0)
    await desktop.call('case.open', { title: 'A-CANARY-IN-THE-TITLE' })
    for (const entry of readdirSync(`${desktop.folder}/userData`, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const bytes = readFileSync(`${entry.parentPath}/${entry.name}`)
      expect(bytes.includes('A-CANARY-IN-THE-TITLE'), entry.name).toBe(false)
    }
  })

  test('locking by the person answers, ends the process and starts a fresh, locked one', async () => {
    const [first] = desktop.double.processes
    expect(await desktop.call('vault.lock')).toEqual({ outcome: 'done', value: {} })
    await first?.ended
    expect(topics()).toEqual(['locked'])
    expect(await state()).toBe('locked')
    expect(desktop.double.processes.map(({ isAlive }) => isAlive())).toEqual([false, true])
  })

  test('after a lock the vault opens again in the fresh process', async () => {
    await desktop.call('vault.lock')
    expect(await desktop.call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({ outcome: 'done' })
    expect(topics()).toEqual(['locked', 'unlocked'])
  })

  test('a process that dies makes its calls bugs with a reference, locks every screen, and is replaced', async () => {
    const running = desktop.call('vault.verify')
    await desktop.double.processes[0]?.crash()
    const lost = await running
    expect(lost).toMatchObject({ outcome: 'bug', reference: expect.stringMatching(/^[0-9a-f]{8}$/) })
    const { reference } = lost as { reference: string }
    expect(desktop.logged()).toContain(`samnum ${reference} engine-gone`)
    expect(topics().filter((topic) => topic !== 'progress')).toEqual(['locked'])
    expect(await state()).toBe('locked')
    expect(desktop.double.processes).toHaveLength(2)
  })

  test('a process that dies again and again is replaced each time', async () => {
    for (let death = 0; death < 3; death++) {
      expect(await state()).toMatch(/locked|unlocked/)
      await desktop.double.processes.at(-1)?.crash()
    }
    expect(await state()).toBe('locked')
    expect(desktop.double.processes).toHaveLength(4)
  })

  test('calls made while it locks wait for the fresh process', async () => {
    desktop.double.emitPower('suspend')
    const answers = await Promise.all([desktop.call('vault.status'), desktop.call('case.list')])
    expect(answers).toMatchObject([
      { outcome: 'done', value: { state: 'locked' } },
      { outcome: 'failed', failure: { code: 'vault/locked' } },
    ])
    expect(desktop.double.processes.map(({ isAlive }) => isAlive())).toEqual([false, true])
  })

  test('a call that runs when the machine goes to sleep is stopped before the process ends', async () => {
    const opened = await desktop.call('case.open', { title: 'Sleep' })
    const path = join(desktop.folder, 'large.bin')
    writeFileSync(path, '')
    truncateSync(path, 1024 ** 3)
    desktop.double.dialogs.open = async () => ({ canceled: false, filePaths: [path] })
    const chosen = await desktop.call('window.choose-files')
    const { caseId } = Object(opened.outcome === 'done' && opened.value)
    const { intakeId } = Object(chosen.outcome === 'done' && chosen.value).files[0].item
    const stop = desktop.bridge.subscribe(({ topic }) => {
      if (topic !== 'progress') return
      stop()
      desktop.double.emitPower('suspend')
    })
    const sealing = desktop.call('exhibit.seal', { case: caseId, intakeId })
    expect(await sealing).toEqual({ outcome: 'cancelled' })
    await desktop.double.processes[0]?.ended
    expect(desktop.logged().filter((line) => line.includes('engine-'))).toEqual([])
    expect(await state()).toBe('locked')
  })

  test('closing the window ends the engine first and then the program', async () => {
    desktop.window.close()
    desktop.double.emitApp('window-all-closed')
    expect(await desktop.double.ended).toBe(0)
    expect(desktop.double.order.slice(-2)).toEqual(['quit', 'exit 0'])
    expect(desktop.double.processes.map(({ isAlive }) => isAlive())).toEqual([false])
    expect(await desktop.double.processes[0]?.ended).toBeUndefined()
  })

  test('a machine that shuts down ends the program the same way', async () => {
    desktop.double.emitPower('shutdown')
    expect(await desktop.double.ended).toBe(0)
    expect(desktop.double.processes.map(({ isAlive }) => isAlive())).toEqual([false])
  })

  test('a page that dies locks and is loaded afresh', async () => {
    const [first] = desktop.double.processes
    desktop.window.contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    await first?.ended
    await vi.waitFor(() => expect(desktop.window.loaded).toHaveLength(2), PATIENT)
    expect(topics()).toEqual(['locked'])
    desktop.window.contents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
    expect(desktop.logged().filter((line) => line.includes('page-gone'))).toHaveLength(2)
  })

  test('a page that dies before it was ever there ends the program', async () => {
    const die = (): void =>
      desktop.window.contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    die()
    die()
    expect(await desktop.double.ended).toBe(3)
    expect(desktop.double.errorBoxes).toHaveLength(1)
  })

  test('a bug in the shell ends the program with a reference in both languages', async () => {
    process.emit('uncaughtException', new TypeError('quotes a passphrase'))
    expect(await desktop.double.ended).toBe(3)
    const [box] = desktop.double.errorBoxes
    const reference = /samnum ([0-9a-f]{8}) bug TypeError/.exec(desktop.logged().join('\n'))?.[1]
    expect(reference).toBeDefined()
    expect(box?.content.split(String(reference))).toHaveLength(3)
    expect(`${box?.content}${desktop.logged().join()}`).not.toContain('passphrase')
  })
})

test('the vault lies where SAMNUM_VAULT says', async () => {
  const elsewhere = mkdtempSync(`${tmpdir()}/samnum-vault-`)
  const desktop = await openDesktop({ environment: { SAMNUM_VAULT: `${elsewhere}/mine` } })
  try {
    await desktop.call('vault.create', { userName: 'Sok', passphrase: PASSPHRASE })
    expect(existsSync(`${elsewhere}/mine`)).toBe(true)
    expect(existsSync(`${desktop.folder}/userData/vault`)).toBe(false)
  } finally {
    await desktop.stop()
    rmSync(elsewhere, { recursive: true, force: true })
  }
})

describe('a process that misbehaves', () => {
  const order = { folder: '/nowhere', software: 'test', witnessFolder: '/nowhere' }
  const keychain = { isPresent: async () => false, keep: async () => false, find: async () => null }
  let kept: EngineInCharge | null = null
  const logged: string[] = []

  beforeEach(() => {
    logged.length = 0
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
      logged.push(String(line))
      return true
    })
  })

  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
    kept = null
  })

  test('one that dies before it ever spoke is started again only by the next call', async () => {
    const children: EventEmitter[] = []
    const fork = (() => {
      const child = Object.assign(new EventEmitter(), {
        postMessage: () => {},
        kill: () => true,
        pid: undefined,
      })
      children.push(child)
      return child
    }) as unknown as ProcessMaker['fork']
    kept = keepEngine({ fork, Channel: MessageChannelDouble as never }, 'engine.js', order, keychain)
    const call = () =>
      kept?.call({ protocol: PROTOCOL_VERSION, callId: 'x', name: 'vault.status', input: {} }, 'ipc')
    const first = call()
    await new Promise((resolve) => setImmediate(resolve))
    children[0]?.emit('exit', 1)
    expect(await first).toMatchObject({ outcome: 'bug' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(children).toHaveLength(1)
    const second = call()
    await vi.waitFor(() => expect(children).toHaveLength(2), PATIENT)
    children[1]?.emit('exit', 1)
    expect(await second).toMatchObject({ outcome: 'bug' })
  })

  test('one that neither closes nor heeds its end is ended by force', async () => {
    const deaf = spawn(process.execPath, [
      '-e',
      'process.on("SIGTERM", () => {}); process.stdout.write("up"); setInterval(() => {}, 1e6)',
    ])
    await once(deaf.stdout, 'data')
    const fork = (() => Object.assign(deaf, { postMessage: () => {} })) as unknown as ProcessMaker['fork']
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    kept = keepEngine({ fork, Channel: MessageChannelDouble as never }, 'engine.js', order, keychain)
    const running = kept.call(
      { protocol: PROTOCOL_VERSION, callId: 'x', name: 'vault.status', input: {} },
      'ipc',
    )
    await new Promise((resolve) => setImmediate(resolve))
    const ended = kept.end()
    await vi.advanceTimersByTimeAsync(9_999)
    expect(deaf.killed).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(deaf.killed).toBe(true)
    expect(deaf.signalCode).toBeNull()
    await vi.advanceTimersByTimeAsync(2_000)
    await ended
    expect(deaf.signalCode).toBe('SIGKILL')
    const lost = await running
    if (lost.outcome !== 'bug') throw new Error(lost.outcome)
    expect(logged).toEqual([`samnum ${lost.reference} engine-killed\n`])
  })

  test('one that does not close is ended at once when the lock is urgent, also when it was not urgent first', async () => {
    const kills: number[] = []
    const fork = (() => {
      const child = new EventEmitter()
      return Object.assign(child, {
        postMessage: () => {},
        pid: undefined,
        kill: () => {
          kills.push(Date.now())
          child.emit('exit', 0)
        },
      })
    }) as unknown as ProcessMaker['fork']
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    kept = keepEngine({ fork, Channel: MessageChannelDouble as never }, 'engine.js', order, keychain)
    const beganAtMs = Date.now()
    const locked = kept.lock()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(kills).toEqual([])
    void kept.lock('urgent')
    await vi.advanceTimersByTimeAsync(500)
    await locked
    expect(kills).toEqual([beganAtMs + 1_500])
    const again = kept.lock('urgent')
    await vi.advanceTimersByTimeAsync(500)
    await again
    expect(kills).toEqual([beganAtMs + 1_500, beganAtMs + 2_000])
  })

  test('one that is over starts no more processes', async () => {
    let started = 0
    const fork = (() => {
      started++
      const child = new EventEmitter()
      return Object.assign(child, {
        postMessage: () => {},
        pid: undefined,
        kill: () => child.emit('exit', 0),
      })
    }) as unknown as ProcessMaker['fork']
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    kept = keepEngine({ fork, Channel: MessageChannelDouble as never }, 'engine.js', order, keychain)
    const ended = kept.end()
    await vi.advanceTimersByTimeAsync(10_000)
    await ended
    expect(
      await kept.call({ protocol: PROTOCOL_VERSION, callId: 'x', name: 'vault.status', input: {} }, 'ipc'),
    ).toMatchObject({ outcome: 'bug' })
    expect(started).toBe(1)
  })
})
