import type { Failure } from '#contract/failures.ts'
import { namedObjects } from '#core/case-file/named-objects.ts'
import type { CaseId, ObjectId } from '#core/ids.ts'
import { parseBody } from '#core/ledger/event-body.ts'
import { heldByHub } from '#core/packages/hub-book.ts'
import type { PackageKeys } from '#core/packages/package-keys.ts'
import { SYNC_LIMITS } from '#core/packages/sync-limits.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { findEventBySeq } from '../ledger/find-event.ts'
import { knownSigners } from '../ledger/known-signers.ts'
import { type ReadCaseFailure, readCaseEvent } from '../ledger/read-case.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { LedgerStoreFailure, StoredEvent } from '../ports/ledger-store.ts'
import type { SealedObjectFailure, SealedObjects } from '../ports/sealed-objects.ts'
import { caseKeyOf, type VaultSession } from '../vault-session.ts'
import type { OwnHub } from './hub-of.ts'

/** Events read at once. */
export const EVENTS_AT_ONCE = 500

/** An object that goes: its id, and how large its file is. */
export type PlannedObject = { readonly objectId: ObjectId; readonly sizeBytes: number }

/** What a package is going to carry beside events. */
export type PackageContent = {
  readonly cases: PackageKeys['cases']
  /** Cases that were shared and whose key this person does not hold. */
  readonly casesWithoutKey: number
  /** In order of ids. */
  readonly objects: readonly PlannedObject[]
}

/** Kinds that every exchange leaves behind; a package of nothing else would only bring forth the next one. */
const EXCHANGE_KINDS: ReadonlySet<string> = new Set(['package-written', 'way-back-taken'])

/** Finds the keys and objects that go: of cases that were shared with the hub, as far as this person holds them. */
export async function planContent(
  vault: VaultSession,
  { book }: OwnHub,
  files: SealedObjects,
): Promise<Result<PackageContent, ReadCaseFailure | SealedObjectFailure>> {
  const cases: PackageKeys['cases'] = []
  const wanted = new Set<ObjectId>()
  let casesWithoutKey = 0
  for (const [caseId, { number }] of book.sharedCases) {
    const key = caseKeyOf(vault, caseId)
    if (!key.ok && key.failure.code !== 'ledger/key-missing') return fail(key.failure)
    if (!key.ok) {
      casesWithoutKey += 1
      continue
    }
    cases.push({ caseId, number, keyHex: hexOf(key.value) })
    const lacking = objectsOf(vault, caseId, key.value, book.heldObjects)
    if (!lacking.ok) return lacking
    for (const objectId of lacking.value) wanted.add(objectId)
  }
  const objects: PlannedObject[] = []
  for (const objectId of wanted) {
    const size = await files.sizeOf(objectId)
    if (!size.ok) return size
    objects.push({ objectId, sizeBytes: size.value })
  }
  // The small go first when not all can: a photograph does not wait for a disk image.
  const chosen = objects.toSorted((a, b) => a.sizeBytes - b.sizeBytes).slice(0, SYNC_LIMITS.objects)
  return succeed({
    cases,
    casesWithoutKey,
    objects: chosen.sort((a, b) => (a.objectId < b.objectId ? -1 : 1)),
  })
}

/** The objects that a case's events name, and up to which position of the store they were read. */
type NamedObjects = { toPosition: number; readonly objectIds: ObjectId[] }

// A round reads what is new since the last one: verifying every event of every shared case again would hold up whoever works meanwhile.
const NAMED = new WeakMap<VaultSession, Map<CaseId, NamedObjects>>()

function objectsOf(
  vault: VaultSession,
  caseId: CaseId,
  key: ScopeKey,
  held: ReadonlySet<ObjectId>,
): Result<readonly ObjectId[], ReadCaseFailure> {
  const ofCases = NAMED.get(vault) ?? new Map<CaseId, NamedObjects>()
  NAMED.set(vault, ofCases)
  const named = ofCases.get(caseId) ?? { toPosition: 0, objectIds: [] }
  ofCases.set(caseId, named)
  const signers = knownSigners(vault.register)
  if (!signers.ok) return signers
  for (;;) {
    const batch = vault.ledger.readScope(caseId, named.toPosition, EVENTS_AT_ONCE)
    if (!batch.ok) return batch
    for (const stored of batch.value) {
      const event = readCaseEvent(vault, key, stored, signers.value)
      if (!event.ok) return event
      named.objectIds.push(...namedObjects(event.value.body).map(({ objectId }) => objectId))
      named.toPosition = stored.position
    }
    if (batch.value.length < EVENTS_AT_ONCE) break
  }
  return succeed(named.objectIds.filter((objectId) => !held.has(objectId)))
}

/** After which position in the store the package begins. */
export function positionOfHeld(
  { ledger }: VaultSession,
  { book }: OwnHub,
): Result<number, LedgerStoreFailure | Failure<'sync/ledger-forked'>> {
  const { seq } = heldByHub(book)
  if (seq === 0) return succeed(0)
  const event = findEventBySeq(ledger, seq)
  if (!event.ok) return event
  return event.value === null
    ? fail({ code: 'sync/ledger-forked', facts: { seq } })
    : succeed(event.value.position)
}

/** Tells whether there is an event after a position that is more than a trace of the exchange itself. */
export function hasNews(vault: VaultSession, afterPosition: number): Result<boolean, LedgerStoreFailure> {
  for (let after = afterPosition; ; ) {
    const batch = vault.ledger.readAll(after, EVENTS_AT_ONCE)
    if (!batch.ok) return batch
    if (batch.value.some((stored) => !isExchange(vault, stored))) return succeed(true)
    if (batch.value.length < EVENTS_AT_ONCE) return succeed(false)
    after += batch.value.length
  }
}

function isExchange({ vaultId, registerKey, crypto }: VaultSession, stored: StoredEvent): boolean {
  if (stored.scope !== vaultId) return false
  const { device, seq, sealedBody } = stored
  const opened = crypto.openBody(registerKey, { device, seq }, sealedBody)
  const body = opened.state === 'open' ? parseBody(opened.plaintext) : null
  return body?.ok === true && EXCHANGE_KINDS.has(body.value.kind)
}

/** A key in hex, for the age file to the hub. */
export function hexOf({ bytes }: ScopeKey): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
