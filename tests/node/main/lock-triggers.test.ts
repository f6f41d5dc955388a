import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { lockWhenLeft } from '../../../src/main/lock-triggers.ts'
import { openUnlockedDesktop } from '../../support/electron-double/desktop-vault.ts'
import { makeElectronDouble } from '../../support/electron-double/electron-double.ts'
import type { OpenDesktop } from '../../support/electron-double/run-desktop.ts'

describe('when the workstation locks by itself', () => {
  const locked: string[] = []
  let double: ReturnType<typeof makeElectronDouble>

  beforeEach(() => {
    locked.length = 0
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    double = makeElectronDouble({ folder: '/nowhere' })
  })

  afterEach(() => vi.useRealTimers())

  const watch = (): (() => void) =>
    lockWhenLeft(double.electron.powerMonitor as never, (reason) => locked.push(reason))
  const wait = (minutes: number): unknown => vi.advanceTimersByTime(minutes * 60_000)

  test('the machine goes to sleep, or its screen is locked', () => {
    watch()
    double.emitPower('suspend')
    double.emitPower('lock-screen')
    expect(locked).toEqual(['suspend', 'lock-screen'])
  })

  test('ten minutes without a touch lock once, and not a second earlier', () => {
    watch()
    double.state.idleSeconds = 599
    wait(1)
    expect(locked).toEqual([])
    double.state.idleSeconds = 600
    wait(60)
    expect(locked).toEqual(['idle'])
  })

  test('somebody who comes back and leaves again is locked out again', () => {
    watch()
    for (const seconds of [700, 3, 700]) {
      double.state.idleSeconds = seconds
      wait(1)
    }
    expect(locked).toEqual(['idle', 'idle'])
  })

  test('a screen lock that the desktop does not announce is noticed', () => {
    watch()
    double.state.isScreenLocked = true
    wait(1)
    expect(locked).toEqual(['lock-screen'])
  })

  test('nothing locks once it is ended, or while somebody works', () => {
    const stop = watch()
    wait(60)
    stop()
    double.state.idleSeconds = 10_000
    wait(60)
    expect(locked).toEqual([])
  })
})

test.each([
  ['suspend', (desktop: OpenDesktop) => desktop.double.emitPower('suspend')],
  ['lock-screen', (desktop: OpenDesktop) => desktop.double.emitPower('lock-screen')],
  [
    'menu',
    ({ double }: OpenDesktop) => {
      const [file] = double.state.menu ?? []
      const [lock] = Array.isArray(file?.submenu) ? file.submenu : []
      lock?.click?.(undefined as never, undefined, undefined as never)
    },
  ],
])('%s locks the running desktop: screens are told and the keys’ process ends', async (reason, act) => {
  const desktop = await openUnlockedDesktop()
  try {
    act(desktop)
    expect(desktop.pushes.map(({ topic }) => topic)).toEqual(['locked'])
    await desktop.double.processes[0]?.ended
    expect(desktop.logged().some((line) => line.endsWith(`locked ${reason}`))).toBe(true)
    expect(await desktop.call('vault.status')).toMatchObject({ value: { state: 'locked' } })
  } finally {
    await desktop.stop()
  }
})

test('idleness locks the running desktop', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const desktop = await openUnlockedDesktop()
  try {
    desktop.double.state.idleSeconds = 600
    vi.advanceTimersByTime(5_000)
    expect(desktop.pushes.at(-1)).toEqual({ topic: 'locked' })
    await desktop.double.processes[0]?.ended
  } finally {
    await desktop.stop()
  }
})
