import type { OutputOf } from '#contract/operations.ts'
import { IDLE, type Remote } from './remote.ts'
import type { Work } from './work.ts'

/** What a window knows of headquarters. */
export type SyncState = {
  readonly status: Remote<OutputOf<'sync.status'>>
  /** What was looked for among the cases of this person, and what was found. */
  readonly caseQuery: string
  readonly cases: Remote<OutputOf<'sync.cases'>>
  readonly carriers: Remote<OutputOf<'sync.carriers'>>
  /** The stick that was chosen; `null` for none. */
  readonly carrierId: string | null
  readonly writing: Work<OutputOf<'sync.write'>>
  readonly taking: Work<OutputOf<'sync.take'>>
  /** How the network is used. */
  readonly network: Remote<OutputOf<'sync.network'>>
  readonly exchanging: Work<OutputOf<'sync.exchange'>>
  readonly fetchingUpdate: Work<OutputOf<'update.fetch'>>
  readonly enrolling: Work<OutputOf<'sync.enrol'>>
}

/** What a session begins with. */
export function newSyncState(): SyncState {
  return {
    status: IDLE,
    caseQuery: '',
    cases: IDLE,
    carriers: IDLE,
    carrierId: null,
    writing: IDLE,
    taking: IDLE,
    network: IDLE,
    exchanging: IDLE,
    fetchingUpdate: IDLE,
    enrolling: IDLE,
  }
}
