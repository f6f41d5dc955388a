import { bech32 } from '@scure/base'
import { agreementKeyFromBytes, agreeX25519, KEY_BYTES, randomBytes, rawPublicKey } from './primitives.ts'

/** Prefixes of keys of the age format, version 1 (https://age-encryption.org/v1, "The X25519 recipient type"). */
const RECIPIENT_PREFIX = 'age'
const IDENTITY_PREFIX = 'age-secret-key-'

/**
 * The 32 raw bytes of the X25519 key in an age recipient (`age1…`), or `null` when the text is none, its check does not hold,
 * or nobody could keep a secret with that key.
 */
export function parseAgeRecipient(text: string): Uint8Array | null {
  const raw = decode(text, RECIPIENT_PREFIX)
  if (raw === null) return null
  return agreeX25519(agreementKeyFromBytes(randomBytes(KEY_BYTES)), raw) === null ? null : raw
}

/** The recipient of 32 raw bytes of an X25519 key, as `age-keygen` writes it. */
export function writeAgeRecipient(raw: Uint8Array): string {
  return bech32.encodeFromBytes(RECIPIENT_PREFIX, raw)
}

/**
 * The X25519 private key of an age identity (`AGE-SECRET-KEY-1…`) with its recipient, or `null` when the text is none. The
 * comment lines that `age-keygen` writes around it may be there.
 */
export function parseAgeIdentity(
  text: string,
): { readonly key: ReturnType<typeof agreementKeyFromBytes>; readonly recipient: string } | null {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const [line, ...more] = lines.filter((one) => one !== '' && !one.startsWith('#'))
  if (line === undefined || more.length > 0) return null
  const raw = decode(line, IDENTITY_PREFIX)
  if (raw === null) return null
  const key = agreementKeyFromBytes(raw)
  raw.fill(0)
  return { key, recipient: writeAgeRecipient(rawPublicKey(key)) }
}

// Bech32 may be written in capitals or in small letters, never mixed.
function decode(text: string, prefix: string): Uint8Array | null {
  try {
    const decoded = bech32.decodeToBytes(text)
    return decoded.prefix === prefix && decoded.bytes.length === KEY_BYTES ? decoded.bytes : null
  } catch {
    return null
  }
}
