import type { Handler } from '#contract/dispatcher.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'

/** `case.list`. */
export function listCases(session: SessionSource): Handler<'case.list'> {
  return async ({ query, limit, offset }) => {
    const vault = session()
    return vault === null ? lockedFailure() : vault.cases.list({ text: query, limit, offset })
  }
}
