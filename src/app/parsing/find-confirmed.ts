import type { DigestHex } from '#core/ids.ts'
import { entryText } from '#core/parsing/canonical-evidence.ts'
import { confirmedFinding } from '#core/parsing/confirmed-finding.ts'
import type { EntryList, ParsedEvidence } from '#core/parsing/parsed-evidence.ts'
import { type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readScopeEvents } from '../ledger/read-case.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'

/** An entry of a result that an officer took over, by its place in its list. */
export type ConfirmedEntry = { readonly index: number; readonly by: string; readonly seq: number }

/** Some entries of one list. */
export type EntryRange = { readonly list: EntryList; readonly offset: number; readonly limit: number }

/** Finds which entries of a result were confirmed already, and by whom first. An entry is known again by its position and its words. */
export function findConfirmed(
  vault: VaultSession,
  found: FoundCase,
  outputDigestHex: DigestHex,
  evidence: ParsedEvidence,
  { list, offset, limit }: EntryRange,
): Result<readonly ConfirmedEntry[], ReadCaseFailure> {
  if (list === 'warnings') return succeed([])
  const events = readScopeEvents(vault, found)
  if (!events.ok) return events
  const first = new Map<string, Omit<ConfirmedEntry, 'index'>>()
  for (const { body, seq } of events.value) {
    if (body.kind !== 'findings-confirmed' || body.data.outputDigestHex !== outputDigestHex) continue
    for (const item of body.data.items) {
      const said = entryText(item)
      if (!first.has(said)) first.set(said, { by: body.data.confirmedBy.name, seq })
    }
  }
  if (first.size === 0) return succeed([])
  const confirmed: ConfirmedEntry[] = []
  const end = Math.min(evidence[list].length, offset + limit)
  for (let index = offset; index < end; index += 1) {
    const item = confirmedFinding(evidence, list, index)
    const known = item === null ? undefined : first.get(entryText(item))
    if (known !== undefined) confirmed.push({ index, ...known })
  }
  return succeed(confirmed)
}
