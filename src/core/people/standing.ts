import type { DigestHex, KeyId, UserId } from '../ids.ts'
import type { EventBody } from '../ledger/event-body.ts'
import type { PlacedEvent } from './placed-event.ts'
import type { HolderState, PersonState, RegisterState } from './register-state.ts'
import { type LeastRole, mayAct } from './roles.ts'

/**
 * Why an event may not stand where it stands: its signer's key was ended or is not yet introduced, its signer may not say such a
 * thing, or what it says contradicts the events before it.
 */
export type StandingFailure = 'ledger/signer-not-active' | 'ledger/actor-not-allowed' | 'ledger/event-refused'

/** Answers what an earlier event was, by its number, or `null` when the ledger has none of this number. */
export type Recall = (seq: number) => {
  readonly hashHex: DigestHex
  readonly actor: KeyId
  /** The vault's id or a case's. */
  readonly scope: string
} | null

/** Whose key signed an event. */
export type SignedBy =
  | { readonly kind: 'person'; readonly person: PersonState }
  | { readonly kind: 'holder'; readonly holder: HolderState }

/** What the rule for one kind of event looks at. */
export type Standing = {
  readonly event: PlacedEvent
  readonly state: RegisterState
  readonly by: SignedBy
  readonly recall: Recall
}

/** The answer of a rule to a signer who may not say this. */
export const NOT_ALLOWED = 'ledger/actor-not-allowed' satisfies StandingFailure
/** The answer of a rule to what contradicts the events before. */
export const REFUSED = 'ledger/event-refused' satisfies StandingFailure

/** Lets through what a person with this role says in their own name. */
export function saidBy({ by }: Standing, saidToBe: UserId, least: LeastRole): StandingFailure | null {
  if (by.kind !== 'person' || by.person.userId !== saidToBe) return NOT_ALLOWED
  return mayAct(by.person.roles, least) ? null : NOT_ALLOWED
}

/** Lets through what holds. */
export function demand(holds: boolean): StandingFailure | null {
  return holds ? null : REFUSED
}

/**
 * Judges a confirmation: of an earlier event of the same scope, by a person who did not sign that event.
 */
export function judgeConfirmation(
  standing: Standing,
  { seq, hashHex, confirmedBy }: Extract<EventBody, { kind: 'event-confirmed' }>['data'],
): StandingFailure | null {
  const { event, state, recall } = standing
  const confirmed = seq < event.seq ? recall(seq) : null
  if (confirmed === null) return demand(state.hasGap)
  if (confirmed.hashHex !== hashHex || confirmed.scope !== event.body.scope) return REFUSED
  if (state.keys.get(confirmed.actor)?.ownerId === confirmedBy.userId) return NOT_ALLOWED
  return saidBy(standing, confirmedBy.userId, 'member')
}
