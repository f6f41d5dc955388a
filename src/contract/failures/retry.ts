/** Who can mend a failure: nobody by trying again, time, or the person in front of the screen. */
export type Retry = 'never' | 'later' | 'after-user-acts'

/** Nobody, by trying again. */
export const never = 'never' satisfies Retry
/** Time. */
export const later = 'later' satisfies Retry
/** The person in front of the screen. */
export const act = 'after-user-acts' satisfies Retry
