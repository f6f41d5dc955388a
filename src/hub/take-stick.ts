import { dirname } from 'node:path'
import { fillGaps } from '#app/hub/fill-gaps.ts'
import { hintMatches } from '#app/hub/hint-matches.ts'
import { type EnrolFailure, enrolStation } from '#app/hub/hub-codes.ts'
import { type Received, type ReceiveFailure, receivePackage } from '#app/hub/receive-package.ts'
import { type Addressee, type AddresseeFailure, findAddressees } from '#app/hub/say-to-stations.ts'
import { writeWayBack } from '#app/hub/write-way-back.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { Failure } from '#contract/failures.ts'
import type { PackageId, VaultId } from '#core/ids.ts'
import { parseManifest } from '#core/packages/manifest.ts'
import { CARRIER_PATHS } from '#core/packages/package-layout.ts'
import { type Result, succeed } from '#core/result.ts'
import {
  checkStickBag,
  copyFromStick,
  listReaders,
  listStick,
  putOnStick,
  readRequests,
  readStickManifest,
  type StickPackage,
} from '#node/hub-store/hub-stick.ts'
import { putUpdatesOnStick } from '#node/hub-store/hub-updates.ts'
import type { OpenHub } from './open-hub.ts'

/** What became of one package on a stick. */
export type TakenPackage = {
  readonly packageId: PackageId
  readonly vaultId: VaultId
  readonly outcome: Received['outcome']
  /** Whether this was the first time; the same package again changes nothing. */
  readonly isNew: boolean
  readonly code: string | null
}

/** What became of one request for enrolment on a stick. */
export type TakenRequest = {
  readonly vaultId: VaultId
  readonly station: string | null
  readonly failure: EnrolFailure | null
}

/** What was done with a stick. */
export type StickTaken = {
  readonly requests: readonly TakenRequest[]
  readonly packages: readonly TakenPackage[]
  /** The stations for which a way back lies on the stick now. */
  readonly waysBack: readonly VaultId[]
}

/** Why a stick was not gone through to its end; what was taken before stays taken. */
export type StickFailure = ReceiveFailure | DiskFailure | EnrolFailure | AddresseeFailure

/** How a stick is gone through. */
export type StickOptions = {
  /** Whether packages that hold wait for a decision. */
  readonly hold: boolean
  /** Addresses that stations are told when they enrol. */
  readonly urls: readonly string[]
  /** Who gets a way back though nothing of theirs lies on the stick. */
  readonly to?: readonly Addressee[]
}

/**
 * Goes through a stick of any number of stations: answers requests for enrolment, takes packages in, oldest first, and writes each
 * station its way back: whoever left something, whoever got a way back on this stick before, and whoever is named. A package that
 * does not hold never keeps the others from being taken.
 */
export async function takeStick(
  hub: OpenHub,
  stick: string,
  { hold, urls, to = [] }: StickOptions,
): Promise<Result<StickTaken, StickFailure>> {
  const { hubId } = hub.session.identity
  const named = await findNamed(hub, to)
  if (!named.ok) return named
  const requests = await answerRequests(hub, stick, urls)
  if (!requests.ok) return requests
  const found = await listStick(stick, hubId)
  if (!found.ok) return found
  const ordered = await inOrder(found.value)
  const packages: TakenPackage[] = []
  for (const place of ordered) {
    const taken = await takeOne(hub, place, hold)
    if (!taken.ok) return taken
    packages.push(taken.value)
  }
  if (!hold) await fillGaps(hub.session)
  const hinted = await hintMatches(hub.session)
  if (!hinted.ok) return hinted
  const written = await writeWaysBack(hub, stick, [
    ...found.value.map(({ vaultId }) => vaultId),
    ...requests.value.map(({ vaultId }) => vaultId),
    ...named.value,
  ])
  if (!written.ok) return written
  const carried = await putUpdatesOnStick(dirname(hub.incoming), stick)
  if (!carried.ok) return carried
  return succeed({ requests: requests.value, packages, waysBack: written.value })
}

