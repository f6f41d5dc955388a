import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Engine } from '../engine/engine.ts'
import { answerBytes, answerNothing, answerText } from './answer.ts'
import { answerCall, isCallId } from './answer-call.ts'
import { streamPushes } from './event-stream.ts'
import type { IdleLock } from './idle-lock.ts'
import type { PageFiles } from './page-files.ts'
import { checkSender, checkSite, type Refusal } from './request-guard.ts'
import { protectiveHeaders } from './response-headers.ts'
import type { SessionKey } from './session-key.ts'
import { sendDownload, sendReport, takeUpload } from './transfer-files.ts'

/** What requests are answered from. */
export type Workstation = {
  readonly engine: Engine
  readonly pages: PageFiles
  /** `127.0.0.1:PORT`: the one host that requests may name. */
  readonly authority: string
  readonly session: SessionKey
  readonly idle: IdleLock
}

const OPAQUE_ID = /^[0-9a-f]{32}$/

/** Said in a browser that has no session; in both languages, because nobody has chosen one there. */
const NO_SESSION = `សូមបើកអាសយដ្ឋានដែលពាក្យបញ្ជា samnum serve បានបង្ហាញ។ វាប្រើបានតែម្តង។ បើបាត់ សូមបញ្ឈប់ពាក្យបញ្ជានោះ រួចដំណើរការឡើងវិញ។

Open the address that samnum serve printed. It works once. If it is lost, stop that command and start it again.
`

/** Answers one request. Order, failing closed: host, method, origin, header, token or session, site, path. */
export async function routeRequest(
  workstation: Workstation,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { authority, session } = workstation
  const method = request.method ?? ''
  const [path = '', query = ''] = splitTarget(request.url ?? '')
  const refused = checkSender({ method, path, headers: request.headers }, authority)
  if (refused !== null) return refuse(response, refused)
  const token = path === '/' && method === 'GET' ? new URLSearchParams(query).get('token') : null
  if (token !== null && openSession(session, token, response)) return
  if (!session.admits(request.headers.cookie)) return refuse(response, { reason: 'no-session', status: 401 })
  // An address with a token that is void leads back to the page in the browser that has the session.
  if (token !== null) return redirectHome(response, {})
  const foreign = checkSite(request.headers)
  if (foreign !== null) return refuse(response, foreign)
  await answerPath(workstation, method, path, request, response)
}

async function answerPath(
  workstation: Workstation,
  method: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { engine, pages, idle } = workstation
  const [, area = '', name = '', rest] = path.split('/')
  if (method === 'POST' && path.startsWith('/api/call/')) {
    const ended = idle.begin()
    return await answerCall(engine, path.slice('/api/call/'.length), request, response).finally(ended)
  }
  if (method === 'POST' && area === 'api' && name === 'cancel' && rest !== undefined && isCallId(rest)) {
    engine.cancel(rest)
    return answerNothing(response)
  }
  if (method === 'GET' && path === '/api/events') return streamPushes(engine, response)
  const id = rest === undefined && OPAQUE_ID.test(name) ? name : null
  if (method === 'PUT' && area === 'intake' && id !== null) {
    const ended = idle.begin()
    return await takeUpload(engine, id, request, response).finally(ended)
  }
  if (method === 'GET' && area === 'outlet' && id !== null) {
    const ended = idle.begin()
    return await sendDownload(engine, id, response).finally(ended)
  }
  if (method === 'GET' && area === 'report' && id !== null) return sendReport(engine, id, response)
  const file = method === 'GET' || method === 'HEAD' ? await pages.read(path) : null
  if (file === null) return answerText(response, 404, 'not found\n')
  answerBytes(response, 200, file.contentType, file.bytes)
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
  answerText(response, status, reason === 'no-session' ? NO_SESSION : `${reason}\n`)
}

/** Splits a request target in origin form; any other form has no path here. */
function splitTarget(target: string): readonly [path: string, query: string] {
  const at = target.indexOf('?')
  const path = at === -1 ? target : target.slice(0, at)
  return path.startsWith('/') ? [path, at === -1 ? '' : target.slice(at + 1)] : ['', '']
}
