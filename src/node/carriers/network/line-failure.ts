import type { NetworkFailure } from '#app/ports/network-carrier.ts'
import { NETWORK_CODES, type NetworkCode } from '#contract/network-operations.ts'
import { parseRefusal } from '#core/network/arrival.ts'

/** What ended a connection, with a failure for whoever asked; thrown through libraries that know errors only. */
export class LineError extends Error {
  readonly failure: NetworkFailure

  constructor(failure: NetworkFailure) {
    super(failure.code)
    this.failure = failure
  }
}

const NOT_FOUND: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EAI_FAIL',
  'EAI_NONAME',
])
const CUT: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'UND_ERR_SOCKET',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
])
const NO_WAY: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
])
const SLOW: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_ABORTED',
])
/** What answers to the first bytes of TLS with words of its own: a page of the network. */
const SPEAKS_PLAINLY: ReadonlySet<string> = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
])

/** Failures by which a line is known to be bad, and not the request: another try may do. */
export const OF_THE_LINE: ReadonlySet<string> = new Set<NetworkCode>([
  'network/cut',
  'network/timed-out',
  'network/unreachable',
  'network/too-slow',
  'network/name-not-found',
  'network/proxy-unreachable',
])

/** Failures of a hub that has too much to do just now. */
export const OF_A_BUSY_HUB: ReadonlySet<string> = new Set<NetworkCode>([
  'network/too-many',
  'network/hub-busy',
  'network/hub-stopping',
])

/** Tells whether the same request may be answered a while later. */
export function mayPass(code: string): boolean {
  return OF_THE_LINE.has(code) || OF_A_BUSY_HUB.has(code)
}

/** Translates what a request threw. @throws the error itself when it is a bug. */
export function lineFailureOf(error: unknown): NetworkFailure {
  if (error instanceof LineError) return error.failure
  const causeCode = codeOf(error)
  if (causeCode === null) throw error
  const facts = { causeCode }
  if (NOT_FOUND.has(causeCode)) return { code: 'network/name-not-found', facts }
  if (CUT.has(causeCode)) return { code: 'network/cut', facts }
  if (NO_WAY.has(causeCode)) return { code: 'network/unreachable', facts }
  if (SLOW.has(causeCode)) return { code: 'network/timed-out' }
  if (SPEAKS_PLAINLY.has(causeCode)) return { code: 'network/login-page' }
  if (causeCode.startsWith('ERR_SSL') || causeCode === 'EPROTO') return { code: 'network/tls-refused', facts }
  // What is no HTTP, or an answer that breaks its own length.
  if (causeCode.startsWith('HPE_') || causeCode.startsWith('UND_ERR')) return { code: 'network/not-a-hub' }
  throw error
}

// A library may wrap what the system said.
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'UND_ERR_ABORTED'
  return error.cause === undefined ? null : codeOf(error.cause)
}

const HOUR_MS = 3_600_000
const KNOWN: ReadonlySet<string> = new Set(NETWORK_CODES)

/** Reads the failure in an answer of a status from 400 on; what no hub says is `network/not-a-hub`. */
export function refusalOf(status: number, body: Uint8Array): NetworkFailure {
  const refusal = status === 511 ? null : parseRefusal(body)
  if (status === 511) return { code: 'network/login-page' }
  if (refusal === null || !KNOWN.has(refusal.code)) return { code: 'network/not-a-hub', facts: { status } }
  const { hubTimeMs, stationTimeMs } = refusal.facts ?? {}
  const hours =
    typeof hubTimeMs === 'number' && typeof stationTimeMs === 'number'
      ? { hours: Math.round(Math.abs(hubTimeMs - stationTimeMs) / HOUR_MS) }
      : {}
  const facts = { ...refusal.facts, ...hours }
  return { code: refusal.code as NetworkCode, ...(Object.keys(facts).length > 0 && { facts }) }
}
