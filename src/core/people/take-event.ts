import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { CaseId, DeviceId, HolderId, UserId } from '../ids.ts'
import type { PublicKeys, UserRecord } from '../ledger/event-fields.ts'
import { type CaseFacts, emptyFacts, takeFacts } from './case-facts.ts'
import { takeComplaint } from './party-facts.ts'
import type { PlacedEvent } from './placed-event.ts'
import {
  type AwaitedAgreement,
  activePeople,
  type CaseState,
  newcomer,
  type RegisterState,
  stationTextKey,
} from './register-state.ts'

/** From how many active people on a reset passphrase needs the agreement of one who has no part in it. */
const RESET_NEEDS_AGREEMENT_FROM = 3

/**
 * Brings the state up to an event, before it is judged: where numbers are missing before it, what it rests on may be among them.
 */
export function approachEvent(state: RegisterState, seq: number): void {
  if (seq !== state.lastSeq + 1) state.hasGap = true
}

/**
 * Moves the state past an event that was judged, whatever it says: its body may be sealed, emptied or refused. What an event says
 * that may stand is taken in after it ({@link takeEvent}).
 *
 * Answers the event before it that needed another person's agreement and did not get it, because this one does not give it;
 * `null` usually. `confirms` is what this event confirms, if it does and may.
 */
export function passEvent(
  state: RegisterState,
  { seq, device }: { readonly seq: number; readonly device: DeviceId },
  confirms: Confirmation | null,
): AwaitedAgreement | null {
  const awaited = state.agreement
  state.lastSeq = Math.max(seq, state.lastSeq)
  state.device = device
  state.recovery = null
  state.agreement = null
  // Where a number is missing after it, the agreement may be what was lost.
  if (awaited === null || seq !== awaited.seq + 1) return null
  return isMet(awaited, confirms) ? null : awaited
}

/** What an event confirms, and who says so. */
export type Confirmation = { readonly seq: number; readonly hashHex: string; readonly userId: UserId }

/** What a body confirms, or `null` when it is no confirmation. */
export function confirmationOf({ body }: VerifiedEvent): Confirmation | null {
  if (body.kind !== 'event-confirmed') return null
  const { seq, hashHex, confirmedBy } = body.data
  return { seq, hashHex, userId: confirmedBy.userId }
}

function isMet({ seq, hashHex, besides }: AwaitedAgreement, confirms: Confirmation | null): boolean {
  if (confirms === null || confirms.seq !== seq || confirms.hashHex !== hashHex) return false
  return !besides.includes(confirms.userId)
}

/**
 * Takes in, before the first event, the person whom a later `ledger-salvaged` introduces because the event that did was lost. Their
 * key counts from the first event on, as that event would have had it or earlier.
 */
export function introduceSalvager(state: RegisterState, person: UserRecord): void {
  addPerson(state, person, 1)
  state.salvager = person.userId
}

