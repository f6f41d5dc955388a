import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { type NetworkAnswer, refusalOf, sendAnswer } from './answer-request.ts'
import { type ConnectionLimits, OpenConnections } from './connection-limits.ts'
import { type HubLog, LineBudget, loggedCode } from './hub-log.ts'
import { BodyCut } from './put-piece.ts'
import { MOST_HEADERS, type NetworkRequest, readRequest } from './read-request.ts'
import type { ServerCounts } from './server-counts.ts'

/** How long what may take, in milliseconds. */
export type ServerTimes = {
  /** A request's header, from the first byte on or since the connection was made. */
  readonly headerMs: number
  /** A connection on which nothing comes or goes. */
  readonly idleMs: number
  /** A request with its body. */
  readonly requestMs: number
  /** How long what is under way may take once the server stops. */
  readonly stopMs: number
}

/** What `docs/format-network.md`, section 7, says. Node's own limit of five minutes ends slow uploads. */
export const SERVER_TIMES: ServerTimes = {
  headerMs: 30_000,
  idleMs: 120_000,
  requestMs: 30 * 60_000,
  stopMs: 30_000,
}

/** Between requests a connection waits this long. */
const KEEP_ALIVE_MS = 75_000

/** Lines about refusals in a minute; the counts have all of them. */
const REFUSAL_LINES = 120

/** What a server is made of. */
export type ServerParts = {
  readonly credentials: { readonly key: string; readonly cert: string }
  readonly listen: { readonly host: string; readonly port: number }
  readonly log: HubLog
  readonly counts: ServerCounts
  readonly times: ServerTimes
  readonly connections: ConnectionLimits
  /** Answers a request whose header was read. */
  readonly answer: (request: NetworkRequest) => Promise<NetworkAnswer>
}

/** A server that answers. */
export type NetworkServer = {
  readonly host: string
  readonly port: number
  /** Takes no more requests, lets what is under way end, and closes. */
  stop(): Promise<void>
}

/** Starts to answer stations over TLS 1.3. */
export async function startNetworkServer(parts: ServerParts): Promise<
  Result<
    NetworkServer,
    {
      readonly code: 'network/address-taken' | 'network/address-refused'
      readonly facts?: { causeCode: string }
    }
  >
> {
  const { times, log, counts } = parts
  const open = new OpenConnections(parts.connections)
  counts.gauge('samnum_connections', () => open.count)
  let isStopping = false
  const refusals = new LineBudget(REFUSAL_LINES, 60_000)
  /** Connections with a request that was not answered yet. */
  const busy = new WeakSet<Duplex>()
  const take = (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request
    busy.add(socket)
    response.once('close', () => busy.delete(socket))
    void serve(parts, refusals, request, response, () => isStopping)
  }
  const server = createServer(
    {
      ...parts.credentials,
      minVersion: 'TLSv1.3',
      handshakeTimeout: times.headerMs,
      maxHeaderSize: NETWORK_LIMITS.headerBytes,
      headersTimeout: times.headerMs,
      requestTimeout: times.requestMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: Math.min(5000, times.headerMs),
      noDelay: true,
    },
    take,
  )
  // One more than is allowed, so that what is left out is noticed.
  server.maxHeadersCount = MOST_HEADERS + 1
  server.timeout = times.idleMs
  server.on('connection', (socket: Socket) => {
    if (!open.take(socket)) counts.add('samnum_refusals_total', { code: 'network/too-many' })
  })
  server.on('timeout', (socket) => {
    // Nobody waits for an answer on a connection that is kept for later.
    if (busy.has(socket)) endWith(socket, 'network/too-slow')
    else socket.destroy()
  })
  server.on('checkContinue', (request, response) => {
    request.headers.expect ??= '100-continue'
    take(request, response)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const isSlow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
    counts.add('samnum_refusals_total', { code: isSlow ? 'network/too-slow' : 'network/request-malformed' })
    endWith(socket, isSlow ? 'network/too-slow' : 'network/request-malformed')
  })
  // A stranger who speaks no TLS, or another version, is nobody's trouble.
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  const listening = await listen(server, parts.listen)
  if (!listening.ok) return listening
  log.info('listening', { port: listening.value.port })
  return succeed({
    host: parts.listen.host,
    port: listening.value.port,
    async stop() {
      isStopping = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const last = setTimeout(() => open.destroyAll(), times.stopMs)
      await closed
      clearTimeout(last)
      log.info('stopped')
    },
  })
}

async function serve(
  { answer, log, counts }: ServerParts,
  refusals: LineBudget,
  request: IncomingMessage,
  response: ServerResponse,
  isStopping: () => boolean,
): Promise<void> {
  const begunMs = performance.now()
  const read = readRequest(request)
  let said: NetworkAnswer
  try {
    said = isStopping() ? stopping(read) : read.ok ? await answer(read.value) : refusalOf(read.failure)
  } catch (error) {
    if (!(error instanceof BodyCut)) log.bug('request-failed', error)
    said = refusalOf({ code: error instanceof BodyCut ? 'network/too-slow' : 'network/hub-failed' })
  }
  const target = read.ok ? read.value.target.kind : 'none'
  counts.add('samnum_requests_total', { target, status: String(said.status) })
  const code = said.code === undefined ? undefined : loggedCode(said.code)
  if (code !== undefined) counts.add('samnum_refusals_total', { code })
  const leftOut = said.status < 400 ? 0 : refusals.take(begunMs)
  if (leftOut !== null)
    log.info('request', {
      target,
      status: said.status,
      code,
      tookMs: Math.round(performance.now() - begunMs),
      bytes: read.ok ? read.value.lengthBytes : undefined,
      leftOut: leftOut === 0 ? undefined : leftOut,
    })
  const isLast = isStopping() || (said.status >= 400 && request.complete)
  const headers = isLast ? { ...said.headers, Connection: 'close' } : said.headers
  await sendAnswer(
    response,
    headers === undefined ? said : { ...said, headers },
    read.ok && read.value.acceptsGzip,
  ).catch((error: unknown) => log.bug('answer-failed', error))
  // What is left of a refused body is passed over, so that the answer is read and the connection serves again.
  if (!request.complete) request.resume()
}

function stopping(read: ReturnType<typeof readRequest>): NetworkAnswer {
  if (read.ok && read.value.target.kind === 'health')
    return { status: 503, body: canonicalBytes({ status: 'stopping' }) }
  return refusalOf({ code: 'network/hub-stopping' })
}

/** Ends a connection on which no answer can be made the ordinary way. */
function endWith(socket: Duplex, code: 'network/too-slow' | 'network/request-malformed'): void {
  const { status, body } = refusalOf({ code })
  const text = Buffer.from(body ?? []).toString()
  if (socket.writable)
    socket.end(
      `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`,
    )
  // Whoever does not read the end of it does not keep it open.
  setTimeout(() => socket.destroy(), 1000).unref()
}

async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<
  Result<
    { readonly port: number },
    {
      readonly code: 'network/address-taken' | 'network/address-refused'
      readonly facts?: { causeCode: string }
    }
  >
> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port, exclusive: true }, () => {
        server.off('error', reject)
        resolve()
      })
    })
    return succeed({ port: (server.address() as AddressInfo).port })
  } catch (error) {
    if (error instanceof Error && !('syscall' in error)) throw error
    const causeCode = errnoOf(error)
    return causeCode === 'EADDRINUSE'
      ? fail({ code: 'network/address-taken' })
      : fail({ code: 'network/address-refused', facts: { causeCode } })
  }
}
