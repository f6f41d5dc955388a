import type { CaseId } from '#core/ids.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import type { Entitled } from '#core/people/owed-grants.ts'
import { type Result, succeed } from '#core/result.ts'
import { openEvent } from '../ledger/open-event.ts'
import type { LedgerStoreFailure, StoredEvent } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'

/** Events read at once. */
const EVENTS_AT_ONCE = 500
/** From so many events of the register on, asking the tables for all cases is quicker. */
const MOST_EVENTS = 4_000
/** From so many events on it is worth writing down anew how far everything is settled. */
const FEW_EVENTS = 100

/** What is still to be looked at since the last time. */
export type SinceSettled = {
  /** Cases whose key the person was granted since then. */
  readonly cases: readonly CaseId[]
  readonly events: number
  /** Whether to this recipient, with the same keys and rights, nothing was owed then. */
  isSettled(recipient: Entitled): boolean
}

/**
 * Recalls how far a person's grants are settled, so that unlocking looks at what changed and not at every case. Answers `null` where
 * nothing is known, or what is known is of another ledger; then every case is looked at.
 *
 * Nobody is given a key because of it. A wrong mark could only keep one back, and whoever could write it has the person's own key.
 */
export function recallSettled(vault: VaultSession): Result<SinceSettled | null, LedgerStoreFailure> {
  const recalled = vault.cases.settledGrants()
  if (!recalled.ok) return recalled
  const mark = recalled.value
  if (mark === null) return succeed(null)
  const then = vault.ledger.readAll(mark.position - 1, 1)
  if (!then.ok) return then
  const [event] = then.value
  if (event?.position !== mark.position || event.hashHex !== mark.hashHex) return succeed(null)
  const entitled = new Set(mark.entitled)
  const cases: CaseId[] = []
  let events = 0
  for (let after = mark.position; ; ) {
    const batch = vault.ledger.readScope(vault.vaultId, after, EVENTS_AT_ONCE)
    if (!batch.ok) return batch
    events += batch.value.length
    if (events > MOST_EVENTS) return succeed(null)
    for (const stored of batch.value) {
      const granted = grantedIn(vault, stored)
      if (granted !== null) cases.push(granted)
      after = stored.position
    }
    if (batch.value.length < EVENTS_AT_ONCE) break
  }
  return succeed({ cases, events, isSettled: (recipient) => entitled.has(nameEntitled(recipient)) })
}

/**
 * Writes down that nothing is owed to these recipients that the person could give. That it cannot be written costs time at the next
 * unlock and nothing else.
 */
export function rememberSettled(
  vault: VaultSession,
  since: SinceSettled | null,
  settled: readonly Entitled[],
): void {
  if (since !== null && since.events < FEW_EVENTS && settled.every(since.isSettled)) return
  const head = vault.ledger.head()
  const count = vault.ledger.count()
  if (!head.ok || head.value === null || !count.ok) return
  vault.cases.noteSettledGrants({
    position: count.value,
    hashHex: head.value.hashHex,
    entitled: settled.map(nameEntitled),
  })
}

/** Everything about a recipient on which it depends what they are owed. */
function nameEntitled({ recipientId, agreementKeyHex, sinceSeq, to }: Entitled): string {
  return [recipientId, agreementKeyHex, sinceSeq, to].join(' ')
}

// Whether it holds does not matter here: a case more is looked at, and what is given is proven.
function grantedIn(
  { vaultId, crypto, registerKey, person }: VaultSession,
  stored: StoredEvent,
): CaseId | null {
  const header = stored.scope === vaultId ? parseHeader(stored.header) : null
  if (header === null || !header.ok) return null
  const event = openEvent({ header: header.value, stored }, crypto, registerKey)
  if (!event.ok || event.value.body.kind !== 'case-key-granted') return null
  const { caseId, userId } = event.value.body.data
  return userId === person.userId ? caseId : null
}
