import type { Client } from '#contract/client.ts'
import type { Progress } from '#contract/define.ts'
import type { CallMessage, Envelope, Push } from '#contract/envelope.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { CARRIER_REFERENCE } from '../state/carrier-reference.ts'

/** What takes calls to the engine and brings pushes back: loopback HTTP or the desktop's bridge. */
export type Carrier = {
  /** Rejects with a {@link CarrierBroken} when the engine cannot be reached. */
  carry(message: CallMessage): Promise<unknown>
  cancel(callId: string): void
  subscribe(listener: (push: Push) => void): () => void
}

/** Thrown by a carrier that could not bring a call to the engine, or its answer back. */
export class CarrierBroken extends Error {
  readonly reference: string

  constructor(reference: string, cause?: unknown) {
    super(reference, { cause })
    this.name = 'CarrierBroken'
    this.reference = reference
  }
}

/** Makes the client of a window out of whatever carries its calls. */
export function makeClient(carrier: Carrier): Client {
  const progressListeners = new Map<string, (progress: Progress) => void>()
  carrier.subscribe((push) => {
    if (push.topic === 'progress') progressListeners.get(push.callId)?.(push.progress)
  })
  return {
    async call(name, input, options = {}) {
      const callId = newCallId()
      const { signal, onProgress } = options
      if (signal?.aborted) return { outcome: 'cancelled' }
      const cancel = () => carrier.cancel(callId)
      if (onProgress !== undefined) progressListeners.set(callId, onProgress)
      signal?.addEventListener('abort', cancel)
      try {
        const answer = await carrier.carry({ protocol: PROTOCOL_VERSION, callId, name, input })
        return asEnvelope(answer)
      } catch (cause) {
        return { outcome: 'bug', reference: referenceOf(cause) }
      } finally {
        progressListeners.delete(callId)
        signal?.removeEventListener('abort', cancel)
      }
    },
    subscribe: (listener) => carrier.subscribe(listener),
  }
}

/** Reads an answer as an envelope; anything else is a broken carrier. */
export function asEnvelope<Output>(answer: unknown): Envelope<Output> {
  if (typeof answer === 'object' && answer !== null && 'outcome' in answer) {
    const { outcome } = answer
    if (outcome === 'done' || outcome === 'failed' || outcome === 'cancelled' || outcome === 'bug') {
      return answer as Envelope<Output>
    }
  }
  throw new CarrierBroken(`${CARRIER_REFERENCE}-answer-unreadable`)
}

/** 32 hex digits nobody else uses. */
export function newCallId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function referenceOf(cause: unknown): string {
  return cause instanceof CarrierBroken ? cause.reference : `${CARRIER_REFERENCE}-no-answer`
}
