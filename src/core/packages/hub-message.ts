import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import * as z from 'zod'
import type { CaseId, DigestHex, HubId, VaultId } from '../ids.ts'
import { canonicalBytes, parseCanonical } from '../ledger/canonical-json.ts'
import { count, day, digest, hex, id, seq } from '../ledger/event-fields.ts'
import { fail, type Result, succeed } from '../result.ts'
import { signedHead, signedShape } from './signed-document.ts'

const line = z.string().min(1).max(500)
const text = z.string().min(1).max(1_000_000)

const messageShape = z.strictObject({
  ...signedHead('samnum-hub-message'),
  hubId: id<HubId>(),
  vaultId: id<VaultId>(),
  /** From 1, one more for each message of this hub to this vault. */
  number: seq,
  /** SHA-256 of the canonical bytes of the message before it, without its signature; 64 zeros before the first. */
  prevHex: digest(),
  madeAtMs: count,
  /** An age file to the station's recipient, in hex. */
  sealedHex: hex,
})

/** A message with the hub's signature, as it travels. */
export const signedMessageShape = signedShape(messageShape)

/** A message of a hub to one station, sealed. */
export type HubMessage = z.output<typeof messageShape>

/** What a message about a case says once the case's key opened it. */
const caseMessageShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tasking'), title: line, text, dueOn: day.optional(), from: line }),
  z.strictObject({ kind: z.literal('comment'), text, from: line }),
  /** An identifier of the case is also in other cases, of which nothing else is said. */
  z.strictObject({
    kind: z.literal('match-hint'),
    identifierKind: line,
    normalised: line,
    cases: seq,
    provinces: seq,
    contact: line,
  }),
])

const contentShape = z.discriminatedUnion('kind', [
  /** For whoever holds the case, and nobody else at the station: sealed once more as the body of an event is (place: hub id and number). */
  z.strictObject({ kind: z.literal('for-case'), caseId: id<CaseId>(), sealedHex: hex }),
  z.strictObject({ kind: z.literal('tasking'), title: line, text, dueOn: day.optional(), from: line }),
  z.strictObject({ kind: z.literal('notice'), title: line, text, from: line }),
  z.strictObject({ kind: z.literal('law-pack'), text }),
  z.strictObject({ kind: z.literal('vocabulary'), name: line, version: seq, text }),
  z.strictObject({ kind: z.literal('playbook'), name: line, version: seq, title: line, text }),
])

/** What a message says to whoever works at the station. */
export type MessageContent = z.output<typeof contentShape>
/** What a message says about a case, to whoever holds it. */
export type CaseMessage = z.output<typeof caseMessageShape>

/** By which hash the next message names this one. */
export function messageHash(message: HubMessage): DigestHex {
  return bytesToHex(sha256(canonicalBytes(message))) as DigestHex
}

/** The canonical bytes of a message's content, to be sealed. */
export function writeContent(content: MessageContent | CaseMessage): Uint8Array {
  return canonicalBytes(content)
}

/** Reads the content of a message that the station's key opened. */
export function parseContent(bytes: Uint8Array): Result<MessageContent, { readonly code: 'sync/malformed' }> {
  const value = parseCanonical(bytes)
  const content = contentShape.safeParse(value.ok ? value.value : null)
  return content.success ? succeed(content.data) : fail({ code: 'sync/malformed' })
}

/** Reads what a message says about a case, once the case's key opened it. */
export function parseCaseMessage(
  bytes: Uint8Array,
): Result<CaseMessage, { readonly code: 'sync/malformed' }> {
  const value = parseCanonical(bytes)
  const content = caseMessageShape.safeParse(value.ok ? value.value : null)
  return content.success ? succeed(content.data) : fail({ code: 'sync/malformed' })
}
