import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { CallMessage, Push } from '#contract/envelope.ts'
import type { CallChannel, CopiedChannel, PushChannel, WindowBridge } from '#contract/window-bridge.ts'
import type { WindowOperationName } from '#contract/window-operations.ts'

// The whole bridge between the page and its shell: two functions. It decides nothing and keeps nothing; the shell checks
// what arrives. It is built to one CommonJS file, because a sandboxed preload script can load no other.

const CALL: CallChannel = 'samnum:call'
const PUSH: PushChannel = 'samnum:push'
const COPIED: CopiedChannel = 'samnum:copied'
const OFFER_DROPPED: WindowOperationName = 'window.offer-dropped'

/** Puts paths in the place of dropped files; a thing that is no file of the disk has none and stays out. */
function namingPaths(message: CallMessage): CallMessage {
  const { files } = Object(message.input) as { readonly files?: unknown }
  const paths = Array.isArray(files) ? files.map(pathOf) : []
  return { ...message, input: { paths: paths.filter((path) => path !== '') } }
}

function pathOf(file: File): string {
  try {
    return webUtils.getPathForFile(file)
  } catch {
    return ''
  }
}

const bridge: WindowBridge = {
  call: (message) =>
    ipcRenderer.invoke(CALL, message.name === OFFER_DROPPED ? namingPaths(message) : message),
  subscribe: (listener) => {
    const hear = (_event: unknown, push: Push): void => listener(push)
    ipcRenderer.on(PUSH, hear)
    return () => {
      ipcRenderer.removeListener(PUSH, hear)
    }
  },
}

contextBridge.exposeInMainWorld('samnum', bridge)

// The shell clears the clipboard a minute after something was copied; what was copied is not told.
for (const event of ['copy', 'cut']) addEventListener(event, () => ipcRenderer.send(COPIED))
