import type { HolderId, PlaceId, UserId } from '../ids.ts'
import { isWholePack, isWholeText } from '../law/adopted-pack.ts'
import type { EventData } from '../ledger/event-body.ts'
import type { PublicKeys } from '../ledger/event-fields.ts'
import type { REGISTER_KINDS } from '../ledger/register-kinds.ts'
import { findColumnMapFault } from '../parsing/column-map.ts'
import {
  holdsCase,
  isLastAdministrator,
  type PersonState,
  type RegisterState,
  stationTextKey,
} from './register-state.ts'
import { mayAct } from './roles.ts'
import {
  demand,
  judgeConfirmation,
  NOT_ALLOWED,
  REFUSED,
  type Standing,
  type StandingFailure,
  saidBy,
} from './standing.ts'
import { SYNC_RULES } from './sync-rules.ts'

type RegisterKind = keyof typeof REGISTER_KINDS | 'event-confirmed'

/** For each kind of event of the register: who may say it, and what must hold before it. */
export const REGISTER_RULES: {
  readonly [Kind in RegisterKind]: (standing: Standing, data: EventData<Kind>) => StandingFailure | null
} = {
  // The first event is judged before anybody is known; a second one is none.
  'vault-created': () => REFUSED,
  'person-added': (standing, { person, addedBy }) =>
    saidBy(standing, addedBy.userId, 'administrator') ??
    demand(isNewOwner(standing.state, person.userId) && areNewKeys(standing.state, person)),
  'person-roles-changed': (standing, { userId, roles, changedBy }) => {
    const { people } = standing.state
    return (
      saidBy(standing, changedBy.userId, 'administrator') ??
      demand(
        isActive(standing.state, userId) &&
          (roles.includes('administrator') || !isLastAdministrator(people.values(), userId)),
      )
    )
  },
  'person-suspended': (standing, { userId, suspendedBy }) =>
    saidBy(standing, suspendedBy.userId, 'administrator') ??
    demand(isActive(standing.state, userId) && userId !== suspendedBy.userId),
  'person-reinstated': (standing, { userId, reinstatedBy, ...keys }) =>
    saidBy(standing, reinstatedBy.userId, 'administrator') ??
    demand(standing.state.people.get(userId)?.state === 'suspended' && areNewKeys(standing.state, keys)),
  'passphrase-reset': (standing, { userId, resetBy, ...keys }) =>
    judgeReset(standing, userId, resetBy.userId) ??
    demand(isActive(standing.state, userId) && areNewKeys(standing.state, keys)),
  'recovery-added': (standing, { holder, addedBy }) =>
    saidBy(standing, addedBy.userId, 'administrator') ??
    demand(isNewOwner(standing.state, holder.holderId) && areNewKeys(standing.state, holder)),
  'recovery-removed': (standing, { holderId, removedBy }) =>
    saidBy(standing, removedBy.userId, 'administrator') ??
    demand(standing.state.holders.get(holderId)?.isInForce === true),
  'recovery-checked': (standing, { holderId, checkedBy }) => {
    const { by, state } = standing
    // Whoever recovered the vault says of themselves that they did.
    if (by.kind === 'holder') {
      const { holderId: ownId } = by.holder
      return ownId === holderId && ownId === (checkedBy.userId as string) ? null : NOT_ALLOWED
    }
    return saidBy(standing, checkedBy.userId, 'member') ?? demand(isInForce(state, holderId))
  },
  'vault-recovered': ({ by, state }, { holderId, userId }) => {
    if (by.kind !== 'holder' || by.holder.holderId !== holderId) return NOT_ALLOWED
    return demand(isActive(state, userId))
  },
  'header-changed': (standing, { change, holderId, changedBy }) => {
    const { by } = standing
    if (by.kind === 'holder') return null
    const isOwnSlot = change === 'slot-changed' && holderId === by.person.userId
    const least = isOwnSlot || change === 'unrecorded' ? 'member' : 'administrator'
    return saidBy(standing, changedBy.userId, least)
  },
  'unlock-refused': () => null,
  'rollback-noticed': () => null,
  'head-anchored': (standing, { seq, anchoredBy }) =>
    saidBy(standing, anchoredBy.userId, 'member') ?? demand(seq < standing.event.seq),
  'ledger-salvaged': (standing, { fromDeviceId, lastSeq, lost, introduced, salvagedBy }) => {
    const { event, state } = standing
    const continues = state.device !== event.device && (state.device === fromDeviceId || state.lastSeq === 0)
    return (
      saidBy(standing, salvagedBy.userId, 'member') ??
      demand(continues && lastSeq === event.seq - 1 && (introduced === undefined || lost.length > 0))
    )
  },
  'case-expunged': (standing, { caseId, number, emptied, expungedBy }) => {
    const { event, state } = standing
    const target = state.cases.get(caseId)
    return (
      saidBy(standing, expungedBy.userId, 'commander') ??
      demand(
        // What granted it has no body any more, so that a case of which nothing is known is usual here.
        (target === undefined
          ? !state.caseNumbers.has(number)
          : target.number === number && !target.isExpunged) &&
          emptied.every(({ from, to }) => from <= to && to < event.seq),
      )
    )
  },
  'case-key-granted': (standing, grant) => judgeGrant(standing, grant),
  'place-added': (standing, { placeId, code, addedBy }) =>
    saidBy(standing, addedBy.userId, 'custodian') ??
    demand(!standing.state.places.has(placeId) && isFreeCode(standing.state, placeId, code)),
  'place-changed': (standing, { placeId, code, isInUse, changedBy }) =>
    saidBy(standing, changedBy.userId, 'custodian') ??
    demand(
      (standing.state.places.has(placeId) || standing.state.hasGap) &&
        (!isInUse || isFreeCode(standing.state, placeId, code)),
    ),
  'column-map-saved': (standing, { map, savedBy }) =>
    saidBy(standing, savedBy.userId, 'handler') ?? demand(findColumnMapFault(map) === null),
  'template-changed': (standing, { template, version, changedBy }) => {
    const { stationTexts, hasGap } = standing.state
    const last = stationTexts.get(stationTextKey('template', template)) ?? 0
    return (
      saidBy(standing, changedBy.userId, 'commander') ??
      demand(version === last + 1 || (hasGap && version > last))
    )
  },
  'law-pack-adopted': (standing, adopted) => {
    const last = standing.state.stationTexts.get(stationTextKey('law-pack', adopted.packId)) ?? 0
    return (
      saidBy(standing, adopted.adoptedBy.userId, 'commander') ??
      demand(adopted.version > last && isWholePack(adopted))
    )
  },
  'playbook-adopted': (standing, { playbookId, version, digestHex, text, adoptedBy }) => {
    const last = standing.state.stationTexts.get(stationTextKey('playbook', playbookId)) ?? 0
    const isWhole = isWholeText({ digestHex, text }, { playbookId, version })
    return saidBy(standing, adoptedBy.userId, 'commander') ?? demand(version > last && isWhole)
  },
  'training-declared': (standing, { declaredBy }) => {
    const { cases, hasGap, isTraining } = standing.state
    return (
      saidBy(standing, declaredBy.userId, 'commander') ?? demand(!isTraining && cases.size === 0 && !hasGap)
    )
  },
  'exercise-begun': (standing, { caseId, begunBy }) => {
    const { state } = standing
    const isHeld = holdsCase(state, caseId, begunBy.userId) || state.hasGap
    const isFirst = !state.exercises.has(caseId)
    return saidBy(standing, begunBy.userId, 'officer') ?? demand(state.isTraining && isHeld && isFirst)
  },
  ...SYNC_RULES,
  'event-confirmed': judgeConfirmation,
}

