import { hexToBytes } from '@noble/hashes/utils.js'
import { type Failure, isFailureCode } from '#contract/failures.ts'
import type { PackageId } from '#core/ids.ts'
import type { Arrival } from '#core/network/arrival.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { isOpeningLength, parseOpening } from '#core/network/opening.ts'
import { packageStream, pieceLength } from '#core/network/package-stream.ts'
import { type PackageManifest, parseManifest } from '#core/packages/manifest.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Arrivals } from '../ports/arrivals.ts'
import type { CarriedUpdates } from '../ports/carried-updates.ts'
import type { DiskFailure } from '../ports/disk-failure.ts'
import type { HubStoreFailure, PackageRow } from '../ports/hub-store.ts'
import type { FairQueue } from './fair-queue.ts'
import { fillGaps } from './fill-gaps.ts'
import type { Device } from './find-device.ts'
import { hintMatches } from './hint-matches.ts'
import type { HubLedgerFailure } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'
import { judgeManifest, type StrangerFailure } from './judge-manifest.ts'
import {
  type Arrival as ArrivingPackage,
  type Received,
  type ReceiveFailure,
  receivePackage,
} from './receive-package.ts'
import { type WayBackFailure, writeWayBack } from './write-way-back.ts'

/** What the hub's side of the network works on. */
export type NetworkDesk = {
  readonly session: HubSession
  readonly arrivals: Arrivals
  readonly updates: CarriedUpdates
  readonly queue: FairQueue
  /** Packages that are being judged in this process; the promise ends with what was decided. */
  readonly judging: Map<PackageId, Promise<Result<PackageRow, JudgeFailure>>>
  /** Whether packages wait for somebody's decision. */
  readonly hold: boolean
  /** Resolves when a station has waited long enough for an answer. */
  readonly patience: () => Promise<void>
  /** Told of every verdict: an outcome, or the code of the failure. */
  readonly onJudged: (packageId: PackageId, outcome: string, tookMs: number) => void
}

type JudgeFailure = ReceiveFailure | StrangerFailure

/** Why a device gets no arrival. */
export type DeskFailure =
  | JudgeFailure
  | WayBackFailure
  | DiskFailure
  | HubStoreFailure
  | HubLedgerFailure
  | Failure<
      | 'network/request-malformed'
      | 'network/no-such-package'
      | 'network/too-large'
      | 'network/too-many'
      | 'network/hub-full'
      | 'network/offset-differs'
      | 'network/digest-differs'
      | 'network/too-slow'
      | 'sync/for-another-station'
      | 'sync/malformed'
    >

/** Verdicts that say that bytes were lost at the hub: the package may come again under the same name. */
const SENT_AGAIN: ReadonlySet<string> = new Set(['sync/file-missing', 'sync/file-differs'])

/** How often a package whose parts went away while they were read is judged again. */
const TRIES = 4

/** `POST /v1/packages`: whatever comes whole is judged at once; for the rest there is room from here on. Pieces of it are kept by the caller. */
export async function openPackage(
  desk: NetworkDesk,
  device: Device,
  body: Uint8Array,
): Promise<Result<Arrival, DeskFailure>> {
  const opening = parseOpening(body)
  if (!opening.ok) return opening
  const { manifest: manifestBytes, stream } = opening.value
  const judged = await judgeOwn(desk.session, device, manifestBytes)
  if (!judged.ok) return judged
  const manifest = judged.value
  const { packageId } = manifest
  const { sizeBytes } = packageStream(manifest)
  if (sizeBytes > NETWORK_LIMITS.streamBytes)
    return fail({ code: 'network/too-large', facts: { limitBytes: NETWORK_LIMITS.streamBytes } })
  if (!isOpeningLength(stream.length, sizeBytes)) return fail({ code: 'network/request-malformed' })
  const decided = await findDecided(desk, packageId, desk.session.tools.crypto.digestHex(manifestBytes))
  if (!decided.ok) return decided
  if (decided.value !== null) return await answerDecided(desk, device, decided.value)
  if (stream.length === sizeBytes)
    return await judge(desk, device, packageId, false, {
      manifest: manifestBytes,
      keep: (named) => desk.arrivals.keepBytes(named, manifestBytes, stream),
    })
  const begun = await begin(desk, device, manifest, manifestBytes, sizeBytes)
  if (!begun.ok) return begun
  const kept = await keepFirst(desk, { vaultId: device.vaultId, packageId }, stream, sizeBytes)
  if (!kept.ok) return kept
  return await showArrival(desk, device, packageId)
}

