import { parentPort, workerData } from 'node:worker_threads'
import type { ExtraDigestName } from '#app/ports/object-store.ts'
import { startExtraDigest } from '#node/crypto/bulk-cipher.ts'
import { startSha256 } from '#node/crypto/primitives.ts'
import { waitUntilReady } from './ring-state.ts'
import { slotOf } from './slots.ts'
import { chunkPlace, type DigestTask, type ThreadReport } from './thread-messages.ts'

// A thread of its own: digests chunk after chunk of the plaintext. Nothing in a seal takes longer, so that it does nothing else.

const { plan, slots, ring, extraDigests, toSealer } = workerData as DigestTask

function run(): void {
  const sha256 = startSha256()
  const extra = extraDigests.map((name) => [name, startExtraDigest(name)] as const)
  for (let chunk = 0; chunk < plan.chunkCount; chunk += 1) {
    if (!waitUntilReady(ring, chunk)) return
    const bytes = slotOf(plan, slots, chunk).subarray(0, chunkPlace(plan, chunk).lengthBytes)
    sha256.update(bytes)
    for (const [, hash] of extra) hash.update(bytes)
    if (toSealer === null) report({ kind: 'chunk-digested', chunks: chunk + 1 })
    else toSealer.postMessage(chunk + 1)
  }
  const digests = extra.map(([name, hash]): [ExtraDigestName, string] => [name, hash.digest('hex')])
  report({ kind: 'digested', digestHex: sha256.digest('hex'), extra: Object.fromEntries(digests) })
}

function report(message: ThreadReport): void {
  parentPort?.postMessage(message)
}

run()
toSealer?.close()
parentPort?.close()
