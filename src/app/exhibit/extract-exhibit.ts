import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { Outlets } from '../ports/outlets.ts'
import { isStillHeld, lockedFailure, type SessionSource } from '../vault-session.ts'
import { extractCollection } from './extract-collection.ts'
import { findCollection } from './find-collection.ts'
import { findExhibit } from './find-exhibit.ts'

/**
 * `exhibit.extract`. The departure enters the ledger before the first byte leaves, so that a crash can leave a departure
 * that did not finish on record, and never an unrecorded one.
 */
export function extractExhibit(session: SessionSource, outlets: Outlets): Handler<'exhibit.extract'> {
  return async (input, context) => {
    const { signal, onProgress } = context
    const vault = session()
    if (vault === null) return lockedFailure()
    const collection = findCollection(vault, input.exhibit)
    if (!collection.ok) return collection
    if (collection.value !== null)
      return await extractCollection(vault, collection.value, outlets, input.outletId, context)
    const target = findExhibit(vault, input.exhibit)
    if (!target.ok) return target
    const { exhibit, found, sealed } = target.value
    const ready = await outlets.check(input.outletId)
    // Locking calls the work off and then overwrites the key: whatever the object says after that is about the wrong key.
    if (signal.aborted) return CANCELLED
    if (!ready.ok) return ready.failure.code === 'cancelled' ? CANCELLED : fail(ready.failure)
    const reader = await vault.objects.read(sealed, found.key.bytes, { signal })
    if (!reader.ok)
      return signal.aborted || reader.failure.code === 'cancelled' ? CANCELLED : fail(reader.failure)
    try {
      if (signal.aborted) return CANCELLED
      if (!isStillHeld(vault, found)) return fail({ code: 'exhibit/not-found' })
      const { exhibitId, number, name, sizeBytes, digestHex } = exhibit
      const { userId, name: officer } = vault.person
      const data = { exhibitId, extractedBy: { userId, name: officer } }
      const recorded = appendEvents(vault, [
        { key: found.key, body: { kind: 'exhibit-extracted', scope: found.caseId, data } },
      ])
      if (!recorded.ok) return recorded
      const delivered = await outlets.deliver(
        input.outletId,
        { fileName: name, sizeBytes, nextChunk: () => reader.value.nextChunk() },
        { signal, onProgress: (done) => onProgress({ stage: 'extracting', done, total: sizeBytes }) },
      )
      if (!delivered.ok) return delivered.failure.code === 'cancelled' ? CANCELLED : fail(delivered.failure)
      return succeed({ exhibitId, number, name, sizeBytes, digestHex })
    } finally {
      await reader.value.close()
    }
  }
}
