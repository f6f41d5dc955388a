import { MAX_INSTANT_MS } from '#core/dates/station-time.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { fail, type Result } from '#core/result.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { AppendFailure } from '../ledger/append-events.ts'
import type { ByteSource } from '../ports/byte-source.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { ExtraDigests } from '../ports/object-store.ts'
import {
  type FoundCase,
  isStillHeld,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'
import { nextItemNumber } from './next-number.ts'

/** How a person wants an exhibit recorded. */
export type GivenNames = {
  readonly name?: string | undefined
  readonly description?: string | undefined
}

/** Why sealed bytes were not recorded as an exhibit. */
export type RecordFailure = AppendFailure

/**
 * Failures after which the event may be in the database all the same: the head file could not follow, or the disk failed while the
 * journal was flushed. An object that no event names does no harm; an event without its object does.
 */
export const MAY_BE_WRITTEN: ReadonlySet<string> = new Set([
  'head/not-recorded',
  'disk/failed',
  'vault/change-may-hold',
])

/** What went while something long was done: the vault may have been locked, or the case destroyed by order. */
export function whatWent(session: SessionSource, vault: VaultSession, found: FoundCase) {
  if (session() !== vault) return lockedFailure()
  return isStillHeld(vault, found) ? null : fail({ code: 'case/not-found' as const })
}

/** The next number of the run that digital and physical exhibits of a case share. */
export function nextExhibitNumber(vault: VaultSession, found: FoundCase): Result<string, LedgerStoreFailure> {
  return nextItemNumber(vault, found, 'E')
}

/** The names under which a source is recorded: the given one, with the source's own beside it. */
export function namesOf(sourceName: string, given: GivenNames) {
  return {
    name: given.name ?? sourceName,
    ...(given.name !== undefined && { sourceName: showEscaped(sourceName) }),
    ...(given.description !== undefined && { description: given.description }),
  }
}

/** When a source was last changed. A time that no calendar has is left out: a report could neither show nor survive it. */
export function modifiedOf({ modifiedAtMs }: Pick<ByteSource, 'modifiedAtMs'>): {
  readonly sourceModifiedAtMs?: number
} {
  const isInstant = modifiedAtMs !== null && Math.abs(modifiedAtMs) <= MAX_INSTANT_MS
  return isInstant ? { sourceModifiedAtMs: Math.trunc(modifiedAtMs) } : {}
}

/** The digests that other tools print, as an event has them. */
export function otherDigestsOf({
  md5,
  sha1,
  sha512,
}: ExtraDigests): EventData<'exhibit-digests-taken'>['digests'] {
  type Digests = EventData<'exhibit-digests-taken'>['digests']
  return {
    ...(md5 !== undefined && { md5Hex: md5 as NonNullable<Digests['md5Hex']> }),
    ...(sha1 !== undefined && { sha1Hex: sha1 as NonNullable<Digests['sha1Hex']> }),
    ...(sha512 !== undefined && { sha512Hex: sha512 as NonNullable<Digests['sha512Hex']> }),
  }
}
