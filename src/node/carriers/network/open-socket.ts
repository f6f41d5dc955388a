import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { HubAddress, ProxyAddress } from '#core/network/hub-address.ts'
import { sha256Hex } from '../../crypto/primitives.ts'
import { LineError, lineFailureOf } from './line-failure.ts'

/** Most bytes of what a proxy answers before the tunnel. */
const MOST_HEAD_BYTES = 8192
const END_OF_HEAD = '\r\n\r\n'

/** How a connection to a hub is made. */
type SocketOrder = {
  readonly address: HubAddress
  readonly proxy: ProxyAddress | null
  /** What the SHA-256 of the hub's SubjectPublicKeyInfo may be; `null` only for enrolling, when nothing is known yet. */
  readonly pinsHex: readonly string[] | null
  readonly timeoutMs: number
  /** Told which key was shown, before anything is sent. */
  readonly onPin?: (pinHex: string) => void
}

/**
 * Opens a connection over TLS 1.3, through a proxy where there is one, and looks at the key that the other side shows. Names, dates and
 * authorities say nothing here; a key that is not pinned ends the connection before a byte of a request leaves.
 */
export async function openSocket(order: SocketOrder): Promise<TLSSocket> {
  const { address, proxy, pinsHex, timeoutMs } = order
  let open: Socket | null = null
  const giveUp = setTimeout(() => open?.destroy(new LineError({ code: 'network/timed-out' })), timeoutMs)
  try {
    const plain = await reach(proxy ?? address, proxy !== null, (socket) => {
      open = socket
    })
    if (proxy !== null) await askForTunnel(plain, address)
    const secure = connectTls({
      socket: plain,
      minVersion: 'TLSv1.3',
      // A certificate that nobody signed: the pin below is what counts, and it counts alone.
      rejectUnauthorized: false,
      ...(isIP(address.host) === 0 && { servername: address.host }),
      ALPNProtocols: ['http/1.1'],
    })
    open = secure
    await settled(secure, 'secureConnect')
    const shown = pinOf(secure)
    if (pinsHex !== null && !pinsHex.includes(shown)) {
      secure.destroy()
      throw new LineError({ code: 'network/hub-key-differs' })
    }
    order.onPin?.(shown)
    secure.setNoDelay(true)
    return secure
  } finally {
    clearTimeout(giveUp)
  }
}

/** SHA-256 of the SubjectPublicKeyInfo that the other side has proven to hold. */
function pinOf(secure: TLSSocket): string {
  const certificate = secure.getPeerX509Certificate()
  if (certificate === undefined) return ''
  return sha256Hex(certificate.publicKey.export({ type: 'spki', format: 'der' }))
}

async function reach(
  to: { readonly host: string; readonly port: number },
  isProxy: boolean,
  onSocket: (socket: Socket) => void,
): Promise<Socket> {
  const socket = connectPlain({ host: to.host, port: to.port, autoSelectFamily: true })
  onSocket(socket)
  try {
    await settled(socket, 'connect')
  } catch (error) {
    const failure = lineFailureOf(error)
    if (!isProxy || failure.code === 'cancelled') throw error
    const { facts } = failure
    throw new LineError({ code: 'network/proxy-unreachable', ...(facts !== undefined && { facts }) })
  }
  socket.setKeepAlive(true, 30_000)
  return socket
}

async function settled(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const onError = (error: Error) => reject(error)
    const onClose = () => reject(new LineError({ code: 'network/cut' }))
    socket.once('error', onError)
    socket.once('close', onClose)
    socket.once(event, () => {
      socket.off('error', onError)
      socket.off('close', onClose)
      resolve()
    })
  })
}

async function askForTunnel(socket: Socket, { host, port }: HubAddress): Promise<void> {
  const name = isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`
  socket.write(`CONNECT ${name} HTTP/1.1\r\nHost: ${name}\r\n\r\n`)
  const head = await readHead(socket)
  const status = Number(/^HTTP\/1\.[01] ([1-5][0-9]{2})(?: |\r)/.exec(head)?.[1] ?? 0)
  if (status >= 200 && status < 300) return
  socket.destroy()
  if (status === 511 || (status >= 300 && status < 400)) throw new LineError({ code: 'network/login-page' })
  throw new LineError({ code: 'network/proxy-refuses', facts: { status } })
}

async function readHead(socket: Socket): Promise<string> {
  return await new Promise<string>((resolve, reject) => {
    let text = ''
    const stop = (end: () => void) => {
      socket.off('data', onData)
      socket.off('error', onError)
      socket.off('close', onClose)
      socket.pause()
      end()
    }
    const onError = (error: Error) => stop(() => reject(error))
    const onClose = () =>
      stop(() => reject(new LineError({ code: 'network/proxy-refuses', facts: { status: 0 } })))
    const onData = (chunk: Buffer) => {
      text += chunk.toString('latin1')
      const end = text.indexOf(END_OF_HEAD)
      if (end < 0 && text.length <= MOST_HEAD_BYTES) return
      const behind = Buffer.from(text.slice(end + END_OF_HEAD.length), 'latin1')
      stop(() => {
        if (end >= 0 && behind.length > 0) socket.unshift(behind)
        resolve(text.slice(0, Math.max(0, end)))
      })
    }
    socket.on('data', onData)
    socket.once('error', onError)
    socket.once('close', onClose)
  })
}
