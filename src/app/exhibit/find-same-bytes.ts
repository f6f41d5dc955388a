import type { CallContext } from '#contract/dispatcher.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import type { SealedObject } from '../ports/object-store.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'
import { findExhibit } from './find-exhibit.ts'

/**
 * Finds an exhibit of the same case that has the bytes of a sealed object, and reads it to its end before it is believed: sound bytes
 * are not thrown away for others that only a record calls the same. `null` when there is none, or none that holds.
 *
 * Other cases are not looked at: their keys are others, so that a shared object would let one case's readers open another's.
 */
export async function findSameBytes(
  vault: VaultSession,
  found: FoundCase,
  sealed: SealedObject,
  { signal }: Pick<CallContext, 'signal'>,
): Promise<ExhibitView | null> {
  const exhibits = vault.cases.exhibitsOf(found.caseId)
  if (!exhibits.ok) return null
  const candidates = exhibits.value.filter((exhibit) => hasBytesOf(exhibit, sealed))
  for (const { exhibitId } of candidates) {
    const original = findExhibit(vault, exhibitId)
    if (!original.ok || !hasBytesOf(original.value.exhibit, sealed)) continue
    const verified = await vault.objects.verify(original.value.sealed, found.key.bytes, { signal })
    if (verified.ok) return original.value.exhibit
  }
  return null
}

function hasBytesOf(exhibit: ExhibitView, { sizeBytes, digestHex, objectId }: SealedObject): boolean {
  const isOriginal = exhibit.collected === undefined && exhibit.copyOf === undefined
  const isSame = exhibit.sizeBytes === sizeBytes && exhibit.digestHex === digestHex
  return isOriginal && isSame && exhibit.objectId !== objectId
}
