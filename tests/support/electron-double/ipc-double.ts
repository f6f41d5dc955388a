import { EventEmitter } from 'node:events'
import { listening, strict } from './strict.ts'
import type { ContextBridgeUsed, IpcMainUsed, IpcRendererUsed, WebUtilsUsed } from './used.ts'
import type { WindowDouble } from './window-double.ts'

/** Who sends a message to the shell. */
export type SenderDouble = { readonly sender: unknown; readonly senderFrame: unknown }

/** The own page of a window as a sender. */
export function senderOf(window: WindowDouble): SenderDouble {
  return { sender: window.used.webContents, senderFrame: window.used.webContents.mainFrame }
}

/** Messages between pages and the shell, both ends: everything is cloned on its way, as Electron does. */
export function makeIpcDouble() {
  const events = new EventEmitter()
  const handlers = new Map<string, (event: never, ...args: unknown[]) => unknown>()
  const pushes = new EventEmitter()
  const pathsOfFiles = new WeakMap<object, string>()
  /** The page's side, as the preload script of `window` meets it. */
  const page = { window: null as WindowDouble | null, exposed: new Map<string, unknown>() }

  const send = (channel: string, sender: SenderDouble, args: readonly unknown[]): void => {
    events.emit(channel, { ...sender, type: 'frame' }, ...structuredClone([...args]))
  }
  const invoke = async (
    channel: string,
    sender: SenderDouble,
    args: readonly unknown[],
  ): Promise<unknown> => {
    const handler = handlers.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return structuredClone(
      await handler({ ...sender, type: 'frame' } as never, ...structuredClone([...args])),
    )
  }
  const ownSender = (): SenderDouble => {
    if (page.window === null) throw new Error('no page is loaded')
    return senderOf(page.window)
  }

  const ipcMain: IpcMainUsed = {
    handle: (channel, listener) => void handlers.set(channel, listener as never),
    on: listening(events).on,
  }
  const ipcRenderer: IpcRendererUsed = {
    invoke: (channel, ...args) => invoke(channel, ownSender(), args),
    send: (channel, ...args) => send(channel, ownSender(), args),
    on: listening(pushes).on,
    removeListener: (channel: string, listener: (...args: never[]) => void) => {
      pushes.removeListener(channel, listener as () => void)
      return undefined as never
    },
  }
  const contextBridge: ContextBridgeUsed = {
    exposeInMainWorld: (key, api) => void page.exposed.set(key, api),
  }
  const webUtils: WebUtilsUsed = {
    getPathForFile: (file) => {
      if (typeof file !== 'object' || file === null) throw new TypeError('not a file')
      return pathsOfFiles.get(file) ?? ''
    },
  }

  return {
    ipcMain: strict('ipcMain', ipcMain),
    ipcRenderer: strict('ipcRenderer', ipcRenderer),
    contextBridge: strict('contextBridge', contextBridge),
    webUtils: strict('webUtils', webUtils),
    page,
    pushes,
    pathsOfFiles,
    send,
    invoke,
  }
}
