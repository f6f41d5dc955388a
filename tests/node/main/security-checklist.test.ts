import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktopSources } from '../../support/electron-double/desktop-sources.ts'
import { makeElectronDouble } from '../../support/electron-double/electron-double.ts'
import { type OpenDesktop, openDesktop, startMain } from '../../support/electron-double/run-desktop.ts'
import { makeSessionDouble } from '../../support/electron-double/session-double.ts'
import { makeContentsDouble } from '../../support/electron-double/window-double.ts'

// Electron's security checklist, asserted of the real main entry. Numbers as in Electron's
// documentation, "Security"; 18 to 20 are its later additions.

const SOURCES = resolve(import.meta.dirname, '../../../src')

let desktop: OpenDesktop

beforeAll(async () => {
  desktop = await openDesktop()
})

afterAll(() => desktop.stop())

const preferences = () => desktop.window.options.webPreferences ?? {}

const FOREIGN = [
  'http://example.com/',
  'https://example.com/x?secret=1',
  'ws://example.com/',
  'wss://example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'data:text/html,x',
  'blob:app://samnum/1',
  'javascript:alert(1)',
  'chrome://settings/',
  'devtools://devtools/bundled/inspector.html',
  // Chromium's own PDF viewer is not needed and not let in: the page draws reports itself.
  'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html',
  'app://evil/',
  'app://samnum.evil/',
  'app://samnum@evil/',
  'app://user@samnum/',
  'app://samnum:80/',
  'APP2://samnum/',
  '',
  'not an address',
]

describe('1 only secure content', () => {
  test.each(FOREIGN)(
    'a request for «%s» is cancelled in every session and logged without its address',
    async (url) => {
      const before = desktop.logged().length
      const later = desktop.double.createSession('later')
      for (const session of [...desktop.double.sessions, later]) {
        expect(await session.fetch(url)).toBe('cancelled')
      }
      const lines = desktop.logged().slice(before)
      expect(lines.length).toBeGreaterThanOrEqual(3)
      for (const line of lines) expect(line).toMatch(/^samnum [0-9a-f]{8} request-refused [a-z-]+$/)
    },
  )

  test('a request for a file of the page is answered', async () => {
    const answer = await desktop.session.fetch('app://samnum/assets/page.js')
    expect(answer).toBeInstanceOf(Response)
    expect((answer as Response).status).toBe(200)
  })

  test('a session without the guard lets them through', async () => {
    expect(await makeSessionDouble(null, {}).fetch('https://example.com/')).toBe('no handler')
  })
})

test('2 no Node in any frame or worker', () => {
  expect(preferences()).toMatchObject({
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
  })
})

