import type { HubId, ObjectId, PackageId, VaultId } from '../ids.ts'
import { isId } from '../ids.ts'
import type { PackageManifest } from './manifest.ts'
import { SYNC_LIMITS } from './sync-limits.ts'

/** Where the parts of a package lie in its bag (`docs/format-sync.md`, The package). */
export const BAG_PATHS = { manifest: 'data/manifest.json', keys: 'data/keys.age' } as const

/** Where things lie on a carrier that is a folder. All names are made from ids and numbers, and none is taken from a message. */
export const CARRIER_PATHS = {
  /** What stations send one hub. */
  toHub: (hubId: HubId) => `samnum/to-hub/${hubId}`,
  /** The bag of one package. */
  bag: (hubId: HubId, vaultId: VaultId, packageId: PackageId) =>
    `samnum/to-hub/${hubId}/${vaultId}/${packageId}`,
  /** A station's request for enrolment, sealed. */
  request: (hubId: HubId, vaultId: VaultId) => `samnum/to-hub/${hubId}/${vaultId}/enrolment.json`,
  /** What one hub sends back. */
  fromHub: (hubId: HubId) => `samnum/from-hub/${hubId}`,
  /** The hub's answer to it, sealed. */
  answer: (hubId: HubId, vaultId: VaultId) => `samnum/from-hub/${hubId}/${vaultId}/enrolment.json`,
  /** What the hub sends back to one station. */
  wayBack: (hubId: HubId, vaultId: VaultId) => `samnum/from-hub/${hubId}/${vaultId}/way-back.json`,
  /** Updates of the program, by the digest of what they bring: for every station, whatever its hub. */
  updates: 'samnum/updates',
} as const

/** What stands behind a name that is being written; a reader leaves it alone. */
export const UNFINISHED = '.unfinished'

/** The path of a file of events in a bag, counted from 1. */
export function chunkPath(number: number): string {
  return `data/events/${String(number).padStart(6, '0')}.chunk`
}

/** The path of one piece of an object in a bag, counted from 1. */
export function piecePath(objectId: ObjectId, number: number): string {
  return `data/objects/${objectId}.${String(number).padStart(4, '0')}`
}

/** How many pieces an object of this size has. */
export function pieceCount(sizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / SYNC_LIMITS.pieceBytes))
}

/** One file below `data` as the manifest demands it; of pieces of objects the manifest knows the digest of all together. */
export type ExpectedFile = { readonly path: string; readonly sizeBytes: number }

/** Every file that a bag with this manifest must have below `data`, beside the manifest itself, and no other. */
export function expectedFiles({ chunks, keys, objects }: PackageManifest): readonly ExpectedFile[] {
  return [
    { path: BAG_PATHS.keys, sizeBytes: keys.sizeBytes },
    ...chunks.map(({ sizeBytes }, at) => ({ path: chunkPath(at + 1), sizeBytes })),
    ...objects.flatMap(({ objectId, sizeBytes }) => expectedPieces(objectId, sizeBytes)),
  ]
}

function expectedPieces(objectId: ObjectId, sizeBytes: number): readonly ExpectedFile[] {
  const { pieceBytes } = SYNC_LIMITS
  return Array.from({ length: pieceCount(sizeBytes) }, (_, at) => ({
    path: piecePath(objectId, at + 1),
    sizeBytes: Math.min(pieceBytes, sizeBytes - at * pieceBytes),
  }))
}

/** Tells whether a name on a carrier is the name of a package or a vault; every other name is nobody's and left alone. */
export function isCarrierId(name: string): boolean {
  return isId(name)
}
