import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startClipboardClearing } from '../../../src/main/clipboard-clearing.ts'
import { openUnlockedDesktop } from '../../support/electron-double/desktop-vault.ts'
import { makeElectronDouble } from '../../support/electron-double/electron-double.ts'

// Under a loaded machine even a thread's message may take its time; the limit only ends what would never come.
const PATIENT = { timeout: 120_000 }

const fake = { toFake: ['setTimeout', 'clearTimeout'] as ('setTimeout' | 'clearTimeout')[] }
const { state, electron } = makeElectronDouble({ folder: '/nowhere' })

beforeEach(() => {
  vi.useFakeTimers(fake)
  state.clipboard = ''
})

afterEach(() => vi.useRealTimers())

const start = () => startClipboardClearing(electron.clipboard as never)

test('what was copied is gone after a minute, and not before', async () => {
  const clearing = start()
  state.clipboard = '012 345 678'
  clearing.noteCopied()
  await vi.advanceTimersByTimeAsync(59_999)
  expect(state.clipboard).toBe('012 345 678')
  await vi.advanceTimersByTimeAsync(1)
  expect(state.clipboard).toBe('')
})

test('what another program put there since stays', async () => {
  const clearing = start()
  state.clipboard = 'ours'
  clearing.noteCopied()
  await vi.advanceTimersByTimeAsync(30_000)
  state.clipboard = 'theirs'
  await vi.advanceTimersByTimeAsync(60_000)
  expect(state.clipboard).toBe('theirs')
})

test('a second copy begins a new minute', async () => {
  const clearing = start()
  state.clipboard = 'first'
  clearing.noteCopied()
  await vi.advanceTimersByTimeAsync(50_000)
  state.clipboard = 'second'
  clearing.noteCopied()
  await vi.advanceTimersByTimeAsync(50_000)
  expect(state.clipboard).toBe('second')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(state.clipboard).toBe('')
})

test('clearing now clears ours, just copied or not, and nothing else', async () => {
  const clearing = start()
  state.clipboard = 'theirs'
  await clearing.clearNow()
  expect(state.clipboard).toBe('theirs')
  for (const waitMs of [0, 5_000]) {
    state.clipboard = 'ours'
    clearing.noteCopied()
    await vi.advanceTimersByTimeAsync(waitMs)
    await clearing.clearNow()
    expect(state.clipboard).toBe('')
  }
})

test.each(['copy', 'cut'])('a %s on the page is told to the shell, and locking clears it', async (event) => {
  vi.useRealTimers()
  const desktop = await openUnlockedDesktop()
  try {
    desktop.double.state.clipboard = 'of a victim'
    desktop.page.dispatchEvent(new Event(event))
    await desktop.call('vault.lock')
    await vi.waitFor(() => expect(desktop.double.state.clipboard).toBe(''), PATIENT)
  } finally {
    await desktop.stop()
  }
})

test('a stranger cannot have the clipboard cleared', async () => {
  vi.useRealTimers()
  const desktop = await openUnlockedDesktop()
  try {
    desktop.double.state.clipboard = 'of the person'
    const { used } = desktop.double.createContents()
    desktop.double.send('samnum:copied', { sender: used, senderFrame: used.mainFrame }, [])
    await desktop.call('vault.lock')
    await desktop.call('vault.status')
    expect(desktop.double.state.clipboard).toBe('of the person')
    expect(desktop.logged().some((line) => line.endsWith('sender-refused'))).toBe(true)
  } finally {
    await desktop.stop()
  }
})

test('a clipboard that another program holds is cleared without being read, and nothing breaks', async () => {
  let isCleared = false
  const held = {
    readText: () => Promise.reject(new Error('the clipboard is in use')),
    clear: () => {
      isCleared = true
    },
  }
  const clearing = startClipboardClearing(held)
  clearing.noteCopied()
  await vi.advanceTimersByTimeAsync(59_999)
  expect(isCleared).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(isCleared).toBe(true)
})
