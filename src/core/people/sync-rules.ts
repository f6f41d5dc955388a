import type { HubId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'
import type { SYNC_KINDS } from '../ledger/sync-kinds.ts'
import { holdsCase } from './register-state.ts'
import { demand, NOT_ALLOWED, type Standing, type StandingFailure, saidBy } from './standing.ts'

/** For each kind of event about headquarters: who may say it, and what must hold before it. */
export const SYNC_RULES: {
  readonly [Kind in keyof typeof SYNC_KINDS]: (
    standing: Standing,
    data: EventData<Kind>,
  ) => StandingFailure | null
} = {
  // What is invented never becomes part of a country's records.
  'hub-asked': (standing, { askedBy }) =>
    saidBy(standing, askedBy.userId, 'administrator') ?? demand(!standing.state.isTraining),
  'hub-pinned': (standing, { hubId, requestId, pinnedBy }) => {
    const { hub, hasGap } = standing.state
    const wasAsked = hub.asked?.requestId === requestId && hub.asked.hubId === hubId
    return (
      saidBy(standing, pinnedBy.userId, 'administrator') ??
      demand(hasGap || (hub.pinned === null && wasAsked))
    )
  },
  'hub-unpinned': (standing, { hubId, unpinnedBy }) =>
    saidBy(standing, unpinnedBy.userId, 'administrator') ?? demand(isPinned(standing, hubId)),
  'case-shared-with-hub': (standing, { hubId, caseId, number, sharedBy }) => {
    const { state } = standing
    const shared = state.cases.get(caseId)
    const isOpen = shared !== undefined && shared.number === number && !shared.isExpunged
    return (
      saidBy(standing, sharedBy.userId, 'officer') ??
      (holdsCase(state, caseId, sharedBy.userId) || state.hasGap ? null : NOT_ALLOWED) ??
      demand((isOpen || state.hasGap) && isPinned(standing, hubId))
    )
  },
  'package-written': (standing, { hubId, writtenBy }) =>
    saidBy(standing, writtenBy.userId, 'member') ?? demand(isPinned(standing, hubId)),
  'way-back-taken': (standing, { hubId, takenBy }) =>
    saidBy(standing, takenBy.userId, 'member') ?? demand(isPinned(standing, hubId)),
  // Of nobody's key but one's own, and by that key: it binds the two together.
  'paper-key-told': (standing, { keyId, toldBy }) =>
    saidBy(standing, toldBy.userId, 'member') ?? demand(keyId === standing.event.actor),
}

function isPinned({ state }: Standing, hubId: HubId): boolean {
  return state.hub.pinned === hubId || state.hasGap
}