async function findNamed(
  { session }: OpenHub,
  to: readonly Addressee[],
): Promise<Result<readonly VaultId[], StickFailure>> {
  if (to.length === 0) return succeed([])
  const read = await session.store.read((reads) => session.ledger.catchUp(reads))
  if (!read.ok) return read
  const state = read.value
  if (!state.ok) return state
  const named: VaultId[] = []
  for (const each of to) {
    const stations = findAddressees(state.value, each)
    if (!stations.ok) return stations
    named.push(...stations.value.map(({ vaultId }) => vaultId))
  }
  return succeed(named)
}

async function writeWaysBack(
  hub: OpenHub,
  stick: string,
  stations: readonly VaultId[],
): Promise<Result<readonly VaultId[], StickFailure>> {
  const { hubId } = hub.session.identity
  const readers = await listReaders(stick, hubId)
  if (!readers.ok) return readers
  const waysBack: VaultId[] = []
  for (const vaultId of new Set([...stations, ...readers.value])) {
    const wayBack = await writeWayBack(hub.session, vaultId)
    if (!wayBack.ok) {
      // Nobody who enrolled here, or nothing to say yet.
      const { failure } = wayBack
      if (failure.code === 'hub/no-such-station' || failure.code === 'hub/nothing-yet') continue
      return { ok: false, failure: failure as ReceiveFailure }
    }
    const put = await putOnStick(stick, CARRIER_PATHS.wayBack(hubId, vaultId), wayBack.value)
    if (!put.ok) return put
    waysBack.push(vaultId)
  }
  return succeed(waysBack)
}

async function answerRequests(
  { session }: OpenHub,
  stick: string,
  urls: readonly string[],
): Promise<Result<readonly TakenRequest[], StickFailure>> {
  const { hubId } = session.identity
  const requests = await readRequests(stick, hubId)
  if (!requests.ok) return requests
  const taken: TakenRequest[] = []
  for (const { vaultId, bytes } of requests.value) {
    const enrolled = await enrolStation(session, bytes, urls)
    if (!enrolled.ok) {
      taken.push({ vaultId, station: null, failure: enrolled.failure })
      continue
    }
    const { vaultId: asked, station, answer } = enrolled.value
    const put = await putOnStick(stick, CARRIER_PATHS.answer(hubId, asked), answer)
    if (!put.ok) return put
    taken.push({ vaultId: asked, station, failure: null })
  }
  return succeed(taken)
}

// A station's packages follow on each other; by the number they begin after, each finds what it stands on.
async function inOrder(found: readonly StickPackage[]): Promise<readonly StickPackage[]> {
  const read: { readonly place: StickPackage; readonly fromSeq: number; readonly toSeq: number }[] = []
  for (const place of found) {
    const manifest = await readStickManifest(place.folder)
    const parsed = manifest.ok ? parseManifest(manifest.value) : null
    const marks = parsed?.ok === true ? parsed.value.document : null
    // The manifest itself is read again when its turn comes: a stick full of them is more than there is memory.
    read.push({ place, fromSeq: marks?.from.seq ?? 0, toSeq: marks?.to.seq ?? 0 })
  }
  return read.sort((a, b) => a.fromSeq - b.fromSeq || a.toSeq - b.toSeq).map(({ place }) => place)
}

async function takeOne(
  hub: OpenHub,
  { packageId, vaultId, folder }: StickPackage,
  hold: boolean,
): Promise<Result<TakenPackage, StickFailure>> {
  const refused = (code: string): Result<TakenPackage, StickFailure> =>
    succeed({ packageId, vaultId, outcome: 'refused', isNew: true, code })
  const read = await readStickManifest(folder)
  if (!read.ok) return refused(read.failure.code)
  const manifest = read.value
  const received = await receivePackage(
    hub.session,
    {
      manifest,
      keep: async (named) => {
        const isThis = named.packageId === packageId && named.vaultId === vaultId
        if (!isThis) return { ok: false, failure: { code: 'sync/file-unexpected' } satisfies Failure }
        const whole = await checkStickBag(folder)
        return whole.ok ? await copyFromStick(folder, named, manifest, hub.incoming) : whole
      },
    },
    hold,
  )
  if (!received.ok) return received
  if (received.value.outcome === 'refused') return refused(received.value.failure.code)
  const { outcome, row, isNew } = received.value
  return succeed({ packageId, vaultId, outcome, isNew, code: row.reason })
}
