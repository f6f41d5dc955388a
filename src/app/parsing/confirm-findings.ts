import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { type ConfirmedFinding, confirmedFinding } from '#core/parsing/confirmed-finding.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { isStillHeld, lockedFailure, type SessionSource } from '../vault-session.ts'
import { type OpenedResults, openResult } from './open-result.ts'

/** `finding.confirm`. What the event says is taken from the sealed result, never from the caller. */
export function confirmFindings(session: SessionSource, opened: OpenedResults): Handler<'finding.confirm'> {
  return async (input, { signal }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const result = await openResult(vault, opened, input.exhibit, signal)
    if (!result.ok) return result.failure.code === 'cancelled' ? CANCELLED : fail(result.failure)
    const { exhibit, found, evidence, sourceExhibitId } = result.value
    if (sourceExhibitId === null) return fail({ code: 'parse/not-a-result' })
    const items: ConfirmedFinding[] = []
    for (const { list, index } of input.items) {
      const item = confirmedFinding(evidence, list, index)
      if (item === null) return fail({ code: 'finding/not-found' })
      items.push(item)
    }
    if (session() !== vault) return lockedFailure()
    if (!isStillHeld(vault, found)) return fail({ code: 'exhibit/not-found' })
    const { userId, name } = vault.person
    const { parser: parserName, parserVersion } = evidence
    const appended = appendEvents(vault, [
      {
        key: found.key,
        body: {
          kind: 'findings-confirmed',
          scope: found.caseId,
          data: {
            sourceExhibitId,
            parserName,
            parserVersion,
            outputDigestHex: exhibit.digestHex,
            items,
            ...(input.note !== undefined && { note: input.note }),
            confirmedBy: { userId, name },
          },
        },
      },
    ])
    return appended.ok
      ? succeed({ sourceExhibitId, seq: appended.value.seq, confirmed: items.length })
      : appended
  }
}
