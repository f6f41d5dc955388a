import type { Handler } from '#contract/dispatcher.ts'
import type { ExhibitId, ObjectId } from '#core/ids.ts'
import { fail, succeed } from '#core/result.ts'
import { readScopeEvents } from '../ledger/read-case.ts'
import { findCase, lockedFailure, type SessionSource } from '../vault-session.ts'
import { collectionsIn } from './collection-parts.ts'
import { collect } from './seal-collection.ts'

/** What a collection that nobody finished says about what it lacks. */
const INTERRUPTED = { path: '.', reason: 'interrupted' } as const

/** `exhibit.interrupted`. */
export function listInterrupted(session: SessionSource): Handler<'exhibit.interrupted'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, input.case)
    if (!found.ok) return found
    const seals = await vault.objects.listInterrupted(found.value.key.bytes)
    if (!seals.ok) return seals
    const events = readScopeEvents(vault, found.value)
    if (!events.ok) return events
    const open = [...collectionsIn(events.value).values()].filter(({ collected }) => collected === null)
    return succeed({
      seals: seals.value.map(({ objectId, ...seal }) => ({ ...seal, interruptedId: objectId })),
      collections: open.map(({ exhibitId, parts, lastAtMs }) => ({
        interruptedId: exhibitId,
        partCount: parts.length,
        sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        changedAtMs: lastAtMs,
      })),
    })
  }
}

/**
 * `exhibit.discardInterrupted`. Half a file is removed. Of a folder the parts that are recorded stay, because nothing that is recorded goes:
 * they become an exhibit that says that it was interrupted.
 */
export function discardInterrupted(session: SessionSource): Handler<'exhibit.discardInterrupted'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, input.case)
    if (!found.ok) return found
    const { interruptedId } = input
    const discarded = await vault.objects.discardInterrupted(
      interruptedId as string as ObjectId,
      found.value.key.bytes,
    )
    if (!discarded.ok) return discarded
    if (discarded.value) return succeed({ exhibit: null })
    const events = readScopeEvents(vault, found.value)
    if (!events.ok) return events
    const collection = collectionsIn(events.value).get(interruptedId as string as ExhibitId)
    if (collection === undefined || collection.collected !== null)
      return fail({ code: 'exhibit/not-interrupted' })
    const { exhibitId, parts } = collection
    const growing = { exhibitId, parts: [...parts], skipped: [INTERRUPTED] }
    const tree = { name: found.value.number, form: 'folder', emptyFiles: [] } as const
    const collected = collect(vault, found.value, growing, tree, {})
    return collected.ok ? succeed({ exhibit: collected.value }) : collected
  }
}
