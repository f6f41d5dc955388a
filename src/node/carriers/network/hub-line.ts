import { gunzipSync } from 'node:zlib'
import { Client } from 'undici'
import type { CancelSignal } from '#app/ports/byte-source.ts'
import type { DeviceKeys } from '#app/ports/device-keys.ts'
import type { NetworkFailure } from '#app/ports/network-carrier.ts'
import type { HubId } from '#core/ids.ts'
import { MAX_ARRIVAL_BYTES } from '#core/network/arrival.ts'
import type { HubAddress, ProxyAddress } from '#core/network/hub-address.ts'
import { digestHeaderOf, signatureBase, signatureHeaders } from '#core/network/request-signature.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { randomBytes, sha256Hex } from '../../crypto/primitives.ts'
import { findLoginPage } from './find-login-page.ts'
import { LineError, lineFailureOf, refusalOf } from './line-failure.ts'
import { openSocket } from './open-socket.ts'

/** To whom and how a station speaks. */
export type LineOrder = {
  readonly address: HubAddress
  readonly proxy: ProxyAddress | null
  readonly pinsHex: readonly string[] | null
  /** Who signs; `null` for a request that nobody signs. */
  readonly signer: { readonly hubId: HubId; readonly device: DeviceKeys } | null
  readonly onPin?: (pinHex: string) => void
  /** Told of the bodies of requests that were answered. */
  readonly onSent?: (bytes: number) => void
  /** How long connecting may take. */
  readonly connectMs?: number
}

/** One request. */
export type LineRequest = {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly headers?: { readonly [name: string]: string }
  readonly body?: Uint8Array
  readonly signal: CancelSignal
  readonly deadlineMs: number
}

/** What was answered with a status below 400. */
type LineAnswer = {
  readonly status: number
  readonly headers: { readonly [name: string]: string | undefined }
  readonly bytes: Uint8Array
}

/** A failure with how long the hub asks to be left alone, where it does. */
export type LineRefusal = NetworkFailure & { readonly retryAfterMs?: number }

const CONNECT_MS = 30_000
const KEPT_OPEN_MS = 60_000

/** One connection to a hub, made when it is first needed and again when it broke. One request at a time. */
export class HubLine {
  readonly #order: LineOrder
  readonly #client: Client

  constructor(order: LineOrder) {
    this.#order = order
    const { address, proxy, pinsHex, onPin, connectMs = CONNECT_MS } = order
    this.#client = new Client(address.origin, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: KEPT_OPEN_MS,
      maxHeaderSize: 16_384,
      connect: (_options, done) => {
        openSocket({
          address,
          proxy,
          pinsHex,
          timeoutMs: connectMs,
          ...(onPin !== undefined && { onPin }),
        }).then(
          (socket) => done(null, socket),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
        )
      },
    })
  }

  /** Asks, and reads the whole answer. */
  async ask(request: LineRequest): Promise<Result<LineAnswer, LineRefusal>> {
    const stop = new AbortController()
    const cancel = () => stop.abort(new LineError({ code: 'cancelled' }))
    const timer = setTimeout(
      () => stop.abort(new LineError({ code: 'network/timed-out' })),
      request.deadlineMs,
    )
    request.signal.addEventListener('abort', cancel)
    if (request.signal.aborted) cancel()
    try {
      return await this.#send(request, stop.signal)
    } catch (error) {
      const failure = lineFailureOf(stop.signal.aborted ? stop.signal.reason : error)
      return fail(await this.#nameIntruder(failure))
    } finally {
      clearTimeout(timer)
      request.signal.removeEventListener('abort', cancel)
    }
  }

  async close(): Promise<void> {
    await this.#client.destroy()
  }

  async #send(request: LineRequest, signal: AbortSignal): Promise<Result<LineAnswer, LineRefusal>> {
    const { method, path, body } = request
    const {
      statusCode: status,
      headers,
      body: answer,
    } = await this.#client.request({
      method,
      path,
      headers: this.#headersOf(request),
      signal,
      ...(body !== undefined && { body }),
    })
    if (body !== undefined) this.#order.onSent?.(body.length)
    const bytes = await readAnswer(answer)
    const named = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
    )
    if (status >= 400) {
      const retryAfter = Number(named['retry-after'])
      return fail({
        ...refusalOf(status, bytes),
        ...(Number.isFinite(retryAfter) && retryAfter >= 0 && { retryAfterMs: retryAfter * 1000 }),
      })
    }
    // A hub sends nobody elsewhere.
    if (status >= 300 && status !== 304) return fail({ code: 'network/login-page' })
    return succeed({ status, headers: named, bytes: unpack(bytes, named['content-encoding']) })
  }

  #headersOf({ method, path, headers = {}, body }: LineRequest): Record<string, string> {
    const digest =
      body === undefined ? {} : { 'content-digest': digestHeaderOf(Buffer.from(sha256Hex(body), 'hex')) }
    const whole = { ...headers, ...digest }
    const { signer } = this.#order
    if (signer === null) return whole
    const { hubId, device } = signer
    const signed = { method, path, headers: whole }
    const parameters = {
      hubId,
      deviceKeyHex: device.publicKeyHex,
      createdAtMs: Date.now(),
      nonce: Buffer.from(randomBytes(16)).toString('base64url'),
    }
    const signature = Buffer.from(device.signHex(signatureBase(signed, parameters)), 'hex')
    return { ...whole, ...signatureHeaders(signed, parameters, signature) }
  }

  /** A foreign key may be the log-in page of a hotel, which says so where plain HTTP is asked. */
  async #nameIntruder(failure: NetworkFailure): Promise<NetworkFailure> {
    const { address, proxy } = this.#order
    if (failure.code !== 'network/hub-key-differs' || proxy !== null) return failure
    return (await findLoginPage(address)) ? { code: 'network/login-page' } : failure
  }
}

async function readAnswer(answer: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of answer) {
    sizeBytes += chunk.length
    if (sizeBytes > MAX_ARRIVAL_BYTES) throw new LineError({ code: 'sync/too-large' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function unpack(bytes: Uint8Array, encoding: string | undefined): Uint8Array {
  if (encoding !== 'gzip') return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_ARRIVAL_BYTES })
  } catch {
    throw new LineError({ code: 'network/not-a-hub' })
  }
}