describe('3 context isolation', () => {
  test('the page and the preload script have worlds of their own', () => {
    expect(preferences().contextIsolation).toBe(true)
  })

  test('the preload script reaches the page through the bridge alone', () => {
    const text = readFileSync(join(SOURCES, 'preload/preload.ts'), 'utf8')
    expect(text).not.toMatch(/(?<!')\b(window|globalThis|document|self)\s*[.[]/)
  })
})

describe('4 sandbox', () => {
  test('it is enabled before Electron is ready, and for the window', async () => {
    const started = await startMain()
    try {
      expect(started.double.state).toMatchObject({ isSandboxed: true, isReady: false })
      expect(started.double.order[0]).toBe('sandbox')
      expect(preferences().sandbox).toBe(true)
    } finally {
      await started.stop()
    }
  })

  test('--no-sandbox is refused at start, in Khmer and English', async () => {
    const started = await startMain({ words: ['.', '--no-sandbox'], switches: ['no-sandbox'] })
    try {
      expect(await started.double.ended).toBe(2)
      const [box] = started.double.errorBoxes
      expect(box?.content).toContain('«--no-sandbox»')
      expect(box?.content).toContain('“--no-sandbox”')
      expect(started.double.order).toEqual(['exit 2'])
      expect(started.double.schemes).toEqual([])
    } finally {
      await started.stop()
    }
  })
})

describe('5 permissions', () => {
  test.each([
    'media',
    'geolocation',
    'notifications',
    'midi',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'clipboard-read',
    'clipboard-sanitized-write',
    'display-capture',
    'fileSystem',
    'hid',
    'serial',
    'usb',
    'local-fonts',
    'unknown',
  ] as const)('%s is refused, asked for or checked, in every session', (permission) => {
    for (const session of desktop.double.sessions) expect(session.isGranted(permission)).toBe(false)
    expect(desktop.logged().at(-1)).toMatch(/permission-refused/)
  })

  test('no device, screen or pairing can be had', async () => {
    for (const session of desktop.double.sessions) expect(await session.grantsDevices()).toBe(false)
    expect(desktop.window.contents.chooseBluetooth()).toBe(false)
  })

  test('a session and contents without the guard grant them', async () => {
    const bare = makeSessionDouble(null, {})
    expect(bare.isGranted('media')).toBe(true)
    expect(await bare.grantsDevices()).toBe(true)
    expect(makeContentsDouble().chooseBluetooth()).toBe(true)
  })
})

test('6 web security is on', () => {
  expect(preferences().webSecurity).toBe(true)
})

describe('7 content security policy', () => {
  const policyOf = async (url: string, init?: RequestInit): Promise<ReadonlyMap<string, string>> => {
    const answer = await desktop.session.fetch(url, init)
    const header = (answer as Response).headers.get('content-security-policy') ?? ''
    return new Map(
      header
        .split('; ')
        .map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')] as const),
    )
  }

  test.each([
    ['the page', 'app://samnum/', undefined],
    ['a script', 'app://samnum/assets/page.js', undefined],
    ['a missing file', 'app://samnum/nothing', undefined],
    ['another method', 'app://samnum/', { method: 'POST' }],
    ['a missing report', `app://samnum/report/${'0'.repeat(32)}`, undefined],
  ])('%s: nothing but own files, no inline code, no frame around it', async (_name, url, init) => {
    const policy = await policyOf(url, init)
    expect(policy.get('default-src')).toBe("'none'")
    expect(policy.get('script-src')).toBe("'self'")
    expect(policy.get('style-src')).toBe("'self'")
    expect(policy.get('frame-ancestors')).toBe("'none'")
    expect(policy.get('base-uri')).toBe("'none'")
    expect(policy.get('form-action')).toBe("'none'")
    expect(policy.get('require-trusted-types-for')).toBe("'script'")
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|\*|https?:|data:/)
  })

  test('every answer forbids guessing its type and keeping it', async () => {
    const { headers } = (await desktop.session.fetch('app://samnum/')) as Response
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
  })
})

test('8 to 10 no insecure content, no experimental and no extra blink features', () => {
  expect(preferences()).toMatchObject({ allowRunningInsecureContent: false, experimentalFeatures: false })
  expect(preferences()).not.toHaveProperty('enableBlinkFeatures')
})

describe('11 and 12 webview', () => {
  test('the tag is off, and attaching is prevented in the window and in contents made by anyone else', () => {
    expect(preferences().webviewTag).toBe(false)
    expect(desktop.window.contents.attachWebview()).toBe(false)
    expect(desktop.double.createContents().attachWebview()).toBe(false)
  })

  test('contents without the guard attach one', () => {
    expect(makeContentsDouble().attachWebview()).toBe(true)
  })
})

describe('13 navigation', () => {
  const AWAY = FOREIGN.filter((url) => url !== '')

  test.each(AWAY)('going to «%s» is stopped: page, frame and redirect', (url) => {
    for (const contents of [desktop.window.contents, desktop.double.createContents()]) {
      expect(contents.navigate(url)).toBe(false)
      expect(contents.navigate(url, { isMainFrame: false })).toBe(false)
      expect(contents.navigate(url, { isRedirect: true })).toBe(false)
      expect(contents.navigate(url, { isRedirect: true, isMainFrame: false })).toBe(false)
    }
    expect(desktop.logged().at(-1)).toMatch(/^samnum [0-9a-f]{8} navigation-refused [a-z-]+$/)
  })

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'] as const)(
    '%s alone stops what leads away, and lets the page load itself',
    (event) => {
      const { contents } = desktop.window
      expect(contents.tellOfNavigation(event, 'https://example.com/', true)).toBe(false)
      expect(contents.tellOfNavigation(event, 'app://samnum/', true)).toBe(true)
    },
  )

  test('the page does not turn to its own scripts or to a report', () => {
    expect(desktop.window.contents.navigate('app://samnum/assets/page.js')).toBe(false)
    expect(desktop.window.contents.navigate(`app://samnum/report/${'0'.repeat(32)}`)).toBe(false)
  })

  test('no frame turns to anything, not even to the page', () => {
    for (const url of [
      'app://samnum/',
      `app://samnum/report/${'0'.repeat(32)}`,
      'about:blank',
      'about:srcdoc',
    ]) {
      expect(desktop.window.contents.navigate(url, { isMainFrame: false })).toBe(false)
    }
  })

  test('the page may load itself', () => {
    expect(desktop.window.contents.navigate('app://samnum/')).toBe(true)
    expect(desktop.window.contents.navigate('app://samnum/index.html')).toBe(true)
  })
})

