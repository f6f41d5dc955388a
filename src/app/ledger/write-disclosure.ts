import type { Failure } from '#contract/failures.ts'
import { writeDisclosedEvent, writeDisclosureStart } from '#core/ledger/disclosure-format.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure, StoredEvent } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'
import { type DisclosurePlan, EVENTS_AT_ONCE } from './plan-disclosure.ts'

/** From how many bytes on lines are handed over. */
const PIECE_BYTES = 262_144

/** Some lines of a disclosure, without their line feeds, and how many events they bring it to. */
export type DisclosurePiece = { readonly lines: readonly Uint8Array[]; readonly events: number }

/** Why a disclosure could not be written. */
export type WriteDisclosureFailure = LedgerStoreFailure | Failure<'ledger/body-missing'>

/**
 * Writes a disclosure piece by piece. The same plan gives the same bytes, as often as it is written. No more than one batch of
 * events is in memory, and the caller may let others run between pieces.
 */
export function* writeDisclosure(
  vault: VaultSession,
  plan: DisclosurePlan,
): Generator<Result<DisclosurePiece, WriteDisclosureFailure>> {
  const { vaultId, crypto } = vault
  const { caseId, events, headHex, key } = plan
  const scopeRefKey = crypto.scopeRefKey(key)
  yield succeed({
    lines: [writeDisclosureStart({ vaultId, caseId, events, headHex, scopeRefKey })],
    events: 0,
  })
  for (let after = 0; after < events; ) {
    const batch = vault.ledger.readAll(after, Math.min(EVENTS_AT_ONCE, events - after))
    if (!batch.ok) return yield batch
    if (batch.value.length === 0) return yield fail({ code: 'database/damaged' })
    let lines: Uint8Array[] = []
    let sizeBytes = 0
    for (const stored of batch.value) {
      const line = lineOf(vault, plan, stored)
      if (!line.ok) return yield line
      lines.push(line.value)
      sizeBytes += line.value.length
      after = stored.position
      if (sizeBytes < PIECE_BYTES) continue
      yield succeed({ lines, events: after })
      lines = []
      sizeBytes = 0
    }
    yield succeed({ lines, events: after })
  }
}

function lineOf(
  { crypto, registerKey }: VaultSession,
  { caseId, key, shown, withheld }: DisclosurePlan,
  { position, seq, scope, header, signature, sealedBody }: StoredEvent,
): Result<Uint8Array, WriteDisclosureFailure> {
  const scopeKey = scope === caseId ? key : shown.has(position) ? registerKey : null
  const isWithheld = scope === caseId && withheld?.has(seq) === true
  if (scopeKey === null || isWithheld) return succeed(writeDisclosedEvent({ bytes: header, opened: null }))
  if (sealedBody.length === 0) return fail({ code: 'ledger/body-missing', facts: { seq } })
  const opening = crypto.openingOf(scopeKey, sealedBody)
  return succeed(writeDisclosedEvent({ bytes: header, opened: { opening, sealedBody, signature } }))
}
