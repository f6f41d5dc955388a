import * as z from 'zod'
import { canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
import {
  equalBytes,
  hkdfSha256,
  hmacSha256,
  KEY_BYTES,
  NONCE_BYTES,
  openAesGcm,
  randomBytes,
  sealAesGcm,
} from '../crypto/primitives.ts'
import { macInput, type VaultHeader } from './vault-header.ts'

const SALT_BYTES = 32

/** The vault's working keys. They stay the same when the vault's key is exchanged. */
export type Keyring = {
  readonly databaseKey: Uint8Array
  readonly headKey: Uint8Array
  readonly headerKey: Uint8Array
  readonly registerKey: Uint8Array
}

const keyringSchema = z.strictObject({
  databaseKeyHex: z.string().length(64),
  headKeyHex: z.string().length(64),
  headerKeyHex: z.string().length(64),
  registerKeyHex: z.string().length(64),
})

/** A fresh keyring. */
export function makeKeyring(): Keyring {
  return {
    databaseKey: randomBytes(KEY_BYTES),
    headKey: randomBytes(KEY_BYTES),
    headerKey: randomBytes(KEY_BYTES),
    registerKey: randomBytes(KEY_BYTES),
  }
}

/** Seals a keyring under the vault's key: salt (32), commitment (32), ciphertext, tag (16). */
export function sealKeyring(vaultKey: Uint8Array, vaultId: string, keyring: Keyring): Uint8Array {
  const salt = randomBytes(SALT_BYTES)
  const { key, commitment } = keyringKey(vaultKey, salt)
  const plaintext = canonicalBytes({
    databaseKeyHex: toHex(keyring.databaseKey),
    headKeyHex: toHex(keyring.headKey),
    headerKeyHex: toHex(keyring.headerKey),
    registerKeyHex: toHex(keyring.registerKey),
  })
  const sealed = sealAesGcm(key, new Uint8Array(NONCE_BYTES), plaintext, Buffer.from(vaultId, 'hex'))
  return Buffer.concat([salt, commitment, sealed])
}

/** Opens a sealed keyring, or answers `null` when it was changed or the key is another vault's. */
export function openKeyring(vaultKey: Uint8Array, vaultId: string, sealed: Uint8Array): Keyring | null {
  const { key, commitment } = keyringKey(vaultKey, sealed.subarray(0, SALT_BYTES))
  const stored = sealed.subarray(SALT_BYTES, SALT_BYTES + KEY_BYTES)
  if (!equalBytes(commitment, stored)) return null
  const rest = sealed.subarray(SALT_BYTES + KEY_BYTES)
  const plaintext = openAesGcm(key, new Uint8Array(NONCE_BYTES), rest, Buffer.from(vaultId, 'hex'))
  if (plaintext === null) return null
  const value = parseCanonical(plaintext)
  const keyring = value.ok ? keyringSchema.safeParse(value.value) : null
  if (keyring?.success !== true) return null
  return {
    databaseKey: fromHex(keyring.data.databaseKeyHex),
    headKey: fromHex(keyring.data.headKeyHex),
    headerKey: fromHex(keyring.data.headerKeyHex),
    registerKey: fromHex(keyring.data.registerKeyHex),
  }
}

/** Overwrites the keys of a ring; JavaScript gives no promise about copies it made on the way. */
export function wipeKeyring(keyring: Keyring): void {
  for (const key of Object.values(keyring)) key.fill(0)
}

/** The header's authentication code. */
export function headerMacHex(keyring: Keyring, header: Omit<VaultHeader, 'macHex'>): string {
  return toHex(hmacSha256(keyring.headerKey, macInput(header)))
}

function keyringKey(vaultKey: Uint8Array, salt: Uint8Array): { key: Uint8Array; commitment: Uint8Array } {
  const okm = hkdfSha256(vaultKey, salt, 'samnum/v1/keyring', 2 * KEY_BYTES)
  return { key: okm.subarray(0, KEY_BYTES), commitment: okm.subarray(KEY_BYTES) }
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function fromHex(text: string): Uint8Array {
  return Buffer.from(text, 'hex')
}
