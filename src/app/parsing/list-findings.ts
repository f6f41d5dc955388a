import type * as z from 'zod'
import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import type { findingsPage } from '#contract/parsing-operations.ts'
import { countEntries } from '#core/parsing/canonical-evidence.ts'
import { fail, succeed } from '#core/result.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { findConfirmed } from './find-confirmed.ts'
import { type OpenedResults, openResult } from './open-result.ts'

/** `exhibit.findings`. */
export function listFindings(session: SessionSource, opened: OpenedResults): Handler<'exhibit.findings'> {
  return async (input, { signal }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const result = await openResult(vault, opened, input.exhibit, signal)
    if (!result.ok) return result.failure.code === 'cancelled' ? CANCELLED : fail(result.failure)
    const { exhibit, found, evidence, sourceExhibitId } = result.value
    const { exhibitId, number, name, sizeBytes, digestHex } = exhibit
    const { parser, parserVersion, options } = evidence
    const entries = evidence[input.list]
    const confirmed = findConfirmed(vault, found, exhibit.digestHex, evidence, input)
    if (!confirmed.ok) return confirmed
    const page = { list: input.list, entries: entries.slice(input.offset, input.offset + input.limit) }
    return succeed({
      exhibitId,
      number,
      name,
      sizeBytes,
      digestHex,
      parser,
      parserVersion,
      options,
      counts: countEntries(evidence),
      ...(sourceExhibitId !== null && { sourceExhibitId }),
      total: entries.length,
      // The list and its entries come from the same key, which the union of pages cannot see.
      page: page as z.output<typeof findingsPage>,
      confirmed: [...confirmed.value],
    })
  }
}
