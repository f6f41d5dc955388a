import { randomBytes } from '#node/crypto/primitives.ts'

/** Twenty letters and digits that nobody mixes up, in groups: 5 bits each. */
export function makePassphrase(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'
  const letters = [...randomBytes(20)].map((byte) => alphabet[byte & 31])
  return [0, 5, 10, 15].map((from) => letters.slice(from, from + 5).join('')).join('-')
}
