import type { Failure } from '#contract/failures.ts'
import type { TravellingEvent } from '#core/packages/event-chunk.ts'
import type { PackageManifest } from '#core/packages/manifest.ts'
import { SYNC_LIMITS } from '#core/packages/sync-limits.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { SyncTools } from '../ports/sync-tools.ts'
import type { VaultSession } from '../vault-session.ts'
import { EVENTS_AT_ONCE } from './plan-package.ts'

/** One file of events, by where its events stand. Its bytes are made when they are needed, and come out the same. */
export type PlannedChunk = PackageManifest['chunks'][number] & { readonly afterPosition: number }

/** Divides the events after one position, up to and including another, into files. No more than one file is in memory. */
export async function planChunks(
  { ledger, crypto, clock }: VaultSession,
  fromPosition: number,
  toPosition: number,
  tools: Pick<SyncTools, 'packEvents'>,
): Promise<Result<readonly PlannedChunk[], LedgerStoreFailure | Failure<'sync/too-large'>>> {
  const chunks: PlannedChunk[] = []
  let events: TravellingEvent[] = []
  let afterPosition = fromPosition
  let sizeBytes = 0
  const close = (): void => {
    const bytes = tools.packEvents(events)
    chunks.push({
      afterPosition,
      events: events.length,
      digestHex: crypto.digestHex(bytes),
      sizeBytes: bytes.length,
    })
    afterPosition += events.length
    events = []
    sizeBytes = 0
  }
  for (let after = fromPosition; after < toPosition; ) {
    const batch = ledger.readAll(after, Math.min(EVENTS_AT_ONCE, toPosition - after))
    if (!batch.ok) return batch
    if (batch.value.length === 0) return fail({ code: 'database/damaged' })
    for (const { position, header, signature, sealedBody } of batch.value) {
      if (sealedBody.length > SYNC_LIMITS.bodyBytes) return fail({ code: 'sync/too-large' })
      events.push({ header, signature, sealedBody })
      sizeBytes += header.length + sealedBody.length
      after = position
      if (sizeBytes >= SYNC_LIMITS.chunkTargetBytes) close()
    }
    await clock.pause()
  }
  if (events.length > 0) close()
  return chunks.length > SYNC_LIMITS.chunks ? fail({ code: 'sync/too-large' }) : succeed(chunks)
}

/** The bytes of a file that was planned. */
export function chunkBytes(
  { ledger }: Pick<VaultSession, 'ledger'>,
  { afterPosition, events }: PlannedChunk,
  tools: Pick<SyncTools, 'packEvents'>,
): Result<Uint8Array, LedgerStoreFailure> {
  const batch = ledger.readAll(afterPosition, events)
  return batch.ok ? succeed(tools.packEvents(batch.value)) : batch
}
