import { CANCELLED, type CallContext } from '#contract/dispatcher.ts'
import { collectedViewOf, type ExhibitView } from '#core/case-file/exhibit-view.ts'
import { partsListDigest } from '#core/case-file/parts-list.ts'
import { MAX_INSTANT_MS } from '#core/dates/station-time.ts'
import type { ExhibitId } from '#core/ids.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { type ReadCaseFailure, readScopeEvents } from '../ledger/read-case.ts'
import type { Cancelled, IntakeFailure } from '../ports/byte-source.ts'
import type { DiskFailure } from '../ports/disk-failure.ts'
import type { ExtraDigestName, JoinedDigests, ObjectFinding, SealedSource } from '../ports/object-store.ts'
import type { SkippedPath, SkipReason, SourcePart, SourceTree } from '../ports/source-tree.ts'
import type { FoundCase, SessionSource, VaultSession } from '../vault-session.ts'
import { collectionsIn, type RecordedPart } from './collection-parts.ts'
import { joinedDigestsOf, startJoining } from './join-pieces.ts'
import {
  type GivenNames,
  MAY_BE_WRITTEN,
  namesOf,
  nextExhibitNumber,
  type RecordFailure,
  whatWent,
} from './record-exhibit.ts'

/** Most parts that one event names (`exhibit-parts-sealed`). */
const PARTS_AT_ONCE = 500
/** Small files are flushed together up to this many bytes; one that is larger goes by itself, so that little waits in memory. */
const BYTES_AT_ONCE = 67_108_864

type Gone = NonNullable<ReturnType<typeof whatWent>>['failure']
type Failure = IntakeFailure | DiskFailure | RecordFailure | ReadCaseFailure | ObjectFinding | Gone

/** A collection that grows: what is recorded of it so far. */
type Growing = {
  readonly exhibitId: ExhibitId
  readonly parts: RecordedPart[]
  readonly skipped: SkippedPath[]
  doneBytes: number
}

type Sealing = {
  readonly session: SessionSource
  readonly vault: VaultSession
  readonly found: FoundCase
  readonly tree: SourceTree
  readonly context: CallContext
  readonly joined: JoinedDigests | null
}

/**
 * Seals a folder or split image as one exhibit. Its parts are recorded as they become durable, some hundreds an event; that they are an
 * exhibit is recorded last. What an interruption left is found again by its paths, sizes and times, and only the rest is sealed. The
 * pieces of an image are digested joined as well, in the same pass.
 */
export async function sealCollection(
  session: SessionSource,
  vault: VaultSession,
  found: FoundCase,
  tree: SourceTree,
  given: GivenNames & { readonly digests?: readonly ExtraDigestName[] | undefined },
  context: CallContext,
): Promise<Result<ExhibitView, Failure> | typeof CANCELLED> {
  const begun = beginOrContinue(vault, found, tree)
  if (!begun.ok) return begun
  const growing = begun.value
  const joining = await startJoining(vault, found, tree, growing.parts, given.digests ?? [], context.signal)
  if (!joining.ok) return joining.failure.code === 'cancelled' ? CANCELLED : fail(joining.failure)
  const joined = joining.value
  const sealing: Sealing = { session, vault, found, tree, context, joined }
  const recorded = new Set(growing.parts.map(({ path }) => path))
  for (const { path, leave } of tree.parts) if (recorded.has(path)) leave?.()
  const rest = tree.parts.filter(({ path }) => !recorded.has(path))
  for (const batch of batchesOf(rest)) {
    const added = await addBatch(sealing, growing, batch)
    if (!added.ok) return added.failure.code === 'cancelled' ? CANCELLED : fail(added.failure)
  }
  const gone = whatWent(session, vault, found)
  if (gone !== null) return gone
  if (growing.parts.length === 0) return fail({ code: 'intake/not-readable' })
  return collect(vault, found, growing, tree, given, joinedDigestsOf(tree, growing.parts, joined))
}

/** Starts a collection, or takes up one whose every part is in the tree still, with the same size and time. */
function beginOrContinue(
  vault: VaultSession,
  found: FoundCase,
  tree: SourceTree,
): Result<Growing, ReadCaseFailure> {
  const events = readScopeEvents(vault, found)
  if (!events.ok) return events
  const known = new Map(tree.parts.map((part) => [part.path, part]))
  const skipped = [...tree.skipped]
  for (const { exhibitId, parts, collected } of collectionsIn(events.value).values()) {
    if (collected !== null || !parts.every((part) => isPartOf(known.get(part.path), part))) continue
    const doneBytes = parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    return succeed({ exhibitId, parts: [...parts], skipped, doneBytes })
  }
  return succeed({ exhibitId: vault.crypto.newId() as ExhibitId, parts: [], skipped, doneBytes: 0 })
}

