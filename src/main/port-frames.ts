import type { MessagePortMain } from 'electron'
import { type FrameChannel, MAX_FRAME_BYTES } from '#node/parsers/parser-frames.ts'
import type { ParserEnd, ParserLauncher } from '#node/parsers/parser-launcher.ts'
import type { RoomProcess } from '#node/viewing/launch-room-process.ts'
import type { ToRoom } from '#node/viewing/room-messages.ts'

/** Carries frames over one end of Electron's message channel. The port starts when its listener is set. */
export function framesOverPort(port: Pick<MessagePortMain, 'on' | 'start' | 'postMessage'>): FrameChannel {
  return {
    post: (frame) => port.postMessage(frame),
    onFrame: (listener) => {
      port.on('message', ({ data }) => {
        if (isFrame(data)) listener(data)
      })
      port.start()
    },
    onEnd: (listener) => void port.on('close', () => listener('gone')),
  }
}

/**
 * Starts parsers as utility processes, by the same way as viewing rooms: the shell starts the process, and a port leads from it to the
 * engine and to nobody else. Memory is bounded by the heap's limit and by what the process itself counts.
 */
export function makeUtilityParserLauncher(launch: () => RoomProcess): ParserLauncher {
  return {
    start() {
      const child = launch()
      let wasTold = false
      let tellEnd: (why: 'gone' | 'broken') => void = () => {}
      const ended = new Promise<ParserEnd>((resolve) => {
        child.onEnd(() => {
          resolve(wasTold ? { why: 'ended' } : { why: 'crashed', cause: 'gone' })
          tellEnd('gone')
        })
      })
      return {
        channel: {
          // A room's messages are copied whatever they are; frames are what both ends of this one understand.
          post: (frame) => child.post(frame as unknown as ToRoom),
          onFrame: (listener) =>
            child.onMessage((message: unknown) => {
              if (isFrame(message)) listener(message)
              else tellEnd('broken')
            }),
          onEnd: (listener) => {
            tellEnd = listener
          },
        },
        ended,
        end() {
          wasTold = true
          child.end()
        },
      }
    },
  }
}

function isFrame(message: unknown): message is Uint8Array {
  return message instanceof Uint8Array && message.length <= MAX_FRAME_BYTES
}
