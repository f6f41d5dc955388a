import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desktopSources } from '../../support/electron-double/desktop-sources.ts'
import { type OpenDesktop, openDesktop, startMain } from '../../support/electron-double/run-desktop.ts'
import { makeSessionDouble } from '../../support/electron-double/session-double.ts'

// What goes beyond Electron's checklist, asserted of the real main entry.

let desktop: OpenDesktop

beforeAll(async () => {
  desktop = await openDesktop({
    environment: {
      NODE_OPTIONS: '--no-warnings',
      SSLKEYLOGFILE: '/tmp/keys',
      HTTPS_PROXY: 'http://127.0.0.1:9',
    },
  })
})

afterAll(() => desktop.stop())

const preferences = () => desktop.window.options.webPreferences ?? {}

test('there are no developer tools, and the menu offers none, nor reloading', () => {
  expect(preferences().devTools).toBe(false)
  const menu = JSON.stringify(desktop.double.state.menu)
  expect(menu).toContain('"role":"copy"')
  expect(menu).not.toMatch(/toggleDevTools|[rR]eload|"role":"help"/)
})

test('nothing reports crashes or fetches dictionaries', () => {
  for (const { path, text } of desktopSources()) expect(text, path).not.toMatch(/\bcrashReporter\b/)
  expect(preferences().spellcheck).toBe(false)
  for (const session of desktop.double.sessions) expect(session.isSpellCheckerOn()).toBe(false)
  expect(makeSessionDouble(null, {}).isSpellCheckerOn()).toBe(true)
})

test('the session lives in memory and keeps no cache', () => {
  expect(desktop.session.partition).not.toBeNull()
  expect(desktop.session.partition).not.toMatch(/^persist:/)
  expect(desktop.session.options).toEqual({ cache: false })
  expect([...desktop.double.appended.keys()]).toContain('disable-http-cache')
})

test('what Chromium writes lies apart from the vault', () => {
  expect(desktop.double.paths.get('sessionData')).toBe(join(desktop.folder, 'userData/shell'))
})

test('no name is looked up, no proxy asked, and WebRTC has no way out', () => {
  expect(desktop.double.appended.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND')
  expect(desktop.window.contents.webRtcPolicy()).toBe('disable_non_proxied_udp')
  for (const session of desktop.double.sessions) expect(session.proxy()).toEqual({ mode: 'direct' })
})

test('downloads are cancelled', () => {
  for (const session of desktop.double.sessions) expect(session.download()).toBe(false)
  expect(makeSessionDouble(null, {}).download()).toBe(true)
})

test('broken certificates, client certificates and log-ins are refused', () => {
  let isTrusted = true
  const answer = (trusted: boolean): void => {
    isTrusted = trusted
  }
  const event = desktop.double.emitApp('certificate-error', {}, 'https://x/', 'net::ERR', {}, answer, true)
  expect([event.defaultPrevented, isTrusted]).toEqual([true, false])
  let given: unknown = 'a certificate'
  const choose = (certificate?: unknown): void => {
    given = certificate
  }
  expect(
    desktop.double.emitApp('select-client-certificate', {}, 'https://x/', [{}], choose).defaultPrevented,
  ).toBe(true)
  expect(given).toBeUndefined()
  expect(desktop.double.emitApp('login', {}, {}, {}, () => {}).defaultPrevented).toBe(true)
})

test('the engine is a process of its own with a bare environment and no switches', () => {
  const [engine] = desktop.double.processes
  expect(engine?.args).toEqual([])
  expect(engine?.options.execArgv).toEqual([])
  expect(engine?.options.stdio).toEqual(['ignore', 'ignore', 'inherit'])
  const names = Object.keys(engine?.options.env ?? {})
  expect(names).toContain('PATH')
  expect(names.filter((name) => /NODE|SSL|PROXY|ELECTRON|SAMNUM/i.test(name))).toEqual([])
})

test('a second start is only seen; its words, folder and data are never read', () => {
  const hostile = new Proxy([], {
    get: () => {
      throw new Error('read')
    },
  })
  desktop.window.state.isMinimized = true
  desktop.window.state.isFocused = false
  desktop.double.emitApp('second-instance', hostile, hostile, hostile)
  expect(desktop.window.state).toMatchObject({ isMinimized: false, isFocused: true })
  expect(desktop.double.windows).toHaveLength(1)
  expect(desktop.double.emitApp('open-file', '/etc/passwd').defaultPrevented).toBe(true)
  expect(desktop.double.emitApp('open-url', 'samnum://x').defaultPrevented).toBe(true)
})

test('a program that is not the first ends without a window', async () => {
  const second = await startMain({ isFirstInstance: false })
  try {
    expect(await second.double.ended).toBe(0)
    second.double.becomeReady()
    await new Promise((resolve) => setImmediate(resolve))
    expect(second.double.processes).toEqual([])
    expect(second.double.windows).toEqual([])
  } finally {
    await second.stop()
  }
})

test('the title in the window list never changes', () => {
  expect(desktop.window.options.title).toContain('Samnum')
  expect(desktop.window.changeTitle('2026-0001 somebody')).toBe(false)
})

test('dropping a file on the window does not open it', () => {
  expect(preferences().navigateOnDragDrop).toBe(false)
})

test('every line of the log is a reference, a code and at most one harmless word', () => {
  expect(desktop.logged().length).toBeGreaterThan(3)
  for (const line of desktop.logged()) expect(line).toMatch(/^samnum [0-9a-f]{8} [a-z-]+( [\w.-]+)?$/)
})
