import { createServer as createPlainServer, type RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { fail, type Result, succeed } from '#core/result.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { type ConnectionLimits, OpenConnections } from '../hub-server/connection-limits.ts'
import { answerText } from '../serve/answer.ts'
import { answerDeskRequest, type DeskPlace } from './answer-desk-request.ts'

/** A browser has no business in a header of more. */
const HEADER_BYTES = 16 * 1024
const HEADER_MS = 15_000
const REQUEST_MS = 60_000
const STOP_MS = 5_000

/** What a server for browsers at headquarters is made of. */
export type DeskServerParts = Omit<DeskPlace, 'authority' | 'scheme'> & {
  /** `null` for plain HTTP, which is for this machine alone. */
  readonly credentials: { readonly key: string; readonly cert: string } | null
  readonly listen: { readonly host: string; readonly port: number }
  /** The name under which browsers ask, `name:port` (without the scheme's own port); `null` for where it listens. */
  readonly authority: string | null
  readonly connections: ConnectionLimits
  reportBug(error: unknown): void
}

/** A server that answers browsers. */
export type DeskServer = { readonly port: number; readonly address: string; stop(): Promise<void> }

/** Why it does not answer. */
export type DeskServerFailure = {
  readonly code: 'network/address-taken' | 'network/address-refused'
  readonly facts?: { readonly causeCode: string }
}

const LOOPBACK = /^(?:127(?:\.[0-9]{1,3}){3}|::1)$/

/** Starts to answer browsers: over TLS, or in the clear on loopback alone. */
export async function startDeskServer(
  parts: DeskServerParts,
): Promise<Result<DeskServer, DeskServerFailure>> {
  const { credentials, listen, reportBug } = parts
  if (credentials === null && !LOOPBACK.test(listen.host))
    return fail({ code: 'network/address-refused', facts: { causeCode: 'NOT_LOOPBACK' } })
  const scheme = credentials === null ? 'http' : 'https'
  let place: DeskPlace | null = null
  const take: RequestListener = (request, response) => {
    // Listening starts before the port, and with it everything that names it, is known.
    if (place === null) return answerText(response, 503, 'starting\n')
    answerDeskRequest(place, request, response).catch((cause: unknown) => {
      if (!response.destroyed && !request.destroyed) reportBug(cause)
      if (response.headersSent) response.destroy()
      else answerText(response, 500, 'bug\n')
    })
  }
  const limits = { maxHeaderSize: HEADER_BYTES, headersTimeout: HEADER_MS, requestTimeout: REQUEST_MS }
  const server =
    credentials === null
      ? createPlainServer(limits, take)
      : createServer({ ...limits, ...credentials, minVersion: 'TLSv1.2', handshakeTimeout: HEADER_MS }, take)
  const open = new OpenConnections(parts.connections)
  server.on('connection', (socket: Socket) => void open.take(socket))
  server.on('tlsClientError', (_error, socket: Socket) => socket.destroy())
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host: listen.host, port: listen.port, exclusive: true }, () => {
        server.off('error', reject)
        resolve()
      })
    })
  } catch (error) {
    const causeCode = errnoOf(error)
    return causeCode === 'EADDRINUSE'
      ? fail({ code: 'network/address-taken' })
      : fail({ code: 'network/address-refused', facts: { causeCode } })
  }
  const { port } = server.address() as AddressInfo
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host
  // As browsers name it: without the port where it is the scheme's own.
  const authority = parts.authority ?? new URL(`${scheme}://${host}:${port}`).host
  place = { pages: parts.pages, answer: parts.answer, authority, scheme }
  return succeed({
    port,
    address: `${scheme}://${authority}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const last = setTimeout(() => open.destroyAll(), STOP_MS)
      await closed
      clearTimeout(last)
    },
  })
}
