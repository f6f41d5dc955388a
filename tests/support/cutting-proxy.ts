import { connect, createServer, type Socket } from 'node:net'
import { expectPort } from './ports.ts'

/** A way to a server that a test can cut. It is no model of a bad line: TCP ends here. */
type CuttingProxy = {
  readonly port: number
  /** Connections so far. */
  readonly connections: () => number
  /** Bytes from the station so far. */
  readonly upBytes: () => number
  /** What proxies were asked for, where this one wants `CONNECT`. */
  readonly asked: readonly string[]
  cut(): void
  close(): Promise<void>
}

/** Passes bytes on to a port of this machine. `cutAfter` says, connection by connection, after how many bytes upwards it breaks. */
export async function startCuttingProxy(
  target: number,
  options: {
    readonly cutAfter?: () => number
    readonly wantsConnect?: boolean
    readonly refuses?: number
  } = {},
): Promise<CuttingProxy> {
  const { cutAfter = () => Number.POSITIVE_INFINITY, wantsConnect = false, refuses } = options
  const open = new Set<Socket>()
  const asked: string[] = []
  let connections = 0
  let upBytes = 0
  const pass = (from: Socket, first: Buffer | null) => {
    const to = connect({ host: '127.0.0.1', port: target })
    for (const socket of [from, to]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        from.destroy()
        to.destroy()
      })
    }
    let leftBytes = cutAfter()
    const up = (chunk: Buffer) => {
      upBytes += chunk.length
      leftBytes -= chunk.length
      if (leftBytes >= 0) to.write(chunk)
      else from.resetAndDestroy()
    }
    if (first !== null && first.length > 0) up(first)
    from.on('data', up)
    to.on('data', (chunk) => from.write(chunk))
  }
  const server = createServer((socket) => {
    connections += 1
    if (!wantsConnect) return pass(socket, null)
    socket.on('error', () => {})
    socket.once('data', (chunk) => {
      asked.push(chunk.toString('latin1').split('\r\n')[0] ?? '')
      if (refuses !== undefined) return socket.end(`HTTP/1.1 ${refuses} No\r\nContent-Length: 0\r\n\r\n`)
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      return pass(socket, null)
    })
  })
  const cut = () => {
    for (const socket of open) socket.resetAndDestroy()
  }
  return {
    port: await expectPort(server),
    connections: () => connections,
    upBytes: () => upBytes,
    asked,
    cut,
    async close() {
      cut()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
