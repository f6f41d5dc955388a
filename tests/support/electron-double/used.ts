import type * as Electron from 'electron'

// What the desktop uses of Electron, cut out of Electron's own declarations: a name or a signature that changes there does
// not compile here.

type On = 'on' | 'once'

export type CommandLineUsed = Pick<Electron.CommandLine, 'hasSwitch' | 'appendSwitch'>

export type AppUsed = Pick<
  Electron.App,
  | On
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setPath'
  | 'whenReady'
> & { readonly commandLine: CommandLineUsed }

export type SessionUsed = Pick<
  Electron.Session,
  | On
  | 'setBluetoothPairingHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setProxy'
  | 'setSpellCheckerEnabled'
> & {
  readonly protocol: Pick<Electron.Protocol, 'handle'>
  readonly webRequest: Pick<Electron.WebRequest, 'onBeforeRequest'>
}

export type FrameUsed = Pick<
  Electron.WebFrameMain,
  'detached' | 'frameTreeNodeId' | 'origin' | 'parent' | 'url'
>

export type WebContentsUsed = Pick<
  Electron.WebContents,
  On | 'id' | 'send' | 'setWebRTCIPHandlingPolicy' | 'setWindowOpenHandler'
> & { readonly mainFrame: FrameUsed }

export type WindowUsed = Pick<
  Electron.BrowserWindow,
  On | 'close' | 'focus' | 'id' | 'isDestroyed' | 'isMinimized' | 'loadURL' | 'restore' | 'show'
> & {
  readonly webContents: WebContentsUsed
  readonly contentView: {
    addChildView(view: unknown): void
    removeChildView(view: unknown): void
  }
}

export type ViewUsed = Pick<Electron.WebContentsView, 'setBounds'> & {
  readonly webContents: WebContentsUsed & Pick<Electron.WebContents, 'close' | 'loadURL'>
}

export type PortUsed = Pick<Electron.MessagePortMain, On | 'close' | 'postMessage' | 'start'>

export type UtilityProcessUsed = Pick<Electron.UtilityProcess, On | 'kill' | 'pid' | 'postMessage'>

export type ClipboardUsed = Pick<Electron.Clipboard, 'clear' | 'readText'>
export type DialogUsed = Pick<Electron.Dialog, 'showErrorBox' | 'showOpenDialog' | 'showSaveDialog'>
export type IpcMainUsed = Pick<Electron.IpcMain, 'handle' | 'on'>
export type PowerMonitorUsed = Pick<Electron.PowerMonitor, On | 'getSystemIdleState' | 'getSystemIdleTime'>
export type SafeStorageUsed = Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>
export type ProtocolUsed = Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>
export type ContextBridgeUsed = Pick<Electron.ContextBridge, 'exposeInMainWorld'>
export type IpcRendererUsed = Pick<Electron.IpcRenderer, 'invoke' | 'on' | 'removeListener' | 'send'>
export type WebUtilsUsed = Pick<Electron.WebUtils, 'getPathForFile'>
export type MenuItemUsed = Electron.MenuItemConstructorOptions
