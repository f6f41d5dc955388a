/** How work on a case ended. */
export const CASE_OUTCOMES = [
  'sent-to-prosecutor',
  'handed-to-other-authority',
  'perpetrator-unknown',
  'not-enough-evidence',
  'no-offence',
  'withdrawn',
  'entered-by-mistake',
  'other',
] as const

/** How two cases belong together. */
export const LINK_RELATIONS = [
  'same-suspect',
  'same-victim',
  'same-identifier',
  'same-money',
  'same-method',
  'other',
] as const

/** What a review of a case came to. */
export const REVIEW_OUTCOMES = ['in-order', 'instructions', 'ready-to-close'] as const

/** Who takes part in a case before the courts. */
export const COUNSEL_ROLES = ['prosecutor', 'investigating-judge', 'defence', 'victims-counsel'] as const

/** What became of a hearing's date. */
export const HEARING_STATES = ['planned', 'held', 'cancelled'] as const

/** Whether work on a case goes on. */
export const CASE_STATES = ['open', 'closed', 'merged', 'transferred'] as const

/** One of {@link CASE_OUTCOMES}. */
export type CaseOutcome = (typeof CASE_OUTCOMES)[number]
/** One of {@link LINK_RELATIONS}. */
export type LinkRelation = (typeof LINK_RELATIONS)[number]
/** One of {@link REVIEW_OUTCOMES}. */
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number]
/** One of {@link COUNSEL_ROLES}. */
export type CounselRole = (typeof COUNSEL_ROLES)[number]
/** One of {@link HEARING_STATES}. */
export type HearingState = (typeof HEARING_STATES)[number]
/** One of {@link CASE_STATES}. */
export type CaseStateName = (typeof CASE_STATES)[number]
