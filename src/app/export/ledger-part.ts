import { PACKAGE_PATHS } from '#core/export/package-layout.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { joinLines } from '../ledger/measure-disclosure.ts'
import type { DisclosurePlan } from '../ledger/plan-disclosure.ts'
import { type WriteDisclosureFailure, writeDisclosure } from '../ledger/write-disclosure.ts'
import { type Cancelled, CANCELLED as STOPPED } from '../ports/byte-source.ts'
import type { OutgoingPart } from '../ports/outlets.ts'
import type { VaultSession } from '../vault-session.ts'

/**
 * The extract of the ledger as a part of a package. It is written twice, once to know its size, so that nothing of it is kept. `goOn` lets others
 * run between pieces and answers `false` to stop.
 */
export async function ledgerPart(
  vault: VaultSession,
  plan: DisclosurePlan,
  goOn: () => Promise<boolean>,
): Promise<Result<OutgoingPart<WriteDisclosureFailure | Cancelled>, WriteDisclosureFailure | Cancelled>> {
  let sizeBytes = 0
  for (const piece of writeDisclosure(vault, plan)) {
    if (!piece.ok) return piece
    for (const line of piece.value.lines) sizeBytes += line.length + 1
    if (!(await goOn())) return fail(STOPPED)
  }
  return succeed({
    path: PACKAGE_PATHS.ledger,
    sizeBytes,
    async open() {
      const pieces = writeDisclosure(vault, plan)
      return succeed({
        close: async () => void pieces.return(undefined),
        async nextChunk() {
          if (!(await goOn())) return fail(STOPPED)
          const next = pieces.next()
          if (next.done === true) return succeed(null)
          return next.value.ok ? succeed(joinLines(next.value.value.lines)) : next.value
        },
      })
    },
  })
}
