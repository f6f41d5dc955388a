import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron'
import type { DistantEngine } from '#node/engine/connect-engine.ts'
import { EngineFault } from '#node/engine/connect-engine.ts'
import { parseReadBackPath } from '#node/read-back/read-back-files.ts'
import { protectiveHeaders } from '#node/serve/response-headers.ts'
import { logBug } from './log.ts'
import { label, PROGRAM_NAME } from './shell-text.ts'
import { SHUT_IN } from './shut-in.ts'

/** The scheme of pages on a second screen. */
export const READ_BACK_SCHEME = 'readback'

/** The window on the other side of the desk. */
export type ReadBackWindow = {
  /** Shows a page beside a window, with which it closes: in the window that is open or in a new one. */
  show(beside: Pick<BrowserWindow, 'once'>, pageId: string): void
  close(): void
}

/** Reads an address of the scheme, or answers `null` for any other. */
export function parseReadBackAddress(address: unknown): ReturnType<typeof parseReadBackPath> {
  if (typeof address !== 'string' || !URL.canParse(address)) return null
  const { protocol, host, username, password, pathname, search } = new URL(address)
  const isPlain = username === '' && password === '' && search === ''
  if (protocol !== `${READ_BACK_SCHEME}:` || host !== 'samnum' || !isPlain) return null
  return parseReadBackPath(pathname)
}

/** Answers the scheme in a session of its own, which knows these pages and nothing else. */
export function serveReadBack(
  session: Pick<Session, 'protocol'>,
  engine: Pick<DistantEngine, 'readReadBack'>,
): void {
  session.protocol.handle(READ_BACK_SCHEME, async (request) => {
    try {
      const address = request.method === 'GET' ? parseReadBackAddress(request.url) : null
      const answer = address === null ? null : await engine.readReadBack(address.pageId, address.file)
      if (answer === null) return refuse(404)
      return new Response(Buffer.from(answer.bytes), {
        status: 200,
        headers: { ...protectiveHeaders('read-back'), 'content-type': answer.contentType },
      })
    } catch (cause) {
      if (!(cause instanceof EngineFault)) logBug('bug', cause)
      return refuse(500)
    }
  })
}

/** Keeps the one window on the other side of the desk: without preload, without JavaScript, in the given session. */
export function keepReadBackWindow(
  session: Session,
  makeWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow,
): ReadBackWindow {
  let open: BrowserWindow | null = null

  const begin = (beside: Pick<BrowserWindow, 'once'>): BrowserWindow => {
    const window = makeWindow({
      title: label(PROGRAM_NAME),
      width: 1024,
      height: 768,
      autoHideMenuBar: true,
      webPreferences: {
        session,
        ...SHUT_IN,
        javascript: false,
      },
    })
    // The window manager shows and may record titles: they never name anybody.
    window.on('page-title-updated', (event) => event.preventDefault())
    window.once('closed', () => {
      open = null
    })
    beside.once('closed', () => {
      if (!window.isDestroyed()) window.close()
    })
    window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    open = window
    return window
  }

  return {
    close: () => open?.close(),
    show(beside, pageId) {
      const window = open ?? begin(beside)
      // Electron tells of a failed load by an event as well.
      window.loadURL(`${READ_BACK_SCHEME}://samnum/read-back/${pageId}/`).catch(() => {})
    },
  }
}

function refuse(status: 404 | 500): Response {
  return new Response(null, { status, headers: protectiveHeaders('picture') })
}
