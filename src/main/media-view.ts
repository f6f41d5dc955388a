import type { Session, WebContentsView, WebContentsViewConstructorOptions } from 'electron'
import type { DistantEngine } from '#node/engine/connect-engine.ts'
import { EngineFault } from '#node/engine/connect-engine.ts'
import { protectiveHeaders } from '#node/serve/response-headers.ts'
import { answerPreview } from '#node/viewing/preview-answer.ts'
import { logBug } from './log.ts'
import { MEDIA_SCHEME, parseMediaAddress } from './media-address.ts'
import { SHUT_IN } from './shut-in.ts'

/** Where in a window sound or film plays, and which. */
export type ShownMedia = {
  readonly bytesId: string
  readonly path: string
  readonly place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** The part of a window that a view is laid over. */
export type MediaWindow = {
  readonly id: number
  readonly contentView: {
    addChildView(view: WebContentsView): void
    removeChildView(view: WebContentsView): void
  }
}

/** What of Electron views are made with. */
export type ViewMaker = (options: WebContentsViewConstructorOptions) => WebContentsView

/** The views in which sound and film play. */
export type MediaViews = {
  /** Plays in a window, moves what plays there, or (`null`) takes it away. */
  show(window: MediaWindow, media: ShownMedia | null): void
  /** Takes everything away: the vault locks. */
  clear(): void
}

/**
 * Answers the scheme of sound and film in a session of its own. It knows one kind of address, and nothing of the program's pages.
 */
export function serveMedia(
  session: Pick<Session, 'protocol'>,
  engine: Pick<DistantEngine, 'readPreview'>,
): void {
  session.protocol.handle(MEDIA_SCHEME, async (request) => {
    try {
      const address = request.method === 'GET' ? parseMediaAddress(request.url) : null
      if (address === null) return refuse(404)
      const range = request.headers.get('range') ?? undefined
      const answer = await answerPreview(engine, address.bytesId, address.wanted, range)
      if (answer.status === 404) return refuse(404)
      return new Response(ReadableStream.from(answer.chunks), {
        status: answer.status,
        headers: { ...answer.headers },
      })
    } catch (cause) {
      if (!(cause instanceof EngineFault)) logBug('bug', cause)
      return refuse(500)
    }
  })
}

/**
 * Lays views over windows, one a window at most, each in the given session, without preload and without JavaScript: what plays in it
 * reaches neither the page, nor the contract, nor anything else.
 */
export function keepMediaViews(session: Session, makeView: ViewMaker): MediaViews {
  const open = new Map<
    number,
    { readonly window: MediaWindow; readonly view: WebContentsView; address: string }
  >()

  const remove = (id: number): void => {
    const shown = open.get(id)
    if (shown === undefined) return
    open.delete(id)
    shown.window.contentView.removeChildView(shown.view)
    shown.view.webContents.close()
  }

  const begin = (window: MediaWindow) => {
    const view = makeView({
      webPreferences: {
        session,
        ...SHUT_IN,
        javascript: false,
      },
    })
    view.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    window.contentView.addChildView(view)
    const shown = { window, view, address: '' }
    open.set(window.id, shown)
    return shown
  }

  return {
    show(window, media) {
      if (media === null) return remove(window.id)
      const shown = open.get(window.id) ?? begin(window)
      const { x, y, width, height } = media.place
      shown.view.setBounds({
        x: Math.round(x),
        y: Math.round(y),
        width: Math.round(width),
        height: Math.round(height),
      })
      const address = `${MEDIA_SCHEME}://${media.bytesId}/${media.path}`
      if (shown.address === address) return
      shown.address = address
      // Electron tells of a failed load by an event as well.
      shown.view.webContents.loadURL(address).catch(() => {})
    },
    clear() {
      for (const id of [...open.keys()]) remove(id)
    },
  }
}

function refuse(status: 404 | 500): Response {
  return new Response(null, { status, headers: protectiveHeaders('picture') })
}
