import * as z from 'zod'
import type { DigestHex } from '../ids.ts'
import { count, digest } from '../ledger/event-fields.ts'
import {
  parseSigned,
  type SignedDocument,
  signedHead,
  type VerifySignature,
  verifySigned,
  writeSigned,
} from '../packages/signed-document.ts'
import { fail, type Result, succeed } from '../result.ts'
import { isTreePath } from './program-tree.ts'
import { compareVersions, isProgramVersion } from './program-version.ts'

/** Most bytes of what an update brings, and of its manifest (`docs/format-update.md`, section 5). */
export const UPDATE_LIMITS = {
  manifestBytes: 64 * 1024,
  indexBytes: 32 * 1024 * 1024,
  payloadBytes: 2 * 1024 * 1024 * 1024,
  files: 100_000,
  /** Updates on one stick, or that one hub carries, that are looked into. */
  carried: 100,
} as const

const version = z.string().refine(isProgramVersion)

const manifestShape = z.strictObject({
  ...signedHead('samnum-update'),
  version,
  /** `linux-x64`, `win32-x64`, … as Node names system and processor. */
  platform: z.string().regex(/^[a-z0-9]{1,20}-[a-z0-9_]{1,20}$/),
  /** From which version on a program may be replaced by this one. */
  leastVersion: version,
  /** SHA-256 of the payload. */
  digestHex: digest(),
  sizeBytes: count,
  /** The file of the tree that is started. */
  entry: z.string().refine(isTreePath),
  releasedAtMs: count,
  notes: z.strictObject({ km: z.string().min(1).max(4000), en: z.string().min(1).max(4000) }).optional(),
})

/** What an update is, signed by the release key. */
export type UpdateManifest = z.output<typeof manifestShape>
/** A manifest with its signature. */
export type SignedUpdate = SignedDocument<UpdateManifest>

/** What is compared with a manifest: the program that would be replaced. */
export type RunningProgram = {
  readonly version: string
  /** The newest version that ever came up here: what is older is never taken again. */
  readonly highestVersion: string
  readonly platform: string
}

/** Why an update is not for this program, or is none. */
export type UpdateRefusal = {
  readonly code:
    | 'update/malformed'
    | 'update/no-release-key'
    | 'update/signature-wrong'
    | 'update/other-platform'
    | 'update/older'
    | 'update/same-version'
    | 'update/needs-step'
    | 'update/too-large'
  readonly facts?: { readonly [name: string]: string | number }
}

/** Reads a manifest and verifies nothing but its form. */
export function parseUpdateManifest(
  bytes: Uint8Array,
): Result<SignedUpdate, { readonly code: 'update/malformed' }> {
  const read = parseSigned(bytes, 'samnum-update', manifestShape)
  return read.ok ? read : fail({ code: 'update/malformed' })
}

/** Tells by whom an update is signed, before anything else of it is believed. A program without a release key takes none. */
export function checkReleaseSignature(
  update: SignedUpdate,
  releaseKeys: readonly string[],
  verify: VerifySignature,
): Result<void, UpdateRefusal> {
  if (releaseKeys.length === 0) return fail({ code: 'update/no-release-key' })
  return releaseKeys.some((key) => verifySigned(update, key, verify))
    ? succeed(undefined)
    : fail({ code: 'update/signature-wrong' })
}

/** Tells whether an update whose signature holds is for this program. Nothing that is older than what came up here ever is. */
export function judgeUpdate(
  { document }: SignedUpdate,
  { version: current, highestVersion, platform }: RunningProgram,
): Result<void, UpdateRefusal> {
  const { version: offered, leastVersion } = document
  if (document.platform !== platform)
    return fail({ code: 'update/other-platform', facts: { platform: document.platform } })
  if (document.sizeBytes > UPDATE_LIMITS.payloadBytes) return fail({ code: 'update/too-large' })
  if (compareVersions(offered, current) === 0)
    return fail({ code: 'update/same-version', facts: { version: offered } })
  const least = compareVersions(current, highestVersion) < 0 ? highestVersion : current
  if (compareVersions(offered, least) < 0)
    return fail({ code: 'update/older', facts: { version: offered, current: least } })
  if (compareVersions(current, leastVersion) < 0)
    return fail({ code: 'update/needs-step', facts: { version: offered, least: leastVersion } })
  return succeed(undefined)
}

/** What stands in the file of an update before its manifest: eight letters, and four bytes for how long that is. */
const FILE_HEAD_BYTES = 12

/** How many bytes the file of an update has. */
export function updateFileBytes(update: SignedUpdate): number {
  return FILE_HEAD_BYTES + writeSigned(update).length + update.document.sizeBytes
}

/** Tells whether a file is called as an update is; what else lies beside is nobody's. */
export function isUpdateName(name: string): boolean {
  return /^[0-9a-f]{64}\.samupdate$/.test(name)
}

/** The digest of what a manifest names, as a name of a file. */
export function updateName({ digestHex }: UpdateManifest): `${DigestHex}.samupdate` {
  return `${digestHex}.samupdate`
}
