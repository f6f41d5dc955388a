import type { Envelope } from '#contract/envelope.ts'
import { CARRIER_REFERENCE } from '../state/carrier-reference.ts'

/** Fetches the bytes at an address of the page's own origin. */
export async function readBytes(address: string, headers: HeadersInit = {}): Promise<Envelope<Uint8Array>> {
  try {
    const response = await fetch(address, { headers, cache: 'no-store', credentials: 'same-origin' })
    if (response.status === 404) return { outcome: 'failed', failure: { code: 'report/not-found' } }
    if (!response.ok) return { outcome: 'bug', reference: `${CARRIER_REFERENCE}-http-${response.status}` }
    return { outcome: 'done', value: new Uint8Array(await response.arrayBuffer()) }
  } catch {
    return { outcome: 'bug', reference: `${CARRIER_REFERENCE}-no-answer` }
  }
}
