import type { DigestHex } from '#core/ids.ts'
import { bodyBytes, type EventBody, parseBody } from '#core/ledger/event-body.ts'
import {
  EVENT_VERSION,
  type EventHeader,
  type EventTime,
  headerBytes,
  NO_PREVIOUS,
  nextTime,
} from '#core/ledger/event-header.ts'
import { projectEvent } from '#core/projections/project-event.ts'
import { type Result, succeed } from '#core/result.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { LedgerHead, LedgerStoreFailure, NewEvent } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'

/** A body with the key of the scope it belongs to. */
export type EventDraft = { readonly body: EventBody; readonly key: ScopeKey }

/** What appending needs of a session. */
export type Appender = Pick<VaultSession, 'deviceId' | 'signer' | 'crypto' | 'clock' | 'ledger'>

/**
 * Appends events to the ledger, all or none, and answers the new head. Each is sealed under its scope's key, chained to
 * the one before and signed by the person of the session; projections change in the same transaction.
 */
export function appendEvents(
  session: Appender,
  drafts: readonly EventDraft[],
): Result<LedgerHead, LedgerStoreFailure> {
  const head = session.ledger.head()
  if (!head.ok) return head
  let last = head.value
  const events: NewEvent[] = []
  for (const draft of drafts) {
    const event = makeEvent(session, last, draft)
    events.push(event.stored)
    last = event.head
  }
  if (last === null) throw new Error('nothing was given to append to an empty ledger')
  const appended = session.ledger.append(events)
  return appended.ok ? succeed(last) : appended
}

function makeEvent(
  session: Appender,
  last: LedgerHead | null,
  { body, key }: EventDraft,
): { readonly stored: NewEvent; readonly head: LedgerHead } {
  const { crypto, signer, clock, deviceId: device } = session
  const seq = (last?.seq ?? 0) + 1
  const time: EventTime = nextTime(last?.time ?? null, {
    clockMs: Math.max(0, Math.trunc(clock.nowMs())),
    runId: clock.runId,
    monotonicMs: Math.trunc(clock.monotonicMs()),
  })
  const plaintext = bodyBytes(body)
  // What is appended is read for ever, so nothing enters that could not be read back.
  if (!parseBody(plaintext).ok) throw new Error(`a ${body.kind} event would not be readable`)
  const sealedBody = crypto.sealBody(key, { device, seq }, plaintext)
  const header: EventHeader = {
    v: EVENT_VERSION,
    device,
    seq,
    prev: last?.hashHex ?? NO_PREVIOUS,
    actor: signer.keyId,
    scopeRef: crypto.scopeRef(key, { device, seq }),
    time,
    body: { digestHex: crypto.digestHex(sealedBody), sizeBytes: sealedBody.length },
  }
  const bytes = headerBytes(header)
  const hashHex: DigestHex = crypto.digestHex(bytes)
  const changes = projectEvent({ seq, hashHex, time, body })
  const signature = signer.signHeader(bytes)
  return {
    stored: { seq, header: bytes, hashHex, signature, sealedBody, scope: body.scope, changes },
    head: { seq, hashHex, time },
  }
}
