import { createPublicKey, verify } from 'node:crypto'
import { parentPort } from 'node:worker_threads'

/** Signatures that nothing stands round: each is verified and counted. */
export type RawTask = {
  readonly keyHex: string
  readonly messages: readonly Uint8Array[]
  readonly signatures: readonly Uint8Array[]
}

parentPort?.on('message', ({ keyHex, messages, signatures }: RawTask) => {
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(keyHex, 'hex')]),
    format: 'der',
    type: 'spki',
  })
  let held = 0
  for (const [index, message] of messages.entries()) {
    if (verify(null, message, key, signatures[index] ?? new Uint8Array(0))) held += 1
  }
  parentPort?.postMessage(held)
})
