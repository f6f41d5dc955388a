import * as z from 'zod'
import type { DeviceId, DigestHex, HubId, ObjectId, PackageId, VaultId } from '../ids.ts'
import { count, digest, id, seq } from '../ledger/event-fields.ts'
import { NO_PREVIOUS } from '../ledger/event-header.ts'
import { fail, type Result, succeed } from '../result.ts'
import {
  parseSigned,
  type SignedDocument,
  type SignedDocumentFailure,
  signedHead,
  type VerifySignature,
  verifySigned,
} from './signed-document.ts'
import { isFromTheFuture, SYNC_LIMITS } from './sync-limits.ts'

/** How far a ledger goes: the number of its last event, and that event's hash. Number 0 and 64 zeros stand before the first. */
export type LedgerMark = { readonly seq: number; readonly headHex: DigestHex }

/** The mark of a ledger of which nothing is held. */
export const NOTHING_HELD: LedgerMark = { seq: 0, headHex: NO_PREVIOUS }

/** A tree of the hub as a station saw it last. */
export const treeMark = z.strictObject({ treeSize: seq, rootHex: digest() })

const file = { digestHex: digest(), sizeBytes: z.number().int().min(1) } as const

/** What a package says is in it. */
const manifestShape = z.strictObject({
  ...signedHead('samnum-package'),
  packageId: id<PackageId>(),
  hubId: id<HubId>(),
  vaultId: id<VaultId>(),
  deviceId: id<DeviceId>(),
  /** What the hub holds already, by the newest receipt that the station has. */
  from: z.strictObject({ seq: count, headHex: digest() }),
  to: z.strictObject({ seq, headHex: digest() }),
  /** The files of events, in order. */
  chunks: z.array(z.strictObject({ ...file, events: seq })).max(SYNC_LIMITS.chunks),
  /** The age file of keys. */
  keys: z.strictObject(file),
  /** Sealed objects as they lie in the vault, each once. */
  objects: z.array(z.strictObject({ objectId: id<ObjectId>(), ...file })).max(SYNC_LIMITS.objects),
  /** The tree in the newest receipt that the station has; the hub proves that its tree goes on from there. */
  knownTree: treeMark.nullable(),
  software: z.string().max(300),
  madeAtMs: count,
})

/** What a package says is in it, signed by the station's device. */
export type PackageManifest = z.output<typeof manifestShape>

/** Why a package is not taken before any of its files was looked at. */
export type ManifestFailure =
  | SignedDocumentFailure
  | {
      readonly code:
        | 'sync/for-another-hub'
        | 'sync/signature-wrong'
        | 'sync/from-the-future'
        | 'sync/too-large'
    }

/** Reads a manifest and checks its form alone: the counts and sizes that it states, and that it names no object twice. */
export function parseManifest(
  bytes: Uint8Array,
): Result<SignedDocument<PackageManifest>, SignedDocumentFailure | { readonly code: 'sync/too-large' }> {
  if (bytes.length > SYNC_LIMITS.manifestBytes) return fail({ code: 'sync/too-large' })
  const signed = parseSigned(bytes, 'samnum-package', manifestShape)
  if (!signed.ok) return signed
  const { chunks, keys, objects, from, to } = signed.value.document
  if (keys.sizeBytes > SYNC_LIMITS.keysBytes) return fail({ code: 'sync/too-large' })
  if (chunks.some(({ sizeBytes }) => sizeBytes > SYNC_LIMITS.chunkBytes))
    return fail({ code: 'sync/too-large' })
  const events = chunks.reduce((sum, chunk) => sum + chunk.events, 0)
  if (events > SYNC_LIMITS.events) return fail({ code: 'sync/too-large' })
  const pieces = objects.map(({ sizeBytes }) => Math.ceil(sizeBytes / SYNC_LIMITS.pieceBytes))
  const allPieces = pieces.reduce((sum, count) => sum + count, 0)
  if (pieces.some((count) => count > SYNC_LIMITS.objectPieces) || allPieces > SYNC_LIMITS.pieces)
    return fail({ code: 'sync/too-large' })
  const isOrdered = objects.every(
    ({ objectId }, at) => at === 0 || (objects[at - 1]?.objectId ?? '') < objectId,
  )
  // Numbers grow with the events, by more than one where a salvage lost some.
  const isForward = to.seq >= from.seq && events <= to.seq - from.seq && events > 0 === to.seq > from.seq
  const isFromStart = (from.seq === 0) === (from.headHex === NO_PREVIOUS)
  const isSame = to.seq > from.seq || to.headHex === from.headHex
  return isOrdered && isForward && isFromStart && isSame ? signed : fail({ code: 'sync/malformed' })
}

/** What a hub holds a manifest against. */
export type ManifestExpectation = {
  readonly hubId: HubId
  /** The key that this hub certified for the device and did not revoke. */
  readonly deviceKeyHex: string
  readonly nowMs: number
}

/** Judges a manifest that was read: whom it is for, who signed it, and when. */
export function verifyManifest(
  signed: SignedDocument<PackageManifest>,
  { hubId, deviceKeyHex, nowMs }: ManifestExpectation,
  verify: VerifySignature,
): Result<PackageManifest, ManifestFailure> {
  const { document } = signed
  if (document.hubId !== hubId) return fail({ code: 'sync/for-another-hub' })
  if (!verifySigned(signed, deviceKeyHex, verify)) return fail({ code: 'sync/signature-wrong' })
  return isFromTheFuture(document.madeAtMs, nowMs)
    ? fail({ code: 'sync/from-the-future' })
    : succeed(document)
}
