/** How long to wait before trying again, in milliseconds: the first time, and at most. */
const BACK_OFF = { firstMs: 2_000, mostMs: 300_000 } as const

/**
 * How long to wait after so many tries in a row that failed (at least 1): twice as long each time up to a most, the later half of it at
 * random, so that three hundred stations do not come back in one moment. `random` is from 0 up to 1.
 */
export function backOffMs(
  failures: number,
  random: number,
  { firstMs, mostMs }: { readonly firstMs: number; readonly mostMs: number } = BACK_OFF,
): number {
  const wholeMs = Math.min(mostMs, firstMs * 2 ** Math.min(30, Math.max(0, failures - 1)))
  return Math.round(wholeMs / 2 + (wholeMs / 2) * random)
}
