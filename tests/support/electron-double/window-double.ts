import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, WindowOpenHandlerResponse } from 'electron'
import { makeDeferred } from '../deferred.ts'
import type { Fetched, SessionDouble } from './session-double.ts'
import { listening, makeEvent, strict } from './strict.ts'
import type { FrameUsed, WebContentsUsed, WindowUsed } from './used.ts'

/** One window, and what happens in it and to it. */
export type WindowDouble = {
  readonly used: WindowUsed
  readonly options: BrowserWindowConstructorOptions
  readonly contents: ContentsDouble
  readonly loaded: { readonly url: string; readonly answer: Fetched }[]
  /** Resolves with what the first load came to. */
  readonly firstLoad: Promise<Fetched>
  readonly state: { isShown: boolean; isMinimized: boolean; isFocused: boolean; isDestroyed: boolean }
  /** Views that lie over the page. */
  readonly laidOver: readonly unknown[]
  /** Asks to change the title; true when it changes. */
  readonly changeTitle: (title: string) => boolean
  readonly close: () => void
}

/** The contents of a window or of a guest. */
export type ContentsDouble = {
  readonly used: WebContentsUsed
  readonly frame: { -readonly [Key in keyof FrameUsed]: FrameUsed[Key] }
  readonly webRtcPolicy: () => string
  /** Messages that were sent to the page. */
  readonly onSent: (listener: (channel: string, args: unknown[]) => void) => void
  /** Starts a navigation as a page can; true when it goes on. Electron tells of it by up to two events, one after the other. */
  readonly navigate: (
    url: string,
    how?: { readonly isMainFrame?: boolean; readonly isRedirect?: boolean },
  ) => boolean
  /** Tells of a navigation by one event alone; true when that event was not prevented. */
  readonly tellOfNavigation: (event: NavigationEvent, url: string, isMainFrame: boolean) => boolean
  /** Opens a window as a page can; true when one opens. */
  readonly openWindow: (url: string) => boolean
  readonly attachWebview: () => boolean
  readonly chooseBluetooth: () => boolean
  readonly emit: (event: string, ...args: unknown[]) => void
}

export type NavigationEvent = 'will-navigate' | 'will-frame-navigate' | 'will-redirect'

let lastId = 0

/** Makes contents that, as Electron's, go everywhere and open everything until they are told otherwise. */
export function makeContentsDouble(): ContentsDouble {
  const events = new EventEmitter()
  const sent = new EventEmitter()
  const id = ++lastId
  const frame: ContentsDouble['frame'] = {
    detached: false,
    frameTreeNodeId: 1000 + id,
    origin: 'app://samnum',
    parent: null,
    url: 'app://samnum/',
  }
  let openHandler: ((details: { readonly url: string }) => WindowOpenHandlerResponse) | null = null
  let webRtcPolicy = 'default'

  const used: WebContentsUsed = {
    id,
    mainFrame: strict('webFrameMain', frame),
    ...listening(events),
    send: (channel, ...args) => void sent.emit('sent', channel, structuredClone(args)),
    setWebRTCIPHandlingPolicy: (policy) => {
      webRtcPolicy = policy
    },
    setWindowOpenHandler: (handler) => {
      openHandler = handler as typeof openHandler
    },
  }

  const isAllowed = (event: string, ...rest: unknown[]): boolean => {
    const happening = makeEvent()
    events.emit(event, happening, ...rest)
    return !happening.defaultPrevented
  }

  const tellOfNavigation = (name: NavigationEvent, url: string, isMainFrame: boolean): boolean => {
    const event = Object.assign(makeEvent(), { url, isMainFrame, isSameDocument: false, frame })
    events.emit(name, event, url)
    return !event.defaultPrevented
  }

  return {
    used: strict('webContents', used),
    frame,
    webRtcPolicy: () => webRtcPolicy,
    onSent: (listener) => void sent.on('sent', listener),
    tellOfNavigation,
    navigate: (url, { isMainFrame = true, isRedirect = false } = {}) => {
      const names: readonly NavigationEvent[] = isRedirect
        ? ['will-redirect']
        : isMainFrame
          ? ['will-frame-navigate', 'will-navigate']
          : ['will-frame-navigate']
      return names.every((name) => tellOfNavigation(name, url, isMainFrame))
    },
    openWindow: (url) => openHandler === null || openHandler({ url }).action === 'allow',
    attachWebview: () => isAllowed('will-attach-webview', {}, {}),
    chooseBluetooth: () => {
      const event = makeEvent()
      let chosen = 'the first device'
      events.emit('select-bluetooth-device', event, [], (deviceId: string) => {
        chosen = deviceId
      })
      return !event.defaultPrevented || chosen !== ''
    },
    emit: (event, ...args) => void events.emit(event, ...args),
  }
}

/** Makes a window whose page is fetched through its session. */
export function makeWindowDouble(
  options: BrowserWindowConstructorOptions,
  session: SessionDouble,
  onCreated: (contents: ContentsDouble) => void,
): WindowDouble {
  const events = new EventEmitter()
  const contents = makeContentsDouble()
  const loaded: { url: string; answer: Fetched }[] = []
  const firstLoad = makeDeferred<Fetched>()
  const state = { isShown: options.show !== false, isMinimized: false, isFocused: false, isDestroyed: false }
  onCreated(contents)

  const laidOver: unknown[] = []
  const close = () => {
    if (state.isDestroyed) return
    state.isDestroyed = true
    events.emit('closed')
  }
  const used: WindowUsed = {
    id: contents.used.id,
    contentView: strict('contentView', {
      addChildView: (view: unknown) => void laidOver.push(view),
      removeChildView: (view: unknown) => void laidOver.splice(laidOver.indexOf(view), 1),
    }),
    webContents: contents.used,
    ...listening(events),
    close,
    isDestroyed: () => state.isDestroyed,
    isMinimized: () => state.isMinimized,
    restore: () => {
      state.isMinimized = false
    },
    show: () => {
      state.isShown = true
    },
    focus: () => {
      state.isFocused = true
    },
    loadURL: async (url) => {
      const answer = await session.fetch(url)
      loaded.push({ url, answer })
      contents.emit('did-finish-load')
      events.emit('ready-to-show')
      firstLoad.resolve(answer)
    },
  }

  return {
    used: strict('BrowserWindow', used),
    options,
    contents,
    loaded,
    firstLoad: firstLoad.promise,
    state,
    laidOver,
    changeTitle: (title) => {
      const event = makeEvent()
      events.emit('page-title-updated', event, title, true)
      return !event.defaultPrevented
    },
    close,
  }
}
