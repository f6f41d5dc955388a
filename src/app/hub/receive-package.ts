import { type Failure, type FailureCode, isFailureCode } from '#contract/failures.ts'
import { canonicalText } from '#core/ledger/canonical-json.ts'
import type { PackageManifest } from '#core/packages/manifest.ts'
import { BAG_PATHS } from '#core/packages/package-layout.ts'
import { SYNC_LIMITS } from '#core/packages/sync-limits.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HubStoreFailure, PackageRow } from '../ports/hub-store.ts'
import type { PartFailure } from '../ports/hub-tools.ts'
import { acceptPackage, isAsSeen, reportOf, type SeenPackage } from './accept-package.ts'
import type { HubLedgerFailure } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'
import { judgeManifest, type StrangerFailure } from './judge-manifest.ts'
import type { PackageObjection } from './read-chunks.ts'
import { verifyPackage } from './verify-package.ts'

/** How often a package is verified again because the station's ledger, or its own files, moved on meanwhile. */
const TRIES = 5

/** Where a package comes from: a carrier's folder, or what was uploaded. */
export type Arrival = {
  /** The bytes of its manifest, or why there are none. */
  readonly manifest: Uint8Array
  /** Makes every part that the manifest names the hub's own, durably; an objection where they are not whole. */
  keep(manifest: PackageManifest): Promise<Result<void, PartFailure | { readonly code: FailureCode }>>
}

/** What became of a package. */
export type Received =
  | { readonly outcome: PackageRow['state']; readonly row: PackageRow; readonly isNew: boolean }
  /** Nothing of it was kept: whoever sent it may be anybody. */
  | { readonly outcome: 'refused'; readonly failure: StrangerFailure }

/** Why nothing can be said about a package. */
export type ReceiveFailure = HubStoreFailure | HubLedgerFailure | PartFailure | Failure<'hub/package-decided'>

/**
 * Takes a package in: what does not come from a device that this hub certified is refused and leaves nothing; what does not hold is
 * quarantined with its reason; what holds is accepted, or waits for somebody's decision where `hold` says so. The same package again
 * changes nothing.
 */
export async function receivePackage(
  hub: HubSession,
  arrival: Arrival,
  hold: boolean,
): Promise<Result<Received, ReceiveFailure>> {
  for (let tried = 1; ; tried += 1) {
    const received = await receiveOnce(hub, arrival, hold)
    if (received.ok || tried === TRIES || !isGone(received.failure)) return received
  }
}

/** Whether files went away while they were read: another process took the same package in, or put its own copy in their place. */
function isGone({ code, facts }: ReceiveFailure): boolean {
  return code === 'disk/failed' && facts?.causeCode === 'ENOENT'
}

async function receiveOnce(
  hub: HubSession,
  arrival: Arrival,
  hold: boolean,
): Promise<Result<Received, ReceiveFailure>> {
  const state = await hub.store.read((reads) => hub.ledger.catchUp(reads))
  if (!state.ok) return state
  if (!state.value.ok) return state.value
  const judged = judgeManifest(hub, state.value.value, arrival.manifest)
  if (!judged.ok) return succeed({ outcome: 'refused', failure: judged.failure })
  const manifest = judged.value
  const { packageId } = manifest
  const known = await hub.store.read((reads) => reads.package(packageId))
  if (!known.ok) return known
  const manifestDigestHex = hub.tools.crypto.digestHex(arrival.manifest)
  if (known.value !== null) {
    // One id for two packages is nobody's mistake.
    if (known.value.manifestDigestHex !== manifestDigestHex)
      return succeed({ outcome: 'refused', failure: { code: 'sync/malformed' } })
    if (known.value.state === 'accepted' || isDecidedByHand(known.value))
      return succeed({ outcome: known.value.state, row: known.value, isNew: false })
  }
  const row = known.value ?? newRow(manifest, manifestDigestHex, hub.clock.nowMs())
  const kept = await arrival.keep(manifest)
  if (!kept.ok) {
    const { code } = kept.failure
    if (!isTheirFault(code)) return fail(kept.failure as PartFailure)
    return await quarantine(hub, row, { code })
  }
  return await decide(hub, row, arrival.manifest, hold)
}

/** Verifies a package that lies at the hub and accepts it, or says what speaks against it. */
export async function decide(
  hub: HubSession,
  row: PackageRow,
  signedManifest: Uint8Array,
  hold: boolean,
  seen: SeenPackage | null = null,
): Promise<Result<Received, ReceiveFailure>> {
  const parts = await hub.room.waiting(row.packageId)
  for (let tried = 0; ; tried += 1) {
    const manifest = await manifestAgain(hub, signedManifest)
    if (!manifest.ok) return manifest
    if (!manifest.value.ok) return await quarantine(hub, row, manifest.value.failure, seen)
    const verified = await verifyPackage(hub, manifest.value.value, parts)
    if (!verified.ok) {
      const { failure } = verified
      return failure.kind === 'failed'
        ? fail(failure.failure)
        : await quarantine(hub, row, failure.objection, seen)
    }
    if (hold)
      return await put(hub, { ...row, state: 'waiting', reason: null, report: reportOf(verified.value) })
    const accepted = await acceptPackage(hub, verified.value, parts, row, signedManifest, seen)
    if (accepted.ok) return succeed({ outcome: 'accepted', ...accepted.value })
    const { failure } = accepted
    if (failure.code === 'hub/moved-meanwhile' && tried < TRIES) continue
    if (isTheirFault(failure.code)) return await quarantine(hub, row, failure as PackageObjection, seen)
    return fail(failure as ReceiveFailure)
  }
}

