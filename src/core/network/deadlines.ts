/** Bounds of a deadline, in milliseconds. A satellite answers after 1 s; below the ceiling a dead connection costs minutes, not an evening. */
export const DEADLINES = { leastMs: 10_000, firstMs: 60_000, mostMs: 300_000 } as const

/** What is known of how long a piece takes, each connection's share of the line taken out of it. */
export type DeadlineBook = {
  /** Smoothed milliseconds a piece, were it alone on the line; `null` before the first answer. */
  readonly smoothedMs: number | null
  readonly variationMs: number
  /** Deadlines that passed since the last answer; each doubles the next one. */
  readonly misses: number
}

/** What a sender begins with. */
export const NO_ANSWERS: DeadlineBook = { smoothedMs: null, variationMs: 0, misses: 0 }

/** Notes an answer, with the weights by which TCP smooths its own (RFC 6298, section 2). */
export function noteAnswer(
  { smoothedMs, variationMs }: DeadlineBook,
  { tookMs, lanes }: { readonly tookMs: number; readonly lanes: number },
): DeadlineBook {
  const aloneMs = tookMs / Math.max(1, lanes)
  if (smoothedMs === null) return { smoothedMs: aloneMs, variationMs: aloneMs / 2, misses: 0 }
  return {
    smoothedMs: smoothedMs * 0.875 + aloneMs * 0.125,
    variationMs: variationMs * 0.75 + Math.abs(smoothedMs - aloneMs) * 0.25,
    misses: 0,
  }
}

/** Notes that a deadline passed. */
export function noteMiss(book: DeadlineBook): DeadlineBook {
  return { ...book, misses: book.misses + 1 }
}

/** How long a piece may take before its connection counts as broken, while so many share the line. */
export function deadlineMs({ smoothedMs, variationMs, misses }: DeadlineBook, lanes: number): number {
  const { leastMs, firstMs, mostMs } = DEADLINES
  const expectedMs = smoothedMs === null ? firstMs : (smoothedMs + 4 * variationMs) * Math.max(1, lanes)
  const patience = 2 ** Math.min(misses, 5)
  return Math.min(mostMs, Math.max(leastMs, expectedMs) * patience)
}
