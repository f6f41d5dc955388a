import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { DigestHex } from '../ids.ts'
import { type CanonicalValue, canonicalText, parseCanonical } from '../ledger/canonical-json.ts'
import { fail, type Result, succeed } from '../result.ts'
import { type LawPack, parseLawPack } from './law-pack.ts'

/** Most characters of a law pack, so that the event that adopts it can be read at once. */
export const MAX_PACK_CHARACTERS = 1_000_000

/** A law pack with the SHA-256 of its canonical JSON: what a finalised record names it by. */
export type DigestedPack = { readonly pack: LawPack; readonly digestHex: DigestHex }

/** What an event that adopts a pack says of it. */
type Adopted = {
  readonly packId: string
  readonly version: number
  readonly digestHex: DigestHex
  readonly text: string
}

/** Writes a pack's JSON value as the text whose digest is pinned, or answers `null` for a value that canonical JSON has no form for. */
export function packText(value: unknown): string | null {
  try {
    return canonicalText(value as CanonicalValue)
  } catch {
    // A number that is no safe integer, half of a surrogate pair, or too deep: what a file from outside may well hold.
    return null
  }
}

/** The SHA-256 of a pack's canonical text. */
export function packDigest(text: string): DigestHex {
  return bytesToHex(sha256(utf8ToBytes(text))) as DigestHex
}

/** Reads a pack from its canonical text; any other text is refused. */
export function readPackText(text: string): Result<DigestedPack, { readonly code: 'law/malformed-pack' }> {
  const value = parseCanonical(utf8ToBytes(text))
  if (!value.ok) return fail({ code: 'law/malformed-pack' })
  const pack = parseLawPack(value.value)
  return pack.ok ? succeed({ pack: pack.value, digestHex: packDigest(text) }) : pack
}

/**
 * Tells whether an event that adopts a pack carries it whole: canonical JSON of the digest that it names, with the id and the version
 * that it names. Whether this program understands the pack's rules is no matter of the ledger: a later form of packs may be in it.
 */
export function isWholePack({ packId, version, digestHex, text }: Adopted): boolean {
  return isWholeText({ digestHex, text }, { packId, version })
}

/** Tells whether a text is canonical JSON of this digest, an object with these members among its own. */
export function isWholeText(
  { digestHex, text }: Pick<Adopted, 'digestHex' | 'text'>,
  named: { readonly [name: string]: string | number },
): boolean {
  if (text.length > MAX_PACK_CHARACTERS || packDigest(text) !== digestHex) return false
  const read = parseCanonical(utf8ToBytes(text))
  if (!read.ok || typeof read.value !== 'object' || read.value === null || Array.isArray(read.value))
    return false
  const said = read.value as { readonly [name: string]: CanonicalValue }
  return Object.entries(named).every(([name, value]) => said[name] === value)
}
