import * as z from 'zod'
import { canonicalBytes, parseCanonical } from '../ledger/canonical-json.ts'

/** What a person may do at headquarters. */
export const HUB_ROLES = ['analyst', 'duty-officer', 'administrator', 'reviewer'] as const

/** One of {@link HUB_ROLES}. */
export type HubRole = (typeof HUB_ROLES)[number]

/**
 * The least an operation of headquarters demands: `anyone` need not be logged in, `member` must be, a role needs that role or one that
 * includes it. A duty officer does what an analyst does; an administrator reads no case, and a reviewer reads what was read.
 */
export type HubLeastRole = 'anyone' | 'member' | HubRole

/** Tells whether somebody with these roles (`null`: nobody is logged in) meets `least`. */
export function mayActAtHub(roles: readonly HubRole[] | null, least: HubLeastRole): boolean {
  if (least === 'anyone') return true
  if (roles === null) return false
  if (least === 'member') return true
  return roles.includes(least) || (least === 'analyst' && roles.includes('duty-officer'))
}

/** Tells whether one person may have these roles: who gives access to others has none to cases, and who reviews is not reviewed by themselves. */
export function areRolesApart(roles: readonly HubRole[]): boolean {
  const isAlone = roles.includes('administrator') || roles.includes('reviewer')
  return roles.length > 0 && new Set(roles).size === roles.length && (!isAlone || roles.length === 1)
}

/** What a log-in name is compared by: letters, digits, dots and hyphens, without regard to case. */
export function logInNameOf(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase()
}

/** What a log-in name looks like. */
export const LOG_IN_NAME = /^[\p{L}\p{M}\p{N}.-]{1,64}$/u

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))
const roles = z.array(z.enum(HUB_ROLES)).min(1).refine(areRolesApart)
const line = z.string().min(1).max(300)

/** A person's account as the hub's ledger has it, sealed: `docs/format-hub.md`, section 5. */
const accountSchema = z.strictObject({
  v: z.literal(1),
  personId: hex(16),
  logInName: z.string().regex(LOG_IN_NAME),
  name: line,
  roles,
  isSuspended: z.boolean(),
  /** The digest of a code that is good once for setting what follows; `null` where there is none. */
  firstCode: z.strictObject({ digestHex: hex(32), untilMs: z.number().int().min(0) }).nullable(),
  /** `null` until the person has set them. */
  secrets: z
    .strictObject({
      saltHex: hex(16),
      memoryKiB: z.number().int().min(65_536).max(1_048_576),
      passes: z.number().int().min(1).max(16),
      lanes: z.number().int().min(1).max(4),
      passphraseHex: hex(32),
      totpHex: hex(20),
    })
    .nullable(),
  /** Who stated this: a person's id, or `command-line`. */
  by: line,
})

/** One person's account. */
export type Account = z.output<typeof accountSchema>

/** The bytes of an account that are sealed. */
export function accountBytes(account: Account): Uint8Array {
  return canonicalBytes(accountSchema.parse(account))
}

/** Reads an account from what was sealed; `null` where it is none. */
export function parseAccount(bytes: Uint8Array): Account | null {
  const value = parseCanonical(bytes)
  const parsed = value.ok ? accountSchema.safeParse(value.value) : null
  return parsed?.success === true ? parsed.data : null
}
