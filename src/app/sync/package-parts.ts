import type { DigestHex } from '#core/ids.ts'
import type { PackageManifest } from '#core/packages/manifest.ts'
import { BAG_PATHS, chunkPath, pieceCount, piecePath } from '#core/packages/package-layout.ts'
import { signedBytes, writeSigned } from '#core/packages/signed-document.ts'
import { SYNC_LIMITS } from '#core/packages/sync-limits.ts'
import { succeed } from '#core/result.ts'
import type { DeviceKeys } from '../ports/device-keys.ts'
import type { RunningDigest } from '../ports/event-crypto.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { OutgoingPart } from '../ports/outlets.ts'
import { partOfBytes } from '../ports/package-tools.ts'
import type { SealedObjectFailure, SealedObjects } from '../ports/sealed-objects.ts'
import type { SyncTools } from '../ports/sync-tools.ts'
import type { VaultSession } from '../vault-session.ts'
import { chunkBytes, type PlannedChunk } from './event-chunks.ts'
import type { PlannedObject } from './plan-package.ts'

/** Why a part of a package does not come. */
export type PartFailure = LedgerStoreFailure | SealedObjectFailure

/** A package that is about to be written, but for the digests of its objects, which are taken while they go out. */
export type PreparedPackage = {
  readonly manifest: Omit<PackageManifest, 'objects' | 'chunks' | 'keys'>
  readonly chunks: readonly PlannedChunk[]
  readonly keys: Uint8Array
  readonly objects: readonly PlannedObject[]
}

const NO_DIGEST = '0'.repeat(64) as DigestHex

/** The files of a package below `data`, in their order; the manifest comes last and knows what went before it. */
export function packageParts(
  vault: VaultSession,
  device: DeviceKeys,
  prepared: PreparedPackage,
  files: SealedObjects,
  tools: Pick<SyncTools, 'packEvents'>,
): readonly OutgoingPart<PartFailure>[] {
  const digests = new Map<string, DigestHex>()
  const document = (): PackageManifest => ({
    ...prepared.manifest,
    chunks: prepared.chunks.map(({ events, digestHex, sizeBytes }) => ({ events, digestHex, sizeBytes })),
    keys: { digestHex: vault.crypto.digestHex(prepared.keys), sizeBytes: prepared.keys.length },
    objects: prepared.objects.map(({ objectId, sizeBytes }) => {
      return { objectId, sizeBytes, digestHex: digests.get(objectId) ?? NO_DIGEST }
    }),
  })
  const signed = (): Uint8Array => {
    const said = document()
    return writeSigned({ document: said, signatureHex: device.signHex(signedBytes(said)) })
  }
  return [
    partOfBytes(BAG_PATHS.keys, prepared.keys),
    ...prepared.chunks.map((chunk, at) => chunkPart(vault, chunk, at + 1, tools)),
    ...prepared.objects.flatMap((object) => pieceParts(vault, object, files, digests)),
    // Digests and signatures have one length whatever they are, so the size is known before they are.
    {
      path: BAG_PATHS.manifest,
      sizeBytes: signed().length,
      open: () => partOfBytes(BAG_PATHS.manifest, signed()).open(),
    },
  ]
}

function chunkPart(
  vault: VaultSession,
  chunk: PlannedChunk,
  number: number,
  tools: Pick<SyncTools, 'packEvents'>,
): OutgoingPart<PartFailure> {
  const path = chunkPath(number)
  return {
    path,
    sizeBytes: chunk.sizeBytes,
    async open() {
      const bytes = chunkBytes(vault, chunk, tools)
      return bytes.ok ? await partOfBytes(path, bytes.value).open() : bytes
    },
  }
}

function pieceParts(
  { crypto }: VaultSession,
  { objectId, sizeBytes }: PlannedObject,
  files: SealedObjects,
  digests: Map<string, DigestHex>,
): readonly OutgoingPart<PartFailure>[] {
  const { pieceBytes } = SYNC_LIMITS
  const pieces = pieceCount(sizeBytes)
  let running: RunningDigest | null = null
  return Array.from({ length: pieces }, (_, at) => {
    const offsetBytes = at * pieceBytes
    const lengthBytes = Math.min(pieceBytes, sizeBytes - offsetBytes)
    return {
      path: piecePath(objectId, at + 1),
      sizeBytes: lengthBytes,
      async open() {
        const opened = await files.open(objectId, { offsetBytes, lengthBytes })
        if (!opened.ok) return opened
        if (at === 0 || running === null) running = crypto.startDigest()
        const digest = running
        const { value } = opened
        return succeed({
          close: () => value.close(),
          async nextChunk() {
            const chunk = await value.nextChunk()
            if (chunk.ok && chunk.value !== null) digest.update(chunk.value)
            if (chunk.ok && chunk.value === null && at === pieces - 1) digests.set(objectId, digest.endHex())
            return chunk
          },
        })
      },
    }
  })
}
