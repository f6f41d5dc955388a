import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type {
  BrowserWindowConstructorOptions,
  CustomScheme,
  ForkOptions,
  WebContentsViewConstructorOptions,
} from 'electron'
import { makeDeferred } from '../deferred.ts'
import { makeIpcDouble, senderOf } from './ipc-double.ts'
import { forkThread, MessageChannelDouble, type UtilityProcessDouble } from './process-double.ts'
import { makeSessionDouble, type SessionDouble } from './session-double.ts'
import { listening, makeEvent, strict } from './strict.ts'
import type {
  AppUsed,
  ClipboardUsed,
  DialogUsed,
  MenuItemUsed,
  PowerMonitorUsed,
  ProtocolUsed,
  SafeStorageUsed,
  SessionUsed,
} from './used.ts'
import { makeViewDouble, type ViewDouble } from './view-double.ts'
import {
  type ContentsDouble,
  makeContentsDouble,
  makeWindowDouble,
  type WindowDouble,
} from './window-double.ts'

/** How the program is started in the double. */
export type DoubleOptions = {
  /** A folder for profile and documents. */
  readonly folder: string
  /** Where the program lies, with what was built in `out`; by default the same folder. */
  readonly appPath?: string
  readonly isPackaged?: boolean
  /** Switches that Chromium took, beside what the command line says. */
  readonly switches?: readonly string[]
  readonly isFirstInstance?: boolean
}

/**
 * `basic_text` is what Chromium says of a desktop that it does not know; `silent` is a keychain that does not answer, where it
 * falls back without saying so; `refusing` throws.
 */
export type KeychainState = 'absent' | 'present' | 'basic_text' | 'silent' | 'refusing'

/** Electron as the desktop meets it: the module, and everything a test wants to see or make happen. */
export type ElectronDouble = ReturnType<typeof makeElectronDouble>

