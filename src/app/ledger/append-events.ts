import type { Failure } from '#contract/failures.ts'
import type { DigestHex } from '#core/ids.ts'
import { isPlausibleClock } from '#core/ledger/clock-plausible.ts'
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
import { fail, type Result, succeed } from '#core/result.ts'
import type { ScopeKey, Signer } from '../ports/event-crypto.ts'
import type { LedgerHead, LedgerStoreFailure, NewEvent } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'

/** An event to be appended. */
export type EventDraft = {
  /** What it says; a function where that depends on the event before it. */
  readonly body: EventBody | ((before: LedgerHead) => EventBody)
  /** The key of the scope it belongs to. */
  readonly key: ScopeKey
  /** Who signs it, where that is not the person of the session. */
  readonly signer?: Signer
}

/** What appending needs of a session. */
export type Appender = Pick<VaultSession, 'deviceId' | 'signer' | 'crypto' | 'clock' | 'ledger'> & {
  /** The number of the first event of this device, where its chain continues a salvaged one; 1 otherwise. */
  readonly firstSeq?: number
}

/** Why nothing was appended. */
export type AppendFailure = LedgerStoreFailure | Failure<'clock/implausible'>

/** Events made and not appended yet, with the head they would leave. */
export type MadeEvents = { readonly events: readonly NewEvent[]; readonly head: LedgerHead }

/**
 * Appends events to the ledger, all or none, and answers the new head. Each is sealed under its scope's key, chained to
 * the one before and signed by the person of the session or by its own signer; projections change in the same transaction.
 */
export function appendEvents(
  session: Appender,
  drafts: readonly EventDraft[],
): Result<LedgerHead, AppendFailure> {
  const made = makeEvents(session, drafts)
  if (!made.ok) return made
  const appended = session.ledger.append(made.value.events)
  return appended.ok ? succeed(made.value.head) : appended
}

/** Makes the events that {@link appendEvents} would append, in its order, and appends none. */
export function makeEvents(
  session: Appender,
  drafts: readonly EventDraft[],
): Result<MadeEvents, AppendFailure> {
  const head = session.ledger.head()
  if (!head.ok) return head
  let last = head.value
  const events: NewEvent[] = []
  for (const draft of drafts) {
    const clockMs = session.clock.nowMs()
    if (!isPlausibleClock(clockMs)) return fail({ code: 'clock/implausible', facts: { clockMs } })
    const event = makeEvent(session, last, draft, clockMs)
    events.push(event.stored)
    last = event.head
  }
  if (last === null) throw new Error('nothing was given to append to an empty ledger')
  return succeed({ events, head: last })
}

function makeEvent(
  session: Appender,
  last: LedgerHead | null,
  { body: drafted, key, signer = session.signer }: EventDraft,
  clockMs: number,
): { readonly stored: NewEvent; readonly head: LedgerHead } {
  const { crypto, clock, deviceId: device, firstSeq = 1 } = session
  const seq = last === null ? firstSeq : last.seq + 1
  const time: EventTime = nextTime(last?.time ?? null, {
    clockMs: Math.trunc(clockMs),
    runId: clock.runId,
    monotonicMs: Math.trunc(clock.monotonicMs()),
  })
  const body = typeof drafted === 'function' ? drafted(expectHead(last)) : drafted
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

function expectHead(last: LedgerHead | null): LedgerHead {
  if (last === null) throw new Error('the first event has none before it')
  return last
}
