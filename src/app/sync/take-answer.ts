import { hexToBytes } from '@noble/hashes/utils.js'
import type { Failure } from '#contract/failures.ts'
import type { CanonicalValue } from '#core/ledger/canonical-json.ts'
import { canonicalText } from '#core/ledger/canonical-json.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { type EnrolmentFailure, parseSealedEnrolment, verifyAnswer } from '#core/packages/enrolment.ts'
import { fail, type Result } from '#core/result.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { SyncTools } from '../ports/sync-tools.ts'
import type { VaultSession } from '../vault-session.ts'
import { tellPaperKey } from './tell-paper-key.ts'

/** Takes a hub's answer to the newest request, and pins the hub. Nothing is trusted but what the paper's code says. */
export function takeAnswer(
  vault: VaultSession,
  asked: EventData<'hub-asked'>,
  bytes: Uint8Array,
  tools: SyncTools,
): Result<void, AppendFailure | LedgerStoreFailure | EnrolmentFailure | Failure<'sync/signature-wrong'>> {
  const sealed = parseSealedEnrolment(bytes, 'answer')
  if (!sealed.ok) return sealed
  if (sealed.value.hubId !== asked.hubId) return fail({ code: 'sync/for-another-hub' })
  if (sealed.value.requestId !== asked.requestId) return fail({ code: 'sync/for-another-station' })
  const opened = tools.openEnrolment(hexToBytes(asked.secretHex), sealed.value)
  if (opened === null) return fail({ code: 'sync/signature-wrong' })
  const { vaultId, deviceId } = vault
  const answer = verifyAnswer(opened, { ...asked, vaultId, deviceId }, vault.clock.nowMs(), tools.verify)
  if (!answer.ok) return answer
  const { hubId, requestId, hubKeyHex, hubName, hubRecipient, urls, tlsPinsHex, certificates } = answer.value
  const { userId, name } = vault.person
  const data = {
    hubId,
    requestId,
    hubKeyHex,
    hubName,
    hubRecipient,
    urls,
    tlsPinsHex,
    papers: certificates.map((certificate) => canonicalText(certificate as unknown as CanonicalValue)),
    pinnedBy: { userId, name },
  }
  const pinned = appendEvents(vault, [
    { key: vault.registerKey, body: { kind: 'hub-pinned', scope: vaultId, data } },
  ])
  if (!pinned.ok) return pinned
  // Whoever enrols the station is known already; everybody else tells when they speak to headquarters or sign.
  return tellPaperKey(vault)
}
