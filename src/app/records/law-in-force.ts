import { formatSortableDate } from '#core/dates/format-date.ts'
import { checkRecord, packsInForce, type Unmet } from '#core/law/check-record.ts'
import type { RecordContent } from '#core/records/record.ts'
import type { CourtTexts, DigestedPack } from '../ports/court-texts.ts'

/** The packs that count at an instant, on the station's calendar, with their digests. */
export function packsAt(texts: CourtTexts, atMs: number): readonly DigestedPack[] {
  const packs = texts.lawPacks.map(({ pack }) => pack)
  const inForce = packsInForce(packs, formatSortableDate(atMs))
  return texts.lawPacks.filter(({ pack }) => inForce.includes(pack))
}

/** What of the law that is in force at an instant a record does not meet. */
export function unmetAt(texts: CourtTexts, content: RecordContent, atMs: number): Unmet[] {
  const packs = packsAt(texts, atMs).map(({ pack }) => pack)
  return [...checkRecord(content, packs, formatSortableDate(atMs))]
}
