import type { CaseId, UserId } from '../ids.ts'
import type { CaseState, RegisterState } from './register-state.ts'
import type { LeastRole } from './roles.ts'
import { demand, REFUSED, type Standing, type StandingFailure, saidBy } from './standing.ts'

/** Lets through what a person with this role says in their own name of a case that is open. */
export function inOpenCase(
  standing: Standing,
  saidToBe: UserId,
  least: LeastRole = 'officer',
): StandingFailure | null {
  return saidBy(standing, saidToBe, least) ?? isOpen(standing)
}

/** Lets through what is said of a case that is open. */
export function isOpen({ event, state }: Standing): StandingFailure | null {
  const found = openCaseOf(state, event.body.scope)
  if (found?.isExpunged === true) return REFUSED
  return demand(found?.isOpened === true || state.hasGap)
}

/** What is known of the case that an event belongs to. */
export function openCaseOf(state: RegisterState, scope: string): CaseState | undefined {
  return state.cases.get(scope as CaseId)
}
