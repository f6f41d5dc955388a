import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { vi } from 'vitest'
import type { CallMessage, Envelope, Push } from '#contract/envelope.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import type { WindowBridge } from '#contract/window-bridge.ts'
import { type DoubleOptions, type ElectronDouble, makeElectronDouble } from './electron-double.ts'
import type { SessionDouble } from './session-double.ts'
import type { WindowDouble } from './window-double.ts'

/** How a test starts the desktop. */
export type StartOptions = Omit<DoubleOptions, 'folder' | 'appPath'> & {
  /** Words of the command line after the program. */
  readonly words?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Runs what was built into `out` under this folder, instead of the sources and a page of the test. */
  readonly builtIn?: string
  /** Files of the built page, by path inside `out/renderer`. */
  readonly page?: Readonly<Record<string, string>>
  /** Called with the program's folder before it starts. */
  readonly prepare?: (folder: string) => Promise<void>
}

/** The desktop running in the double. */
export type RunningDesktop = {
  readonly double: ElectronDouble
  readonly folder: string
  /** Lines of the log so far. */
  readonly logged: () => readonly string[]
  readonly stop: () => Promise<void>
}

const PAGE = { 'index.html': '<!doctype html><title>page</title>', 'assets/page.js': 'export {}' }

/** Runs the real main entry in the double, up to the moment at which Electron would become ready. */
export async function startMain(options: StartOptions = {}): Promise<RunningDesktop> {
  const { words = [], environment = {}, builtIn, page = PAGE, prepare, ...rest } = options
  const folder = mkdtempSync(join(tmpdir(), 'samnum-desktop-'))
  for (const [path, text] of Object.entries(page)) {
    const file = join(folder, 'out/renderer', path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  await prepare?.(folder)

  const double = makeElectronDouble({ folder, appPath: builtIn ?? folder, ...rest })
  const { lines, release } = captureStandardError()
  const { argv, env } = process
  const listeners = ['uncaughtException', 'unhandledRejection'].map(
    (event) => [event, process.rawListeners(event)] as const,
  )
  process.argv = [argv[0] ?? 'node', ...words]
  process.env = { ...env, ...environment }

  const stop = async (): Promise<void> => {
    for (const { crash } of double.processes) await crash()
    vi.useRealTimers()
    vi.doUnmock('electron')
    vi.unstubAllGlobals()
    release()
    process.argv = argv
    process.env = env
    for (const [event, before] of listeners) {
      for (const listener of process.rawListeners(event)) {
        if (!before.includes(listener)) process.removeListener(event, listener as () => void)
      }
    }
    rmSync(folder, { recursive: true, force: true })
  }

  try {
    vi.resetModules()
    vi.doMock('electron', () => double.electron)
    if (builtIn === undefined) await import('../../../src/main/main.ts')
    else await import(/* @vite-ignore */ join(builtIn, 'out/main/main.js'))
  } catch (cause) {
    await stop()
    throw cause
  }
  return { double, folder, logged: () => lines, stop }
}

/** The desktop with its window open and its page's bridge at hand. */
export type OpenDesktop = RunningDesktop & {
  readonly window: WindowDouble
  readonly session: SessionDouble
  /** What the page finds as `window.samnum`. */
  readonly bridge: WindowBridge
  /** The page's own event target, where copying happens. */
  readonly page: EventTarget
  readonly pushes: Push[]
  readonly call: (name: string, input?: unknown, callId?: string) => Promise<Envelope<unknown>>
}

/** Runs the real main entry, lets Electron become ready, and loads the real preload script into the first window. */
export async function openDesktop(options: StartOptions = {}): Promise<OpenDesktop> {
  const desktop = await startMain(options)
  const { double } = desktop
  try {
    double.becomeReady()
    const window = await Promise.race([double.firstWindow, double.ended])
    if (typeof window === 'number') throw new Error(`ended with ${window}; ${desktop.logged().join('; ')}`)
    await window.firstLoad
    const session = double.sessions.find(
      ({ used }) => used === (window.options.webPreferences?.session as unknown),
    )
    if (session === undefined) throw new Error('the window has no session')
    const { bridge, page } = await loadPreload(double, window, options.builtIn)
    const pushes: Push[] = []
    bridge.subscribe((push) => pushes.push(push))
    let calls = 0
    const call = (
      name: string,
      input: unknown = {},
      callId = `call-${++calls}`,
    ): Promise<Envelope<unknown>> =>
      bridge.call({ protocol: PROTOCOL_VERSION, callId, name, input } satisfies CallMessage)
    return { ...desktop, window, session, bridge, page, pushes, call }
  } catch (cause) {
    await desktop.stop()
    throw cause
  }
}

async function loadPreload(
  double: ElectronDouble,
  window: WindowDouble,
  builtIn: string | undefined,
): Promise<{ readonly bridge: WindowBridge; readonly page: EventTarget }> {
  double.page.window = window
  window.contents.onSent((channel, args) => double.pushes.emit(channel, {}, ...args))
  const page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  if (builtIn === undefined) await import('../../../src/preload/preload.ts')
  else runSandboxedPreload(String(window.options.webPreferences?.preload), double)
  return { bridge: double.page.exposed.get('samnum') as WindowBridge, page }
}

/** Runs a built preload script as the sandbox does: one CommonJS file that can require `electron` and nothing else. */
function runSandboxedPreload(path: string, double: ElectronDouble): void {
  const requireInSandbox = (name: string): unknown => {
    if (name === 'electron') return double.electron
    throw new Error(`module not found: ${name}`)
  }
  new Function('require', 'module', 'exports', readFileSync(path, 'utf8'))(
    requireInSandbox,
    { exports: {} },
    {},
  )
}

const captures = new Set<string[]>()
const writeForReal = process.stderr.write

/** Collects what is written to standard error until it is released; several desktops may run at once. */
function captureStandardError(): { readonly lines: readonly string[]; readonly release: () => void } {
  const lines: string[] = []
  captures.add(lines)
  process.stderr.write = (text: string | Uint8Array): boolean => {
    for (const capture of captures) capture.push(String(text).trimEnd())
    return true
  }
  return {
    lines,
    release: () => {
      captures.delete(lines)
      if (captures.size === 0) process.stderr.write = writeForReal
    },
  }
}
