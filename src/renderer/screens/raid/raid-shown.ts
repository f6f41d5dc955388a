import type { OutputOf } from '#contract/operations.ts'

/** What the screen of a raid is given. */
export type RaidShown = OutputOf<'raid.show'>
