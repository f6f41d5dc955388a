import * as z from 'zod'
import { LAST_GENERATION } from '#contract/backup-operations.ts'
import type { DeviceId, DigestHex, ObjectId, VaultId } from '#core/ids.ts'
import { type CanonicalValue, canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { equalBytes, hkdfSha256, hmacSha256, KEY_BYTES, sha256Hex } from '../crypto/primitives.ts'
import type { Keyring } from '../vault/keyring.ts'

// The layout of a backup, version 1: docs/format-backup.md.

/** Version of the backup's format that this program writes and reads. */
export const BACKUP_FORMAT_VERSION = 1
/** Says that a folder is a backup, and whose. */
export const MARKER_FILE = 'samnum-backup.json'
/** Where generations are. */
export const GENERATIONS = 'generations'
/** Where objects are. */
export const OBJECTS = 'objects'
/** Where objects are while they are written. */
export const INCOMING = 'incoming'
/** Makes a generation valid. */
export const MANIFEST_FILE = 'manifest.json'
/** The files of a vault that each generation holds, in the order in which its manifest names them. */
export const VAULT_FILES = ['head', 'ledger.db', 'vault.json'] as const
/**
 * Most bytes of one file: 4 GiB − 1 MiB. FAT32 holds at most 2^32 − 1 (Microsoft, FAT: General Overview of On-Disk Format,
 * 1.03, DIR_FileSize); a whole number of MiB keeps parts aligned.
 */
export const PART_BYTES = 2 ** 32 - 2 ** 20
/** Largest marker that is read. */
export const MAX_MARKER_BYTES = 4096
/** Largest manifest that is read and written: about 1.7 million objects. */
export const MAX_MANIFEST_BYTES = 256 * 1024 * 1024
/** `previousDigestHex` of the first generation. */
export const NO_DIGEST = '0'.repeat(64)

const hex = <Name>(bytes: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))
    .transform((text) => text as Name)
const whole = z.number().int().min(0)

const markerSchema = z.strictObject({
  format: z.literal('samnum-backup'),
  v: z.literal(BACKUP_FORMAT_VERSION),
  vaultId: hex<VaultId>(16),
})

const fileSchema = z.strictObject({
  name: z.enum(VAULT_FILES),
  sizeBytes: whole,
  digestHex: hex<DigestHex>(32),
})
const objectSchema = z.strictObject({
  objectId: hex<ObjectId>(16),
  sizeBytes: whole,
  digestHex: hex<DigestHex>(32),
})

const manifestSchema = z.strictObject({
  format: z.literal('samnum-backup'),
  v: z.literal(BACKUP_FORMAT_VERSION),
  vaultId: hex<VaultId>(16),
  generation: z.number().int().min(1).max(LAST_GENERATION),
  createdAtMs: z.number().int(),
  /** The vault's head when this generation was made. */
  head: z.strictObject({
    device: hex<DeviceId>(16),
    seq: z.number().int().min(1),
    hashHex: hex<DigestHex>(32),
  }),
  /** SHA-256 of the manifest of the generation before, or zeros. */
  previousDigestHex: hex<DigestHex>(32),
  files: z
    .array(fileSchema)
    .refine((files) => files.map(({ name }) => name).join() === VAULT_FILES.join(), 'the three files'),
  objects: z.array(objectSchema).refine((objects) => isAscending(objects.map((o) => o.objectId)), 'in order'),
  /** Objects of recorded exhibits that could be had from nowhere. */
  missing: z.array(hex<ObjectId>(16)).refine(isAscending, 'in order'),
  macHex: hex<DigestHex>(32),
})

/** What makes a folder a backup. */
export type Marker = z.output<typeof markerSchema>
/** What a generation holds. */
export type Manifest = z.output<typeof manifestSchema>
/** A vault's file in a generation. */
export type ManifestFile = z.output<typeof fileSchema>
/** An object in a backup, as it lies there. */
export type ManifestObject = z.output<typeof objectSchema>

/** Why a marker or manifest is refused. */
export type RecordFailure =
  | { readonly code: 'damaged' }
  | { readonly code: 'future'; readonly version: number }

