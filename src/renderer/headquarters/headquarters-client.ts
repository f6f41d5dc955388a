import type { AbortLike } from '#contract/dispatcher.ts'
import type { Envelope } from '#contract/envelope.ts'
import type {
  HeadquartersInput,
  HeadquartersName,
  HeadquartersOutput,
} from '#contract/headquarters-operations.ts'
import type { OperationName } from '#contract/operations.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { asEnvelope, CarrierBroken, newCallId } from '../app/carrier.ts'
import { readAnswer, send } from '../app/http-client.ts'
import { CARRIER_REFERENCE } from '../state/carrier-reference.ts'

/** Asks headquarters' server, beside a station or about one. Never rejects. */
export type HeadquartersClient = {
  call<Name extends HeadquartersName>(
    name: Name,
    input: HeadquartersInput<Name>,
    signal?: AbortLike,
  ): Promise<Envelope<HeadquartersOutput<Name>>>
  /** Asks for a query of one station. */
  read(vaultId: string, name: OperationName, input: unknown, signal?: AbortLike): Promise<Envelope<unknown>>
}

/** Makes the client of a page that headquarters served. The session is a cookie that no script reads. */
export function makeHeadquartersClient(follow: (answer: Envelope<unknown>) => void): HeadquartersClient {
  const carry = async (path: string, input: unknown, signal?: AbortLike): Promise<Envelope<unknown>> => {
    const answer = await ask(path, input, signal)
    follow(answer)
    return answer
  }
  return {
    call: (name, input, signal) => carry(`/api/call/${name}`, input, signal) as never,
    read: (vaultId, name, input, signal) => carry(`/api/station/${vaultId}/${name}`, input, signal),
  }
}

async function ask(path: string, input: unknown, signal?: AbortLike): Promise<Envelope<unknown>> {
  if (signal?.aborted === true) return { outcome: 'cancelled' }
  const stop = new AbortController()
  const cancel = () => stop.abort()
  signal?.addEventListener('abort', cancel)
  try {
    const response = await send(path, {
      method: 'POST',
      // A page of another origin cannot add a header.
      headers: { 'X-Samnum': '1', 'Content-Type': 'application/json' },
      body: JSON.stringify({ protocol: PROTOCOL_VERSION, callId: newCallId(), input }),
      signal: stop.signal,
    })
    return asEnvelope(await readAnswer(response))
  } catch (cause) {
    if (stop.signal.aborted) return { outcome: 'cancelled' }
    const isCarrier = cause instanceof CarrierBroken
    return { outcome: 'bug', reference: isCarrier ? cause.reference : `${CARRIER_REFERENCE}-no-answer` }
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}
