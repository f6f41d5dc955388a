import { BrowserWindow, type Session, type WebContents } from 'electron'
import { APP_PAGE } from './app-address.ts'
import { log } from './log.ts'
import { isPanicKey } from './panic-key.ts'
import { label, PROGRAM_NAME } from './shell-text.ts'
import { SHUT_IN } from './shut-in.ts'

/** The windows this program has opened; whatever is not among them is a stranger. */
export type OpenWindows = {
  /** The window whose page the contents are, or `null`. */
  of(contents: WebContents): BrowserWindow | null
  all(): readonly BrowserWindow[]
  /** Opens a window, or shows the one that is open. */
  show(): void
}

/**
 * Keeps the program's windows. All of them live in the given session.
 *
 * `onPanicKey` is told of the panic key before the page hears of it, also when the page is busy or hangs. When a window's page dies, `onPageGone` is told and the page is loaded afresh; when it dies before it was ever there,
 * `onHopeless` is told instead.
 */
export function keepWindows(
  session: Session,
  preloadPath: string,
  onPanicKey: () => void,
  onPageGone: () => void,
  onHopeless: () => void,
): OpenWindows {
  const open = new Map<number, BrowserWindow>()

  const openWindow = (): void => {
    const window = new BrowserWindow({
      title: label(PROGRAM_NAME),
      width: 1280,
      height: 800,
      minWidth: 900,
      minHeight: 600,
      show: false,
      autoHideMenuBar: true,
      webPreferences: {
        session,
        preload: preloadPath,
        ...SHUT_IN,
      },
    })
    const { id } = window.webContents
    open.set(id, window)
    window.once('closed', () => open.delete(id))
    window.once('ready-to-show', () => window.show())
    // The window manager shows and may record titles: they never name a case.
    window.on('page-title-updated', (event) => event.preventDefault())
    window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    window.webContents.on('before-input-event', (event, input) => {
      if (!isPanicKey(input)) return
      event.preventDefault()
      onPanicKey()
    })
    reviveWhenGone(window)
    load(window)
  }

  const load = (window: BrowserWindow): void => {
    // Electron tells of a failed load by an event as well; a window that closes while loading is no error.
    window.loadURL(APP_PAGE).catch(() => {})
  }

  const reviveWhenGone = (window: BrowserWindow): void => {
    let hasLoaded = false
    window.webContents.on('did-finish-load', () => {
      hasLoaded = true
    })
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return
      log('page-gone', reason)
      onPageGone()
      if (!hasLoaded) return onHopeless()
      hasLoaded = false
      load(window)
    })
  }

  return {
    of: (contents) => {
      const window = open.get(contents.id)
      return window === undefined || window.isDestroyed() || window.webContents !== contents ? null : window
    },
    all: () => [...open.values()].filter((window) => !window.isDestroyed()),
    show: () => {
      const [window] = open.values()
      if (window === undefined) return openWindow()
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
  }
}
