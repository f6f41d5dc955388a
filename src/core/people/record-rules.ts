import type { EventData } from '../ledger/event-body.ts'
import type { RECORD_KINDS } from '../ledger/record-kinds.ts'
import { holding } from './custody-rules.ts'
import { inOpenCase } from './open-case.ts'
import type { Standing, StandingFailure } from './standing.ts'

type RecordKindOfEvent = keyof typeof RECORD_KINDS

/** Who may say what of records and letters, and what must hold before it. */
export const RECORD_RULES: {
  readonly [Kind in RecordKindOfEvent]: (standing: Standing, data: EventData<Kind>) => StandingFailure | null
} = {
  'record-drafted': (standing, { recordId, draftedBy }) =>
    inOpenCase(standing, draftedBy.userId) ?? holding(standing, (_, { usedIds }) => !usedIds.has(recordId)),
  'record-changed': (standing, { recordId, content, changedBy }) =>
    inOpenCase(standing, changedBy.userId) ??
    holding(standing, ({ records }) => records.get(recordId) === content.kind),
  'record-finalised': (standing, { recordId, number, content, corrects, finalisedBy }) =>
    inOpenCase(standing, finalisedBy.userId) ??
    holding(
      standing,
      ({ records, recordNumbers }) =>
        records.get(recordId) === content.kind &&
        !recordNumbers.has(number) &&
        (corrects === undefined || records.get(corrects) === 'final'),
    ),
  'record-discarded': (standing, { recordId, discardedBy }) =>
    inOpenCase(standing, discardedBy.userId) ??
    holding(standing, ({ records }) => (records.get(recordId) ?? 'final') !== 'final'),
  'letter-issued': (standing, { letterId, number, issuedBy }) =>
    inOpenCase(standing, issuedBy.userId) ??
    holding(
      standing,
      ({ recordNumbers }, { usedIds }) => !usedIds.has(letterId) && !recordNumbers.has(number),
    ),
}
