/** Bounds within which the number of connections moves, and what one step is. */
export const PARALLELISM = {
  /** One connection is always left. */
  fewest: 1,
  /** Past this many, a bad line carried more bytes and no more content (measured at 1 Mbit/s, 300 ms, 5 % loss). */
  most: 16,
  first: 8,
  /** Connections that are added where more seem to carry more. */
  step: 2,
  /** By how much the rate has to grow for a step to have been worth it. */
  worthwhile: 1.04,
  /** Windows for which a number that was found is kept before more are tried again. */
  holdWindows: 12,
} as const

/** How many connections carry pieces now, and why. */
export type Parallelism = {
  readonly lanes: number
  readonly phase: 'growing' | 'holding'
  /** Bytes a second before the last step; `null` before the first window. */
  readonly rateBefore: number | null
  readonly holdLeft: number
}

/** What one window of sending brought. */
type Window = {
  readonly acknowledgedBytes: number
  readonly elapsedMs: number
  /** Pieces whose deadline passed, and connections that broke. */
  readonly misses: number
}

/** What a sender begins with. */
export function firstParallelism(lanes: number = PARALLELISM.first): Parallelism {
  return { lanes: within(lanes), phase: 'growing', rateBefore: null, holdLeft: 0 }
}

/**
 * Moves the number of connections after one window: up by a step while a step raises the rate, back by that step where it did not,
 * down to half where pieces missed their deadlines (additive increase, multiplicative decrease).
 */
export function stepParallelism(now: Parallelism, seen: Window): Parallelism {
  const { lanes, phase, rateBefore, holdLeft } = now
  const { step, worthwhile, holdWindows } = PARALLELISM
  const rate = seen.elapsedMs > 0 ? (seen.acknowledgedBytes * 1000) / seen.elapsedMs : 0
  if (seen.misses > 0)
    return { lanes: within(Math.floor(lanes / 2)), phase: 'holding', rateBefore: null, holdLeft: 2 }
  if (phase === 'holding') {
    if (holdLeft > 1) return { ...now, holdLeft: holdLeft - 1 }
    if (lanes === PARALLELISM.most) return { ...now, holdLeft: holdWindows }
    return { lanes: within(lanes + step), phase: 'growing', rateBefore: rate, holdLeft: 0 }
  }
  if (rateBefore === null || rate >= rateBefore * worthwhile) {
    if (lanes === PARALLELISM.most) return { ...now, phase: 'holding', holdLeft: holdWindows }
    return { lanes: within(lanes + step), phase: 'growing', rateBefore: rate, holdLeft: 0 }
  }
  return { lanes: within(lanes - step), phase: 'holding', rateBefore: null, holdLeft: holdWindows }
}

function within(lanes: number): number {
  return Math.min(PARALLELISM.most, Math.max(PARALLELISM.fewest, lanes))
}
