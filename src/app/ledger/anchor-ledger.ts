import type { Handler } from '#contract/dispatcher.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import { isAnchored, readPaperAnchor, writePaperAnchor } from '#core/ledger/paper-anchor.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerHead, LedgerStoreFailure } from '../ports/ledger-store.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { appendEvents } from './append-events.ts'
import { findEventBySeq } from './find-event.ts'

/** `ledger.anchor`. The event that records the writing names the head before itself, which is what is written down. */
export function anchorLedger(session: SessionSource): Handler<'ledger.anchor'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const head = headOf(vault)
    if (!head.ok) return head
    const { seq, hashHex, time } = head.value
    const { userId, name } = vault.person
    const data = { seq, hashHex, anchoredBy: { userId, name } }
    const recorded = appendEvents(vault, [
      { key: vault.registerKey, body: { kind: 'head-anchored', scope: vault.vaultId, data } },
    ])
    if (!recorded.ok) return recorded
    const anchored = { seq, hashHex, atMs: time.wallMs }
    return succeed({ ...anchored, line: writePaperAnchor(anchored) })
  }
}

/** `ledger.checkAnchor`. The hash is computed from the header that is stored, never taken from the store's note of it. */
export function checkAnchor(session: SessionSource): Handler<'ledger.checkAnchor'> {
  return async ({ line }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const anchor = readPaperAnchor(line)
    if (!anchor.ok) return fail(anchor.failure)
    const { seq } = anchor.value
    const event = findEventBySeq(vault.ledger, seq)
    if (!event.ok) return event
    if (event.value === null) return succeed({ seq, verdict: 'ahead', atMs: null })
    const { header } = event.value
    const hashHex = vault.crypto.digestHex(header)
    const parsed = parseHeader(header)
    return succeed({
      seq,
      verdict: isAnchored(anchor.value, { seq, hashHex }) ? 'same' : 'differs',
      atMs: parsed.ok ? parsed.value.time.wallMs : null,
    })
  }
}

/** `ledger.anchorState`. The event that records a writing does not count as having come since. */
export function showAnchorState(session: SessionSource): Handler<'ledger.anchorState'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const head = headOf(vault)
    if (!head.ok) return head
    const seq = vault.register.note('anchored-seq')
    if (!seq.ok) return seq
    const atMs = vault.register.note('anchored-at-ms')
    if (!atMs.ok) return atMs
    if (seq.value === null || atMs.value === null)
      return succeed({ anchored: null, eventsSince: head.value.seq })
    const eventsSince = Math.max(0, head.value.seq - seq.value - 1)
    return succeed({ anchored: { seq: seq.value, atMs: atMs.value }, eventsSince })
  }
}

function headOf(vault: VaultSession): Result<LedgerHead, LedgerStoreFailure> {
  const head = vault.ledger.head()
  if (!head.ok) return head
  if (head.value === null) throw new Error('an open vault has at least the event that made it')
  return succeed(head.value)
}