/** The key under which the manifests of a vault's backups are authenticated; the caller wipes it. */
export function backupKeyOf(keyring: Pick<Keyring, 'headerKey'>): Uint8Array {
  return hkdfSha256(keyring.headerKey, new Uint8Array(0), 'samnum/v1/backup-manifest', KEY_BYTES)
}

/** The bytes of the marker. */
export function markerBytes(vaultId: VaultId): Uint8Array {
  return recordBytes({ format: 'samnum-backup', v: BACKUP_FORMAT_VERSION, vaultId })
}

/** Reads a marker. */
export function parseMarker(bytes: Uint8Array): Result<Marker, RecordFailure> {
  return parseRecord(bytes, markerSchema)
}

/** The bytes of a manifest, authenticated under {@link backupKeyOf}. */
export function manifestBytes(manifest: Omit<Manifest, 'macHex'>, backupKey: Uint8Array): Uint8Array {
  const bytes = recordBytes({ ...manifest, macHex: macOf(manifest, backupKey) })
  if (bytes.length > MAX_MANIFEST_BYTES) throw new RangeError('A manifest has at most 256 MiB.')
  return bytes
}

/** Reads a manifest; only {@link isAuthentic} tells whose it is. */
export function parseManifest(bytes: Uint8Array): Result<Manifest, RecordFailure> {
  return parseRecord(bytes, manifestSchema)
}

/** Tells whether a manifest was written by whoever had the vault open. */
export function isAuthentic({ macHex, ...manifest }: Manifest, backupKey: Uint8Array): boolean {
  return equalBytes(Buffer.from(macHex, 'hex'), Buffer.from(macOf(manifest, backupKey), 'hex'))
}

/** The name of a generation's folder. */
export function generationFolder(generation: number): string {
  return `${GENERATIONS}/${String(generation).padStart(6, '0')}`
}

/** Where an object lies: under the SHA-256 of its own file, so that no other bytes ever have its name. */
export function storedPath(digestHex: string): string {
  return `${OBJECTS}/${digestHex.slice(0, 2)}/${digestHex}`
}

function macOf(manifest: Omit<Manifest, 'macHex'>, backupKey: Uint8Array): string {
  return Buffer.from(hmacSha256(backupKey, canonicalBytes(manifest))).toString('hex')
}

/** Canonical JSON with the SHA-256 of the rest as `digestHex`, then a line feed: the form of a vault's header. */
function recordBytes(record: { readonly [name: string]: CanonicalValue }): Uint8Array {
  const digestHex = sha256Hex(canonicalBytes(record))
  return Buffer.concat([canonicalBytes({ ...record, digestHex }), Buffer.from('\n')])
}

function parseRecord<T>(bytes: Uint8Array, schema: z.ZodType<T>): Result<T, RecordFailure> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const version = claimedVersion(text)
  const parsed = text.at(-1) === 0x0a ? parseCanonical(text.subarray(0, -1)) : null
  const value = parsed?.ok === true && isObject(parsed.value) ? parsed.value : null
  const { digestHex, ...rest } = value ?? {}
  if (version !== null && version > BACKUP_FORMAT_VERSION) {
    // One damaged digit is no newer program: with our own version in its place the digest holds.
    const isOurs = value !== null && digestHex === digestOf({ ...rest, v: BACKUP_FORMAT_VERSION })
    return fail(isOurs ? { code: 'damaged' } : { code: 'future', version })
  }
  if (value === null || digestHex !== digestOf(rest)) return fail({ code: 'damaged' })
  const record = schema.safeParse(rest)
  return record.success ? succeed(record.data) : fail({ code: 'damaged' })
}

function digestOf(value: CanonicalValue): string {
  return sha256Hex(canonicalBytes(value))
}

// Asked before anything else, because a later format need not be canonical nor keep its digest in the same way.
function claimedVersion(text: Buffer): number | null {
  try {
    const value: unknown = JSON.parse(text.toString('utf8'))
    if (typeof value !== 'object' || value === null || !('format' in value) || !('v' in value)) return null
    return value.format === 'samnum-backup' && typeof value.v === 'number' ? value.v : null
  } catch {
    return null
  }
}

function isObject(value: CanonicalValue): value is { readonly [name: string]: CanonicalValue | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isAscending(texts: readonly string[]): boolean {
  return texts.every((text, at) => at === 0 || (texts[at - 1] as string) < text)
}
