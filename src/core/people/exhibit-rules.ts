import type { EventData } from '../ledger/event-body.ts'
import type { EXHIBIT_KINDS } from '../ledger/exhibit-kinds.ts'
import { areDigital, holding, isNewItem } from './custody-rules.ts'
import { inOpenCase } from './open-case.ts'
import type { Standing, StandingFailure } from './standing.ts'

type ExhibitKind = keyof typeof EXHIBIT_KINDS

/** Who may say what of digital exhibits beside `exhibit-sealed`, and what must hold before it. */
export const EXHIBIT_RULES: {
  readonly [Kind in ExhibitKind]: (standing: Standing, data: EventData<Kind>) => StandingFailure | null
} = {
  'exhibit-parts-sealed': (standing, { exhibitId, firstIndex, parts, sealedBy }) =>
    inOpenCase(standing, sealedBy.userId, 'handler') ??
    holding(standing, (facts, { usedIds }) => {
      const objectIds = new Set(parts.map(({ object }) => object.objectId))
      return (
        !usedIds.has(exhibitId) &&
        firstIndex === (facts.parts.get(exhibitId) ?? 0) &&
        objectIds.size === parts.length &&
        [...objectIds].every((objectId) => !usedIds.has(objectId))
      )
    }),
  'exhibit-collected': (standing, { exhibitId, number, partCount, collectedBy }) =>
    inOpenCase(standing, collectedBy.userId, 'handler') ??
    holding(
      standing,
      ({ parts }) => isNewItem(standing, exhibitId, number) && partCount === (parts.get(exhibitId) ?? 0),
    ),
  'exhibit-digests-taken': (standing, { exhibitId, takenBy }) =>
    inOpenCase(standing, takenBy.userId, 'handler') ??
    holding(standing, ({ book }) => areDigital(book, [exhibitId])),
  'exhibit-copied': (standing, { exhibitId, number, ofExhibitId, copiedBy }) =>
    inOpenCase(standing, copiedBy.userId, 'handler') ??
    holding(
      standing,
      ({ book }) => isNewItem(standing, exhibitId, number) && areDigital(book, [ofExhibitId]),
    ),
  'examination-recorded': (standing, data) =>
    inOpenCase(standing, data.recordedBy.userId, 'handler') ??
    holding(standing, ({ book }, { usedIds }) => {
      const { examinationId, inputs, outputs, startedAtMs, endedAtMs } = data
      const ids = [...inputs, ...outputs].map(({ exhibitId }) => exhibitId)
      return !usedIds.has(examinationId) && startedAtMs <= endedAtMs && areDigital(book, ids)
    }),
  'findings-confirmed': (standing, { sourceExhibitId, confirmedBy }) =>
    inOpenCase(standing, confirmedBy.userId, 'handler') ??
    holding(standing, ({ book }) => areDigital(book, [sourceExhibitId])),
}
