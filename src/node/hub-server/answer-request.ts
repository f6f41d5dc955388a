import type { ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'

const compress = promisify(gzip)

/** From how many bytes on an answer is compressed. */
const COMPRESSED_FROM = 1024

/** What a request is answered with. */
export type NetworkAnswer = {
  readonly status: number
  readonly body: Uint8Array | null
  readonly headers?: { readonly [name: string]: string | number }
  /** The failure's code, for the log and the counts. */
  readonly code?: string
}

/** A failure that leaves the hub. */
export type AnsweredFailure = {
  readonly code: string
  readonly facts?: { readonly [name: string]: unknown }
}

const STATUS: { readonly [code: string]: number } = {
  'network/request-malformed': 400,
  'network/digest-differs': 400,
  'network/not-signed': 401,
  'network/signature-wrong': 401,
  'network/clock-differs': 401,
  'sync/device-unknown': 403,
  'sync/device-revoked': 403,
  'sync/for-another-hub': 403,
  'sync/for-another-station': 403,
  'sync/code-unknown': 403,
  'sync/code-spent': 403,
  'hub/code-expired': 403,
  'hub/enrolled-as-another': 403,
  'network/no-such-path': 404,
  'network/no-such-package': 404,
  'network/no-such-update': 404,
  'network/too-slow': 408,
  'network/offset-differs': 409,
  'network/too-large': 413,
  'network/too-many': 429,
  'network/hub-failed': 500,
  'network/hub-busy': 503,
  'network/hub-stopping': 503,
  'network/hub-full': 507,
}

/** After how many seconds a station asks again, where waiting helps. */
const RETRY_AFTER: { readonly [status: number]: number } = { 429: 30, 503: 10, 507: 300 }

/** The hub's own troubles have one name outside: what is wrong with its disk or its store is nobody else's business. */
function outside({ code, facts }: AnsweredFailure): AnsweredFailure {
  if (code === 'disk/full') return { code: 'network/hub-full' }
  if (code === 'hub/store-busy' || code === 'hub/moved-meanwhile') return { code: 'network/hub-busy' }
  if (/^(?:disk|database|hub)\//.test(code) && STATUS[code] === undefined)
    return { code: 'network/hub-failed' }
  return facts === undefined ? { code } : { code, facts }
}

/** The answer to a request that is refused. */
export function refusalOf(failure: AnsweredFailure): NetworkAnswer {
  const { code, facts } = outside(failure)
  const status = STATUS[code] ?? 422
  const body = canonicalBytes(facts === undefined ? { code } : { code, facts: facts as never })
  const after = RETRY_AFTER[status]
  return {
    status,
    body,
    code: failure.code,
    ...(after !== undefined && { headers: { 'Retry-After': after } }),
  }
}

/** Sends an answer. */
export async function sendAnswer(
  response: ServerResponse,
  { status, body, headers = {} }: NetworkAnswer,
  acceptsGzip: boolean,
): Promise<void> {
  if (response.destroyed) return
  const isLong = body !== null && acceptsGzip && body.length > COMPRESSED_FROM
  const sent = isLong ? await compress(body) : body
  response.writeHead(status, {
    ...(sent !== null && { 'Content-Type': 'application/json', 'Content-Length': sent.length }),
    ...headers,
    ...(isLong && { 'Content-Encoding': 'gzip' }),
  })
  response.end(sent ?? undefined)
}