/** Takes in what an event says that may stand where it stands. */
export function takeEvent(state: RegisterState, event: PlacedEvent): void {
  const { body, seq, hashHex } = event
  switch (body.kind) {
    case 'vault-created':
      addPerson(state, body.data.founder, seq)
      return
    case 'person-added':
      addPerson(state, body.data.person, seq)
      return
    case 'person-roles-changed':
      changePerson(state, body.data.userId, { roles: body.data.roles })
      return
    case 'person-suspended':
      endKeys(state, body.data.userId, seq)
      changePerson(state, body.data.userId, { state: 'suspended' })
      // What they could read is not theirs again when they come back: somebody must share it with them.
      for (const { grants } of state.cases.values()) grants.delete(body.data.userId)
      return
    case 'person-reinstated':
      replaceKeys(state, body.data.userId, body.data, seq)
      return
    case 'passphrase-reset': {
      const { userId, resetBy } = body.data
      const signerId = state.keys.get(event.actor)?.ownerId
      const isByPerson = state.people.has(signerId as UserId)
      if (isByPerson && activePeople(state).length >= RESET_NEEDS_AGREEMENT_FROM) {
        state.agreement = { seq, hashHex, besides: [userId, resetBy.userId] }
      }
      replaceKeys(state, userId, body.data, seq)
      return
    }
    case 'recovery-added': {
      const { holder } = body.data
      state.holders.set(holder.holderId, { ...holder, addedSeq: seq, isInForce: true })
      addKey(state, holder.holderId, holder, seq)
      return
    }
    case 'recovery-removed': {
      const holder = state.holders.get(body.data.holderId)
      if (holder === undefined) return
      state.holders.set(holder.holderId, { ...holder, isInForce: false })
      endKeys(state, holder.holderId, seq)
      return
    }
    case 'vault-recovered':
      state.recovery = body.data
      return
    case 'ledger-salvaged': {
      const { introduced } = body.data
      if (introduced === undefined) return
      const { keyId, signingKeyHex, agreementKeyHex } = introduced
      changePerson(state, introduced.userId, { keyId, signingKeyHex, agreementKeyHex })
      return
    }
    case 'case-key-granted': {
      const { caseId, number, userId } = body.data
      caseOf(state, caseId, number).grants.set(userId, seq)
      return
    }
    case 'case-expunged': {
      const { caseId, number, expungedBy } = body.data
      const expunged = caseOf(state, caseId, number)
      expunged.isExpunged = true
      expunged.grants.clear()
      expunged.facts = null
      state.agreement = { seq, hashHex, besides: [expungedBy.userId] }
      return
    }
    case 'case-opened':
      caseOf(state, body.data.caseId, body.data.number).isOpened = true
      return
    case 'complaint-taken':
      state.usedIds.add(body.data.complaintId)
      takeOfCase(state, body.scope, (facts) => takeComplaint(facts.folk, body.data))
      return
    case 'place-added':
    case 'place-changed': {
      const { placeId, code } = body.data
      const isInUse = body.kind === 'place-added' || body.data.isInUse
      state.places.set(placeId, { code, isInUse })
      return
    }
    case 'template-changed':
      state.stationTexts.set(stationTextKey('template', body.data.template), body.data.version)
      return
    case 'law-pack-adopted':
      state.stationTexts.set(stationTextKey('law-pack', body.data.packId), body.data.version)
      return
    case 'playbook-adopted':
      state.stationTexts.set(stationTextKey('playbook', body.data.playbookId), body.data.version)
      return
    case 'training-declared':
      state.isTraining = true
      return
    case 'exercise-begun':
      state.exercises.add(body.data.caseId)
      return
    case 'hub-asked':
      state.hub.asked = body.data
      return
    case 'hub-pinned':
      state.hub.pinned = body.data.hubId
      return
    case 'hub-unpinned':
      state.hub.pinned = null
      return
    case 'paper-key-told':
      state.paperKeys.set(body.data.keyId, body.data)
      return
    default:
      takeOfCase(state, body.scope, (facts) => takeFacts(facts, event, state.usedIds))
  }
}

function takeOfCase(state: RegisterState, scope: string, take: (facts: CaseFacts) => void): void {
  const ofCase = state.cases.get(scope as CaseId)
  if (ofCase === undefined) return
  ofCase.facts ??= emptyFacts()
  take(ofCase.facts)
}

function addPerson(state: RegisterState, person: Parameters<typeof newcomer>[0], seq: number): void {
  state.people.set(person.userId, newcomer(person, state.people.size + 1, seq))
  addKey(state, person.userId, person, seq)
}

function addKey(state: RegisterState, ownerId: UserId | HolderId, keys: PublicKeys, seq: number): void {
  const { keyId, signingKeyHex } = keys
  state.keys.set(keyId, { signingKeyHex, ownerId, fromSeq: seq, untilSeq: null })
}

function endKeys(state: RegisterState, ownerId: UserId | HolderId, seq: number): void {
  for (const [keyId, key] of state.keys) {
    if (key.ownerId === ownerId && key.untilSeq === null) state.keys.set(keyId, { ...key, untilSeq: seq })
  }
}

function replaceKeys(state: RegisterState, userId: UserId, keys: PublicKeys, seq: number): void {
  const { keyId, signingKeyHex, agreementKeyHex } = keys
  endKeys(state, userId, seq)
  addKey(state, userId, keys, seq)
  changePerson(state, userId, { keyId, signingKeyHex, agreementKeyHex, state: 'active', keysSinceSeq: seq })
}

function changePerson(
  state: RegisterState,
  userId: UserId,
  change: Partial<NonNullable<ReturnType<typeof state.people.get>>>,
): void {
  const person = state.people.get(userId)
  if (person !== undefined) state.people.set(userId, { ...person, ...change })
}

function caseOf(state: RegisterState, caseId: CaseId, number: string): CaseState {
  const known = state.cases.get(caseId)
  if (known !== undefined) return known
  const added: CaseState = { number, grants: new Map(), isOpened: false, isExpunged: false, facts: null }
  state.cases.set(caseId, added)
  state.caseNumbers.set(number, caseId)
  return added
}