/** `POST /v1/packages/ID/end`: judges a package of which every piece was acknowledged, or says what is missing. */
export async function endPackage(
  desk: NetworkDesk,
  device: Device,
  packageId: PackageId,
): Promise<Result<Arrival, DeskFailure>> {
  const place = { vaultId: device.vaultId, packageId }
  const manifest = await desk.arrivals.manifest(place)
  if (!manifest.ok) return manifest
  if (manifest.value === null) return await showArrival(desk, device, packageId, true)
  const held = await desk.arrivals.held(place)
  if (!held.ok) return held
  if (held.value === null || held.value.missing.length > 0) return await showArrival(desk, device, packageId)
  const bytes = manifest.value
  const isLarge = streamBytesOf(bytes) > NETWORK_LIMITS.openingStreamBytes * 4
  return await judge(desk, device, packageId, isLarge, {
    manifest: bytes,
    keep: (named) => desk.arrivals.keep(place, named, bytes),
  })
}

/** `GET /v1/packages/ID`: what is held of a package, or what was decided. */
export async function showArrival(
  desk: NetworkDesk,
  device: Device,
  packageId: PackageId,
  withWayBack = false,
): Promise<Result<Arrival, DeskFailure>> {
  if (desk.judging.has(packageId)) return succeed(arrivalOf(packageId, 'judging'))
  const held = await desk.arrivals.held({ vaultId: device.vaultId, packageId })
  if (!held.ok) return held
  if (held.value !== null)
    return succeed({
      ...arrivalOf(packageId, 'arriving'),
      missing: held.value.missing.map(([first, last]) => [first, last]),
      partial: held.value.partial.map(([number, heldBytes]) => [number, heldBytes]),
    })
  const row = await desk.session.store.read((reads) => reads.package(packageId))
  if (!row.ok) return row
  if (row.value === null || row.value.vaultId !== device.vaultId)
    return fail({ code: 'network/no-such-package' })
  if (withWayBack) return await answerDecided(desk, device, row.value)
  return succeed(arrivalOf(packageId, row.value.state, row.value))
}

async function judgeOwn(
  session: HubSession,
  device: Device,
  bytes: Uint8Array,
): Promise<Result<PackageManifest, DeskFailure>> {
  const state = await session.store.read((reads) => session.ledger.catchUp(reads))
  if (!state.ok) return state
  if (!state.value.ok) return state.value
  const judged = judgeManifest(session, state.value.value, bytes)
  if (!judged.ok) return judged
  const { vaultId, deviceId } = judged.value
  return vaultId === device.vaultId && deviceId === device.deviceId
    ? judged
    : fail({ code: 'sync/for-another-station' })
}

/** What was decided on a package of this name before, as far as that stands. */
async function findDecided(
  { session }: NetworkDesk,
  packageId: PackageId,
  manifestDigestHex: string,
): Promise<Result<PackageRow | null, HubStoreFailure | Failure<'sync/malformed'>>> {
  const row = await session.store.read((reads) => reads.package(packageId))
  if (!row.ok || row.value === null) return row
  // One id for two packages is nobody's mistake.
  if (row.value.manifestDigestHex !== manifestDigestHex) return fail({ code: 'sync/malformed' })
  return succeed(SENT_AGAIN.has(row.value.reason ?? '') ? null : row.value)
}

async function begin(
  { arrivals }: NetworkDesk,
  { vaultId }: Device,
  { packageId }: PackageManifest,
  manifestBytes: Uint8Array,
  sizeBytes: number,
): Promise<Result<void, DeskFailure>> {
  const open = await arrivals.of(vaultId)
  if (!open.ok) return open
  const others = open.value.filter((other) => other.packageId !== packageId)
  const totalBytes = others.reduce((sum, { streamBytes }) => sum + streamBytes, sizeBytes)
  if (others.length >= NETWORK_LIMITS.arrivingPackages || totalBytes > NETWORK_LIMITS.streamBytes)
    return fail({ code: 'network/too-many', facts: { count: others.length } })
  return await arrivals.begin({ vaultId, packageId }, manifestBytes, sizeBytes)
}

