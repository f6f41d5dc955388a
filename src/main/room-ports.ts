import type { MessageChannelMain, MessagePortMain, utilityProcess } from 'electron'
import type { LaunchRoom, RoomProcess } from '#node/viewing/launch-room-process.ts'
import type { FromRoom, ToRoom } from '#node/viewing/room-messages.ts'

/** What the engine asks of the shell, which alone may start processes. */
type Asked = { readonly kind: 'launch' | 'end'; readonly id: number }
/** What the shell tells: the room's port comes with `launched`. */
type Told = { readonly kind: 'launched' | 'ended'; readonly id: number }

type Port = Pick<MessagePortMain, 'on' | 'start' | 'postMessage' | 'close'>

/** What of Electron rooms are started with. */
export type RoomMaker = {
  readonly fork: typeof utilityProcess.fork
  readonly Channel: typeof MessageChannelMain
}

const MOST_HEAP_MIB = 512

/**
 * Starts a utility process for each viewing room that an engine asks for: without environment, with a port to the engine and to nobody
 * else. What this process carries is that port; no byte of an exhibit passes here. The answered function ends them all.
 */
export function serveRooms(port: Port, { fork, Channel }: RoomMaker, modulePath: string): () => void {
  const rooms = new Map<number, { kill(): boolean }>()
  port.on('message', ({ data }) => {
    const { kind, id } = data as Asked
    if (kind === 'end') return void rooms.get(id)?.kill()
    const child = fork(modulePath, [], {
      serviceName: 'Samnum Viewer',
      env: {},
      execArgv: [`--max-old-space-size=${MOST_HEAP_MIB}`],
      stdio: 'ignore',
    })
    rooms.set(id, child)
    const { port1, port2 } = new Channel()
    child.postMessage(null, [port2])
    child.once('exit', () => {
      rooms.delete(id)
      port.postMessage({ kind: 'ended', id } satisfies Told)
    })
    port.postMessage({ kind: 'launched', id } satisfies Told, [port1])
  })
  port.start()
  return () => {
    for (const child of rooms.values()) child.kill()
  }
}

type Room = {
  port: Port | null
  readonly waiting: ToRoom[]
  onMessage: (message: FromRoom) => void
  onEnd: () => void
}

/** The engine's end: starts rooms by asking the shell. What is said to a room before its port has come waits. */
export function reachRooms(port: Port): LaunchRoom {
  const rooms = new Map<number, Room>()
  let lastId = 0
  port.on('message', ({ data, ports: [roomPort] }) => {
    const { kind, id } = data as Told
    const room = rooms.get(id)
    if (room === undefined) return
    if (kind === 'ended' || roomPort === undefined) {
      rooms.delete(id)
      room.port?.close()
      room.onEnd()
      return
    }
    room.port = roomPort
    roomPort.on('message', ({ data: said }) => room.onMessage(said as FromRoom))
    roomPort.start()
    for (const message of room.waiting.splice(0)) roomPort.postMessage(message)
  })
  port.start()

  return (): RoomProcess => {
    lastId += 1
    const id = lastId
    const room: Room = { port: null, waiting: [], onMessage: () => {}, onEnd: () => {} }
    rooms.set(id, room)
    port.postMessage({ kind: 'launch', id } satisfies Asked)
    return {
      post: (message) => {
        if (room.port === null) room.waiting.push(message)
        else room.port.postMessage(message)
      },
      onMessage: (listener) => {
        room.onMessage = listener
      },
      onEnd: (listener) => {
        room.onEnd = listener
      },
      end: () => port.postMessage({ kind: 'end', id } satisfies Asked),
    }
  }
}
