import type { IncomingMessage } from 'node:http'
import type { Failure } from '#contract/failures.ts'
import { type NetworkTarget, parseTarget } from '#core/network/network-paths.ts'
import { SIGNED_HEADERS, type SignedRequest } from '#core/network/request-signature.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { BodyCut } from './put-piece.ts'

/** Most lines of a request's header. */
export const MOST_HEADERS = 40

/** A request whose header was read. Nothing in it is believed. */
export type NetworkRequest = {
  readonly target: NetworkTarget
  readonly signed: SignedRequest
  readonly signatureInput: string | undefined
  readonly signature: string | undefined
  readonly lengthBytes: number
  readonly acceptsGzip: boolean
  /** The body as it comes. It ends after `lengthBytes` or throws {@link BodyCut}. */
  body(): AsyncGenerator<Uint8Array>
}

/** Reads the header of a request (`docs/format-network.md`, section 1). */
export function readRequest(
  request: IncomingMessage,
): Result<NetworkRequest, Failure<'network/request-malformed' | 'network/no-such-path'>> {
  const { method = '', url = '', headers } = request
  const target = parseTarget(method, url)
  if (target === null) return fail({ code: 'network/no-such-path' })
  const isPlain =
    headers['transfer-encoding'] === undefined &&
    headers['content-encoding'] === undefined &&
    headers.expect === undefined &&
    request.rawHeaders.length <= MOST_HEADERS * 2
  const length = headers['content-length'] ?? '0'
  const takesBody = target.kind === 'opening' || target.kind === 'piece' || target.kind === 'enrolment'
  const isLength = /^(?:0|[1-9][0-9]{0,9})$/.test(length)
  if (!isPlain || !isLength || (takesBody ? headers['content-length'] === undefined : length !== '0'))
    return fail({ code: 'network/request-malformed' })
  const lengthBytes = Number(length)
  const named = SIGNED_HEADERS.map((name) => [name, oneOf(headers[name])] as const)
  return succeed({
    target,
    signed: { method, path: url, headers: Object.fromEntries(named) },
    signatureInput: oneOf(headers['signature-input']),
    signature: oneOf(headers.signature),
    lengthBytes,
    acceptsGzip: /\bgzip\b/.test(oneOf(headers['accept-encoding']) ?? ''),
    body: () => bodyOf(request, lengthBytes),
  })
}

/** Reads a whole body into memory. */
export async function readBody({ body, lengthBytes }: NetworkRequest): Promise<Uint8Array> {
  const bytes = new Uint8Array(lengthBytes)
  let doneBytes = 0
  for await (const chunk of body()) {
    bytes.set(chunk, doneBytes)
    doneBytes += chunk.length
  }
  return bytes
}

async function* bodyOf(request: IncomingMessage, lengthBytes: number): AsyncGenerator<Uint8Array> {
  // The connection outlives a refusal in the middle of a body, so that the answer arrives.
  const chunks = request.iterator({ destroyOnReturn: false })
  let doneBytes = 0
  for (;;) {
    const next = await chunks.next().catch(() => null)
    if (next === null) throw new BodyCut('the connection ended in a body')
    if (next.done === true) break
    doneBytes += next.value.length
    if (doneBytes > lengthBytes) throw new BodyCut('more than was announced')
    yield next.value
  }
  if (doneBytes !== lengthBytes) throw new BodyCut('the connection ended in a body')
}

function oneOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
