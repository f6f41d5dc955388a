import type { Failure } from '#contract/failures.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { parseBody } from '#core/ledger/event-body.ts'
import { type EventHeader, parseHeader } from '#core/ledger/event-header.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { EventCrypto, ScopeKey } from '../ports/event-crypto.ts'
import type { StoredEvent } from '../ports/ledger-store.ts'

/** What one event by itself can have against it, whatever stands before it. */
export type EventFailure = Failure<
  | 'ledger/header-damaged'
  | 'ledger/body-missing'
  | 'ledger/body-differs'
  | 'ledger/signer-unknown'
  | 'ledger/signature-wrong'
  | 'ledger/scope-wrong'
  | 'ledger/body-unreadable'
  | 'ledger/event-refused'
  | 'ledger/signer-not-active'
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
  const header = readSealedHeader(stored, crypto)
  if (!header.ok) return header
  const failure =
    checkBody(header.value, stored, crypto) ?? checkSigner(header.value, stored, crypto, signerOf)
  return failure === null ? succeed({ header: header.value, stored }) : fail(failure)
}

/**
 * Reads a header that is canonical, has the recorded hash and stands at its own place; no signature is looked at. Whoever parsed it
 * already passes what came of it.
 */
export function readSealedHeader(
  stored: StoredEvent,
  crypto: Pick<EventCrypto, 'digestHex'>,
  header: ReturnType<typeof parseHeader> = parseHeader(stored.header),
): Result<EventHeader, EventFailure> {
  if (!header.ok || crypto.digestHex(stored.header) !== stored.hashHex || !isPlaceOf(stored, header.value)) {
    return fail({ code: 'ledger/header-damaged', facts: { seq: stored.seq } })
  }
  return header
}

/** Whether an event has lost its body. Every event was appended with one; an order to expunge empties it. */
export function isEmptied(stored: StoredEvent): boolean {
  return stored.sealedBody.length === 0
}

/** Tells what is wrong with the sealed body that goes with a header, or `null` when it is the one that was signed. */
export function checkBody(
  { body }: EventHeader,
  stored: StoredEvent,
  crypto: Pick<EventCrypto, 'digestHex'>,
): EventFailure | null {
  const facts = { seq: stored.seq }
  if (isEmptied(stored)) return { code: 'ledger/body-missing', facts }
  const isSigned =
    body.sizeBytes === stored.sealedBody.length && body.digestHex === crypto.digestHex(stored.sealedBody)
  return isSigned ? null : { code: 'ledger/body-differs', facts }
}

/** Tells what is wrong with the signature of a header, or `null` when it is by the key that the header names. */
export function checkSigner(
  { actor }: EventHeader,
  stored: StoredEvent,
  crypto: Pick<EventCrypto, 'verifyHeader'>,
  signerOf: SignerLookup,
): EventFailure | null {
  const facts = { seq: stored.seq }
  const signingKeyHex = signerOf(actor)
  if (signingKeyHex === null) return { code: 'ledger/signer-unknown', facts }
  const holds = crypto.verifyHeader(signingKeyHex, stored.header, stored.signature)
  return holds ? null : { code: 'ledger/signature-wrong', facts }
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
