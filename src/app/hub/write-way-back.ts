import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Failure } from '#contract/failures.ts'
import { type EnrolledStation, isStationRevoked } from '#core/hub/hub-state.ts'
import type { DigestHex, VaultId } from '#core/ids.ts'
import { canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
import { neededSubtrees, subtreesFrom } from '#core/merkle/compact-tree.ts'
import { consistencyPath } from '#core/merkle/consistency.ts'
import { inclusionPath } from '#core/merkle/inclusion.ts'
import type { SubtreeHash } from '#core/merkle/tree-hash.ts'
import type { Receipt } from '#core/packages/receipt.ts'
import { type SignedDocument, writeSigned } from '#core/packages/signed-document.ts'
import type { WayBack } from '#core/packages/way-back.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HubReads, HubStoreFailure, StoredLeaf } from '../ports/hub-store.ts'
import type { HubLedgerFailure } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'
import { readSent } from './read-said.ts'
import { signAsHub } from './sign-as-hub.ts'

/** How many receipts and refusals go back: a station that missed some ways back still gets them. */
const MOST_RECEIPTS = 100
/** How many earlier trees are proven to be the beginning of this one, beside the one that the station's last package names. */
const MOST_TOLD = 50

/** How many messages go back at once, and how long they are together: the rest follows when these were taken. */
const MOST_MESSAGES = 1000
const MOST_MESSAGE_CHARACTERS = 16 * 1024 * 1024

/** Why there is nothing to send back. */
export type WayBackFailure =
  | HubStoreFailure
  | HubLedgerFailure
  | Failure<'hub/no-such-station' | 'hub/nothing-yet'>

/**
 * Makes what goes back to one station: receipts that are proven in the tree as it is now, that the tree goes on from each one that
 * ways back stated lately, what was refused and why, certificates and revocations, and messages that it has not yet taken.
 */
export async function writeWayBack(
  hub: HubSession,
  vaultId: VaultId,
): Promise<Result<Uint8Array, WayBackFailure>> {
  return await hub.store.change<Uint8Array, WayBackFailure>(async (writes) => {
    const state = await hub.ledger.catchUp(writes)
    if (!state.ok) return state
    const station = state.value.stations.get(vaultId)
    if (station === undefined) return fail({ code: 'hub/no-such-station' })
    const size = await writes.treeSize()
    if (size === 0) return fail({ code: 'hub/nothing-yet' })
    const messages = await untakenMessages(hub, writes, station)
    if (!messages.ok) return messages
    const wayBack = await assemble(hub, writes, station, size, messages.value)
    await writes.tell(vaultId, size)
    return succeed(wayBack)
  })
}

/**
 * Names what a way back says to one station beside its time, the tree and the proofs: as long as this is the same, a station that took
 * the last one learns nothing from another.
 */
export async function wayBackTag(
  hub: HubSession,
  vaultId: VaultId,
): Promise<Result<DigestHex, WayBackFailure>> {
  const read = await hub.store.read<Result<DigestHex, WayBackFailure>>(async (reads) => {
    const state = await hub.ledger.catchUp(reads)
    if (!state.ok) return state
    const station = state.value.stations.get(vaultId)
    if (station === undefined) return fail({ code: 'hub/no-such-station' })
    if ((await reads.treeSize()) === 0) return fail({ code: 'hub/nothing-yet' })
    const leaves = await reads.leavesOf(vaultId, MOST_RECEIPTS)
    const refused = await reads.packages({ state: 'quarantined', vaultId }, MOST_RECEIPTS)
    const said = {
      receipts: leaves.map(({ index }) => index),
      refusals: refused.map(({ packageId, reason, decidedAtMs }) => [packageId, reason, decidedAtMs]),
      certificates: station.certificates.map(({ signed, revoked }) => [
        signed.document.serial,
        revoked !== null,
      ]),
      messages: station.messages.flatMap(({ number, takenAtMs }) => (takenAtMs === null ? [number] : [])),
    }
    return succeed(hub.tools.crypto.digestHex(canonicalBytes(said)))
  })
  return read.ok ? read.value : read
}

async function assemble(
  hub: HubSession,
  reads: HubReads,
  { vaultId, certificates }: EnrolledStation,
  size: number,
  messages: WayBack['messages'],
): Promise<Uint8Array> {
  const leaves = await reads.leavesOf(vaultId, MOST_RECEIPTS)
  const told = await provenSizes(reads, vaultId, size)
  const compute = (hashOf: SubtreeHash) => ({
    root: hashOf(0, size),
    receipts: leaves.map((leaf) => ({ leaf, path: inclusionPath(leaf.index, size, hashOf) })),
    consistency: told.map((treeSize) => ({
      treeSize,
      root: hashOf(0, treeSize),
      path: consistencyPath(treeSize, size, hashOf),
    })),
  })
  const proven = compute(subtreesFrom(await reads.subtrees(neededSubtrees(compute))))
  const tree = { treeSize: size, rootHex: toHex(proven.root) }
  const refused = await reads.packages({ state: 'quarantined', vaultId }, MOST_RECEIPTS)
  const document: WayBack = {
    format: 'samnum-way-back',
    v: 1,
    hubId: hub.identity.hubId,
    vaultId,
    madeAtMs: hub.clock.nowMs(),
    tree,
    consistency: proven.consistency.map(({ treeSize, root, path }) => ({
      treeSize,
      rootHex: toHex(root),
      path: path.map(toHex),
    })),
    receipts: proven.receipts.map(({ leaf, path }) => makeReceipt(hub, leaf, tree, path)),
    refusals: refused.map(({ packageId, reason, decidedAtMs, receivedAtMs }) => ({
      packageId,
      // What somebody at headquarters wrote about it stays there.
      code: reason !== null && /^[a-z]+\/[a-z-]+$/.test(reason) ? reason : 'hub/quarantined',
      atMs: decidedAtMs ?? receivedAtMs,
    })),
    certificates: certificates.map(({ signed }) => signed),
    revocations: certificates.flatMap(({ revoked }) => (revoked === null ? [] : [revoked])),
    messages,
  }
  return writeSigned(signAsHub(hub, document))
}

/**
 * The trees that the station may know: those that it was told of last, and the one that its last package names, however many it was told
 * of since and did not take. Without that one it would find that this hub dropped something.
 */
async function provenSizes(reads: HubReads, vaultId: VaultId, size: number): Promise<readonly number[]> {
  const told = await reads.toldSizes(vaultId, MOST_TOLD)
  const packages = await reads.packages({ state: 'accepted', vaultId }, 1)
  const known = Math.max(0, ...packages.map(({ report }) => knownTreeIn(report)))
  const isNamed = known > 0 && known <= size && !told.includes(known)
  return isNamed ? [...told, known] : told
}

function knownTreeIn(report: string | null): number {
  const read = report === null ? null : parseCanonical(utf8ToBytes(report))
  if (read?.ok !== true || typeof read.value !== 'object' || read.value === null) return 0
  const { knownTree } = read.value as { readonly knownTree?: unknown }
  return typeof knownTree === 'number' ? knownTree : 0
}

/** Messages that the station's ledger does not yet say it took, the oldest first, as many as a way back holds; the rest follows. */
async function untakenMessages(
  hub: HubSession,
  reads: HubReads,
  { messages, ...station }: EnrolledStation,
): Promise<Result<WayBack['messages'], HubLedgerFailure>> {
  if (isStationRevoked(station)) return succeed([])
  const signed: WayBack['messages'] = []
  let leftCharacters = MOST_MESSAGE_CHARACTERS
  for (const message of messages) {
    if (message.takenAtMs !== null) continue
    const sent = await readSent(hub, reads, message)
    if (!sent.ok) return sent
    leftCharacters -= sent.value.signed.document.sealedHex.length
    if (signed.length > 0 && (leftCharacters < 0 || signed.length === MOST_MESSAGES)) break
    signed.push(sent.value.signed)
  }
  return succeed(signed)
}

function makeReceipt(
  hub: HubSession,
  { index, vaultId, deviceId, packageId, seq, headHex, receivedAtMs, objectIds }: StoredLeaf,
  { treeSize, rootHex }: { readonly treeSize: number; readonly rootHex: DigestHex },
  path: readonly Uint8Array[],
): SignedDocument<Receipt> {
  return signAsHub(hub, {
    format: 'samnum-receipt',
    v: 1,
    hubId: hub.identity.hubId,
    vaultId,
    deviceId,
    packageId,
    seq,
    headHex,
    objectIds: [...objectIds].sort(),
    receivedAtMs,
    leafIndex: index,
    treeSize,
    rootHex,
    inclusion: path.map(toHex),
  })
}

function toHex(hash: Uint8Array): DigestHex {
  return bytesToHex(hash) as DigestHex
}
