import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { type ExhibitView, exhibitViewOf } from '#core/case-file/exhibit-view.ts'
import { MAX_INSTANT_MS } from '#core/dates/station-time.ts'
import type { ExhibitId } from '#core/ids.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import type { ByteSource } from '../ports/byte-source.ts'
import type { Intake } from '../ports/intake.ts'
import type { SealedObject } from '../ports/object-store.ts'
import {
  type FoundCase,
  findCase,
  isStillHeld,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'

/**
 * `exhibit.seal`. The object is durable before its event is written, so that no event ever names bytes that a power cut
 * could take; when the event was certainly not written, the object is removed again.
 */
export function sealExhibit(session: SessionSource, intake: Intake): Handler<'exhibit.seal'> {
  return async (input, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, input.case)
    if (!found.ok) return found
    const source = intake.take(input.intakeId)
    if (source === null) return fail({ code: 'intake/unknown' })
    const sealed = await vault.objects.seal(source, found.value.key.bytes, {
      signal,
      onProgress: (done, total) => onProgress({ stage: 'sealing', done, total }),
    })
    if (!sealed.ok) {
      const { failure } = sealed
      return failure.code === 'cancelled' ? CANCELLED : fail(failure)
    }
    const gone = whatWent(session, vault, found.value)
    const recorded = gone ?? record(vault, found.value, source, sealed.value, input)
    if (recorded.ok) return recorded
    if (!MAY_BE_WRITTEN.has(recorded.failure.code)) await vault.objects.remove(sealed.value.objectId)
    return recorded
  }
}

// Sealing takes long: the vault may have been locked meanwhile, or the case destroyed by order.
function whatWent(session: SessionSource, vault: VaultSession, found: FoundCase) {
  if (session() !== vault) return lockedFailure()
  return isStillHeld(vault, found) ? null : fail({ code: 'case/not-found' as const })
}

/**
 * Failures after which the event may be in the database all the same: the head file could not follow, or the disk
 * failed while the journal was flushed. An object that no event names does no harm; an event without its object does.
 */
const MAY_BE_WRITTEN: ReadonlySet<string> = new Set(['head/not-recorded', 'disk/failed'])

function record(
  vault: VaultSession,
  found: FoundCase,
  source: ByteSource,
  sealed: SealedObject,
  given: { readonly name?: string | undefined; readonly description?: string | undefined },
): Result<ExhibitView, AppendFailure> {
  const { userId, name: officer } = vault.person
  const existing = vault.cases.exhibitsOf(found.caseId)
  if (!existing.ok) return existing
  const number = `${found.number}-E${String(existing.value.length + 1).padStart(3, '0')}`
  const { sizeBytes, digestHex, ...object } = sealed
  const data: EventData<'exhibit-sealed'> = {
    exhibitId: vault.crypto.newId() as ExhibitId,
    number,
    name: given.name ?? source.name,
    ...(given.name !== undefined && { sourceName: showEscaped(source.name) }),
    ...(given.description !== undefined && { description: given.description }),
    ...(isInstant(source.modifiedAtMs) && { sourceModifiedAtMs: Math.trunc(source.modifiedAtMs) }),
    sealedBy: { userId, name: officer },
    sizeBytes,
    digestHex,
    object,
  }
  const body = { kind: 'exhibit-sealed' as const, scope: found.caseId, data }
  const appended = appendEvents(vault, [{ key: found.key, body }])
  if (!appended.ok) return appended
  return succeed(exhibitViewOf(data, appended.value.time.wallMs))
}

// A file system may hold a time that no calendar has. It is left out: a report could neither show nor survive it.
function isInstant(atMs: number | null): atMs is number {
  return atMs !== null && Math.abs(atMs) <= MAX_INSTANT_MS
}
