import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Engine } from '../engine/engine.ts'
import { parseReadBackPath } from '../read-back/read-back-files.ts'
import { parsePreviewPath } from '../viewing/preview-address.ts'
import { answerBytes, answerNothing, answerText } from './answer.ts'
import { answerCall } from './answer-call.ts'
import { streamPushes } from './event-stream.ts'
import type { IdleLock, StartTimer } from './idle-lock.ts'
import type { PageFiles } from './page-files.ts'
import { checkSender, checkSite, type Refusal, wantsPageKey } from './request-guard.ts'
import { protectiveHeaders } from './response-headers.ts'
import { sendReadBack } from './send-read-back.ts'
import type { SessionKey } from './session-key.ts'
import { sendDownload, sendPreview, sendReport, takeUpload } from './transfer-files.ts'

/** What requests are answered from. */
export type Workstation = {
  readonly engine: Engine
  readonly pages: PageFiles
  /** `127.0.0.1:PORT`: the one host that requests may name. */
  readonly authority: string
  readonly session: SessionKey
  readonly idle: IdleLock
  /** Runs out for a transfer in which nothing moves. */
  readonly startTimer: StartTimer
}

/** Said in a browser that has no session; in both languages, because nobody has chosen one there. */
const NO_SESSION = `សូមបើកអាសយដ្ឋានដែលពាក្យបញ្ជា samnum serve បានបង្ហាញ។ វាប្រើបានតែម្ដង។ បើបាត់ សូមបញ្ឈប់ពាក្យបញ្ជានោះ រួចដំណើរការឡើងវិញ។

Open the address that samnum serve printed. It works once. If it is lost, stop that command and start it again.
`

/** Answers one request. Order, failing closed: host, method, origin, header, token or session, site, the page's key, path. */
export async function routeRequest(
  workstation: Workstation,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { authority, session } = workstation
  const method = request.method ?? ''
  const [path = '', query = ''] = splitTarget(request.url ?? '')
  // The frame of sound and film has no origin, so that it says `null` and no cookie comes with what it asks for: the address itself,
  // which nobody guesses and which ends with looking, admits to these bytes and to no others.
  const isOfFrame = method === 'GET' && OF_FRAME.test(path)
  const { origin, ...withoutOrigin } = request.headers
  const headers = isOfFrame && origin === 'null' ? withoutOrigin : request.headers
  const refused = checkSender({ method, path, headers }, authority)
  if (refused !== null) return refuse(response, refused)
  if (isOfFrame) return await answerPath(workstation, method, path, request, response)
  const token = path === '/' && method === 'GET' ? new URLSearchParams(query).get('token') : null
  if (token !== null && openSession(session, token, response)) return
  if (!session.admits(request.headers.cookie)) return refuse(response, { reason: 'no-session', status: 401 })
  // An address with a token that is void leads back to the page in the browser that has the session.
  if (token !== null) return redirectHome(response, {})
  const foreign = checkSite(request.headers)
  if (foreign !== null) return refuse(response, foreign)
  if (wantsPageKey(path) && !session.isPageKey(request.headers['x-samnum-key']))
    return refuse(response, { reason: 'no-page-key', status: 401 })
  await answerPath(workstation, method, path, request, response)
}

async function answerPath(
  workstation: Workstation,
  method: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { engine, pages, idle, startTimer } = workstation
  const { route, name } = findRoute(method, path)
  if (route === 'call') {
    const ended = idle.begin()
    return await answerCall(engine, name, request, response).finally(ended)
  }
  if (route === 'intake') {
    const ended = idle.begin()
    return await takeUpload(engine, name, request, response, startTimer).finally(ended)
  }
  if (route === 'outlet') {
    const ended = idle.begin()
    return await sendDownload(engine, name, response, startTimer).finally(ended)
  }
  if (route === 'cancel') {
    engine.cancel(name)
    return answerNothing(response)
  }
  if (route === 'events') return streamPushes(engine, response)
  const preview = route === 'preview' ? PREVIEW.exec(path) : null
  const address = preview === null ? null : parsePreviewPath(preview[2] ?? '')
  if (preview !== null && address !== null) {
    const ended = idle.begin()
    return await sendPreview(engine, preview[1] ?? '', address, response, startTimer).finally(ended)
  }
  if (route === 'report') return sendReport(engine, name, response)
  const shown = method === 'GET' ? parseReadBackPath(path) : null
  // Looked at for as long as it lies on the desk, it keeps no vault open.
  if (shown !== null) return await sendReadBack(engine, shown.pageId, shown.file, response)
  const file = method === 'GET' || method === 'HEAD' ? await pages.read(path) : null
  if (file === null) return answerText(response, 404, 'not found\n')
  answerBytes(response, 200, file.contentType, file.bytes)
}

const PREVIEW = /^\/preview\/([0-9a-f]{32})\/(.+)$/
const OF_FRAME = /^\/preview\/[0-9a-f]{32}\/(?:km|en)\/\d{1,7}\/(?:media|style\.css)$/

const ROUTES = [
  // Whatever the name is: the dispatcher says that there is no such operation.
  { route: 'call', method: 'POST', path: /^\/api\/call\/(.*)$/ },
  { route: 'cancel', method: 'POST', path: /^\/api\/cancel\/([A-Za-z0-9-]{1,64})$/ },
  { route: 'events', method: 'GET', path: /^\/api\/events()$/ },
  { route: 'intake', method: 'PUT', path: /^\/intake\/([0-9a-f]{32})$/ },
  { route: 'outlet', method: 'GET', path: /^\/outlet\/([0-9a-f]{32})$/ },
  { route: 'preview', method: 'GET', path: PREVIEW },
  { route: 'report', method: 'GET', path: /^\/report\/([0-9a-f]{32})$/ },
] as const

/** What a request asks for, with the one name in its path; `page` when it is none of the table. */
function findRoute(
  method: string,
  path: string,
): { route: (typeof ROUTES)[number]['route'] | 'page'; name: string } {
  for (const known of ROUTES) {
    const found = known.method === method ? known.path.exec(path) : null
    if (found !== null) return { route: known.route, name: found[1] ?? '' }
  }
  return { route: 'page', name: '' }
}

function openSession(session: SessionKey, token: string, response: ServerResponse): boolean {
  const cookie = session.redeem(token)
  if (cookie === null) return false
  const attributes = 'HttpOnly; SameSite=Strict; Path=/'
  redirectHome(response, { 'set-cookie': `${session.cookieName}=${cookie}; ${attributes}` })
  return true
}

function redirectHome(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  response.writeHead(303, { ...protectiveHeaders('page'), ...headers, location: '/', 'content-length': '0' })
  response.end()
}

function refuse(response: ServerResponse, { reason, status }: Refusal): void {
  response.setHeader('connection', 'close')
  answerText(response, status, status === 401 ? NO_SESSION : `${reason}\n`)
}

/** Splits a request target in origin form; any other form has no path here. */
function splitTarget(target: string): readonly [path: string, query: string] {
  const at = target.indexOf('?')
  const path = at === -1 ? target : target.slice(0, at)
  return path.startsWith('/') ? [path, at === -1 ? '' : target.slice(at + 1)] : ['', '']
}