function isPartOf(part: SourcePart | undefined, recorded: RecordedPart): boolean {
  if (part === undefined || part.sizeBytes !== recorded.sizeBytes) return false
  return instantOf(part.modifiedAtMs) === recorded.modifiedAtMs
}

function instantOf(atMs: number): number | undefined {
  return Math.abs(atMs) <= MAX_INSTANT_MS ? Math.trunc(atMs) : undefined
}

function* batchesOf(parts: readonly SourcePart[]): Generator<readonly SourcePart[]> {
  let batch: SourcePart[] = []
  let bytes = 0
  for (const part of parts) {
    if (batch.length === PARTS_AT_ONCE || (batch.length > 0 && bytes + part.sizeBytes > BYTES_AT_ONCE)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(part)
    bytes += part.sizeBytes
  }
  if (batch.length > 0) yield batch
}

async function addBatch(
  { session, vault, found, tree, context, joined }: Sealing,
  growing: Growing,
  batch: readonly SourcePart[],
): Promise<Result<void, Failure | Cancelled>> {
  const { signal, onProgress } = context
  const total = tree.sizeBytes
  const sealed = await vault.objects.sealMany(
    batch.map((part) => part.source()),
    found.key.bytes,
    {
      signal,
      onProgress: (done) => onProgress({ stage: 'sealing', done: growing.doneBytes + done, total }),
      ...(joined !== null && { joined }),
    },
  )
  if (!sealed.ok) return sealed
  const added: RecordedPart[] = []
  for (const [at, result] of sealed.value.entries()) {
    const part = batch[at] as SourcePart
    if (result.ok) added.push(recordedPart(part, result.value))
    else growing.skipped.push({ path: part.path, reason: reasonOf(result.failure) })
    growing.doneBytes += part.sizeBytes
  }
  if (added.length === 0) return succeed(undefined)
  const gone = whatWent(session, vault, found)
  const recorded = gone ?? recordParts(vault, found, growing, added)
  if (recorded.ok) growing.parts.push(...added)
  else if (!MAY_BE_WRITTEN.has(recorded.failure.code)) {
    for (const { object } of added) await vault.objects.remove(object.objectId)
  }
  return recorded
}

function recordedPart({ path, modifiedAtMs }: SourcePart, sealed: SealedSource): RecordedPart {
  const { sizeBytes, digestHex, objectId, segmentSizeBytes, sealDigestHex } = sealed
  const atMs = instantOf(modifiedAtMs)
  const object = { objectId, segmentSizeBytes, sealDigestHex }
  return { path, sizeBytes, digestHex, ...(atMs !== undefined && { modifiedAtMs: atMs }), object }
}

function recordParts(
  vault: VaultSession,
  found: FoundCase,
  { exhibitId, parts }: Growing,
  added: RecordedPart[],
): Result<void, RecordFailure> {
  const { userId, name } = vault.person
  const data = { exhibitId, firstIndex: parts.length, parts: added, sealedBy: { userId, name } }
  const body = { kind: 'exhibit-parts-sealed' as const, scope: found.caseId, data }
  const appended = appendEvents(vault, [{ key: found.key, body }])
  return appended.ok ? succeed(undefined) : appended
}

/** Says that the parts are an exhibit. */
export function collect(
  vault: VaultSession,
  found: FoundCase,
  { exhibitId, parts, skipped }: Pick<Growing, 'exhibitId' | 'parts' | 'skipped'>,
  tree: Pick<SourceTree, 'name' | 'form' | 'emptyFiles'>,
  given: GivenNames,
  joined?: EventData<'exhibit-collected'>['joined'],
): Result<ExhibitView, RecordFailure> {
  const number = nextExhibitNumber(vault, found)
  if (!number.ok) return number
  const { userId, name } = vault.person
  const data: EventData<'exhibit-collected'> = {
    exhibitId,
    number: number.value,
    ...namesOf(tree.name, given),
    form: tree.form,
    partCount: parts.length,
    sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    digestHex: partsListDigest(parts),
    emptyFiles: [...tree.emptyFiles],
    skipped: [...skipped],
    ...(joined !== undefined && { joined }),
    collectedBy: { userId, name },
  }
  const body = { kind: 'exhibit-collected' as const, scope: found.caseId, data }
  const appended = appendEvents(vault, [{ key: found.key, body }])
  return appended.ok ? succeed(collectedViewOf(data, appended.value.time.wallMs)) : appended
}

function reasonOf({ code }: IntakeFailure): SkipReason {
  if (code === 'intake/not-readable') return 'not-readable'
  if (code === 'intake/changed-while-reading') return 'changed'
  return code === 'intake/not-found' ? 'gone' : 'read-failed'
}
