import { CANCELLED, type CallContext, type Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import { type Cancelled, CANCELLED as STOPPED } from '../ports/byte-source.ts'
import type { Outgoing, Outlets } from '../ports/outlets.ts'
import { refuseTraining } from '../training/training-vault.ts'
import {
  findCase,
  isStillHeld,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'
import { appendEvents } from './append-events.ts'
import { joinLines, measureDisclosure } from './measure-disclosure.ts'
import { type DisclosurePlan, planDisclosure } from './plan-disclosure.ts'
import { type WriteDisclosureFailure, writeDisclosure } from './write-disclosure.ts'

/**
 * `case.disclose`. The file is written twice: once to be checked as whoever receives it will check it, and to know its size and
 * digest; then, after the departure entered the ledger, to the outlet. It ends at the event before its own departure.
 */
export function discloseCase(session: SessionSource, outlets: Outlets): Handler<'case.disclose'> {
  return async (input, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, input.case)
    if (!found.ok) return found
    // A package says on its face that it is of training; this file has no face.
    const isReal = refuseTraining(vault)
    if (!isReal.ok) return isReal
    const goOn = async () => {
      await vault.clock.pause()
      return !signal.aborted && session() === vault
    }
    const ready = await outlets.check(input.outletId)
    if (signal.aborted) return CANCELLED
    if (!ready.ok) return ready.failure.code === 'cancelled' ? CANCELLED : fail(ready.failure)
    const plan = await planDisclosure(vault, found.value, goOn)
    if (!plan.ok) return plan
    if (plan.value === null) return CANCELLED
    const { events } = plan.value
    const measured = await measureDisclosure(vault, plan.value, goOn, (done) =>
      onProgress({ stage: 'disclosing', done, total: 2 * events }),
    )
    if (!measured.ok) return measured.failure.code === 'cancelled' ? CANCELLED : fail(measured.failure)
    const { sizeBytes, digestHex, caseEvents } = measured.value
    const { caseId, key, number } = found.value
    if (!isStillHeld(vault, found.value)) return fail({ code: 'case/not-found' })

    const { userId, name } = vault.person
    const data = { sizeBytes, digestHex, disclosedBy: { userId, name } }
    const recorded = appendEvents(vault, [{ key, body: { kind: 'case-disclosed', scope: caseId, data } }])
    if (!recorded.ok) return recorded
    const outgoing = outgoingOf(
      vault,
      plan.value,
      { sizeBytes, fileName: `${number}-disclosure.jsonl` },
      goOn,
      onProgress,
    )
    const delivered = await outlets.deliver(input.outletId, outgoing, { signal, onProgress: () => {} })
    if (!delivered.ok) return delivered.failure.code === 'cancelled' ? CANCELLED : fail(delivered.failure)
    return succeed({ events, caseEvents, sizeBytes, digestHex })
  }
}

function outgoingOf(
  vault: VaultSession,
  plan: DisclosurePlan,
  file: { readonly fileName: string; readonly sizeBytes: number },
  goOn: () => Promise<boolean>,
  onProgress: CallContext['onProgress'],
): Outgoing<WriteDisclosureFailure | Cancelled> {
  const pieces = writeDisclosure(vault, plan)
  return {
    ...file,
    async nextChunk() {
      if (!(await goOn())) return fail(STOPPED)
      const next = pieces.next()
      if (next.done === true) return succeed(null)
      const piece = next.value
      if (!piece.ok) return piece
      onProgress({ stage: 'disclosing', done: plan.events + piece.value.events, total: 2 * plan.events })
      return succeed(joinLines(piece.value.lines))
    },
  }
}
