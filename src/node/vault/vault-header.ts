import * as z from 'zod'
import { type CanonicalValue, canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { keyDerivationSchema } from '../crypto/key-derivation.ts'
import { sha256Hex } from '../crypto/primitives.ts'

/** Version of the vault's format that this program writes and reads. */
export const VAULT_FORMAT_VERSION = 1

/** Largest header that is read at all; a slot has less than 1 KiB. */
export const MAX_HEADER_BYTES = 1024 * 1024

/** Most slots of one header. */
export const MAX_SLOTS = 1000

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))
const hexText = z.string().regex(/^([0-9a-f]{2})+$/)

/** Longest time a slot may state that its passphrase took to stretch: an hour. It is a note and governs nothing. */
const MAX_MEASURED_MS = 3_600_000

/** What every slot has: keys of its own, and the vault's key sealed to them. */
const ownKeys = {
  slotId: hex(16),
  /** Public half of the agreement key that the slot's seed gives. */
  agreementKeyHex: hex(32),
  /** The vault's key, sealed to the agreement key. */
  sealedVaultKeyHex: hex(32 + 32 + 16),
} as const

/** The slot's 32-byte seed, sealed under a key that only the slot's holder can make: nonce, ciphertext, tag. */
const sealedSeedHex = hex(12 + 32 + 16)

/** A way to the vault's key that begins with one person's passphrase. */
const passphraseSlot = z.strictObject({
  kind: z.literal('passphrase'),
  ...ownKeys,
  userId: hex(16),
  /** The person's number at their station. */
  number: z.number().int().min(1).max(9999),
  kdf: keyDerivationSchema.extend({
    saltHex: hex(16),
    /** How long the machine that made the slot took. */
    measuredMs: z.number().int().min(0).max(MAX_MEASURED_MS),
  }),
  /** What is demanded beside the passphrase, each by an id that tells a wrong one from a wrong passphrase. */
  factors: z.strictObject({ keyFileIdHex: hex(8).optional(), machineKeyIdHex: hex(8).optional() }),
  sealedSeedHex,
})

/** A way to the vault's key that begins with a code on paper. */
const recoveryCodeSlot = z.strictObject({
  kind: z.literal('recovery-code'),
  ...ownKeys,
  holderId: hex(16),
  sealedSeedHex,
})

/** A way to the vault's key for whoever holds the identity of an age recipient. */
const escrowSlot = z.strictObject({
  kind: z.literal('escrow'),
  ...ownKeys,
  holderId: hex(16),
  recipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
  /** The seed, sealed to the recipient. */
  sealedSeedHex: hex(32 + 32 + 16),
})

const slot = z.discriminatedUnion('kind', [passphraseSlot, recoveryCodeSlot, escrowSlot])

const content = z.strictObject({
  format: z.literal('samnum-vault'),
  v: z.literal(VAULT_FORMAT_VERSION),
  vaultId: hex(16),
  /** Raised by one at every write. */
  generation: z.number().int().min(1),
  slots: z.array(slot).min(1).max(MAX_SLOTS).refine(hasEachOnce),
  /** The vault's working keys, sealed under the vault's key: salt, commitment, ciphertext, tag. */
  sealedKeyringHex: hexText,
  /** HMAC over all of the above under a key of the keyring. */
  macHex: hex(32),
})

/** The public header of a vault, as `vault.json` and its copy hold it. */
export type VaultHeader = z.output<typeof content>
/** One of the ways to the vault's key. */
export type Slot = z.output<typeof slot>
/** A person's way. */
export type PassphraseSlot = z.output<typeof passphraseSlot>
/** The way of whoever holds the recovery code. */
export type RecoveryCodeSlot = z.output<typeof recoveryCodeSlot>
/** The way of whoever holds an age identity. */
export type EscrowSlot = z.output<typeof escrowSlot>

/** Whose a slot is: a person's id, or a recovery holder's. */
export function ownerOf(
  one:
    | { readonly kind: 'passphrase'; readonly userId: string }
    | { readonly kind: 'recovery-code' | 'escrow'; readonly holderId: string },
): string {
  return one.kind === 'passphrase' ? one.userId : one.holderId
}

