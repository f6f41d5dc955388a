import type { CivilDate } from './civil-date.ts'
import { STATION_OFFSET_MS } from './station-time.ts'

const MS_PER_DAY = 86_400_000

/** The instant at which a day begins on a station's clock, or one of the days after it; milliseconds since 1970-01-01T00:00Z. */
export function dayStartMs({ year, month, day }: CivilDate, daysLater = 0): number {
  // Date.UTC takes years below 100 for those of the last century.
  const start = new Date(0)
  start.setUTCFullYear(year, month - 1, day)
  return start.getTime() + daysLater * MS_PER_DAY - STATION_OFFSET_MS
}