function isFreeCode({ places }: RegisterState, placeId: PlaceId, code: string): boolean {
  return [...places].every(([other, place]) => other === placeId || !place.isInUse || place.code !== code)
}

// An administrator resets somebody else's passphrase; a recovery holder resets the one of whom it has just let in.
function judgeReset({ by, state, event }: Standing, userId: UserId, resetBy: UserId): StandingFailure | null {
  if (by.kind === 'holder') {
    const { recovery, lastSeq } = state
    const isFor = recovery?.holderId === by.holder.holderId && recovery.userId === userId
    return isFor && event.seq === lastSeq + 1 ? null : NOT_ALLOWED
  }
  const { person } = by
  const mayReset = mayAct(person.roles, 'administrator') && person.userId === resetBy
  return mayReset && userId !== resetBy ? null : NOT_ALLOWED
}

// Whoever opens a case gives its key to themselves first; after that, who holds a key can give it.
function judgeGrant(
  { by, state }: Standing,
  { caseId, number, userId: recipientId }: EventData<'case-key-granted'>,
): StandingFailure | null {
  const signerId = by.kind === 'person' ? by.person.userId : by.holder.holderId
  const granted = state.cases.get(caseId)
  const isNumberFree = (state.caseNumbers.get(number) ?? caseId) === caseId
  const isRecipient = isActive(state, recipientId) || isInForce(state, recipientId)
  if (!isNumberFree || !isRecipient) return REFUSED
  if (granted !== undefined && (granted.number !== number || granted.isExpunged)) return REFUSED
  if (holdsCase(state, caseId, signerId) || state.hasGap) return null
  if (granted !== undefined) return NOT_ALLOWED
  const opens = by.kind === 'person' && mayAct(by.person.roles, 'officer') && recipientId === signerId
  return opens ? null : NOT_ALLOWED
}

function isActive(state: RegisterState, userId: UserId | HolderId): boolean {
  const person: PersonState | undefined = state.people.get(userId as UserId)
  return person?.state === 'active'
}

function isInForce(state: RegisterState, holderId: UserId | HolderId): boolean {
  return state.holders.get(holderId as HolderId)?.isInForce === true
}

function isNewOwner(state: RegisterState, ownerId: UserId | HolderId): boolean {
  if (ownerId === state.salvager) return true
  return !state.people.has(ownerId as UserId) && !state.holders.has(ownerId as HolderId)
}

function areNewKeys(state: RegisterState, { keyId, signingKeyHex }: PublicKeys): boolean {
  return state.keyIdOf(signingKeyHex) === keyId && !state.keys.has(keyId)
}