async function keepFirst(
  { arrivals, session }: NetworkDesk,
  place: { readonly vaultId: Device['vaultId']; readonly packageId: PackageId },
  stream: Uint8Array,
  sizeBytes: number,
): Promise<Result<void, DeskFailure>> {
  const { pieceBytes } = NETWORK_LIMITS
  for (let number = 0; number * pieceBytes < stream.length; number += 1) {
    const lengthBytes = pieceLength(sizeBytes, number)
    const bytes = stream.subarray(number * pieceBytes, number * pieceBytes + lengthBytes)
    const bodyDigest = hexToBytes(session.tools.crypto.digestHex(bytes))
    const piece = { number, offsetBytes: 0, lengthBytes, bodyDigest, pieceDigest: null }
    const put = await arrivals.put(place, piece, inOne(bytes))
    if (!put.ok) return put
  }
  return succeed(undefined)
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Judges a package when it is this station's turn; whoever asks meanwhile waits for the same verdict. */
async function judge(
  desk: NetworkDesk,
  device: Device,
  packageId: PackageId,
  isLarge: boolean,
  arrival: ArrivingPackage,
): Promise<Result<Arrival, DeskFailure>> {
  let verdict = desk.judging.get(packageId)
  if (verdict === undefined) {
    const turn = desk.queue.run(device.vaultId, isLarge, async () => {
      const begunMs = desk.session.clock.nowMs()
      const received = await receive(desk, device, packageId, arrival)
      const outcome = received.ok ? received.value.state : received.failure.code
      desk.onJudged(packageId, outcome, desk.session.clock.nowMs() - begunMs)
      return received
    })
    if (turn === null) return fail({ code: 'network/too-many' })
    verdict = turn.finally(() => desk.judging.delete(packageId))
    desk.judging.set(packageId, verdict)
  }
  const decided = await Promise.race([verdict, desk.patience()])
  if (decided === undefined) return succeed(arrivalOf(packageId, 'judging'))
  return decided.ok ? await answerDecided(desk, device, decided.value) : decided
}

async function receive(
  { session, arrivals, hold }: NetworkDesk,
  { vaultId }: Device,
  packageId: PackageId,
  arrival: ArrivingPackage,
): Promise<Result<PackageRow, JudgeFailure>> {
  let received = await receivePackage(session, arrival, hold)
  // Another process that judges the same package puts its own copy of the parts in the place of these.
  for (let tried = 1; tried < TRIES && received.ok && isLost(received.value); tried += 1) {
    await session.clock.pause()
    received = await receivePackage(session, arrival, hold)
  }
  if (!received.ok) return received
  // Refused or decided: what arrived lies with the decision now, or nowhere.
  await arrivals.forget({ vaultId, packageId })
  if (received.value.outcome === 'refused') return fail(received.value.failure)
  if (received.value.outcome === 'accepted' && !hold) await fillGaps(session, vaultId)
  // The package is accepted whether or not stations can be told now: what is found is kept for the next one.
  if (received.value.outcome === 'accepted') await hintMatches(session)
  return succeed(received.value.row)
}

function isLost(received: Received): boolean {
  return received.outcome === 'quarantined' && SENT_AGAIN.has(received.row.reason ?? '')
}

async function answerDecided(
  { session }: NetworkDesk,
  { vaultId }: Device,
  row: PackageRow,
): Promise<Result<Arrival, DeskFailure>> {
  const wayBack = await writeWayBack(session, vaultId)
  if (!wayBack.ok && wayBack.failure.code !== 'hub/nothing-yet') return wayBack
  const arrival = arrivalOf(row.packageId, row.state, row)
  return succeed({ ...arrival, wayBack: wayBack.ok ? wayBack.value : null })
}

function arrivalOf(packageId: PackageId, state: Arrival['state'], row?: PackageRow): Arrival {
  const reason = row?.state === 'quarantined' ? row.reason : null
  // What somebody at headquarters wrote about it stays there.
  const code = reason === null ? null : isFailureCode(reason) ? reason : 'hub/quarantined'
  return { format: 'samnum-arrival', v: 1, packageId, state, code, missing: [], partial: [], wayBack: null }
}

function streamBytesOf(manifestBytes: Uint8Array): number {
  const manifest = parseManifest(manifestBytes)
  return manifest.ok ? packageStream(manifest.value.document).sizeBytes : 0
}
