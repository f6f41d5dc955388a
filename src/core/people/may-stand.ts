import type { CaseId, HolderId, KeyId, UserId } from '../ids.ts'
import { CASE_RULES, judgeHolding } from './case-rules.ts'
import type { PlacedEvent } from './placed-event.ts'
import { REGISTER_RULES } from './register-rules.ts'
import { findKey, holdsCase, isKeyActive, type RegisterState } from './register-state.ts'
import {
  NOT_ALLOWED,
  REFUSED,
  type Recall,
  type SignedBy,
  type Standing,
  type StandingFailure,
} from './standing.ts'

/**
 * Tells whether a verified event may stand where it stands, after the events that `state` was folded from, or why not.
 *
 * `ledger/signer-not-active` comes before `ledger/actor-not-allowed`, and that before `ledger/event-refused`. Where a number is
 * missing before it, what it rests on may be among what was lost: a case that nobody opened or granted is then not held against it.
 */
export function mayStand(event: PlacedEvent, state: RegisterState, recall: Recall): StandingFailure | null {
  const { body, seq } = event
  if (body.kind === 'vault-created') return mayFound(event, state) ? null : REFUSED
  const by = signedBy(state, event.actor, seq)
  if (by === null) return 'ledger/signer-not-active'
  if (misnames(body.data, by, state.salvager)) return NOT_ALLOWED
  const standing: Standing = { event, state, by, recall }
  if (body.scope === state.vaultId) {
    const rule = ruleOf(REGISTER_RULES, body.kind)
    return rule === null ? REFUSED : rule(standing, body.data)
  }
  const rule = ruleOf(CASE_RULES, body.kind)
  return rule === null ? REFUSED : (rule(standing, body.data) ?? judgeHolding(standing))
}

/**
 * Tells what can be told of an event of a case whose key is not at hand: whether its signer was active, is a person, and held the
 * case's key.
 */
export function maySeal(
  { actor, seq, caseId }: { readonly actor: KeyId; readonly seq: number; readonly caseId: CaseId },
  state: RegisterState,
): StandingFailure | null {
  const by = signedBy(state, actor, seq)
  if (by === null) return 'ledger/signer-not-active'
  if (by.kind !== 'person') return NOT_ALLOWED
  return holdsCase(state, caseId, by.person.userId) || state.hasGap ? null : NOT_ALLOWED
}

/** Whose key this is, when it may sign the event with this number. */
export function signedBy(state: RegisterState, keyId: KeyId, seq: number): SignedBy | null {
  const key = findKey(state, keyId)
  if (key === null || !isKeyActive(key, seq)) return null
  const person = state.people.get(key.ownerId as UserId)
  if (person !== undefined) return { kind: 'person', person }
  const holder = state.holders.get(key.ownerId as HolderId)
  return holder === undefined ? null : { kind: 'holder', holder }
}

// Names never change, so that another name beside the signer's id was never theirs. Whoever a salvage introduces says a name that need
// not be the one of the event that was lost.
function misnames(data: object, by: SignedBy, salvager: UserId | null): boolean {
  const [ownId, ownName] =
    by.kind === 'person' ? [by.person.userId, by.person.name] : [by.holder.holderId, by.holder.label]
  if (ownId === salvager) return false
  for (const member of Object.values(data) as unknown[]) {
    if (typeof member !== 'object' || member === null || !('name' in member) || !('userId' in member))
      continue
    if (member.userId === ownId && member.name !== ownName) return true
  }
  return false
}

// It introduces the key that signs it.
function mayFound({ body, actor, device, seq }: PlacedEvent, state: RegisterState): boolean {
  if (body.kind !== 'vault-created' || seq !== 1 || state.lastSeq !== 0) return false
  const { vaultId, deviceId, founder } = body.data
  if (body.scope !== state.vaultId || vaultId !== state.vaultId || deviceId !== device) return false
  return founder.keyId === actor && state.keyIdOf(founder.signingKeyHex) === founder.keyId
}

type Rule = (standing: Standing, data: unknown) => StandingFailure | null

// A table of rules by kind hands each rule the data of its own kind, which the types cannot follow through a look-up.
function ruleOf(rules: object, kind: string): Rule | null {
  return Object.hasOwn(rules, kind) ? ((rules as { readonly [kind: string]: Rule })[kind] ?? null) : null
}
