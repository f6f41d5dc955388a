import type { Failure } from '#contract/failures.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import type { ExhibitId } from '#core/ids.ts'
import { parseEvidence } from '#core/parsing/canonical-evidence.ts'
import { parseLimitsFor } from '#core/parsing/parse-limits.ts'
import type { ParsedEvidence } from '#core/parsing/parsed-evidence.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { findExhibit } from '../exhibit/find-exhibit.ts'
import { type ReadCaseFailure, readScopeEvents } from '../ledger/read-case.ts'
import type { Cancelled, CancelSignal } from '../ports/byte-source.ts'
import type { ObjectFinding } from '../ports/object-store.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'

/** A result that was sealed, with where it comes from. */
export type OpenResult = {
  readonly exhibit: ExhibitView
  readonly found: FoundCase
  readonly evidence: ParsedEvidence
  /** The exhibit that was read, as the record of the examination says. */
  readonly sourceExhibitId: ExhibitId | null
}

/** Why a result cannot be opened. */
export type OpenResultFailure =
  | ReadCaseFailure
  | ObjectFinding
  | Cancelled
  | Failure<'exhibit/not-found' | 'parse/not-a-result'>

/** The result that was opened last, while its vault is unlocked: pages are asked for one after the other. */
export class OpenedResults {
  #last: OpenResult | null = null

  find(exhibitId: ExhibitId): OpenResult | null {
    return this.#last?.exhibit.exhibitId === exhibitId ? this.#last : null
  }

  keep(result: OpenResult): void {
    this.#last = result
  }

  /** Forgets it, when the vault is locked. */
  clear(): void {
    this.#last = null
  }
}

/** Opens a result: an exhibit that some recorded examination wrote and that has the shape of one. Every byte of it is checked. */
export async function openResult(
  vault: VaultSession,
  opened: OpenedResults,
  name: string,
  signal: CancelSignal,
): Promise<Result<OpenResult, OpenResultFailure>> {
  const target = findExhibit(vault, name)
  if (!target.ok) return target
  const { exhibit, found, sealed } = target.value
  const kept = opened.find(exhibit.exhibitId)
  if (kept !== null) return succeed({ ...kept, exhibit, found })
  if (sealed.sizeBytes > parseLimitsFor(0).outputBytes * 2) return fail({ code: 'parse/not-a-result' })
  const source = findSource(vault, found, exhibit.exhibitId)
  if (!source.ok) return source
  const reader = await vault.objects.read(sealed, found.key.bytes, { signal })
  if (!reader.ok) return reader
  const bytes = new Uint8Array(sealed.sizeBytes)
  try {
    for (let at = 0; ; ) {
      const chunk = await reader.value.nextChunk()
      if (!chunk.ok) return chunk
      if (chunk.value === null) break
      bytes.set(chunk.value, at)
      at += chunk.value.length
    }
  } finally {
    await reader.value.close()
  }
  const evidence = parseEvidence(bytes)
  if (!evidence.ok) return fail({ code: 'parse/not-a-result' })
  const result = { exhibit, found, evidence: evidence.value, sourceExhibitId: source.value }
  opened.keep(result)
  return succeed(result)
}

/** The exhibit from which another one derives, by the first examination that wrote it. */
function findSource(
  vault: VaultSession,
  found: FoundCase,
  exhibitId: ExhibitId,
): Result<ExhibitId | null, ReadCaseFailure> {
  const events = readScopeEvents(vault, found)
  if (!events.ok) return events
  for (const { body } of events.value) {
    if (body.kind !== 'examination-recorded') continue
    if (body.data.outputs.some((output) => output.exhibitId === exhibitId))
      return succeed(body.data.inputs[0]?.exhibitId ?? null)
  }
  return succeed(null)
}
