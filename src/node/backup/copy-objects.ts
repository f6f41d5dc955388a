import { CANCELLED, type Cancelled, type CancelSignal } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { Finding } from '#contract/vault-operations.ts'
import type { DigestHex } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { INCOMING, type ManifestObject, OBJECTS, storedPath } from './backup-format.ts'
import type { BackupMedium } from './backup-medium.ts'
import type { ObjectStep } from './object-plan.ts'
import { digestParts, PartedWriter, partsOf } from './parted-file.ts'
import { readSource } from './source-object.ts'
import type { StoredFile } from './stored-objects.ts'

type CopyStep = Extract<ObjectStep, { readonly kind: 'copy' }>

/** What copying an object came to. */
export type CopiedObject =
  | { readonly kind: 'copied'; readonly object: ManifestObject; readonly healed: boolean }
  /** An interrupted run had copied it, and the copy was read and is the same. */
  | { readonly kind: 'adopted'; readonly object: ManifestObject }
  /** The vault's file could not be read to its end. */
  | { readonly kind: 'missed'; readonly finding: Finding }

/** What copying works with. */
export type CopyOrder = {
  readonly medium: BackupMedium
  readonly partBytes: number
  /** Complete copies on the medium that no generation names. */
  readonly unnamed: ReadonlyMap<string, StoredFile>
  readonly signal: CancelSignal
  readonly onBytes: (count: number) => void
}

/**
 * Copies one object as it is: into `incoming/`, flushed, then renamed to the name that its bytes give it. The caller
 * flushes the folders. What the medium answers is thrown; what the vault's disk answers is a finding, because an exhibit
 * that cannot be read is no reason to leave the others without a backup.
 */
export async function copyObject(order: CopyOrder, step: CopyStep): Promise<Result<CopiedObject, Cancelled>> {
  const { medium, partBytes, signal, onBytes } = order
  const { sizeBytes, sourcePath } = step
  const adopted = await adopt(order, step)
  if (!adopted.ok || adopted.value !== null) return adopted as Result<CopiedObject, Cancelled>

  const incoming = `${INCOMING}/${step.wanted.objectId}`
  const writer = new PartedWriter(medium, incoming, sizeBytes, partBytes)
  let isFinished = false
  let copied: Awaited<ReturnType<typeof readSource>>
  try {
    copied = await readSource(sourcePath, sizeBytes, signal, async (bytes) => {
      await writer.append(bytes)
      onBytes(bytes.length)
    })
    if (copied.ok && copied.value.hasSize) {
      await writer.finish()
      isFinished = true
    }
  } finally {
    if (!isFinished) await writer.abandon()
  }
  if (!copied.ok || !copied.value.hasSize) {
    for (const part of partsOf(incoming, sizeBytes, partBytes)) await medium.remove(part.path)
    return missed(step, copied)
  }
  const digestHex = copied.value.digestHex as DigestHex
  const path = storedPath(digestHex)
  await medium.ensureFolder(`${OBJECTS}/${digestHex.slice(0, 2)}`)
  const from = partsOf(incoming, sizeBytes, partBytes)
  const to = partsOf(path, sizeBytes, partBytes)
  for (const [index, part] of from.entries()) await medium.rename(part.path, to[index]?.path ?? path)
  const object = { objectId: step.wanted.objectId, sizeBytes, digestHex }
  return succeed({ kind: 'copied', object, healed: step.damagedDigestHex === digestHex })
}

/** Uses what an interrupted run copied, where there is a copy of this size and its bytes are the vault's. */
async function adopt(
  { medium, partBytes, unnamed, signal, onBytes }: CopyOrder,
  step: CopyStep,
): Promise<Result<CopiedObject | null, Cancelled>> {
  const { sizeBytes, sourcePath } = step
  if (![...unnamed.values()].some((stored) => stored.sizeBytes === sizeBytes)) return succeed(null)
  const source = await readSource(sourcePath, sizeBytes, signal, () => {})
  if (!source.ok || !source.value.hasSize) return missed(step, source)
  const digestHex = source.value.digestHex as DigestHex
  if (unnamed.get(digestHex)?.sizeBytes !== sizeBytes) return succeed(null)
  const reading = { medium, path: storedPath(digestHex), sizeBytes, partBytes, signal }
  const copy = await digestParts(reading, () => true)
  if (signal.aborted) return fail(CANCELLED)
  if (copy !== digestHex) return succeed(null)
  onBytes(sizeBytes)
  return succeed({ kind: 'adopted', object: { objectId: step.wanted.objectId, sizeBytes, digestHex } })
}

function missed(
  { wanted: { objectId, recorded } }: CopyStep,
  read: Result<unknown, DiskFailure | Cancelled>,
): Result<CopiedObject, Cancelled> {
  if (!read.ok && read.failure.code === 'cancelled') return fail(CANCELLED)
  const code = read.ok ? 'object/size-wrong' : read.failure.code
  const exhibitNumber = recorded?.exhibitNumber ?? undefined
  const finding = {
    code: code as Finding['code'],
    file: `objects/${objectId.slice(0, 2)}/${objectId}`,
    objectId,
    ...(exhibitNumber !== undefined && { exhibitNumber }),
  }
  return succeed({ kind: 'missed', finding })
}
