import { MIN_PASSPHRASE_LENGTH } from '#core/casework/fields.ts'

/** How well a passphrase would resist guessing. */
export type PassphraseStrength =
  | { readonly level: 'short'; readonly left: number }
  | { readonly level: 'weak' | 'fair' | 'good' | 'strong' }

// Fewer different letters than this are a pattern, however long.
const MIN_DIFFERENT = 5
const GOOD_LENGTH = 16
const STRONG_LENGTH = 24

/**
 * Estimates a passphrase by its length in code points, which is what counts offline, and by how many of them differ. It
 * advises; only the least length is demanded.
 */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  const points = [...passphrase]
  if (points.length < MIN_PASSPHRASE_LENGTH)
    return { level: 'short', left: MIN_PASSPHRASE_LENGTH - points.length }
  if (new Set(points).size < MIN_DIFFERENT) return { level: 'weak' }
  if (points.length < GOOD_LENGTH) return { level: 'fair' }
  return { level: points.length < STRONG_LENGTH ? 'good' : 'strong' }
}
