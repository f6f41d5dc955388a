import { CANCELLED, type CallContext, type Handler, type HandlerResult } from '#contract/dispatcher.ts'
import type { Finding } from '#contract/vault-operations.ts'
import { fail, succeed } from '#core/result.ts'
import type { Disagreement, RollbackWatch } from '../ledger/watch-rollback.ts'
import type { VaultKeeper } from '../ports/vault-keeper.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import type { LedgerCheck } from './check-ledger.ts'
import { judgeEvents } from './judge-events.ts'

/** Most findings that are listed; a vault with more is past counting. */
const MAX_FINDINGS = 100

type Verdict = HandlerResult<'vault.verify'>

/** `vault.verify`: files, then what this machine saw of the ledger, then events in their order, then projections, then objects. */
export function verifyVault(
  session: SessionSource,
  keeper: VaultKeeper,
  watch: RollbackWatch,
): Handler<'vault.verify'> {
  return async (_input, context) => {
    const vault = session()
    return vault === null ? lockedFailure() : await check(vault, session, { keeper, watch }, context)
  }
}

async function check(
  vault: VaultSession,
  session: SessionSource,
  { keeper, watch }: { readonly keeper: VaultKeeper; readonly watch: RollbackWatch },
  { signal, onProgress }: CallContext,
): Promise<Verdict> {
  const files = await keeper.checkFiles(vault, {
    signal,
    onProgress: (done, total) => onProgress({ stage: 'checking-pages', done, total }),
  })
  if (!files.ok) return files.failure.code === 'cancelled' ? CANCELLED : fail(files.failure)

  const projections = keeper.startProjectionCheck(vault)
  let ledger: LedgerCheck | null = null
  try {
    const judged = await judgeEvents({ vault, session, keeper, projections, context: { signal, onProgress } })
    if (!judged.ok) return judged.failure.code === 'cancelled' ? CANCELLED : fail(judged.failure)
    ledger = judged.value
    const compared = projections.compare()
    const objects = await checkObjects(vault, ledger, { signal, onProgress })
    if (objects === CANCELLED) return CANCELLED
    const findings = [
      ...files.value.findings,
      ...findingsOf(watch.disagreementOf(vault)),
      ...ledger.findings,
      ...(compared.ok ? compared.value : [{ code: compared.failure.code, file: 'ledger.db' }]),
      ...objects.findings,
    ]
    const { last } = ledger
    return succeed({
      isWhole: findings.length === 0,
      findingCount: findings.length,
      findings: findings.slice(0, MAX_FINDINGS),
      notes: [...files.value.notes, ...ledger.notes, ...objects.notes].slice(0, MAX_FINDINGS),
      checked: {
        pages: files.value.pages,
        events: ledger.events,
        sealedEvents: ledger.sealedEvents,
        objects: ledger.objects.length,
        objectBytes: objects.bytes,
      },
      head: last === null ? null : { seq: last.seq, hashHex: last.hashHex, atMs: last.time.wallMs },
    })
  } finally {
    projections.discard()
    ledger?.forgetKeys()
  }
}

function findingsOf(disagreement: Disagreement | null): readonly Finding[] {
  if (disagreement === null) return []
  return [{ code: disagreement.code, file: 'ledger.db', seq: disagreement.seen.seq }]
}

async function checkObjects(
  vault: VaultSession,
  ledger: LedgerCheck,
  { signal, onProgress }: CallContext,
): Promise<
  | typeof CANCELLED
  | { readonly findings: readonly Finding[]; readonly notes: readonly Finding[]; readonly bytes: number }
> {
  const findings: Finding[] = []
  const total = ledger.objects.reduce((sum, { object }) => sum + object.sizeBytes, 0)
  let bytes = 0
  for (const { caseId, object, seq } of ledger.objects) {
    const key = ledger.keyOfCase(caseId)
    if (key === null) continue
    const verified = await vault.objects.verify(object, key.bytes, {
      signal,
      onProgress: (done) => onProgress({ stage: 'checking-objects', done: bytes + done, total }),
    })
    if (!verified.ok) {
      if (verified.failure.code === 'cancelled') return CANCELLED
      const { code, facts } = verified.failure
      const { objectId, exhibitId } = object
      const exhibitNumber = ledger.numberOf(exhibitId)
      const place = {
        ...(typeof facts?.segmentIndex === 'number' && { segment: facts.segmentIndex }),
        ...(typeof facts?.offsetBytes === 'number' && { offsetBytes: facts.offsetBytes }),
      }
      findings.push({
        code,
        file: objectFile(objectId),
        objectId,
        ...(exhibitNumber !== undefined && { exhibitNumber }),
        seq,
        ...place,
      })
    }
    bytes += object.sizeBytes
  }
  const recorded = new Set<string>(ledger.objects.map(({ object }) => object.objectId))
  const listed = await vault.objects.list()
  if (!listed.ok)
    return { findings: [...findings, { code: listed.failure.code, file: 'objects' }], notes: [], bytes }
  // Events that this person cannot read may name objects too, so that none can be called unrecorded.
  const unrecorded =
    ledger.sealedEvents > 0 ? [] : listed.value.objectIds.filter((objectId) => !recorded.has(objectId))
  const notes: readonly Finding[] = [
    ...unrecorded.map((objectId): Finding => {
      return { code: 'object/not-recorded', file: objectFile(objectId), objectId }
    }),
    ...listed.value.strangers.map(
      (path): Finding => ({ code: 'vault/unexpected-file', file: `objects/${path}` }),
    ),
  ]
  return { findings, notes, bytes }
}

function objectFile(objectId: string): string {
  return `objects/${objectId.slice(0, 2)}/${objectId}`
}
