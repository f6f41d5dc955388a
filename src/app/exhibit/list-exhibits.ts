import type { Handler } from '#contract/dispatcher.ts'
import { succeed } from '#core/result.ts'
import { findCase, lockedFailure, type SessionSource } from '../vault-session.ts'

/** `exhibit.list`. */
export function listExhibits(session: SessionSource): Handler<'exhibit.list'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, input.case)
    if (!found.ok) return found
    const exhibits = vault.cases.exhibitsOf(found.value.caseId)
    return exhibits.ok ? succeed({ exhibits: [...exhibits.value] }) : exhibits
  }
}
