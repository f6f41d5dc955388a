import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { fail } from '#core/result.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'

/** `ledger.rebuild`. What was there stays in use until the new is whole, so calling it off changes nothing. */
export function rebuildViews(session: SessionSource): Handler<'ledger.rebuild'> {
  return async (_input, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const rebuilt = await vault.cases.rebuild({
      signal,
      onProgress: (done, total) => onProgress({ stage: 'rebuilding', done, total }),
    })
    if (rebuilt.ok) return rebuilt
    return rebuilt.failure.code === 'cancelled' ? CANCELLED : fail(rebuilt.failure)
  }
}
