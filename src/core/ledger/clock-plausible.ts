import { utcMidnightMs } from '../dates/civil-date.ts'

/** The first instant at which an event may be appended: the midnight (UTC) that begins 2026, the year this format was made. */
export const EARLIEST_CLOCK_MS = utcMidnightMs({ year: 2026, month: 1, day: 1 })

/** The first instant at which no event may be appended any more: the midnight (UTC) that begins 2090, past the service of any machine. */
export const LATEST_CLOCK_MS = utcMidnightMs({ year: 2090, month: 1, day: 1 })

/**
 * How far a clock may fall behind the event before without being called set back, in milliseconds: five minutes, more than a
 * machine drifts while it is switched off and less than what hides anything.
 */
export const CLOCK_TOLERANCE_MS = 5 * 60_000

/**
 * Tells whether a machine's clock can be right. An event appended at a clock of 1970 or 2099 would carry that date for ever,
 * and, because hybrid time never runs back, give it to every event after it.
 *
 * @param clockMs milliseconds since 1970-01-01T00:00Z.
 */
export function isPlausibleClock(clockMs: number): boolean {
  return clockMs >= EARLIEST_CLOCK_MS && clockMs < LATEST_CLOCK_MS
}

/**
 * Tells whether a clock was set back: it shows more than {@link CLOCK_TOLERANCE_MS} less than what an earlier event says.
 *
 * @param clockMs what the clock shows, milliseconds since 1970-01-01T00:00Z.
 * @param previousWallMs hybrid wall time of the event before (`wallMs`).
 */
export function isClockSetBack(clockMs: number, previousWallMs: number): boolean {
  return previousWallMs - clockMs > CLOCK_TOLERANCE_MS
}
