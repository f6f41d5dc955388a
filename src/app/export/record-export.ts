import type { Failure } from '#contract/failures.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import type { DigestHex, ExhibitId } from '#core/ids.ts'
import { joinRanges } from '#core/ledger/chain-walk.ts'
import type { EventBody } from '#core/ledger/event-body.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import { type Cancelled, CANCELLED as STOPPED } from '../ports/byte-source.ts'
import type { LedgerHead, LedgerStoreFailure } from '../ports/ledger-store.ts'
import { type FoundCase, isStillHeld, type VaultSession } from '../vault-session.ts'
import type { PackagePaper } from './package-papers.ts'

/** Events that one append makes: others wait no longer than that. */
const AT_ONCE = 200

/** What is recorded of a package before its first byte leaves. */
export type Departure = Pick<ParsedInputOf<'case.export'>, 'variant' | 'recipients'> & {
  readonly exhibitIds: readonly ExhibitId[]
  readonly papers: readonly PackagePaper[]
  readonly files: number
  readonly contentDigestHex: DigestHex
  /** Events of the case, by number, that the package shows. Of a redacted one, every other event is withheld, also what came meanwhile. */
  readonly shownSeqs: ReadonlySet<number> | null
}

/** A package that is on record. */
export type RecordedExport = {
  readonly exportId: string
  /** The event that records it: the last one that the package's extract of the ledger has. */
  readonly head: LedgerHead
  /** How many events the ledger had with it. */
  readonly events: number
  readonly atMs: number
  readonly withheld: ReadonlySet<number>
}

/**
 * Records that exhibits and papers leave with a package, each for itself, and then the package itself. The last event is appended last and in one step with looking up what
 * is withheld, so that nothing comes between.
 */
export async function recordExport(
  vault: VaultSession,
  found: FoundCase,
  departure: Departure,
  goOn: () => Promise<boolean>,
): Promise<
  Result<RecordedExport, AppendFailure | LedgerStoreFailure | Cancelled | Failure<'case/not-found'>>
> {
  const { caseId, key } = found
  const { userId, name } = vault.person
  const actor = { userId, name }
  const ours = new Set<number>()
  const bodies: EventBody[] = [
    ...departure.exhibitIds.map(
      (exhibitId): EventBody => ({
        kind: 'exhibit-extracted',
        scope: caseId,
        data: { exhibitId, extractedBy: actor },
      }),
    ),
    ...departure.papers.map(({ kind, languages, madeFromHeadHex, digestHex, bytes }): EventBody => {
      const paper = { reportKind: kind, languages, madeFromHeadHex, digestHex, sizeBytes: bytes.length }
      return { kind: 'report-saved', scope: caseId, data: { ...paper, savedBy: actor } }
    }),
  ]
  for (let from = 0; from < bodies.length; from += AT_ONCE) {
    const some = bodies.slice(from, from + AT_ONCE)
    const appended = appendEvents(
      vault,
      some.map((body) => ({ key, body })),
    )
    if (!appended.ok) return appended
    for (let index = 0; index < some.length; index += 1) ours.add(appended.value.seq - index)
    if (!(await goOn())) return fail(STOPPED)
    if (!isStillHeld(vault, found)) return fail({ code: 'case/not-found' })
  }
  const withheld =
    departure.shownSeqs === null
      ? succeed(new Set<number>())
      : seqsBut(vault, found, departure.shownSeqs, ours)
  if (!withheld.ok) return withheld
  const exportId = vault.crypto.newId()
  const { variant, recipients, files, contentDigestHex } = departure
  const withheldEvents = joinRanges([...withheld.value].map((seq) => ({ from: seq, to: seq }))).map(
    (range) => ({
      ...range,
    }),
  )
  const data = {
    exportId,
    variant,
    recipients,
    files,
    contentDigestHex,
    withheldEvents,
    exportedBy: actor,
  }
  const recorded = appendEvents(vault, [{ key, body: { kind: 'case-exported', scope: caseId, data } }])
  if (!recorded.ok) return recorded
  const events = vault.ledger.count()
  if (!events.ok) return events
  return succeed({
    exportId,
    head: recorded.value,
    events: events.value,
    atMs: vault.clock.nowMs(),
    withheld: withheld.value,
  })
}

function seqsBut(
  vault: VaultSession,
  { caseId }: FoundCase,
  shown: ReadonlySet<number>,
  ours: ReadonlySet<number>,
): Result<Set<number>, LedgerStoreFailure> {
  const withheld = new Set<number>()
  for (let after = 0; ; ) {
    const batch = vault.ledger.readScope(caseId, after, AT_ONCE)
    if (!batch.ok) return batch
    for (const { seq, position } of batch.value) {
      if (!shown.has(seq) && !ours.has(seq)) withheld.add(seq)
      after = position
    }
    if (batch.value.length < AT_ONCE) return succeed(withheld)
  }
}
