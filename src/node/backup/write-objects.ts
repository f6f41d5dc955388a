import type { Cancelled } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { BackupWork, MediumFailure } from '#app/ports/vault-backup.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { ObjectId } from '#core/ids.ts'
import { type Result, succeed } from '#core/result.ts'
import { filesBehind } from '../vault/vault-files.ts'
import { type Manifest, type ManifestObject, OBJECTS, storedPath } from './backup-format.ts'
import type { BackupMedium } from './backup-medium.ts'
import { type CopiedObject, copyObject } from './copy-objects.ts'
import { addFile, type BackupTally, checkRoom, noteWritten } from './new-files.ts'
import { type ObjectStep, planObjects, type WantedObject } from './object-plan.ts'
import type { Generation } from './read-backup.ts'
import type { VaultSnapshot } from './snapshot-vault.ts'
import { findUnnamed } from './stored-objects.ts'

/** What writing the objects of a generation works with. */
export type ObjectsOrder = {
  readonly session: VaultSession
  readonly medium: BackupMedium
  readonly partBytes: number
  readonly readsAll: boolean
  readonly work: BackupWork
}

type Outcome = Result<Pick<Manifest, 'objects' | 'missing'>, DiskFailure | MediumFailure | Cancelled>

/** Brings every object of a snapshot onto the medium and makes its name durable; answers what the manifest says of them. */
export async function writeObjects(
  order: ObjectsOrder,
  snapshot: VaultSnapshot,
  generations: readonly Generation[],
  tally: BackupTally,
): Promise<Outcome> {
  const { session, medium, partBytes, readsAll, work } = order
  const listed = await session.objects.list()
  if (!listed.ok) return listed
  const wanted = wantedObjects(snapshot, listed.value.objectIds)
  const named = generations.flatMap(({ manifest }) => manifest.objects)
  // Later generations come later, so the newest that names an object is the one that stays.
  const known = new Map(named.map((object) => [object.objectId, object]))
  const totalBytes = wanted.reduce((sum, { objectId }) => sum + (known.get(objectId)?.sizeBytes ?? 0), 0)
  let readBytes = 0
  const plan = await planObjects(
    {
      vaultFolder: filesBehind(session).folder,
      medium,
      partBytes,
      known,
      readsAll,
      signal: work.signal,
      onRead: (count) => {
        readBytes += count
        work.onProgress('reading-back', readBytes, totalBytes)
      },
      onFinding: (finding) => void tally.findings.push(finding),
    },
    wanted,
  )
  if (!plan.ok) return plan
  return await carryOut(order, plan.value, new Set(named.map(({ digestHex }) => digestHex)), tally)
}

async function carryOut(
  { medium, partBytes, readsAll, work }: ObjectsOrder,
  steps: readonly ObjectStep[],
  named: ReadonlySet<string>,
  tally: BackupTally,
): Promise<Outcome> {
  const unnamed = await findUnnamed(medium, named)
  const total = steps.reduce((sum, step) => sum + (step.kind === 'copy' ? step.sizeBytes : 0), 0)
  const there = [...unnamed.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const room = await checkRoom(medium, total - there)
  if (!room.ok) return room
  let doneBytes = 0
  const onBytes = (count: number) => {
    doneBytes += count
    work.onProgress('copying', doneBytes, Math.max(doneBytes, total))
  }
  const objects: ManifestObject[] = []
  const missing: ObjectId[] = []
  const shards = new Set<string>()
  for (const step of steps) {
    if (step.kind === 'miss') missing.push(step.objectId)
    if (step.kind === 'keep') {
      objects.push(step.object)
      addFile(tally.kept, step.object.sizeBytes)
      if (readsAll) addFile(tally.verified, step.object.sizeBytes)
    }
    if (step.kind !== 'copy') continue
    const copied = await copyObject({ medium, partBytes, unnamed, signal: work.signal, onBytes }, step)
    if (!copied.ok) return copied
    noteCopy(tally, copied.value)
    if (copied.value.kind === 'missed') {
      missing.push(step.wanted.objectId)
      continue
    }
    objects.push(copied.value.object)
    shards.add(copied.value.object.digestHex.slice(0, 2))
  }
  for (const shard of shards) await medium.flushFolder(`${OBJECTS}/${shard}`)
  await medium.flushFolder(OBJECTS)
  return succeed({ objects, missing })
}

function noteCopy(tally: BackupTally, copied: CopiedObject): void {
  if (copied.kind === 'missed') {
    tally.findings.push(copied.finding)
    return
  }
  const { object } = copied
  if (copied.kind === 'copied') {
    noteWritten(tally, { ...object, path: storedPath(object.digestHex) })
    if (copied.healed) tally.healed += 1
    return
  }
  addFile(tally.kept, object.sizeBytes)
  addFile(tally.verified, object.sizeBytes)
}

/** Every object that was recorded by then or lies in the folder, in order of ids. */
function wantedObjects({ objects }: VaultSnapshot, listed: readonly ObjectId[]): readonly WantedObject[] {
  const wanted = new Map<ObjectId, WantedObject>()
  for (const objectId of listed) wanted.set(objectId, { objectId, recorded: null })
  for (const recorded of objects) wanted.set(recorded.objectId, { objectId: recorded.objectId, recorded })
  return [...wanted.values()].sort((a, b) => (a.objectId < b.objectId ? -1 : 1))
}
