import { join } from 'node:path'
import { CANCELLED, type Cancelled, type CancelSignal } from '#app/ports/byte-source.ts'
import type { ObjectRow } from '#app/ports/thing-store.ts'
import type { Finding } from '#contract/vault-operations.ts'
import type { ObjectId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { objectPath } from '../objects/object-place.ts'
import { OBJECTS_FOLDER } from '../vault/vault-folder.ts'
import { type ManifestObject, storedPath } from './backup-format.ts'
import type { BackupMedium } from './backup-medium.ts'
import { digestParts, holdsSize, openParts } from './parted-file.ts'
import { hasRecordedSeal, layoutOfRecorded, sizeOfSource, sourceHasSeal } from './source-object.ts'

/** An object of the vault; `recorded` is what was recorded of it, where this person may know. */
export type WantedObject = { readonly objectId: ObjectId; readonly recorded: ObjectRow | null }

/** What is to be done for one object. */
export type ObjectStep =
  | { readonly kind: 'keep'; readonly object: ManifestObject }
  | {
      readonly kind: 'copy'
      readonly wanted: WantedObject
      readonly sourcePath: string
      readonly sizeBytes: number
      /** The digest of the damaged copy whose place it takes, if it turns out to be the same bytes. */
      readonly damagedDigestHex: string | null
    }
  | { readonly kind: 'miss'; readonly objectId: ObjectId }

/** What planning looks at. */
export type PlanOrder = {
  readonly vaultFolder: string
  readonly medium: BackupMedium
  readonly partBytes: number
  /** What the newest generation that names an object says of it. */
  readonly known: ReadonlyMap<ObjectId, ManifestObject>
  readonly readsAll: boolean
  readonly signal: CancelSignal
  readonly onRead: (count: number) => void
  /** Takes what is not whole, in the vault or on the medium. */
  readonly onFinding: (finding: Finding) => void
}

/** Decides object after object what is to be done, without changing anything. */
export async function planObjects(
  order: PlanOrder,
  wanted: readonly WantedObject[],
): Promise<Result<readonly ObjectStep[], Cancelled>> {
  const steps: ObjectStep[] = []
  for (const object of wanted) {
    if (order.signal.aborted) return fail(CANCELLED)
    steps.push(await planObject(order, object))
  }
  // What was read while the work was called off proves nothing.
  return order.signal.aborted ? fail(CANCELLED) : succeed(steps)
}

async function planObject(order: PlanOrder, wanted: WantedObject): Promise<ObjectStep> {
  const { known: objects, onFinding } = order
  const known = objects.get(wanted.objectId) ?? null
  const copy = known === null ? null : await judgeCopy(order, wanted, known)
  if (known !== null && copy === 'whole') return { kind: 'keep', object: known }
  if (copy === 'damaged' && known !== null) {
    onFinding({ code: 'backup/damaged', file: storedPath(known.digestHex), objectId: wanted.objectId })
  }
  const source = await judgeSource(order, wanted)
  // A faithful copy of an object that was damaged already is as good as the vault's own.
  if (known !== null && copy === 'faithful' && !source.isSealed) return { kind: 'keep', object: known }
  if (source.sizeBytes === null) return { kind: 'miss', objectId: wanted.objectId }
  return {
    kind: 'copy',
    wanted,
    sourcePath: source.path,
    sizeBytes: source.sizeBytes,
    damagedDigestHex: copy === 'damaged' && known !== null ? known.digestHex : null,
  }
}

/** `whole`: what was recorded; `faithful`: what was copied, which is not what was recorded. */
async function judgeCopy(
  { medium, partBytes, readsAll, signal, onRead }: PlanOrder,
  { recorded }: WantedObject,
  { digestHex, sizeBytes }: ManifestObject,
): Promise<'whole' | 'faithful' | 'damaged'> {
  const path = storedPath(digestHex)
  if (!(await holdsSize(medium, path, sizeBytes, partBytes))) return 'damaged'
  if (readsAll) {
    const read = await digestParts({ medium, path, sizeBytes, partBytes, signal }, (bytes) => {
      onRead(bytes.length)
      return true
    })
    if (read !== digestHex) return 'damaged'
  }
  if (recorded === null) return 'whole'
  const reader = await openParts(medium, path, sizeBytes, partBytes)
  try {
    return (await hasRecordedSeal(recorded, sizeBytes, reader.read)) ? 'whole' : 'faithful'
  } finally {
    await reader.close()
  }
}

type Source = { readonly path: string; readonly sizeBytes: number | null; readonly isSealed: boolean }

/** Looks at the object in the vault, and says what is wrong with it. */
async function judgeSource(
  { vaultFolder, onFinding }: PlanOrder,
  { objectId, recorded }: WantedObject,
): Promise<Source> {
  const path = objectPath(join(vaultFolder, OBJECTS_FOLDER), objectId)
  const place = {
    file: `${OBJECTS_FOLDER}/${objectId.slice(0, 2)}/${objectId}`,
    objectId,
    ...(recorded !== null && recorded.exhibitNumber !== null && { exhibitNumber: recorded.exhibitNumber }),
  }
  const size = await sizeOfSource(path)
  if (!size.ok || size.value === null) {
    onFinding({ code: size.ok ? 'object/missing' : size.failure.code, ...place })
    return { path, sizeBytes: null, isSealed: false }
  }
  const sizeBytes = size.value
  if (recorded === null) return { path, sizeBytes, isSealed: true }
  if (sizeBytes !== layoutOfRecorded(recorded).fileBytes) {
    onFinding({ code: 'object/size-wrong', ...place })
    return { path, sizeBytes, isSealed: false }
  }
  const sealed = await sourceHasSeal(path, recorded)
  if (!sealed.ok) {
    onFinding({ code: sealed.failure.code, ...place })
    return { path, sizeBytes: null, isSealed: false }
  }
  if (!sealed.value) onFinding({ code: 'object/segment-damaged', ...place })
  return { path, sizeBytes, isSealed: sealed.value }
}
