import type { DigestHex, KeyId } from '#core/ids.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import type { TravellingEvent } from '#core/packages/event-chunk.ts'
import type { PackageManifest } from '#core/packages/manifest.ts'
import { type PackageKeys, verifyPackageKeys } from '#core/packages/package-keys.ts'
import { BAG_PATHS } from '#core/packages/package-layout.ts'
import { type Result, succeed } from '#core/result.ts'
import type { HeldHead, HeldObject } from '../ports/hub-store.ts'
import type { PackageParts } from '../ports/hub-tools.ts'
import type { StoredEvent } from '../ports/ledger-store.ts'
import { gatherKeys, type HeldKeys } from './gather-keys.ts'
import type { HubSession } from './hub-session.ts'
import type { ExpungeOrder, Recalled, StationJudge } from './judge-station.ts'
import { judgeUpTo, recallFrom } from './prepare-judge.ts'
import {
  ChunksAhead,
  failed,
  objection,
  partFailed,
  readChunk,
  readWhole,
  type VerifyFailure,
} from './read-chunks.ts'

/** Everything of a package held: what accepting it writes. */
export type VerifiedPackage = {
  readonly manifest: PackageManifest
  /** What the hub held when this was verified. */
  readonly base: HeldHead | null
  readonly keys: HeldKeys
  readonly judge: StationJudge
  /** Events that are held, and whose case was shared since. */
  readonly rescoped: readonly { readonly position: number; readonly scope: string }[]
  /** Of the events that are new: their scopes in order. The events themselves are read again when they are written. */
  readonly scopes: readonly string[]
  /** The keys that signed the events that are new. */
  readonly signers: ReadonlySet<KeyId>
  readonly orders: readonly ExpungeOrder[]
  readonly objects: readonly HeldObject[]
  /** The position of the head that the package leads to, and whether it is further than what the hub held. */
  readonly last: { readonly position: number; readonly seq: number; readonly headHex: DigestHex } | null
  /** The package ends before what is held, though the station's clock says that it was made after the one that brought more. */
  readonly isBehind: boolean
}

/**
 * Verifies a package whose manifest holds, in the order of `docs/format-sync.md`, section 5: every file's digest, that `from` is held,
 * the keys, the events after those that are held, and the objects. Nothing is written.
 */
export async function verifyPackage(
  hub: HubSession,
  manifest: PackageManifest,
  parts: PackageParts,
): Promise<Result<VerifiedPackage, VerifyFailure>> {
  const { vaultId } = manifest
  const base = await hub.store.read((reads) => reads.head(vaultId))
  if (!base.ok) return failed(base.failure)
  const onHeld = await judgePlace(hub, manifest, base.value)
  if (!onHeld.ok) return onHeld
  const brought = await openKeys(hub, manifest, parts)
  if (!brought.ok) return brought
  const keys = await hub.store.read((reads) => gatherKeys(hub, reads, vaultId, brought.value))
  if (!keys.ok) return failed(keys.failure)
  if (keys.value === null) return objection('sync/keys-unreadable')
  const rescoped: { readonly position: number; readonly scope: string }[] = []
  const judge = await judgeUpTo(hub, vaultId, base.value, keys.value, {
    onScope: (of) => void rescoped.push(of),
  })
  if (!judge.ok)
    return 'seq' in judge.failure ? objection(judge.failure.code, judge.failure.seq) : failed(judge.failure)
  const events = await judgeEvents(hub, manifest, parts, base.value, judge.value)
  if (!events.ok) return events
  const objects = await judgeObjects(hub, manifest, parts, judge.value)
  if (!objects.ok) return objects
  const { last, position } = judge.value
  return succeed({
    manifest,
    base: base.value,
    keys: keys.value,
    judge: judge.value,
    rescoped,
    ...events.value,
    objects: objects.value,
    isBehind: onHeld.value.isBehind,
    last: last === null ? null : { position, seq: last.seq, headHex: last.hashHex },
  })
}

/** Whether the package stands on what the hub holds; and then whether it is behind it. */
async function judgePlace(
  hub: HubSession,
  { vaultId, from, to, madeAtMs }: PackageManifest,
  held: HeldHead | null,
): Promise<Result<{ readonly isBehind: boolean }, VerifyFailure>> {
  if (from.seq > 0) {
    const known = await hub.store.read((reads) => reads.event(vaultId, from.seq))
    if (!known.ok) return failed(known.failure)
    if (known.value === null) return objection('sync/gap', from.seq)
    if (known.value.hashHex !== from.headHex) return objection('sync/ledger-forked', from.seq)
  }
  if (held === null || to.seq >= held.seq) return succeed({ isBehind: false })
  const newest = await hub.store.read((reads) => reads.newestMadeAtMs(vaultId))
  if (!newest.ok) return failed(newest.failure)
  // It may have lain in a pocket while the station's clock was set back: a clock accuses nobody. What it brings is held already.
  return succeed({ isBehind: newest.value !== null && madeAtMs > newest.value })
}

async function openKeys(
  hub: HubSession,
  manifest: PackageManifest,
  parts: PackageParts,
): Promise<Result<PackageKeys, VerifyFailure>> {
  const sealed = await readWhole(hub, parts, BAG_PATHS.keys, manifest.keys)
  if (!sealed.ok) return sealed
  const plaintext = await hub.tools.openKeys(sealed.value)
  if (plaintext === null) return objection('sync/keys-unreadable')
  const keys = verifyPackageKeys(plaintext, manifest)
  plaintext.fill(0)
  return keys.ok ? keys : objection(keys.failure.code)
}

type Judged = Pick<VerifiedPackage, 'scopes' | 'signers' | 'orders'>