function hasEachOnce(slots: readonly z.output<typeof slot>[]): boolean {
  const names = slots.flatMap((one) => [
    `slot ${one.slotId}`,
    `owner ${ownerOf(one)}`,
    ...(one.kind === 'passphrase' ? [`number ${one.number}`] : []),
  ])
  return new Set(names).size === names.length
}

/** Why the bytes of one header file are refused. */
export type HeaderFileFailure = {
  readonly code:
    | 'vault/not-a-vault'
    | 'vault/header-truncated'
    | 'vault/header-damaged'
    | 'vault/from-the-future'
    | 'vault/key-parameters-refused'
  readonly facts?: { readonly version: number } | { readonly sizeBytes: number }
}

/** The bytes of a header file: canonical JSON with the SHA-256 of the rest as `digestHex`, then a line feed. */
export function headerFileBytes(header: VaultHeader): Uint8Array {
  const digestHex = sha256Hex(canonicalBytes(header))
  return Buffer.concat([canonicalBytes({ ...header, digestHex }), Buffer.from('\n')])
}

/** What the header's `macHex` is computed over. */
export function macInput(header: Omit<VaultHeader, 'macHex'>): Uint8Array {
  const { format, v, vaultId, generation, slots, sealedKeyringHex } = header
  return canonicalBytes({ format, v, vaultId, generation, slots, sealedKeyringHex })
}

/**
 * Reads one header file and says precisely why it is refused: not a vault's at all, cut short, from a newer program,
 * asking for a key derivation outside the format's limits, or changed in any byte.
 */
export function parseHeaderFile(bytes: Uint8Array): Result<VaultHeader, HeaderFileFailure> {
  const text = Buffer.from(bytes)
  if (text.length === 0) return fail({ code: 'vault/header-truncated', facts: { sizeBytes: 0 } })
  if (text[text.length - 1] !== 0x0a) {
    const looksLikeOurs = text.subarray(0, 1).toString() === '{'
    if (!looksLikeOurs) return fail({ code: 'vault/not-a-vault' })
    return fail({ code: 'vault/header-truncated', facts: { sizeBytes: text.length } })
  }
  const version = claimedVersion(text)
  if (version !== null && version > VAULT_FORMAT_VERSION && !isOursWithDamagedVersion(text, version)) {
    return fail({ code: 'vault/from-the-future', facts: { version } })
  }
  const parsed = parseCanonical(text.subarray(0, text.length - 1))
  if (!parsed.ok) return fail({ code: 'vault/header-damaged' })
  const value = parsed.value
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail({ code: 'vault/not-a-vault' })
  const { digestHex, ...rest } = value as { readonly [key: string]: CanonicalValue | undefined }
  if (rest.format !== 'samnum-vault') {
    return fail({ code: digestHex === undefined ? 'vault/not-a-vault' : 'vault/header-damaged' })
  }
  if (digestHex !== sha256Hex(canonicalBytes(rest))) return fail({ code: 'vault/header-damaged' })
  // Only now that the digest holds does a parameter mean what it says.
  const header = content.safeParse(rest)
  if (header.success) return succeed(header.data)
  const isAboutKdf = header.error.issues.every((issue) => issue.path.includes('kdf'))
  return fail({ code: isAboutKdf ? 'vault/key-parameters-refused' : 'vault/header-damaged' })
}

// Asked before anything else, because a later format need not be canonical nor keep its digest in the same way.
function claimedVersion(text: Buffer): number | null {
  try {
    const value: unknown = JSON.parse(text.toString('utf8'))
    if (typeof value !== 'object' || value === null || !('format' in value) || !('v' in value)) return null
    return value.format === 'samnum-vault' && typeof value.v === 'number' ? value.v : null
  } catch {
    return null
  }
}

/** What one flipped bit makes of the digit 1. */
const FLIPPED_VERSIONS = [3, 5, 9]

// One flipped bit is no newer program: with our own version in its place the digest holds.
function isOursWithDamagedVersion(text: Buffer, version: number): boolean {
  if (!FLIPPED_VERSIONS.includes(version)) return false
  const parsed = parseCanonical(text.subarray(0, text.length - 1))
  if (!parsed.ok) return false
  const { digestHex, ...rest } = parsed.value as { readonly [key: string]: CanonicalValue | undefined }
  return digestHex === sha256Hex(canonicalBytes({ ...rest, v: VAULT_FORMAT_VERSION }))
}
