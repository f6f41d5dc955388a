import type { SignatureClaim } from '#app/ports/signature-checker.ts'
import { SIGNATURE_CONTEXT } from '#core/ledger/event-header.ts'

const CONTEXT = Buffer.from(SIGNATURE_CONTEXT, 'ascii')

/** Bytes of an Ed25519 signature. */
export const SIGNATURE_BYTES = 64

/** Signatures to verify, packed so that they change threads without being copied. */
export type SignatureTask = {
  readonly id: number
  /** Raw Ed25519 keys in hex. */
  readonly keys: readonly string[]
  /** For each signature, the index of its key. */
  readonly keyOf: Uint32Array<ArrayBuffer>
  /** For each signature, the length of its message. */
  readonly messageBytes: Uint32Array<ArrayBuffer>
  /** Message, signature, message, signature … */
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The answers to a task in its order: 1 where the signature holds. */
export type SignatureAnswers = { readonly id: number; readonly holds: Uint8Array<ArrayBuffer> }

/** The message that an event's signature is made over. */
export function signedMessage(header: Uint8Array): Uint8Array {
  return Buffer.concat([CONTEXT, header])
}

/** Packs claims whose signatures have the right length. */
export function packTask(id: number, claims: readonly SignatureClaim[]): SignatureTask {
  const indexOfKey = new Map<string, number>()
  const keyOf = new Uint32Array(claims.length)
  const messageBytes = new Uint32Array(claims.length)
  const fixedBytes = claims.length * (CONTEXT.length + SIGNATURE_BYTES)
  const bytes = new Uint8Array(claims.reduce((sum, { header }) => sum + header.length, fixedBytes))
  let at = 0
  for (const [index, { signingKeyHex, header, signature }] of claims.entries()) {
    const known = indexOfKey.get(signingKeyHex) ?? indexOfKey.size
    indexOfKey.set(signingKeyHex, known)
    keyOf[index] = known
    messageBytes[index] = CONTEXT.length + header.length
    for (const part of [CONTEXT, header, signature]) {
      bytes.set(part, at)
      at += part.length
    }
  }
  return { id, keys: [...indexOfKey.keys()], keyOf, messageBytes, bytes }
}
