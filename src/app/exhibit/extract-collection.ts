import { CANCELLED, type CallContext } from '#contract/dispatcher.ts'
import { partsListDigest } from '#core/case-file/parts-list.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { Outlets } from '../ports/outlets.ts'
import { isStillHeld, type VaultSession } from '../vault-session.ts'
import { sealedObjectOfPart } from './collection-parts.ts'
import type { FoundCollection } from './find-collection.ts'

/**
 * `exhibit.extract` of many files: they are written as a folder. Its departure enters the ledger before the first byte leaves. Each file
 * is read to its end and compared with its recorded digest before the folder takes its name.
 */
export async function extractCollection(
  vault: VaultSession,
  { collection, found, number, name }: FoundCollection,
  outlets: Outlets,
  outletId: string,
  { signal, onProgress }: CallContext,
) {
  const ready = await outlets.checkFolder(outletId)
  if (signal.aborted) return CANCELLED
  if (!ready.ok) return ready.failure.code === 'cancelled' ? CANCELLED : fail(ready.failure)
  if (!isStillHeld(vault, found)) return fail({ code: 'exhibit/not-found' as const })
  const { exhibitId, parts, collected } = collection
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
  const { userId, name: officer } = vault.person
  const data = { exhibitId, extractedBy: { userId, name: officer } }
  const recorded = appendEvents(vault, [
    { key: found.key, body: { kind: 'exhibit-extracted', scope: found.caseId, data } },
  ])
  if (!recorded.ok) return recorded
  const outgoing = parts.map((part) => ({
    path: part.path,
    sizeBytes: part.sizeBytes,
    modifiedAtMs: part.modifiedAtMs,
    open: () => vault.objects.read(sealedObjectOfPart(part), found.key.bytes, { signal }),
  }))
  const delivered = await outlets.deliverTree(
    outletId,
    { name, parts: outgoing, emptyFiles: collected?.emptyFiles ?? [] },
    { signal, onProgress: (done) => onProgress({ stage: 'extracting', done, total: sizeBytes }) },
  )
  if (!delivered.ok) return delivered.failure.code === 'cancelled' ? CANCELLED : fail(delivered.failure)
  const digestHex = partsListDigest(parts)
  return succeed({ exhibitId, number, name, sizeBytes, digestHex, partCount: parts.length })
}
