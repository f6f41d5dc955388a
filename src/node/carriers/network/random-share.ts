import { randomBytes } from '../../crypto/primitives.ts'

/** A number from 0 up to 1 that nobody guesses: how much of a wait is left to chance. */
export function randomShare(): number {
  const [high = 0, low = 0] = randomBytes(2)
  return (high * 256 + low) / 65_536
}
