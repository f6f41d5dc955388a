import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import { isGone } from '#core/custody/item-state.ts'
import { foldCode } from '#core/custody/scan-codes.ts'
import type { AuditId, CaseId, ItemId } from '#core/ids.ts'
import { MAX_NAMED_ITEMS } from '#core/ledger/custody-fields.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { appendEvents, type EventDraft } from '../ledger/append-events.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { PlaceRow } from '../ports/register-store.ts'
import type { ItemRow } from '../ports/thing-store.ts'
import { caseKeyOf, lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { findPlace } from './find-items.ts'
import { findScanned } from './find-scanned.ts'
import { itemLines } from './item-lines.ts'
import { occurrence, sessionActor } from './occurrence.ts'

type Counted = {
  readonly place: PlaceRow
  readonly found: readonly ItemRow[]
  readonly missing: readonly ItemRow[]
  readonly unexpected: readonly ItemRow[]
  readonly unknown: readonly string[]
}

type CountFailure = LedgerStoreFailure | Failure<'custody/place-not-found'>

/** `audit.compare`. */
export function comparePlace(session: SessionSource): Handler<'audit.compare'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const counted = countPlace(vault, input)
    if (!counted.ok) return counted
    return linesOf(vault, counted.value)
  }
}

/** `audit.record`. One append says it in every case that the count concerns. */
export function recordCount(session: SessionSource): Handler<'audit.record'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const when = occurrence(vault, input)
    if (!when.ok) return when
    const counted = countPlace(vault, input)
    if (!counted.ok) return counted
    const auditId = vault.crypto.newId() as AuditId
    const { atMs: countedAtMs, zone } = when.value
    const { placeId } = counted.value.place
    const drafts: EventDraft[] = []
    const cases = casesIn(counted.value)
    // A count is said in the cases that it concerns. What was read must not be lost because it concerns none.
    if (cases.size === 0 && counted.value.unknown.length > 0)
      return fail({ code: 'custody/count-without-case', facts: { codes: counted.value.unknown.length } })
    for (const caseId of cases) {
      const key = caseKeyOf(vault, caseId)
      if (!key.ok) return key
      for (const lists of listsOf(counted.value, caseId)) {
        const data: EventData<'exhibits-counted'> = {
          auditId,
          placeId,
          ...lists,
          countedAtMs,
          zone,
          ...(input.note !== undefined && { note: input.note }),
          countedBy: sessionActor(vault),
        }
        drafts.push({ key: key.value, body: { kind: 'exhibits-counted', scope: caseId, data } })
      }
    }
    const lines = linesOf(vault, counted.value)
    if (!lines.ok) return lines
    const appended = drafts.length === 0 ? succeed(null) : appendEvents(vault, drafts)
    return appended.ok ? succeed({ auditId, cases: cases.size, ...lines.value }) : appended
  }
}

/**
 * Compares what was scanned with what is recorded in a place. What lies in a container that was found needs no scan of its own; of one
 * that is missing, its contents are missing too.
 */
function countPlace(
  vault: VaultSession,
  { place: name, codes }: { readonly place: string; readonly codes: readonly string[] },
): Result<Counted, CountFailure> {
  const place = findPlace(vault, name)
  if (!place.ok) return place
  const there = vault.cases.items({ holderId: place.value.placeId, limit: -1, offset: 0 })
  if (!there.ok) return there
  const kept = new Map(there.value.items.map((row) => [row.item.itemId, row]))
  const found = new Map<ItemId, ItemRow>()
  const unexpected = new Map<ItemId, ItemRow>()
  const unknown = new Set<string>()
  for (const code of new Set(codes.map(foldCode).filter((folded) => folded !== ''))) {
    const named = findScanned(vault, code)
    if (!named.ok) return named
    const rows = named.value.filter(({ item }) => !isGone(item) || kept.has(item.itemId))
    const own = rows.find(({ item }) => kept.has(item.itemId) && !found.has(item.itemId))
    const again = rows.some(({ item }) => found.has(item.itemId))
    if (own !== undefined) found.set(own.item.itemId, own)
    else if (again) continue
    else if (rows[0] !== undefined) unexpected.set(rows[0].item.itemId, rows[0])
    else if (named.value[0] !== undefined) unexpected.set(named.value[0].item.itemId, named.value[0])
    else unknown.add(code)
  }
  const isCovered = ({ item }: ItemRow) =>
    found.has(item.itemId) || (item.containerId !== undefined && found.has(item.containerId))
  return succeed({
    place: place.value,
    found: [...found.values()],
    missing: [...kept.values()].filter((row) => !isCovered(row)),
    unexpected: [...unexpected.values()],
    unknown: [...unknown],
  })
}

function linesOf(vault: VaultSession, { found, missing, unexpected, unknown }: Counted) {
  const lists = [found, missing, unexpected].map((rows) => itemLines(vault, rows))
  const [foundLines, missingLines, unexpectedLines] = lists
  if (foundLines === undefined || missingLines === undefined || unexpectedLines === undefined)
    throw new Error('three lists are three')
  if (!foundLines.ok) return foundLines
  if (!missingLines.ok) return missingLines
  if (!unexpectedLines.ok) return unexpectedLines
  return succeed({
    found: foundLines.value,
    missing: missingLines.value,
    unexpected: unexpectedLines.value,
    unknown: [...unknown],
  })
}

function casesIn({ found, missing, unexpected }: Counted): ReadonlySet<CaseId> {
  return new Set([...found, ...missing, ...unexpected].map(({ caseId }) => caseId))
}

type Lists = Pick<EventData<'exhibits-counted'>, 'found' | 'missing' | 'unexpected' | 'unknownCodes'>

/** What a count says of one case, in as many events as it takes. */
function* listsOf(counted: Counted, caseId: CaseId): Generator<Lists> {
  const idsIn = (rows: readonly ItemRow[]) =>
    rows.filter((row) => row.caseId === caseId).map(({ item }) => item.itemId)
  const found = idsIn(counted.found)
  const missing = idsIn(counted.missing)
  const unexpected = idsIn(counted.unexpected)
  const { unknown } = counted
  const most = Math.max(found.length, missing.length, unexpected.length, unknown.length)
  for (let at = 0; at < most; at += MAX_NAMED_ITEMS) {
    const slice = <Named>(all: readonly Named[]) => all.slice(at, at + MAX_NAMED_ITEMS)
    const unknownCodes = slice(unknown)
    yield {
      found: slice(found),
      missing: slice(missing),
      unexpected: slice(unexpected),
      ...(unknownCodes.length > 0 && { unknownCodes }),
    }
  }
}
