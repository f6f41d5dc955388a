import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Envelope } from '#contract/envelope.ts'
import type { HeadquartersCall } from '#contract/headquarters-dispatcher.ts'
import { answerBytes, answerJson, answerText } from '../serve/answer.ts'
import type { PageFiles } from '../serve/page-files.ts'
import { readJsonBody } from '../serve/read-body.ts'
import { checkSender, checkSite } from '../serve/request-guard.ts'
import { protectiveHeaders } from '../serve/response-headers.ts'
import { cookieHeader, tokenIn } from './session-cookie.ts'

/** A call is a few fields; the longest text that is sent is a message. */
const MAX_CALL_BYTES = 512 * 1024
const CALL = /^\/api\/call\/([A-Za-z0-9.]{1,64})$/
const STATION_CALL = /^\/api\/station\/([0-9a-f]{32})\/([A-Za-z0-9.]{1,64})$/
const CALL_ID = /^[A-Za-z0-9-]{1,64}$/
const HOME_PAGE = '/headquarters.html'

/** What requests of browsers at headquarters are answered from. */
export type DeskPlace = {
  readonly pages: PageFiles
  /** `name:port`: the one host that requests may name. */
  readonly authority: string
  readonly scheme: 'http' | 'https'
  /** Answers a call that came with a session's secret, and says what becomes of the secret. */
  answer(
    call: HeadquartersCall,
    from: string,
    token: string | null,
    signal: AbortSignal,
  ): Promise<{ readonly envelope: Envelope<unknown>; readonly token?: string | null }>
}

/** Answers one request. Order, failing closed: host, method, origin, header, site, path, body, session and role. */
export async function answerDeskRequest(
  place: DeskPlace,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { authority, scheme, pages } = place
  if (scheme === 'https') response.setHeader('strict-transport-security', 'max-age=31536000')
  const method = request.method ?? ''
  const target = request.url ?? ''
  const path = target.startsWith('/') ? (target.split('?', 1)[0] ?? '') : ''
  const refused = checkSender({ method, path, headers: request.headers }, authority, scheme)
  if (refused !== null) return refuse(response, refused.status, `${refused.reason}\n`)
  if (path.startsWith('/api/')) {
    const foreign = checkSite(request.headers)
    if (foreign !== null) return refuse(response, foreign.status, `${foreign.reason}\n`)
    if (method !== 'POST') return refuse(response, 405, 'wrong-method\n')
    return await answerCall(place, path, request, response)
  }
  if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405, 'wrong-method\n')
  const file = await pages.read(path === '/' ? HOME_PAGE : path)
  if (file === null) return answerText(response, 404, 'not found\n')
  answerBytes(response, 200, file.contentType, file.bytes, protectiveHeaders('page'))
}

async function answerCall(
  { answer, scheme }: DeskPlace,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const own = CALL.exec(path)
  const ofStation = STATION_CALL.exec(path)
  const name = own?.[1] ?? ofStation?.[2]
  if (name === undefined) return refuse(response, 404, 'not found\n')
  if (!/^application\/json(;|$)/i.test(request.headers['content-type'] ?? ''))
    return refuse(response, 415, 'the body of a call is application/json\n')
  const body = await readJsonBody(request, MAX_CALL_BYTES)
  if (!body.ok)
    return body.failure === 'too-large'
      ? refuse(response, 413, `a call has at most ${MAX_CALL_BYTES} bytes\n`)
      : refuse(response, 400, 'the body of a call is a JSON object\n')
  const { protocol, callId, input, ...rest } = body.value
  const isCall =
    typeof protocol === 'number' &&
    typeof callId === 'string' &&
    CALL_ID.test(callId) &&
    Object.keys(rest).length === 0
  if (!isCall) return refuse(response, 400, 'a call has protocol, callId and input\n')
  const controller = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  const call = { protocol, name, stationId: ofStation?.[1] ?? null, input }
  const from = request.socket.remoteAddress ?? 'unknown'
  const said = await answer(call, from, tokenIn(request.headers.cookie, scheme), controller.signal)
  if (said.token !== undefined) response.setHeader('set-cookie', cookieHeader(said.token, scheme))
  answerJson(response, 200, said.envelope)
}

function refuse(response: ServerResponse, status: number, text: string): void {
  // What is left of the body is not read, so the connection cannot carry another request.
  response.setHeader('connection', 'close')
  answerText(response, status, text)
}
