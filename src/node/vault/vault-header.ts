import * as z from 'zod'
import { type CanonicalValue, canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { keyDerivationSchema } from '../crypto/key-derivation.ts'
import { sha256Hex } from '../crypto/primitives.ts'

/** Version of the vault's format that this program writes and reads. */
export const VAULT_FORMAT_VERSION = 1

/** Largest header that is read at all; a real one has about 1 KiB a slot. */
export const MAX_HEADER_BYTES = 1024 * 1024

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))
const hexText = z.string().regex(/^([0-9a-f]{2})+$/)

/** A way to the vault's key that begins with one person's passphrase. */
const passphraseSlot = z.strictObject({
  kind: z.literal('passphrase'),
  slotId: hex(16),
  userId: hex(16),
  kdf: keyDerivationSchema.extend({ saltHex: hex(16) }),
  /** The person's 32-byte seed, sealed under the key that the passphrase gives: nonce, ciphertext, tag. */
  sealedSeedHex: hex(12 + 32 + 16),
  /** Public half of the agreement key that the seed gives. */
  agreementKeyHex: hex(32),
  /** The vault's key, sealed to the agreement key. */
  sealedVaultKeyHex: hex(32 + 32 + 16),
})

const content = z.strictObject({
  format: z.literal('samnum-vault'),
  v: z.literal(VAULT_FORMAT_VERSION),
  vaultId: hex(16),
  slots: z.array(passphraseSlot).min(1).max(1000),
  /** The vault's working keys, sealed under the vault's key: salt, commitment, ciphertext, tag. */
  sealedKeyringHex: hexText,
  /** HMAC over all of the above under a key of the keyring. */
  macHex: hex(32),
})

/** The public header of a vault, as `vault.json` and its copy hold it. */
export type VaultHeader = z.output<typeof content>
/** One of the ways to the vault's key. */
export type PassphraseSlot = z.output<typeof passphraseSlot>

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
  const { format, v, vaultId, slots, sealedKeyringHex } = header
  return canonicalBytes({ format, v, vaultId, slots, sealedKeyringHex })
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
