import type { Failure } from '#contract/failures.ts'
import type { HubState } from '#core/hub/hub-state.ts'
import type { ObjectId } from '#core/ids.ts'
import { canonicalText } from '#core/ledger/canonical-json.ts'
import { appendToTree, neededSubtrees } from '#core/merkle/compact-tree.ts'
import { leafHash } from '#core/merkle/tree-hash.ts'
import { leafBytes } from '#core/packages/receipt.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HubStoreFailure, HubWrites, PackageRow } from '../ports/hub-store.ts'
import type { PackageParts, PartFailure } from '../ports/hub-tools.ts'
import { certifyPeople } from './certify-people.ts'
import type { HubLedgerFailure, LedgerEnd } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'
import { judgeManifest, type StrangerFailure } from './judge-manifest.ts'
import type { PackageObjection } from './read-chunks.ts'
import { newEvents, type VerifiedPackage } from './verify-package.ts'

/** Why a verified package was not accepted after all. */
export type AcceptFailure =
  | HubStoreFailure
  | HubLedgerFailure
  | PartFailure
  | StrangerFailure
  | Failure<'hub/moved-meanwhile' | 'hub/package-decided'>
  | PackageObjection

/** What somebody saw of a package when they decided on it. */
export type SeenPackage = Pick<PackageRow, 'state' | 'decidedAtMs'>

/** An accepted package; `isNew` where it was accepted by this and not meanwhile by another. */
export type AcceptedPackage = { readonly row: PackageRow; readonly isNew: boolean }

/** Tells whether nobody decided on a package since somebody saw it. */
export function isAsSeen(now: SeenPackage, seen: SeenPackage): boolean {
  return now.state === seen.state && now.decidedAtMs === seen.decidedAtMs
}

/**
 * Accepts a verified package: its objects first, then in one transaction its events, keys, orders, the leaf of the tree, certificates
 * of whoever is new, and the package's own row. What it answers is on disk; a failure or a crash at any moment leaves nothing of it
 * but objects that the next try finds.
 */
export async function acceptPackage(
  hub: HubSession,
  verified: VerifiedPackage,
  parts: PackageParts,
  row: PackageRow,
  signedManifest: Uint8Array,
  seen: SeenPackage | null = null,
): Promise<Result<AcceptedPackage, AcceptFailure>> {
  const { manifest, keys, judge } = verified
  const { vaultId, packageId } = manifest
  const kept = await hub.room.keepObjects(packageId, vaultId, verified.objects)
  if (!kept.ok) return kept
  const nowMs = hub.clock.nowMs()
  const dropped: ObjectId[] = []
  const accepted = await hub.store.change<AcceptedPackage, AcceptFailure>(async (writes) => {
    const state = await hub.ledger.catchUp(writes)
    if (!state.ok) return state
    // Another process may have accepted the same package meanwhile: it has one leaf.
    const now = await writes.package(packageId)
    if (now !== null && seen !== null && !isAsSeen(now, seen))
      return fail({ code: 'hub/package-decided' } as const)
    if (now?.state === 'accepted') return succeed({ row: now, isNew: false })
    // The device may have been revoked since.
    const still = judgeManifest(hub, state.value, signedManifest)
    if (!still.ok) return still
    const held = await writes.head(vaultId)
    if (held?.headHex !== verified.base?.headHex) return fail({ code: 'hub/moved-meanwhile' } as const)
    const written = await writeEvents(hub, verified, parts, writes)
    if (!written.ok) return written
    await writes.putScopeKeys(vaultId, keys.fresh)
    await writes.putScopes(vaultId, verified.rescoped)
    await writes.putObjects(vaultId, verified.objects)
    for (const order of verified.orders) {
      const ofCase = (await writes.objects(vaultId)).filter(({ scope }) => scope === order.caseId)
      dropped.push(...ofCase.map(({ objectId }) => objectId))
      await writes.expunge(vaultId, order)
    }
    const { last } = verified
    if (last !== null && last.headHex !== held?.headHex)
      await writes.putHead({ vaultId, ...last, receivedAtMs: nowMs })
    await addLeaf(writes, verified, nowMs)
    const certified = await certifyPeople(hub, writes, state.value, verified, nowMs)
    await noteTaken(hub, writes, state.value, verified, certified)
    const decided: PackageRow = {
      ...row,
      state: 'accepted',
      decidedAtMs: nowMs,
      reason: noteOn(verified, state.value),
      report: reportOf(verified),
    }
    await writes.putPackage(decided)
    return succeed({ row: decided, isNew: true })
  })
  if (!accepted.ok) return accepted
  await hub.room.dropObjects(vaultId, dropped)
  if (verified.orders.length === 0 && verified.last !== null)
    hub.judges.put(vaultId, verified.last.headHex, keys.mark, judge)
  await hub.room.forget(packageId)
  return accepted
}

