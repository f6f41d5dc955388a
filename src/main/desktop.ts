import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  utilityProcess,
  WebContentsView,
} from 'electron'
import { declareAppScheme, serveApp } from './app-protocol.ts'
import { quietenChromium } from './chromium-switches.ts'
import { startClipboardClearing } from './clipboard-clearing.ts'
import { keepMemoryOutOfCoreDumps } from './core-dumps.ts'
import { makeDialogs } from './dialogs.ts'
import { type EngineInCharge, keepEngine } from './engine-process.ts'
import { guardSession, guardSessions } from './guarded-session.ts'
import { carryCalls } from './ipc-transport.ts'
import { lockWhenLeft } from './lock-triggers.ts'
import { log, logBug } from './log.ts'
import { makeMachineKeychain } from './machine-keychain.ts'
import { parseMediaAddress } from './media-address.ts'
import { keepMediaViews, serveMedia } from './media-view.ts'
import { setMenu } from './menu.ts'
import { guardNavigation } from './navigation-guard.ts'
import { keepReadBackWindow, parseReadBackAddress, serveReadBack } from './read-back-window.ts'
import { findRefusedSwitch } from './refused-switches.ts'
import { refuseForeignRequests } from './request-guard.ts'
import { explainSandboxTrouble, readSandboxFacts } from './sandbox-readiness.ts'
import { bothLanguages, failedText, label, PROGRAM_NAME, refusedSwitchText } from './shell-text.ts'
import { claimSingleInstance } from './single-instance.ts'
import { keepWindows } from './windows.ts'

/** Exit codes, as of the command line: wrong usage, and a bug. */
const EXIT_WRONG_USAGE = 2
const EXIT_BUG = 3

/** Why a lock may not wait: the machine sleeps in a moment, or somebody stands at the door. */
const URGENT: ReadonlySet<string> = new Set(['suspend', 'panic', 'menu'])

/** Without the prefix `persist:` a session lives in memory only. */
const SESSION_NAME = 'samnum'
/** Sound and film of evidence play in another, which knows no page of ours. */
const MEDIA_SESSION_NAME = 'samnum-media'
/** What a victim reads is in a third, which knows only that. */
const READ_BACK_SESSION_NAME = 'samnum-read-back'

/**
 * Starts the desktop. MUST run while the main script is being evaluated, because the sandbox, the scheme and the
 * switches can only be set before the app is ready.
 */
export function startDesktop(): void {
  const refused = findRefusedSwitch({
    words: process.argv.slice(1),
    hasSwitch: (name) => app.commandLine.hasSwitch(name),
    isPackaged: app.isPackaged,
  })
  if (refused !== null) {
    refuseToStart(refused)
    return
  }
  process.on('uncaughtException', failHard)
  process.on('unhandledRejection', failHard)
  keepMemoryOutOfCoreDumps()

  app.enableSandbox()
  quietenChromium(app.commandLine)
  declareAppScheme(protocol)
  keepProfileApart()
  guardSessions(app)
  guardNavigation(app)

  let show = (): void => {}
  if (!claimSingleInstance(app, () => show())) {
    app.quit()
    return
  }
  app.whenReady().then(async () => {
    show = await openDesktop()
    show()
  }, failHard)
}

function refuseToStart(refused: string): void {
  log('start-refused', refused)
  const texts = [refusedSwitchText(`--${refused}`)]
  // Electron's own words on a system without sandbox name the switch that is refused here; these name the way out.
  const trouble = refused.endsWith('sandbox')
    ? explainSandboxTrouble(readSandboxFacts(dirname(app.getPath('exe'))))
    : null
  if (trouble !== null) texts.push(trouble)
  dialog.showErrorBox(label(PROGRAM_NAME), texts.map(bothLanguages).join('\n\n'))
  app.exit(EXIT_WRONG_USAGE)
}

/** Chromium's own files lie apart from the vault, in a folder that only this user enters. */
function keepProfileApart(): void {
  const folder = join(app.getPath('userData'), 'shell')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  app.setPath('sessionData', folder)
}

async function openDesktop(): Promise<() => void> {
  const built = (...path: string[]): string => join(app.getAppPath(), 'out', ...path)
  const ownSession = session.fromPartition(SESSION_NAME, { cache: false })
  guardSession(ownSession)

  const engine = keepEngine(
    { fork: (...args) => utilityProcess.fork(...args), Channel: MessageChannelMain },
    built('main', 'engine.js'),
    {
      folder: vaultFolder(),
      software: `samnum ${app.getVersion()}`,
      witnessFolder: ownFolder('witness'),
    },
    makeMachineKeychain(safeStorage, ownFolder('keychain')),
  )
  const lock = (reason: string): void => {
    log('locked', reason)
    void engine.lock(URGENT.has(reason) ? 'urgent' : 'orderly')
  }
  await serveApp(ownSession, built('renderer'), engine)

  const mediaSession = session.fromPartition(MEDIA_SESSION_NAME, { cache: false })
  guardSession(mediaSession)
  refuseForeignRequests(mediaSession, (address) => parseMediaAddress(address) !== null)
  serveMedia(mediaSession, engine)
  const media = keepMediaViews(mediaSession, (options) => new WebContentsView(options))

  const readBackSession = session.fromPartition(READ_BACK_SESSION_NAME, { cache: false })
  guardSession(readBackSession)
  refuseForeignRequests(readBackSession, (address) => parseReadBackAddress(address) !== null)
  serveReadBack(readBackSession, engine)
  const readBack = keepReadBackWindow(readBackSession, (options) => new BrowserWindow(options))

  const windows = keepWindows(
    ownSession,
    built('preload', 'preload.cjs'),
    () => lock('panic'),
    () => lock('page-gone'),
    () => failHard(new Error('the page does not start')),
  )
  const clearing = startClipboardClearing(clipboard)
  carryCalls({
    ipcMain,
    windows,
    engine,
    dialogs: makeDialogs(dialog, app),
    media,
    readBack,
    onCopied: clearing.noteCopied,
  })
  engine.subscribe(({ topic }) => {
    if (topic !== 'locked') return
    media.clear()
    readBack.close()
    void clearing.clearNow()
  })
  setMenu(Menu, () => lock('menu'))
  const stopWatching = lockWhenLeft(powerMonitor, lock)
  endWhenClosed(engine, async () => {
    stopWatching()
    await clearing.clearNow()
  })
  return windows.show
}

/** A folder of the profile, outside every vault. */
function ownFolder(name: string): string {
  return join(app.getPath('userData'), name)
}

function vaultFolder(): string {
  const named = process.env.SAMNUM_VAULT
  return named === undefined || named === '' ? join(app.getPath('userData'), 'vault') : resolve(named)
}

/** Closing the last window ends the program, on every system; the engine is closed before. */
function endWhenClosed(engine: EngineInCharge, tidy: () => Promise<void>): void {
  let isEnding = false
  app.on('window-all-closed', () => app.quit())
  powerMonitor.on('shutdown', () => app.quit())
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (isEnding) return
    isEnding = true
    Promise.all([engine.end(), tidy()]).then(() => app.exit(0), failHard)
  })
}

/** A bug in the shell: say so with a reference, and end; the engine's process ends with this one. */
function failHard(cause: unknown): void {
  const reference = logBug('bug', cause)
  dialog.showErrorBox(label(PROGRAM_NAME), bothLanguages(failedText(reference)))
  app.exit(EXIT_BUG)
}
