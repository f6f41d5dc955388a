/** What a person may do at a station. One person may hold several roles. */
export const ROLES = ['officer', 'custodian', 'commander', 'analyst', 'auditor', 'administrator'] as const

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number]

/**
 * The least an operation demands of its caller: `anyone` works on a locked vault, `member` needs an unlocked one,
 * a role needs that role or one that includes it. `handler` is whoever works with exhibits, an officer or a custodian; `counter`
 * is whoever may count them, a handler or an auditor.
 */
export type LeastRole = 'anyone' | 'member' | 'handler' | 'counter' | Role

const HANDLERS: readonly Role[] = ['officer', 'custodian']
const COUNTERS: readonly Role[] = [...HANDLERS, 'auditor']

const INCLUDES: { readonly [role in Role]: readonly Role[] } = {
  officer: [],
  custodian: [],
  commander: ['officer', 'custodian'],
  analyst: [],
  auditor: [],
  administrator: [],
}

/** Roles of the person who founds a station's vault: everything a station of one person needs. */
export const FOUNDER_ROLES: readonly Role[] = ['commander', 'administrator']

/** Tells whether someone holding `roles` (or nobody, `null`, while the vault is locked) meets `least`. */
export function mayAct(roles: readonly Role[] | null, least: LeastRole): boolean {
  if (least === 'anyone') return true
  if (roles === null) return false
  if (least === 'member') return true
  if (least === 'handler') return HANDLERS.some((role) => mayAct(roles, role))
  if (least === 'counter') return COUNTERS.some((role) => mayAct(roles, role))
  return roles.some((role) => role === least || INCLUDES[role].includes(least))
}
