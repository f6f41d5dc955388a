import type { Failure } from '#contract/failures.ts'
import type { VerifiedEvent } from '#core/case-file/case-view.ts'
import { parseBody } from '#core/ledger/event-body.ts'
import { type EventHeader, parseHeader } from '#core/ledger/event-header.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { EventCrypto, ScopeKey } from '../ports/event-crypto.ts'
import type { StoredEvent } from '../ports/ledger-store.ts'

/** What one event by itself can have against it, whatever stands before it. */
export type EventFailure = Failure<
  | 'ledger/header-damaged'
  | 'ledger/body-differs'
  | 'ledger/signer-unknown'
  | 'ledger/signature-wrong'
  | 'ledger/scope-wrong'
  | 'ledger/body-unreadable'
  | 'ledger/event-refused'
>

/** A header that has the recorded hash and a valid signature of a known person, and whose sealed body is the right one. */
export type VerifiedHeader = { readonly header: EventHeader; readonly stored: StoredEvent }

/** Answers the raw signing key in hex of a key id, or `null` when the ledger knows no such key. */
export type SignerLookup = (keyId: string) => string | null

/** Verifies what can be verified without the scope's key: hash, sealed body's digest, signature. */
export function verifyHeader(
  stored: StoredEvent,
  crypto: EventCrypto,
  signerOf: SignerLookup,
): Result<VerifiedHeader, EventFailure> {
  const facts = { seq: stored.seq }
  const header = parseHeader(stored.header)
  if (!header.ok || crypto.digestHex(stored.header) !== stored.hashHex || !isPlaceOf(stored, header.value)) {
    return fail({ code: 'ledger/header-damaged', facts })
  }
  const { body, actor } = header.value
  if (body.sizeBytes !== stored.sealedBody.length || body.digestHex !== crypto.digestHex(stored.sealedBody)) {
    return fail({ code: 'ledger/body-differs', facts })
  }
  const signingKeyHex = signerOf(actor)
  if (signingKeyHex === null) return fail({ code: 'ledger/signer-unknown', facts })
  if (!crypto.verifyHeader(signingKeyHex, stored.header, stored.signature)) {
    return fail({ code: 'ledger/signature-wrong', facts })
  }
  return succeed({ header: header.value, stored })
}

function isPlaceOf({ device, seq }: StoredEvent, header: EventHeader): boolean {
  return header.seq === seq && header.device === device
}

/** Opens the body of a verified header with its scope's key. */
export function openEvent(
  { header, stored }: VerifiedHeader,
  crypto: EventCrypto,
  key: ScopeKey,
): Result<VerifiedEvent, EventFailure> {
  const { seq, device } = header
  const facts = { seq }
  if (crypto.scopeRef(key, { device, seq }) !== header.scopeRef)
    return fail({ code: 'ledger/scope-wrong', facts })
  const opened = crypto.openBody(key, { device, seq }, stored.sealedBody)
  if (opened.state !== 'open') return fail({ code: 'ledger/body-unreadable', facts })
  const body = parseBody(opened.plaintext)
  if (!body.ok) return fail({ code: 'ledger/event-refused', facts })
  if (body.value.scope !== stored.scope) return fail({ code: 'ledger/scope-wrong', facts })
  return succeed({ seq, hashHex: stored.hashHex, time: header.time, body: body.value })
}
