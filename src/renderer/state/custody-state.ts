import type { OutputOf } from '#contract/operations.ts'
import type { RaidDesk } from './raid-desk.ts'
import { IDLE, type Remote } from './remote.ts'
import type { Work } from './work.ts'

/** Something the engine holds about one thing, and about which one. */
export type Keyed<Value> = { readonly key: string; readonly remote: Remote<Value> }

/** A drawn sheet of labels or receipt, and what is being done with it. */
export type PaperDesk = {
  /** Counts the drawings of this window. */
  readonly run: number
  readonly making: Work<OutputOf<'label.make'>>
  readonly bytes: Remote<Uint8Array>
  readonly saving: Work<OutputOf<'report.save'>>
}

/** What a window knows of things, who has them, places, raids, and papers about them. Each keyed part is about one thing. */
export type CustodyState = {
  /** Items of a case. */
  readonly items: Keyed<OutputOf<'custody.items'>> | null
  readonly chain: Keyed<OutputOf<'custody.chain'>> | null
  readonly details: Keyed<OutputOf<'item.show'>> | null
  readonly examinations: Keyed<OutputOf<'examination.list'>> | null
  /** What a crash left half sealed in a case. */
  readonly interrupted: Keyed<OutputOf<'exhibit.interrupted'>> | null
  readonly places: Remote<OutputOf<'place.list'>>
  /** Items of a storage place. */
  readonly placeItems: Keyed<OutputOf<'custody.items'>> | null
  /** Recorded counts of a storage place. */
  readonly placeCounts: Keyed<OutputOf<'audit.list'>> | null
  readonly waiting: Remote<OutputOf<'custody.waiting'>>
  readonly raids: Keyed<OutputOf<'raid.list'>> | null
  readonly raid: Keyed<OutputOf<'raid.show'>> | null
  readonly paper: PaperDesk | null
  readonly raidDesk: RaidDesk | null
}

/** What a session begins with. */
export function newCustodyState(): CustodyState {
  return {
    items: null,
    chain: null,
    details: null,
    examinations: null,
    interrupted: null,
    places: IDLE,
    placeItems: null,
    placeCounts: null,
    waiting: IDLE,
    raids: null,
    raid: null,
    paper: null,
    raidDesk: null,
  }
}

/** What is known about one thing; nothing while the window holds another. */
export function remoteOf<Value>(keyed: Keyed<Value> | null, key: string): Remote<Value> {
  return keyed?.key === key ? keyed.remote : IDLE
}
