import type { MessagePortMain } from 'electron'
import type { Pipe } from '#node/engine/engine-pipe.ts'

/** Makes one end of Electron's message channel a pipe. The port starts when its listener is set. */
export function pipeOverPort(port: Pick<MessagePortMain, 'on' | 'start' | 'postMessage'>): Pipe {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data))
      port.start()
    },
    onClose: (listener) => {
      port.on('close', listener)
    },
  }
}
