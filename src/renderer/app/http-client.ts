import type { CallMessage, Push } from '#contract/envelope.ts'
import { CARRIER_REFERENCE } from '../state/carrier-reference.ts'
import { type Carrier, CarrierBroken } from './carrier.ts'
import { makeEventStreamReader } from './event-stream.ts'

/** Sent with every request: a page of another origin cannot add a header, and nobody but this page has the key. */
export type PageHeaders = { readonly 'X-Samnum': '1'; readonly 'X-Samnum-Key': string }

/** The headers of a page with its key. */
export function pageHeaders(pageKey: string): PageHeaders {
  return { 'X-Samnum': '1', 'X-Samnum-Key': pageKey }
}

const RECONNECT_MS = 1_000

/** What carries calls over loopback HTTP to `samnum serve`, and tells whether its push stream stands. */
export type HttpCarrier = Carrier & {
  watchConnection(listener: (isConnected: boolean) => void): () => void
}

/** Makes the carrier of a page that `samnum serve` has served. Its session is the cookie set with the page, and the page's key. */
export function makeHttpCarrier(own: PageHeaders): HttpCarrier {
  const listeners = new Set<(push: Push) => void>()
  const watchers = new Set<(isConnected: boolean) => void>()
  void keepListening(
    own,
    (push) => {
      for (const listener of listeners) listener(push)
    },
    (isConnected) => {
      for (const watcher of watchers) watcher(isConnected)
    },
  )
  return {
    async carry(message: CallMessage) {
      const { name, ...body } = message
      const response = await send(`/api/call/${name}`, {
        method: 'POST',
        headers: { ...own, 'Content-Type': 'application/json' },
        body: JSON.stringify({ protocol: body.protocol, callId: body.callId, input: body.input }),
      })
      return await readAnswer(response)
    },
    cancel(callId) {
      // A call whose cancelling does not arrive goes on and answers as usual.
      send(`/api/cancel/${callId}`, { method: 'POST', headers: own }).catch(() => {})
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    watchConnection(watcher) {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}

/** Asks the server; a server that does not answer is a broken carrier. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin', cache: 'no-store', redirect: 'error' })
  } catch (cause) {
    throw new CarrierBroken(`${CARRIER_REFERENCE}-no-answer`, cause)
  }
}

/** Reads what the server answered; anything but an envelope is a broken carrier. */
export async function readAnswer(response: Response): Promise<unknown> {
  const isJson = response.headers.get('Content-Type')?.includes('json') === true
  const answer: unknown = isJson ? await response.json().catch(() => null) : null
  if (typeof answer === 'object' && answer !== null && 'outcome' in answer) return answer
  throw new CarrierBroken(`${CARRIER_REFERENCE}-http-${response.status}`)
}

// EventSource cannot send the header that the server may demand of every request, so the stream is read by hand.
async function keepListening(
  own: PageHeaders,
  tell: (push: Push) => void,
  watch: (isConnected: boolean) => void,
): Promise<void> {
  for (;;) {
    try {
      const response = await fetch('/api/events', {
        headers: { ...own, Accept: 'text/event-stream' },
        credentials: 'same-origin',
        cache: 'no-store',
      })
      if (response.ok && response.body !== null) {
        watch(true)
        const read = makeEventStreamReader((data) => tell(JSON.parse(data) as Push))
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) read(piece.value)
      }
    } catch {
      // The server is gone or restarting: the loop tries again, and the screen says so meanwhile.
    }
    watch(false)
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS))
  }
}
