import { STATION_OFFSET_MS } from '#core/dates/station-time.ts'

/** The clocks in which a timeline can be read. */
export const TIMELINE_ZONES = ['station', 'utc', 'device'] as const

/** One of {@link TIMELINE_ZONES}. */
export type TimelineZone = (typeof TIMELINE_ZONES)[number]

const MS_PER_MINUTE = 60_000

/**
 * Moves an instant so that what writes it on the station's clock writes what the chosen clock shows. `deviceAheadMs` is how far the
 * machine's clock is ahead of UTC at that instant.
 */
export function shownOnClock(atMs: number, zone: TimelineZone, deviceAheadMs: number): number {
  if (zone === 'station') return atMs
  return atMs - STATION_OFFSET_MS + (zone === 'utc' ? 0 : deviceAheadMs)
}

/** How far this machine's clock is ahead of UTC at an instant. */
export function deviceAhead(atMs: number): number {
  return -new Date(atMs).getTimezoneOffset() * MS_PER_MINUTE
}

/** Counts instants by equal spans of a time that holds them all. */
export function densityBetween(
  instants: readonly number[],
  fromMs: number,
  toMs: number,
  spans: number,
): readonly number[] {
  const counts = Array.from({ length: spans }, () => 0)
  const width = Math.max(1, toMs - fromMs)
  for (const atMs of instants) {
    const span = Math.min(spans - 1, Math.floor(((atMs - fromMs) / width) * spans))
    counts[span] = (counts[span] ?? 0) + 1
  }
  return counts
}
