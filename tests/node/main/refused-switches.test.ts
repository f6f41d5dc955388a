import { describe, expect, test } from 'vitest'
import { findRefusedSwitch } from '../../../src/main/refused-switches.ts'
import { openDesktop, startMain } from '../../support/electron-double/run-desktop.ts'

const written = (...words: string[]) =>
  findRefusedSwitch({ words, hasSwitch: () => false, isPackaged: false })
const taken = (name: string, isPackaged: boolean) =>
  findRefusedSwitch({ words: [], hasSwitch: (asked) => asked === name, isPackaged })

describe('switches that are refused', () => {
  test.each([
    ['--no-sandbox', 'no-sandbox'],
    ['-no-sandbox', 'no-sandbox'],
    ['/no-sandbox', 'no-sandbox'],
    ['--No-Sandbox', 'no-sandbox'],
    ['--disable-web-security', 'disable-web-security'],
    ['--js-flags=--expose-gc', 'js-flags'],
    ['--load-extension=/tmp/x', 'load-extension'],
    ['--proxy-server=127.0.0.1:9', 'proxy-server'],
    ['--log-net-log=/tmp/net.json', 'log-net-log'],
    ['--inspect', 'inspect'],
    ['--inspect=0.0.0.0:9229', 'inspect'],
    ['--inspect-brk', 'inspect-brk'],
    ['--inspect-wait', 'inspect-wait'],
    ['--remote-debugging-port=9222', 'remote-debugging-port'],
    ['--remote-debugging-port', 'remote-debugging-port'],
    ['--remote-debugging-pipe', 'remote-debugging-pipe'],
  ])('%s', (word, name) => {
    expect(written('.', word)).toBe(name)
  })

  test('also when Chromium took them from elsewhere: the sandbox always, debuggers in a packaged program', () => {
    expect(taken('no-sandbox', false)).toBe('no-sandbox')
    expect(taken('remote-debugging-port', true)).toBe('remote-debugging-port')
    expect(taken('remote-debugging-port', false)).toBeNull()
  })
})

test.each([
  '.',
  '/home/sok/no-sandbox',
  'no-sandbox',
  '--lang=km',
  '--sandbox',
  '---',
  '-',
  '',
  '--no-sandbox-please',
])('«%s» is let through', (word) => {
  expect(written(word)).toBeNull()
})

test.each(['--remote-debugging-port=9222', '--inspect', '--no-sandbox'])(
  'the program started with %s says so in both languages, opens nothing and ends with 2',
  async (word) => {
    const started = await startMain({ words: ['.', word] })
    try {
      expect(await started.double.ended).toBe(2)
      started.double.becomeReady()
      await new Promise((resolve) => setImmediate(resolve))
      expect(started.double.windows).toEqual([])
      expect(started.double.processes).toEqual([])
      const name = word.split('=')[0]
      expect(started.double.errorBoxes[0]?.content).toMatch(new RegExp(`«${name}».*“${name}”`, 's'))
      expect(started.logged()).toEqual([expect.stringMatching(/^samnum [0-9a-f]{8} start-refused [a-z-]+$/)])
    } finally {
      await started.stop()
    }
  },
)

test('the program started with harmless words opens its window', async () => {
  const desktop = await openDesktop({ words: ['.', '--lang=km'] })
  try {
    expect(desktop.window.state.isShown).toBe(true)
  } finally {
    await desktop.stop()
  }
})
