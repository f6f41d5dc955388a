import { hexToBytes } from '@noble/hashes/utils.js'
import { parseHubEvent } from '#core/hub/hub-event.ts'
import type { EnrolledStation, SentMessage } from '#core/hub/hub-state.ts'
import type { CaseId, DeviceId } from '#core/ids.ts'
import {
  type CaseMessage,
  type HubMessage,
  type MessageContent,
  parseCaseMessage,
  parseContent,
} from '#core/packages/hub-message.ts'
import type { SignedDocument } from '#core/packages/signed-document.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { HubReads } from '../ports/hub-store.ts'
import { gatherKeys } from './gather-keys.ts'
import type { HubLedgerFailure } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'

/** The keys of a station's cases that it shared. */
export type CaseKeys = ReadonlyMap<CaseId, ScopeKey>

/** A message as the hub can read it. */
export type Said = {
  readonly message: SentMessage
  /** The content; what is about a case stands in `inCase`. */
  readonly content: MessageContent
  /** `null` where it is not about a case, or where the case's key was destroyed. */
  readonly inCase: { readonly caseId: CaseId; readonly content: CaseMessage } | null
}

/** Opens the keys of the cases that a station shared. */
export async function caseKeysOf(
  hub: Pick<HubSession, 'tools'>,
  reads: HubReads,
  { vaultId }: Pick<EnrolledStation, 'vaultId'>,
): Promise<CaseKeys> {
  const held = await gatherKeys(hub, reads, vaultId, null)
  return held?.keys.cases ?? new Map()
}

/** Reads a message as it was signed. Its event was verified when this process took it in; it is held against that. */
export async function readSent(
  hub: Pick<HubSession, 'tools'>,
  reads: HubReads,
  { event: { seq, hashHex } }: SentMessage,
): Promise<
  Result<{ readonly signed: SignedDocument<HubMessage>; readonly sealedContentHex: string }, HubLedgerFailure>
> {
  const [stored] = await reads.hubEvents(seq - 1, 1)
  const isSame = stored?.seq === seq && hub.tools.crypto.digestHex(stored.bytes) === hashHex
  const event = isSame ? parseHubEvent(stored.bytes) : null
  if (event?.ok !== true || event.value.kind !== 'message-sent')
    return fail({ code: 'hub/ledger-damaged', facts: { seq } })
  const { message: signed, sealedContentHex } = event.value.data
  return succeed({ signed, sealedContentHex })
}

/** Reads what a message says. */
export async function readSaid(
  hub: HubSession,
  reads: HubReads,
  message: SentMessage,
  keys: CaseKeys,
): Promise<Result<Said, HubLedgerFailure>> {
  const sent = await readSent(hub, reads, message)
  if (!sent.ok) return sent
  const opened = hub.tools.openSecret(sent.value.sealedContentHex)
  const content = opened === null ? null : parseContent(opened)
  if (content?.ok !== true) return fail({ code: 'hub/ledger-damaged', facts: { seq: message.event.seq } })
  return succeed({ message, content: content.value, inCase: openCase(hub, message, content.value, keys) })
}

function openCase(
  { identity, tools }: HubSession,
  { number }: SentMessage,
  content: MessageContent,
  keys: CaseKeys,
): Said['inCase'] {
  if (content.kind !== 'for-case') return null
  const { caseId, sealedHex } = content
  const key = keys.get(caseId)
  if (key === undefined) return null
  const place = { device: identity.hubId as string as DeviceId, seq: number }
  const opened = tools.crypto.openBody(key, place, hexToBytes(sealedHex))
  const said = opened.state === 'open' ? parseCaseMessage(opened.plaintext) : null
  return said?.ok === true ? { caseId, content: said.value } : null
}

/** Reads everything that was said to a station since it enrolled last, by number. */
export async function readAllSaid(
  hub: HubSession,
  reads: HubReads,
  station: EnrolledStation,
  keys: CaseKeys,
): Promise<Result<readonly Said[], HubLedgerFailure>> {
  const all: Said[] = []
  for (const message of station.messages) {
    const said = await readSaid(hub, reads, message, keys)
    if (!said.ok) return said
    all.push(said.value)
  }
  return succeed(all)
}
