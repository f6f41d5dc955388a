import * as z from 'zod'
import { HUB_ROLES, type HubLeastRole } from '#core/hub/analyst.ts'
import type { FailureCode } from './failures.ts'

/** One entry of the table of what headquarters' own server answers to a browser. */
export type HeadquartersOperation = {
  readonly kind: 'query' | 'command'
  readonly leastRole: HubLeastRole
  /** Whether each call leaves a row in the record of reads before it is answered. */
  readonly isAudited: boolean
  readonly input: z.ZodType
  readonly output: z.ZodType
  readonly failures: readonly FailureCode[]
}

/** What headquarters' store and its own record may answer to any call. */
export const STORE = [
  'hub/store-busy',
  'hub/store-unreachable',
  'hub/ledger-damaged',
  'hub/store-of-another-hub',
] as const satisfies readonly FailureCode[]

/** A name or a title, in one line. */
export const line = z.string().min(1).max(300)
/** Roles of one person. */
export const roles = z.array(z.enum(HUB_ROLES)).min(1).max(HUB_ROLES.length)
/** A person’s id. */
export const personId = z.string().regex(/^[0-9a-f]{32}$/)