describe('14 new windows', () => {
  test.each(['app://samnum/', 'about:blank', 'https://example.com/', 'javascript:1'])(
    'opening «%s» is denied on every contents',
    (url) => {
      expect(desktop.window.contents.openWindow(url)).toBe(false)
      expect(desktop.double.createContents().openWindow(url)).toBe(false)
    },
  )

  test('contents without the guard open one', () => {
    expect(makeContentsDouble().openWindow('app://samnum/')).toBe(true)
  })
})

test('15 nothing is handed to the system: no source takes shell from Electron', () => {
  for (const { path, text } of desktopSources()) {
    expect(text, path).not.toMatch(/\bopenExternal\b|\bopenPath\b|[{,]\s*shell\b/)
  }
})

test('16 Electron is the pinned current one, and its declarations are of that version', () => {
  const root = resolve(SOURCES, '..')
  const pinned = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.electron
  expect(pinned).toMatch(/^\d+\.\d+\.\d+$/)
  expect(Number.parseInt(pinned, 10)).toBeGreaterThanOrEqual(45)
  const declarations = readFileSync(join(root, 'node_modules/electron/electron.d.ts'), 'utf8').slice(0, 200)
  expect(declarations).toContain(`Electron ${pinned}`)
})

describe('18 the app protocol', () => {
  test('the window shows app:// and is never given a file', async () => {
    expect(desktop.window.loaded.map(({ url }) => url)).toEqual(['app://samnum/'])
    for (const { path, text } of desktopSources()) {
      expect(text, path).not.toMatch(/\bloadFile\b|file:\/\/|pathToFileURL/)
    }
  })

  test('the scheme is standard and secure and bypasses no policy', () => {
    expect(desktop.double.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
      { scheme: 'readback', privileges: { standard: true, secure: true } },
      { scheme: 'preview', privileges: { standard: true, secure: true, stream: true } },
    ])
  })
})

test('19 the packaged program runs nothing but its own archive, and takes no orders from the environment', () => {
  const build = JSON.parse(readFileSync(resolve(SOURCES, '../build/electron-builder.json'), 'utf8'))
  expect(build.asar).toBe(true)
  expect(build.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  })
})

describe('20 the bridge', () => {
  test('the page finds two functions and nothing else', () => {
    expect([...desktop.double.page.exposed.keys()]).toEqual(['samnum'])
    expect(Object.keys(desktop.bridge).sort()).toEqual(['call', 'subscribe'])
    for (const value of Object.values(desktop.bridge)) expect(value).toBeTypeOf('function')
  })
})

test('every refusal in the log is a reference, a code and at most one harmless word', () => {
  expect(desktop.logged().length).toBeGreaterThan(100)
  for (const line of desktop.logged()) expect(line).toMatch(/^samnum [0-9a-f]{8} [a-z-]+( [\w.-]+)?$/)
})

test('the double has only what the desktop uses and says so', () => {
  const { electron } = makeElectronDouble({ folder: '/nowhere' })
  expect(() => (electron.app as unknown as { relaunch: () => void }).relaunch()).toThrow(
    'has no app.relaunch',
  )
})
