import type { KeyObject } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import { signingPublicKey, verifyEd25519 } from './primitives.ts'
import { SIGNATURE_BYTES, type SignatureAnswers, type SignatureTask } from './signature-task.ts'

const keyOfHex = new Map<string, KeyObject | null>()

parentPort?.on('message', (task: SignatureTask) => {
  const answers: SignatureAnswers = { id: task.id, holds: verifyAll(task) }
  parentPort?.postMessage(answers, [answers.holds.buffer])
})

function verifyAll({ keys, keyOf, messageBytes, bytes }: SignatureTask): Uint8Array<ArrayBuffer> {
  const publicKeys = keys.map(publicKeyOf)
  const holds = new Uint8Array(keyOf.length)
  let at = 0
  for (let index = 0; index < keyOf.length; index += 1) {
    const signatureAt = at + (messageBytes[index] ?? 0)
    const end = signatureAt + SIGNATURE_BYTES
    const key = publicKeys[keyOf[index] ?? 0] ?? null
    const isValid =
      key !== null && verifyEd25519(key, bytes.subarray(at, signatureAt), bytes.subarray(signatureAt, end))
    holds[index] = isValid ? 1 : 0
    at = end
  }
  return holds
}

function publicKeyOf(hex: string): KeyObject | null {
  const known = keyOfHex.get(hex)
  if (known !== undefined) return known
  const key = signingPublicKey(Buffer.from(hex, 'hex'))
  keyOfHex.set(hex, key)
  return key
}
