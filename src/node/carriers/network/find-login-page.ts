import { connect } from 'node:net'
import type { HubAddress } from '#core/network/hub-address.ts'

const HTTP_PORT = 80
const WAIT_MS = 3_000
const MOST_BYTES = 4096

/**
 * Tells whether the network answers plain HTTP in a hub's place and sends whoever asks to another page, as networks do that want a
 * log-in first. Nothing is said but the name of the host.
 */
export async function findLoginPage({ host }: HubAddress, port: number = HTTP_PORT): Promise<boolean> {
  const answer = await new Promise<string>((resolve) => {
    let text = ''
    const socket = connect({ host, port })
    const timer = setTimeout(() => socket.destroy(), WAIT_MS)
    socket.once('connect', () => socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`))
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (text.includes('\r\n\r\n') || text.length > MOST_BYTES) socket.destroy()
    })
    socket.on('error', () => {})
    socket.once('close', () => {
      clearTimeout(timer)
      resolve(text)
    })
  })
  return /^HTTP\/1\.[01] (30[1278]|511)[ \r]/.test(answer)
}
