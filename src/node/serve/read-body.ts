import type { IncomingMessage } from 'node:http'
import { fail, type Result, succeed } from '#core/result.ts'

/** Largest body of a call. Complaints of a million letters fit; files travel by `/intake`. */
export const MAX_CALL_BYTES = 4 * 1024 * 1024

/** Why the body of a call was not taken: too large, or no JSON object of UTF-8. */
export type BodyFailure = 'too-large' | 'not-json'

/** Reads the body of a call. Rejects when the connection breaks. */
export async function readJsonBody(
  request: IncomingMessage,
  maxBytes = MAX_CALL_BYTES,
): Promise<Result<Record<string, unknown>, BodyFailure>> {
  if (Number(request.headers['content-length']) > maxBytes) return fail('too-large')
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  // Leaving the loop must not destroy the connection: the refusal is still to be sent over it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.length
    if (sizeBytes > maxBytes) return fail('too-large')
    chunks.push(chunk)
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? succeed(value as Record<string, unknown>) : fail('not-json')
  } catch {
    return fail('not-json')
  }
}