/** What whoever works at headquarters is told of a package that holds. */
function noteOn(
  { manifest, isBehind, signers }: VerifiedPackage,
  { stations }: HubState,
): 'hub/station-behind' | 'hub/officer-revoked' | null {
  if (isBehind) return 'hub/station-behind'
  const certificates = stations.get(manifest.vaultId)?.certificates ?? []
  const isByRevoked = certificates.some(
    ({ signed: { document }, revoked }) =>
      document.subject === 'officer' && revoked !== null && signers.has(document.keyId),
  )
  return isByRevoked ? 'hub/officer-revoked' : null
}

/** What is said of a package that held: counts, never what is in it. */
export function reportOf({ manifest, scopes, objects, judge }: VerifiedPackage): string {
  const sealed = scopes.filter((scope) => scope === '').length
  return canonicalText({
    cases: judge.caseCount,
    events: scopes.length,
    knownTree: manifest.knownTree?.treeSize ?? 0,
    objects: objects.length,
    repeated: manifest.chunks.reduce((sum, { events }) => sum + events, 0) - scopes.length,
    sealed,
  })
}

async function writeEvents(
  hub: HubSession,
  verified: VerifiedPackage,
  parts: PackageParts,
  writes: HubWrites,
): Promise<Result<void, AcceptFailure>> {
  for await (const events of newEvents(hub, verified, parts)) {
    if (!events.ok) {
      const { failure } = events
      return fail(failure.kind === 'objection' ? failure.objection : failure.failure)
    }
    await writes.appendEvents(verified.manifest.vaultId, events.value)
  }
  return succeed(undefined)
}

async function addLeaf(
  writes: HubWrites,
  { manifest, objects }: VerifiedPackage,
  receivedAtMs: number,
): Promise<void> {
  const { vaultId, deviceId, packageId, to } = manifest
  const index = await writes.treeSize()
  const said = { vaultId, deviceId, seq: to.seq, headHex: to.headHex, receivedAtMs }
  const leaf = leafHash(leafBytes(said))
  const before = await writes.subtrees(leftOf(index))
  const added = appendToTree(index, leaf, before)
  const objectIds = objects.map(({ objectId }) => objectId)
  await writes.appendLeaf({ index, packageId, objectIds, ...said }, added)
}

// The whole subtrees that end where the new leaf begins are those it can complete.
function leftOf(size: number): ReturnType<typeof neededSubtrees> {
  return neededSubtrees((hashOf) => hashOf(0, size))
}

/** Where the station's ledger says that it took messages of this hub, notes it. What names another message was said by nobody here. */
async function noteTaken(
  hub: HubSession,
  writes: HubWrites,
  state: HubState,
  { manifest: { vaultId }, judge: { lastMessage } }: VerifiedPackage,
  after: LedgerEnd,
): Promise<void> {
  if (lastMessage === null || lastMessage.hubId !== hub.identity.hubId) return
  const { number, hashHex } = lastMessage
  const sent = state.stations.get(vaultId)?.messages[number - 1]
  if (sent === undefined || sent.hashHex !== hashHex || sent.takenAtMs !== null) return
  const data = { vaultId, number, hashHex }
  await hub.ledger.record(writes, { kind: 'messages-taken', data }, hub.clock.nowMs(), after)
}
