import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { type Cancelled, type CancelSignal, CANCELLED as STOPPED } from '../ports/byte-source.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { Outgoing, Outlets } from '../ports/outlets.ts'
import {
  caseKeyOf,
  type FoundCase,
  isStillHeld,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'
import type { DrawnReport, DrawnReports } from './drawn-reports.ts'

/** `report.save`. As with exhibits, the departure enters the ledger before the first byte leaves. */
export function saveReport(
  session: SessionSource,
  outlets: Outlets,
  drawn: DrawnReports,
): Handler<'report.save'> {
  return async ({ reportId, outletId }, { signal }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const report = drawn.find(reportId)
    if (report === null) return fail({ code: 'report/not-found' })
    const { caseId } = report
    const key = caseId === null ? null : caseKeyOf(vault, caseId)
    if (key?.ok === false) return key
    const ready = await outlets.check(outletId)
    if (signal.aborted) return CANCELLED
    if (!ready.ok) return ready.failure.code === 'cancelled' ? CANCELLED : fail(ready.failure)
    return await deliverReport(vault, outlets, { report, key: key?.value ?? null, outletId, signal })
  }
}

/** What leaves: a document, or a file that goes with one. */
type Leaving = Pick<
  DrawnReport,
  'caseId' | 'kind' | 'languages' | 'fileName' | 'bytes' | 'digestHex' | 'madeFromHeadHex'
>

/** Records that a document leaves, and then writes it. Whether its outlet can be written to MUST have been asked before. */
export async function deliverReport(
  vault: VaultSession,
  outlets: Outlets,
  {
    report,
    key,
    outletId,
    signal,
  }: {
    readonly report: Leaving
    /** The key of its case; `null` for a paper that says nothing of any case. */
    readonly key: ScopeKey | null
    readonly outletId: string
    readonly signal: CancelSignal
  },
) {
  const { caseId, fileName, digestHex } = report
  if (caseId !== null && key !== null) {
    const found = { caseId, key }
    if (!isStillHeld(vault, found)) return fail({ code: 'case/not-found' as const })
    const recorded = recordSaving(vault, report, found)
    if (!recorded.ok) return recorded
  }
  const delivered = await outlets.deliver(outletId, outgoing(report, signal), {
    signal,
    onProgress: () => {},
  })
  if (!delivered.ok) return delivered.failure.code === 'cancelled' ? CANCELLED : fail(delivered.failure)
  return succeed({ fileName, sizeBytes: report.bytes.length, digestHex })
}

function recordSaving(
  vault: VaultSession,
  { kind, languages, digestHex, madeFromHeadHex, bytes }: Leaving,
  { caseId, key }: Pick<FoundCase, 'caseId' | 'key'>,
) {
  const { userId, name } = vault.person
  const data = {
    reportKind: kind,
    languages,
    madeFromHeadHex,
    digestHex,
    sizeBytes: bytes.length,
    savedBy: { userId, name },
  }
  return appendEvents(vault, [{ key, body: { kind: 'report-saved', scope: caseId, data } }])
}

function outgoing({ fileName, bytes }: Leaving, signal: CancelSignal): Outgoing<Cancelled> {
  let isSent = false
  return {
    fileName,
    sizeBytes: bytes.length,
    nextChunk: async () => {
      if (isSent) return succeed(null)
      // Locking calls the work off and overwrites the report.
      if (signal.aborted) return fail(STOPPED)
      isSent = true
      // A copy, because the receiver owns what it is handed and the report stays for the next time. (`slice` of a Node
      // buffer would be no copy.)
      return succeed(new Uint8Array(bytes))
    },
  }
}
