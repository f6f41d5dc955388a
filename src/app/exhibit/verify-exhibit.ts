import { CANCELLED, type CallContext, type Handler } from '#contract/dispatcher.ts'
import { partsListDigest } from '#core/case-file/parts-list.ts'
import { fail, succeed } from '#core/result.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { sealedObjectOfPart } from './collection-parts.ts'
import { type FoundCollection, findCollection } from './find-collection.ts'
import { findExhibit } from './find-exhibit.ts'

/** `exhibit.verify`. Every byte of the object is read; of an exhibit of many files, every byte of every part. */
export function verifyExhibit(session: SessionSource): Handler<'exhibit.verify'> {
  return async (input, context) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const collection = findCollection(vault, input.exhibit)
    if (!collection.ok) return collection
    if (collection.value !== null) return await verifyParts(vault, collection.value, context)
    return await verifyOne(vault, input.exhibit, context)
  }
}

async function verifyOne(vault: VaultSession, name: string, { signal, onProgress }: CallContext) {
  const found = findExhibit(vault, name)
  if (!found.ok) return found
  const { exhibit, sealed } = found.value
  const verified = await vault.objects.verify(sealed, found.value.found.key.bytes, {
    signal,
    onProgress: (done, total) => onProgress({ stage: 'checking-objects', done, total }),
  })
  // Locking calls the work off and then overwrites the key, so that what the object says no longer counts.
  if (signal.aborted) return CANCELLED
  if (!verified.ok) return verified.failure.code === 'cancelled' ? CANCELLED : fail(verified.failure)
  const { exhibitId, number, sizeBytes, digestHex } = exhibit
  return succeed({ exhibitId, number, sizeBytes, digestHex })
}

async function verifyParts(
  vault: VaultSession,
  { collection, found, number }: FoundCollection,
  { signal, onProgress }: CallContext,
) {
  const { exhibitId, parts } = collection
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
  let doneBytes = 0
  for (const part of parts) {
    const verified = await vault.objects.verify(sealedObjectOfPart(part), found.key.bytes, {
      signal,
      onProgress: (done) =>
        onProgress({ stage: 'checking-objects', done: doneBytes + done, total: sizeBytes }),
    })
    if (signal.aborted) return CANCELLED
    if (!verified.ok) return verified.failure.code === 'cancelled' ? CANCELLED : fail(verified.failure)
    doneBytes += part.sizeBytes
  }
  return succeed({ exhibitId, number, sizeBytes, digestHex: partsListDigest(parts), partCount: parts.length })
}