/** Makes one program's Electron. Nothing in it is safe by itself, as nothing in Electron is. */
export function makeElectronDouble(options: DoubleOptions) {
  const { folder, appPath = folder, isPackaged = false, switches = [], isFirstInstance = true } = options
  const appEvents = new EventEmitter()
  const power = new EventEmitter()
  const ready = makeDeferred()
  const ended = makeDeferred<number>()
  const firstWindow = makeDeferred<WindowDouble>()
  /** What happened, in order, where order matters. */
  const order: string[] = []
  const appended = new Map<string, string | undefined>()
  const paths = new Map<string, string>()
  const sessions: SessionDouble[] = []
  const windows: WindowDouble[] = []
  const views: ViewDouble[] = []
  const processes: UtilityProcessDouble[] = []
  const errorBoxes: { readonly title: string; readonly content: string }[] = []
  const dialogs = {
    asked: [] as { readonly kind: 'open' | 'save'; readonly options: object }[],
    open: async (): Promise<{ canceled: boolean; filePaths: string[] }> => ({
      canceled: true,
      filePaths: [],
    }),
    save: async (): Promise<{ canceled: boolean; filePath: string }> => ({ canceled: true, filePath: '' }),
  }
  const schemes: CustomScheme[] = []
  const state = {
    isReady: false,
    isSandboxed: false,
    idleSeconds: 0,
    isScreenLocked: false,
    clipboard: '',
    menu: null as readonly MenuItemUsed[] | null,
    /** What keychain the machine has: none, one that keeps secrets, or Chromium's readable stand-ins. */
    keychain: 'absent' as KeychainState,
  }

  const makeSession = (partition: string | null, fromOptions?: unknown): SessionDouble => {
    const double = makeSessionDouble(partition, fromOptions)
    sessions.push(double)
    appEvents.emit('session-created', double.used)
    return double
  }
  const sessionOf = (used: SessionUsed | undefined): SessionDouble => {
    const found = sessions.find((session) => session.used === used)
    if (found === undefined)
      throw new Error('a window without a session of its own would use the default one')
    return found
  }
  const announce = (contents: ContentsDouble): void => {
    appEvents.emit('web-contents-created', makeEvent(), contents.used)
  }

  const ipc = makeIpcDouble()

  const app: AppUsed = {
    isPackaged,
    commandLine: strict('app.commandLine', {
      hasSwitch: (name: string) => switches.includes(name) || appended.has(name),
      appendSwitch: (name: string, value?: string) => {
        order.push(`switch ${name}`)
        if (state.isReady) throw new Error('switches must be set before ready')
        appended.set(name, value)
      },
    }),
    ...listening(appEvents),
    enableSandbox: () => {
      if (state.isReady) throw new Error('enableSandbox must be called before ready')
      order.push('sandbox')
      state.isSandboxed = true
    },
    exit: (code = 0) => {
      order.push(`exit ${code}`)
      ended.resolve(code)
    },
    quit: () => {
      order.push('quit')
      const event = makeEvent()
      appEvents.emit('will-quit', event)
      if (!event.defaultPrevented) ended.resolve(0)
    },
    getAppPath: () => appPath,
    getVersion: () => '0.1.0',
    getPath: (name) => paths.get(name) ?? join(folder, name),
    setPath: (name, path) => {
      if (state.isReady) throw new Error('sessionData must be set before ready')
      paths.set(name, path)
    },
    requestSingleInstanceLock: () => {
      order.push('single instance')
      return isFirstInstance
    },
    whenReady: () => ready.promise,
  }

  const protocol: ProtocolUsed = {
    registerSchemesAsPrivileged: (added) => {
      if (state.isReady || schemes.length > 0) throw new Error('schemes are registered once, before ready')
      schemes.push(...added)
    },
  }

  const dialog: DialogUsed = {
    showErrorBox: (title, content) => void errorBoxes.push({ title, content }),
    showOpenDialog: (...args: unknown[]) => {
      dialogs.asked.push({ kind: 'open', options: args.at(-1) as object })
      return dialogs.open()
    },
    showSaveDialog: (...args: unknown[]) => {
      dialogs.asked.push({ kind: 'save', options: args.at(-1) as object })
      return dialogs.save()
    },
  }

  const powerMonitor: PowerMonitorUsed = {
    ...listening(power),
    getSystemIdleTime: () => state.idleSeconds,
    getSystemIdleState: (threshold) => {
      if (state.isScreenLocked) return 'locked'
      return state.idleSeconds >= threshold ? 'idle' : 'active'
    },
  }

  const clipboard: ClipboardUsed = {
    readText: async () => state.clipboard,
    clear: () => {
      state.clipboard = ''
    },
  }

  // Encrypts by turning bits over: enough to see that what lies on the disk is not what was given.
  const turn = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a))
  const safeStorage: SafeStorageUsed = {
    isAsyncEncryptionAvailable: async () => state.isReady && state.keychain !== 'absent',
    getSelectedStorageBackend: () => {
      if (!state.isReady) return 'unknown'
      return state.keychain === 'basic_text' ? 'basic_text' : 'gnome_libsecret'
    },
    encryptStringAsync: async (text) => {
      if (state.keychain === 'refusing') throw new Error('the keychain refuses')
      const prefix = state.keychain === 'silent' ? 'v10' : 'v11'
      return Buffer.concat([Buffer.from(prefix), turn(Buffer.from(text))])
    },
    decryptStringAsync: async (bytes) => {
      if (state.keychain !== 'present') throw new Error('the keychain refuses')
      return { shouldReEncrypt: false, result: turn(bytes.subarray(3)).toString() }
    },
  }

  class BrowserWindow {
    constructor(windowOptions: BrowserWindowConstructorOptions) {
      if (!state.isReady) throw new Error('windows open after ready')
      const used = windowOptions.webPreferences?.session as unknown as SessionUsed | undefined
      const double = makeWindowDouble(windowOptions, sessionOf(used), announce)
      windows.push(double)
      firstWindow.resolve(double)
      // biome-ignore lint/correctness/noConstructorReturn: the double is a plain object behind Electron's constructor
      return double.used as never
    }
  }

  class WebContentsView {
    constructor(viewOptions: WebContentsViewConstructorOptions) {
      if (!state.isReady) throw new Error('views open after ready')
      const used = viewOptions.webPreferences?.session as unknown as SessionUsed | undefined
      const double = makeViewDouble(viewOptions, sessionOf(used), announce)
      views.push(double)
      // biome-ignore lint/correctness/noConstructorReturn: the double is a plain object behind Electron's constructor
      return double.used as never
    }
  }

  /** What `import … from 'electron'` finds. */
  const electron = {
    app: strict('app', app),
    protocol: strict('protocol', protocol),
    dialog: strict('dialog', dialog),
    ipcMain: ipc.ipcMain,
    powerMonitor: strict('powerMonitor', powerMonitor),
    safeStorage: strict('safeStorage', safeStorage),
    clipboard: strict('clipboard', clipboard),
    session: strict('session', {
      fromPartition: (partition: string, fromOptions?: unknown) => makeSession(partition, fromOptions).used,
    }),
    utilityProcess: strict('utilityProcess', {
      fork: (modulePath: string, args: string[] = [], forkOptions: ForkOptions = {}) => {
        if (!state.isReady) throw new Error('utilityProcess.fork can only be called after ready')
        const double = forkThread(modulePath, args, forkOptions)
        processes.push(double)
        return double.used
      },
    }),
    Menu: strict('Menu', {
      buildFromTemplate: (template: readonly MenuItemUsed[]) => template,
      setApplicationMenu: (menu: readonly MenuItemUsed[]) => {
        state.menu = menu
      },
    }),
    BrowserWindow,
    WebContentsView,
    MessageChannelMain: MessageChannelDouble,
    contextBridge: ipc.contextBridge,
    ipcRenderer: ipc.ipcRenderer,
    webUtils: ipc.webUtils,
  }

  return {
    electron,
    state,
    order,
    appended,
    schemes,
    sessions,
    windows,
    views,
    processes,
    dialogs,
    errorBoxes,
    paths,
    page: ipc.page,
    pushes: ipc.pushes,
    pathsOfFiles: ipc.pathsOfFiles,
    ended: ended.promise,
    firstWindow: firstWindow.promise,
    /** Lets the app become ready, with the default session that Electron makes by itself. */
    becomeReady: (): void => {
      mkdirSync(join(folder, 'documents'), { recursive: true })
      state.isReady = true
      makeSession(null)
      ready.resolve()
    },
    emitApp: (event: string, ...args: unknown[]): { readonly defaultPrevented: boolean } => {
      const happening = makeEvent()
      appEvents.emit(event, happening, ...args)
      return happening
    },
    emitPower: (event: string): void => void power.emit(event),
    /** Contents that some other part of the program, or a page, brought into being. */
    createContents: (): ContentsDouble => {
      const contents = makeContentsDouble()
      announce(contents)
      return contents
    },
    createSession: makeSession,
    senderOf,
    send: ipc.send,
    invoke: ipc.invoke,
  }
}