async function judgeEvents(
  hub: HubSession,
  manifest: PackageManifest,
  parts: PackageParts,
  base: HeldHead | null,
  judge: StationJudge,
): Promise<Result<Judged, VerifyFailure>> {
  const ahead = new ChunksAhead(hub, manifest, parts, (keyId) => judge.signingKeyOf(keyId))
  try {
    return await judgeChunks(hub, manifest, ahead, base, judge)
  } finally {
    ahead.close()
  }
}

async function judgeChunks(
  hub: HubSession,
  manifest: PackageManifest,
  ahead: ChunksAhead,
  base: HeldHead | null,
  judge: StationJudge,
): Promise<Result<Judged, VerifyFailure>> {
  const { vaultId, from, to } = manifest
  const scopes: string[] = []
  const signers = new Set<KeyId>()
  const orders: ExpungeOrder[] = []
  const recent = new Map<number, Recalled>()
  const recallHeld = recallFrom(hub, vaultId)
  const recall = async (seq: number) => recent.get(seq) ?? (await recallHeld(seq))
  const heldSeq = base?.seq ?? 0
  let last = { seq: from.seq, hashHex: from.headHex }
  for (let events = await ahead.next(); events !== null; events = await ahead.next()) {
    if (!events.ok) return events
    for (const event of events.value) {
      const repeated = await judgeRepeated(hub, manifest, event, last, heldSeq)
      if (!repeated.ok) return repeated
      if (repeated.value !== null) {
        last = repeated.value
        continue
      }
      const taken = await judge.take(event, recall, ahead)
      if (!taken.ok) return objection(taken.failure.code, taken.failure.seq)
      const { stored, order } = taken.value
      recent.set(stored.seq, { hashHex: stored.hashHex, scope: stored.scope, actor: taken.value.actor })
      scopes.push(stored.scope)
      signers.add(taken.value.actor)
      if (order !== null) orders.push(order)
      last = stored
    }
    await hub.clock.pause()
  }
  if (last.seq !== to.seq || last.hashHex !== to.headHex) return objection('sync/malformed', last.seq)
  const unfinished = judge.finish()
  return unfinished === null
    ? succeed({ scopes, signers, orders })
    : objection(unfinished.code, unfinished.seq)
}

/** An event at or before what the hub holds: where it is the same, its mark; `null` for one that is new. */
async function judgeRepeated(
  hub: HubSession,
  { vaultId }: PackageManifest,
  event: TravellingEvent,
  last: { readonly seq: number; readonly hashHex: string },
  heldSeq: number,
): Promise<Result<{ readonly seq: number; readonly hashHex: DigestHex } | null, VerifyFailure>> {
  if (last.seq >= heldSeq) return succeed(null)
  const hashHex = hub.tools.crypto.digestHex(event.header)
  const held = await hub.store.read((reads) => reads.eventByHash(vaultId, hashHex))
  if (!held.ok) return failed(held.failure)
  if (held.value === null || held.value.seq <= last.seq) return objection('sync/ledger-forked', last.seq + 1)
  return succeed({ seq: held.value.seq, hashHex })
}

async function judgeObjects(
  { store }: Pick<HubSession, 'store'>,
  { vaultId, objects }: PackageManifest,
  parts: PackageParts,
  judge: StationJudge,
): Promise<Result<readonly HeldObject[], VerifyFailure>> {
  if (objects.length === 0) return succeed([])
  const before = await store.read((reads) => reads.objects(vaultId))
  if (!before.ok) return failed(before.failure)
  const digests = new Map(before.value.map((object) => [object.objectId, object.digestHex]))
  const held: HeldObject[] = []
  for (const { objectId, sizeBytes, digestHex } of objects) {
    // The digest by which an event names an object covers its tags and not its every byte: what is held is not replaced by another.
    if ((digests.get(objectId) ?? digestHex) !== digestHex) return objection('sync/file-differs')
    const found = await parts.digestObject(objectId, sizeBytes)
    if (!found.ok) return partFailed(found.failure)
    if (found.value.digestHex !== digestHex) return objection('sync/file-differs')
    const named = judge.objectOf(objectId)
    if (named === null) return objection('hub/object-unnamed')
    if (found.value.sealDigestHex !== named.sealDigestHex) return objection('sync/file-differs')
    held.push({ objectId, scope: named.caseId, sizeBytes, digestHex })
  }
  return succeed(held)
}

/** The new events of a verified package, file by file, as they are stored. */
export async function* newEvents(
  hub: Pick<HubSession, 'tools'>,
  { manifest, base, scopes }: VerifiedPackage,
  parts: PackageParts,
): AsyncGenerator<Result<readonly StoredEvent[], VerifyFailure>> {
  let at = 0
  let skip = manifest.chunks.reduce((sum, { events }) => sum + events, 0) - scopes.length
  for (let number = 1; number <= manifest.chunks.length; number += 1) {
    const events = await readChunk(hub, manifest, parts, number)
    if (!events.ok) {
      yield events
      return
    }
    const fresh = events.value.slice(skip)
    skip = Math.max(0, skip - events.value.length)
    const stored = fresh.flatMap((event): readonly StoredEvent[] => {
      const header = parseHeader(event.header)
      // The digest of the file is the one that was verified, and so is every header in it.
      if (!header.ok) return []
      const { device, seq } = header.value
      const hashHex = hub.tools.crypto.digestHex(event.header)
      const scope = scopes[at] ?? ''
      at += 1
      return [{ ...event, device, seq, hashHex, scope, position: (base?.position ?? 0) + at }]
    })
    yield succeed(stored)
  }
}
