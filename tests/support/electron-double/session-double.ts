import { EventEmitter } from 'node:events'
import type { OnBeforeRequestListenerDetails, Session } from 'electron'
import { listening, makeEvent, strict } from './strict.ts'
import type { SessionUsed } from './used.ts'

type PermissionName = Parameters<NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>>[1]
type Handler<Setter extends keyof Session> = Session[Setter] extends (
  handler: infer H,
  ...rest: never[]
) => void
  ? Exclude<H, null>
  : never
type BeforeRequest = (
  details: OnBeforeRequestListenerDetails,
  decide: (answer: { readonly cancel?: boolean }) => void,
) => void

/** What a request from a page came to. */
export type Fetched = 'cancelled' | 'no handler' | Response

/** One session, and what a page or a device in it would meet. */
export type SessionDouble = {
  readonly used: SessionUsed
  readonly partition: string | null
  readonly options: unknown
  readonly isSpellCheckerOn: () => boolean
  readonly proxy: () => unknown
  /** Sends a request as a page does: through the session's request guard, then to the scheme's handler. */
  readonly fetch: (url: string, init?: RequestInit) => Promise<Fetched>
  /** Asks for a permission in each of Electron's ways; true where any of them grants it. */
  readonly isGranted: (permission: PermissionName) => boolean
  /** Whether any device, screen or pairing can be had. */
  readonly grantsDevices: () => Promise<boolean>
  /** Starts a download; true when it goes on. */
  readonly download: () => boolean
}

/** Makes a session that, as Electron's, grants and lets through everything until it is told otherwise. */
export function makeSessionDouble(partition: string | null, options: unknown): SessionDouble {
  const events = new EventEmitter()
  const schemes = new Map<string, (request: Request) => Response | Promise<Response>>()
  let beforeRequest: BeforeRequest | null = null
  let requestHandler: Handler<'setPermissionRequestHandler'> | null = null
  let checkHandler: Handler<'setPermissionCheckHandler'> | null = null
  let deviceHandler: Handler<'setDevicePermissionHandler'> | null = null
  let pairingHandler: Handler<'setBluetoothPairingHandler'> | null = null
  let displayHandler: Handler<'setDisplayMediaRequestHandler'> | null = null
  let isSpellCheckerOn = true
  let proxy: unknown = 'of the system'

  const used: SessionUsed = {
    ...listening(events),
    setPermissionRequestHandler: (handler) => {
      requestHandler = handler
    },
    setPermissionCheckHandler: (handler) => {
      checkHandler = handler
    },
    setDevicePermissionHandler: (handler) => {
      deviceHandler = handler
    },
    setBluetoothPairingHandler: (handler) => {
      pairingHandler = handler
    },
    setDisplayMediaRequestHandler: (handler) => {
      displayHandler = handler
    },
    setSpellCheckerEnabled: (enable) => {
      isSpellCheckerOn = enable
    },
    setProxy: async (config) => {
      proxy = config
    },
    protocol: strict('session.protocol', {
      handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
        schemes.set(scheme, handler)
      },
    }),
    webRequest: strict('session.webRequest', {
      onBeforeRequest: (first: unknown, second?: unknown) => {
        beforeRequest = (second ?? first) as BeforeRequest
      },
    }),
  }

  const isCancelled = (url: string): Promise<boolean> =>
    new Promise((resolve) => {
      if (beforeRequest === null) return resolve(false)
      const details = {
        id: 1,
        url,
        method: 'GET',
        resourceType: 'other',
        referrer: '',
        timestamp: 0,
        uploadData: [],
      }
      beforeRequest(details as OnBeforeRequestListenerDetails, ({ cancel }) => resolve(cancel === true))
    })

  const choose = (event: string, ...details: unknown[]): boolean => {
    // Without a listener, or unless it is prevented, Electron takes the first device.
    const happening = makeEvent()
    let chosen: unknown = 'the first device'
    events.emit(event, happening, ...details, (choice: unknown) => {
      chosen = choice
    })
    return !happening.defaultPrevented || (chosen !== '' && chosen !== undefined && chosen !== null)
  }

  return {
    used: strict('session', used),
    partition,
    options,
    isSpellCheckerOn: () => isSpellCheckerOn,
    proxy: () => proxy,
    fetch: async (url, init) => {
      if (await isCancelled(url)) return 'cancelled'
      const handler = schemes.get(url.slice(0, url.indexOf(':')))
      return handler === undefined ? 'no handler' : handler(new Request(url, init))
    },
    isGranted: (permission) => {
      let isRequestGranted = requestHandler === null
      requestHandler?.(
        undefined as never,
        permission,
        (granted) => {
          isRequestGranted = granted
        },
        undefined as never,
      )
      const isCheckGranted =
        checkHandler?.(null, permission as never, 'app://samnum', undefined as never) ?? true
      return isRequestGranted || isCheckGranted
    },
    grantsDevices: async () => {
      const isDeviceGranted = deviceHandler?.(undefined as never) ?? true
      const isPaired = await new Promise<boolean>((resolve) => {
        if (pairingHandler === null) return resolve(true)
        pairingHandler(undefined as never, ({ confirmed }) => resolve(confirmed))
      })
      const isScreenShared = await new Promise<boolean>((resolve) => {
        // Without a handler Electron refuses to share the screen.
        if (displayHandler === null) return resolve(false)
        displayHandler(undefined as never, (streams) => resolve(streams !== null))
      })
      const isChosen = [
        choose('select-hid-device', {}),
        choose('select-usb-device', {}),
        choose('select-serial-port', [], {}),
      ].some(Boolean)
      return isDeviceGranted || isPaired || isScreenShared || isChosen
    },
    download: () => {
      const event = makeEvent()
      events.emit('will-download', event, {}, {})
      return !event.defaultPrevented
    },
  }
}