async function manifestAgain(
  hub: HubSession,
  signedManifest: Uint8Array,
): Promise<Result<ReturnType<typeof judgeManifest>, ReceiveFailure>> {
  const state = await hub.store.read((reads) => hub.ledger.catchUp(reads))
  if (!state.ok) return state
  return state.value.ok ? succeed(judgeManifest(hub, state.value.value, signedManifest)) : state.value
}

/** Why something cannot be decided about a package. */
export type DecideFailure = ReceiveFailure | Failure<'hub/no-such-package'>

/** Verifies a package of the queue or of the quarantine again, and accepts it if it holds now. */
export async function acceptWaiting(
  hub: HubSession,
  packageId: string,
  seen: SeenPackage | null = null,
): Promise<Result<Received, DecideFailure>> {
  const row = await findUndecided(hub, packageId, seen)
  if (!row.ok) return row
  const parts = await hub.room.waiting(row.value.packageId)
  const manifest = await parts.read(BAG_PATHS.manifest, SYNC_LIMITS.manifestBytes)
  if (!manifest.ok) {
    if (isTheirFault(manifest.failure.code)) return fail({ code: 'hub/no-such-package' })
    return manifest
  }
  return await decide(hub, row.value, manifest.value, false, seen)
}

/** Puts a package that waits into quarantine, for a reason that somebody at headquarters writes. */
export async function quarantineWaiting(
  hub: HubSession,
  packageId: string,
  reason: string,
  seen: SeenPackage | null = null,
): Promise<Result<PackageRow, DecideFailure>> {
  const row = await findUndecided(hub, packageId, seen)
  if (!row.ok) return row
  const nowMs = hub.clock.nowMs()
  const decided: PackageRow = { ...row.value, state: 'quarantined', decidedAtMs: nowMs, reason }
  return await hub.store.change<PackageRow, Failure<'hub/package-decided'>>(async (writes) => {
    // Another process may have accepted it meanwhile, and then its receipt stands.
    const now = await writes.package(decided.packageId)
    const isSeen = now === null || seen === null || isAsSeen(now, seen)
    if (now?.state === 'accepted' || !isSeen) return fail({ code: 'hub/package-decided' })
    await writes.putPackage(decided)
    return succeed(decided)
  })
}

async function findUndecided(
  hub: HubSession,
  packageId: string,
  seen: SeenPackage | null,
): Promise<Result<PackageRow, DecideFailure>> {
  const row = await hub.store.read((reads) => reads.package(packageId))
  if (!row.ok) return row
  if (row.value === null) return fail({ code: 'hub/no-such-package' })
  if (seen !== null && !isAsSeen(row.value, seen)) return fail({ code: 'hub/package-decided' })
  return row.value.state === 'accepted' ? fail({ code: 'hub/package-decided' }) : succeed(row.value)
}

async function quarantine(
  hub: HubSession,
  row: PackageRow,
  { code, seq }: PackageObjection,
  seen: SeenPackage | null = null,
): Promise<Result<Received, ReceiveFailure>> {
  const report = canonicalText(seq === undefined ? { code } : { code, seq })
  const decidedAtMs = hub.clock.nowMs()
  return await put(hub, { ...row, state: 'quarantined', decidedAtMs, reason: code, report }, seen)
}

async function put(
  hub: HubSession,
  row: PackageRow,
  seen: SeenPackage | null = null,
): Promise<Result<Received, ReceiveFailure>> {
  const done = await hub.store.change<Received, ReceiveFailure>(async (writes) => {
    // Another process may have accepted the same package meanwhile, and another person may have decided on it.
    const now = await writes.package(row.packageId)
    if (now !== null && seen !== null && !isAsSeen(now, seen)) return fail({ code: 'hub/package-decided' })
    if (now?.state === 'accepted') return succeed({ outcome: 'accepted', row: now, isNew: false })
    await writes.putPackage(row)
    return succeed({ outcome: row.state, row, isNew: true })
  })
  return done
}

function newRow(manifest: PackageManifest, manifestDigestHex: string, receivedAtMs: number): PackageRow {
  const { packageId, vaultId, deviceId, from, to, madeAtMs } = manifest
  return {
    packageId,
    manifestDigestHex,
    vaultId,
    deviceId,
    state: 'waiting',
    fromSeq: from.seq,
    toSeq: to.seq,
    madeAtMs,
    receivedAtMs,
    decidedAtMs: null,
    reason: null,
    report: '{}',
  }
}

// What somebody put aside stays there until somebody takes it out, however often it comes.
function isDecidedByHand({ state, reason }: PackageRow): boolean {
  return state === 'quarantined' && reason !== null && !isFailureCode(reason)
}

// What is wrong with the package, not with the hub's own disk, store or ledger.
function isTheirFault(code: FailureCode): boolean {
  return !(code.startsWith('disk/') || code.startsWith('hub/') || code.startsWith('database/'))
}
