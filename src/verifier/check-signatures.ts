import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { signedBytes } from './portable-crypto.ts'

/** A signature that is to be checked. */
export type Signature = {
  readonly keyHex: string
  readonly header: Uint8Array
  readonly signature: Uint8Array
}

/** The y of every Ed25519 point of low order, without its sign bit (libsodium, ge25519_has_small_order). */
const LOW_ORDER: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])
const SIGNATURE_BYTES = 64

/**
 * Collects signatures while an extract is read for the first time, checks them all, and answers for each while it is read for the second.
 * Browsers check with their own library where it knows Ed25519, and wait for it; where not, slowly, here.
 */
export class SignatureDesk {
  readonly #asked = new Map<string, Signature>()
  readonly #holds = new Set<string>()

  /** Notes a signature; for the first reading it counts as right. */
  ask(keyHex: string, header: Uint8Array, signature: Uint8Array): boolean {
    this.#asked.set(nameOf({ keyHex, header, signature }), {
      keyHex,
      header: Uint8Array.from(header),
      signature: Uint8Array.from(signature),
    })
    return true
  }

  /** Checks everything that was noted. */
  async settle(): Promise<void> {
    const keys = new Map<string, Promise<CryptoKey | null>>()
    for (const [name, signature] of this.#asked) {
      const known = keys.get(signature.keyHex) ?? importKey(signature.keyHex)
      keys.set(signature.keyHex, known)
      if (await holds(signature, await known)) this.#holds.add(name)
    }
    this.#asked.clear()
  }

  /** What checking came to. A signature that was never noted does not hold. */
  answer(keyHex: string, header: Uint8Array, signature: Uint8Array): boolean {
    return this.#holds.has(nameOf({ keyHex, header, signature }))
  }
}

/** Tells whether 32 bytes are a key under which signatures prove nothing: of low order, or a second writing of another. */
export function isWeakKey(raw: Uint8Array): boolean {
  const y = Uint8Array.from(raw)
  y[31] = (y[31] ?? 0) & 0x7f
  if (raw.length !== 32 || LOW_ORDER.has(bytesToHex(y))) return true
  // 2^255 - 19 and above, little-endian (RFC 8032, section 5.1.3).
  return y[31] === 0x7f && y.subarray(1, 31).every((byte) => byte === 0xff) && (y[0] ?? 0) >= 0xed
}

async function holds({ keyHex, header, signature }: Signature, key: CryptoKey | null): Promise<boolean> {
  if (signature.length !== SIGNATURE_BYTES || isWeakKey(hexToBytes(keyHex))) return false
  const message = Uint8Array.from(signedBytes(header))
  if (key !== null) return await crypto.subtle.verify('Ed25519', key, Uint8Array.from(signature), message)
  return verifySlowly(keyHex, message, signature)
}

/** Checks a signature of a message at once, without the browser's own library: for the few that cannot wait. */
export function verifySlowly(keyHex: string, message: Uint8Array, signature: Uint8Array): boolean {
  const key = hexToBytes(keyHex)
  if (signature.length !== SIGNATURE_BYTES || isWeakKey(key)) return false
  try {
    return ed25519.verify(signature, message, key, { zip215: false })
  } catch {
    return false
  }
}

/** Checks a signature of a paper, or of a certificate for papers, on P-256 with SHA-256 in DER. */
export function verifyPaperSlowly(keyHex: string, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    // Other programs, and Node's library, write either of the two values that a signature may have.
    return p256.verify(signature, message, hexToBytes(keyHex), { format: 'der', lowS: false })
  } catch {
    return false
  }
}

async function importKey(keyHex: string): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('raw', Uint8Array.from(hexToBytes(keyHex)), 'Ed25519', false, [
      'verify',
    ])
  } catch {
    return null
  }
}

// A digest, and not the bytes: an extract may hold a million of them.
function nameOf({ keyHex, header, signature }: Signature): string {
  return bytesToHex(sha256(concatBytes(utf8ToBytes(`${keyHex} ${signature.length} `), signature, header)))
}
