import { deriveFromPassphrase, type KeyDerivation, MIN_MEMORY_KIB } from './key-derivation.ts'

/** Answers how the next new passphrase is to be stretched. */
export type ChooseKeyDerivation = () => Promise<KeyDerivation>

/** Longest time that stretching a passphrase is meant to take; the shortest is half of it. */
const MOST_MS = 1000
/** What is aimed at, so that a machine that is busier or idler than now stays between the two. */
const AIM_MS = 750

/** Memory to try, most first. More makes guessing dearer for whoever has much hardware, and fits less into small machines. */
const MEMORY_KIB = [262_144, 131_072, MIN_MEMORY_KIB] as const
/** Share of the machine's memory that stretching may take. */
const MEMORY_SHARE = 1 / 14
/** Passes that RFC 9106, section 4, wants with the least memory; a machine that is slow takes longer instead. */
const LEAST_PASSES = 3
const MOST_PASSES = 16

/** Stretches once and answers how long that took, in milliseconds. */
export type MeasureStretching = (kdf: KeyDerivation) => Promise<number>

/**
 * Chooses parameters of argon2id by what this machine takes for them: as much memory as it bears, then as many passes as make
 * 0.5 to 1 s. Never less than 64 MiB and three passes, however slow the machine is.
 */
export async function calibrate(
  machineMemoryBytes: number,
  measure: MeasureStretching,
): Promise<KeyDerivation> {
  const bearable = MEMORY_KIB.filter((memoryKiB) => memoryKiB * 1024 <= machineMemoryBytes * MEMORY_SHARE)
  const sizes = bearable.length === 0 ? [MIN_MEMORY_KIB] : bearable
  let chosen: KeyDerivation = withPasses(MIN_MEMORY_KIB, LEAST_PASSES)
  for (const memoryKiB of sizes) {
    chosen = await choosePasses(memoryKiB, measure)
    if (chosen.passes > LEAST_PASSES) return chosen
    if ((await measure(chosen)) <= MOST_MS) return chosen
  }
  return chosen
}

async function choosePasses(memoryKiB: number, measure: MeasureStretching): Promise<KeyDerivation> {
  // The first pass also claims the memory, so two measurements give what one pass takes by itself.
  const oneMs = await measure(withPasses(memoryKiB, 1))
  const twoMs = await measure(withPasses(memoryKiB, 2))
  const passMs = Math.max(1, twoMs - oneMs)
  const passes = 1 + Math.floor((AIM_MS - oneMs) / passMs)
  return withPasses(memoryKiB, Math.min(MOST_PASSES, Math.max(LEAST_PASSES, passes)))
}

/** Measures on this machine. Nothing of what is stretched is anybody's passphrase. */
export async function measureStretching(kdf: KeyDerivation): Promise<number> {
  const startedAt = performance.now()
  const key = await deriveFromPassphrase('calibration', new Uint8Array(16), kdf)
  key.fill(0)
  return performance.now() - startedAt
}

/** Chooses by measuring once and remembering; `fixed` is for whoever knows better. */
export function makeKeyDerivationChoice(
  machineMemoryBytes: number,
  fixed?: KeyDerivation,
): ChooseKeyDerivation {
  let chosen: Promise<KeyDerivation> | null = fixed === undefined ? null : Promise.resolve(fixed)
  return () => {
    chosen ??= calibrate(machineMemoryBytes, measureStretching)
    return chosen
  }
}

function withPasses(memoryKiB: number, passes: number): KeyDerivation {
  return { name: 'argon2id', memoryKiB, passes, lanes: 1 }
}
