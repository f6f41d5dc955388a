import { hexToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import type { DeviceId, HubId, ObjectId, PackageId, VaultId } from '../ids.ts'
import { canonicalBytes } from '../ledger/canonical-json.ts'
import { count, digest, id, seq } from '../ledger/event-fields.ts'
import { verifyInclusion } from '../merkle/inclusion.ts'
import { leafHash } from '../merkle/tree-hash.ts'
import { fail, type Result, succeed } from '../result.ts'
import { hubIdOf } from './hub-identity.ts'
import {
  parseSigned,
  type SignedDocument,
  type SignedDocumentFailure,
  SYNC_VERSION,
  signedHead,
  signedShape,
  type VerifySignature,
  verifySigned,
} from './signed-document.ts'
import { SYNC_LIMITS } from './sync-limits.ts'

/** More hashes than a tree of 2^53 leaves needs. */
const PATH_LENGTH = 64

/** The schema of an audit path: hashes in hex, nearest sibling first. */
export const pathShape = z.array(digest()).max(PATH_LENGTH)

const receiptShape = z.strictObject({
  ...signedHead('samnum-receipt'),
  hubId: id<HubId>(),
  vaultId: id<VaultId>(),
  deviceId: id<DeviceId>(),
  /** The package that brought the head. */
  packageId: id<PackageId>(),
  /** The hub holds every event up to this one. */
  seq,
  headHex: digest(),
  /** Objects of that package whose every byte the hub holds, in order of ids. */
  objectIds: z.array(id<ObjectId>()).max(SYNC_LIMITS.objects),
  /** When the hub had it, by the hub's clock. */
  receivedAtMs: count,
  /** The head's place among the leaves of the hub's tree, from 0. */
  leafIndex: count,
  treeSize: seq,
  rootHex: digest(),
  inclusion: pathShape,
})

/** A receipt with the hub's signature, as it travels. */
export const signedReceiptShape = signedShape(receiptShape)

/** A hub's word that it holds a station's ledger up to an event. */
export type Receipt = z.output<typeof receiptShape>

/** What one leaf of a hub's tree says. */
export type TreeLeaf = Pick<Receipt, 'vaultId' | 'deviceId' | 'seq' | 'headHex' | 'receivedAtMs'>

/** Why a receipt says nothing. */
export type ReceiptFailure =
  | SignedDocumentFailure
  | { readonly code: 'sync/for-another-hub' | 'sync/signature-wrong' | 'sync/proof-wrong' }

/** The canonical bytes of a leaf of the hub's tree. */
export function leafBytes({ vaultId, deviceId, seq: number, headHex, receivedAtMs }: TreeLeaf): Uint8Array {
  return canonicalBytes({
    format: 'samnum-tree-leaf',
    v: SYNC_VERSION,
    vaultId,
    deviceId,
    seq: number,
    headHex,
    receivedAtMs,
  })
}

/** Reads a receipt and checks its form alone. */
export function parseReceipt(bytes: Uint8Array): Result<SignedDocument<Receipt>, SignedDocumentFailure> {
  return parseSigned(bytes, 'samnum-receipt', receiptShape)
}

/** Judges a receipt that was read: the hub of this key signed it, and the head is a leaf of the tree whose root it states. */
export function verifyReceipt(
  signed: SignedDocument<Receipt>,
  hubKeyHex: string,
  verify: VerifySignature,
): Result<Receipt, ReceiptFailure> {
  const { document } = signed
  if (document.hubId !== hubIdOf(hubKeyHex)) return fail({ code: 'sync/for-another-hub' })
  if (!verifySigned(signed, hubKeyHex, verify)) return fail({ code: 'sync/signature-wrong' })
  const isIncluded = verifyInclusion({
    leafHash: leafHash(leafBytes(document)),
    index: document.leafIndex,
    size: document.treeSize,
    root: hexToBytes(document.rootHex),
    path: document.inclusion.map((hash) => hexToBytes(hash)),
  })
  return isIncluded ? succeed(document) : fail({ code: 'sync/proof-wrong' })
}
