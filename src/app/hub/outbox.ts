import { bytesToHex } from '@noble/hashes/utils.js'
import type { Failure } from '#contract/failures.ts'
import type { EnrolledStation, HubState } from '#core/hub/hub-state.ts'
import type { CaseId, DeviceId, VaultId } from '#core/ids.ts'
import { NO_PREVIOUS } from '#core/ledger/event-header.ts'
import {
  type CaseMessage,
  type HubMessage,
  type MessageContent,
  messageHash,
  parseCaseMessage,
  parseContent,
  writeContent,
} from '#core/packages/hub-message.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { HubWrites } from '../ports/hub-store.ts'
import type { LedgerEnd } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'
import { signAsHub } from './sign-as-hub.ts'

/** What is to be said to a station: to whoever works there, or, sealed under a case's key, to whoever holds that case. */
export type ToSay =
  | { readonly about: 'station'; readonly content: Exclude<MessageContent, { readonly kind: 'for-case' }> }
  | {
      readonly about: 'case'
      readonly caseId: CaseId
      readonly key: ScopeKey
      readonly content: CaseMessage
    }

/** Why a message does not go to a station. */
export type SayFailure = Failure<'hub/message-malformed' | 'hub/recipient-unusable'>

/**
 * Writes messages in one transaction, to any number of stations: numbered and chained for each station, signed, sealed to it, and
 * recorded in the hub's own ledger, from where ways back take them.
 */
export class Outbox {
  readonly #hub: HubSession
  readonly #writes: HubWrites
  readonly #nowMs: number
  readonly #chains = new Map<VaultId, { readonly number: number; readonly hashHex: HubMessage['prevHex'] }>()
  #end: LedgerEnd

  constructor(
    hub: HubSession,
    writes: HubWrites,
    state: Pick<HubState, 'lastSeq' | 'lastHashHex'>,
    nowMs: number,
    end: LedgerEnd = { seq: state.lastSeq, hashHex: state.lastHashHex },
  ) {
    this.#hub = hub
    this.#writes = writes
    this.#nowMs = nowMs
    this.#end = end
  }

  /** Says something to a station, and answers the message's number. */
  async say(
    { vaultId, recipient, messages }: Pick<EnrolledStation, 'vaultId' | 'recipient' | 'messages'>,
    said: ToSay,
  ): Promise<Result<number, SayFailure>> {
    const { tools, identity } = this.#hub
    const { hubId } = identity
    const before = this.#chains.get(vaultId) ??
      messages.at(-1) ?? { number: 0, hashHex: NO_PREVIOUS as HubMessage['prevHex'] }
    const number = before.number + 1
    if (!isReadable(said)) return fail({ code: 'hub/message-malformed' })
    const plaintext = writeContent(this.#contentOf(said, number))
    const sealed = await tools.sealTo(recipient, plaintext)
    if (sealed === null) return fail({ code: 'hub/recipient-unusable' })
    const document: HubMessage = {
      format: 'samnum-hub-message',
      v: 1,
      hubId,
      vaultId,
      number,
      prevHex: before.hashHex,
      madeAtMs: this.#nowMs,
      sealedHex: bytesToHex(sealed),
    }
    const data = {
      message: signAsHub(this.#hub, document),
      sealedContentHex: tools.sealSecret(plaintext),
    }
    this.#end = await this.#hub.ledger.record(
      this.#writes,
      { kind: 'message-sent', data },
      this.#nowMs,
      this.#end,
    )
    this.#chains.set(vaultId, { number, hashHex: messageHash(document) })
    return succeed(number)
  }

  // As the body of an event is, in the place that hub and number name.
  #contentOf(said: ToSay, number: number): MessageContent {
    if (said.about === 'station') return said.content
    const { hubId } = this.#hub.identity
    const place = { device: hubId as string as DeviceId, seq: number }
    const sealed = this.#hub.tools.crypto.sealBody(said.key, place, writeContent(said.content))
    return { kind: 'for-case', caseId: said.caseId, sealedHex: bytesToHex(sealed) }
  }
}

// What the station could not read would keep it from taking anything that comes after it.
function isReadable(said: ToSay): boolean {
  try {
    const bytes = writeContent(said.content)
    return said.about === 'case' ? parseCaseMessage(bytes).ok : parseContent(bytes).ok
  } catch {
    // Half of a surrogate pair has no canonical form.
    return false
  }
}
