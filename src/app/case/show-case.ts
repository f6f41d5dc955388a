import type { Handler } from '#contract/dispatcher.ts'
import { succeed } from '#core/result.ts'
import { readCase } from '../ledger/read-case.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'

/** `case.show`. */
export function showCase(session: SessionSource): Handler<'case.show'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readCase(vault, input.case)
    return read.ok ? succeed(read.value.view) : read
  }
}
