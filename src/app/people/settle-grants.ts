import type { CaseId } from '#core/ids.ts'
import { type Entitled, entitledTo, isOwed, type Recipient } from '#core/people/owed-grants.ts'
import { type Result, succeed } from '#core/result.ts'
import { type AppendFailure, appendEvents, type EventDraft } from '../ledger/append-events.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { caseKeyOf, type VaultSession } from '../vault-session.ts'
import { proveGrants, provePeople } from './proven-people.ts'

/** Grants of one append. */
const GRANTS_AT_ONCE = 500

/**
 * Gives the keys of cases, as far as the person of the session holds them, to whoever is entitled and has none that opens: a new
 * commander, a new recovery holder, a person with new keys. Answers how many it gave. To be called whenever somebody may have
 * become entitled, and after every unlock, because another person may hold what the last one could not give.
 */
export function settleGrants(vault: VaultSession): Result<number, AppendFailure> {
  const owed = owedGrants(vault)
  if (!owed.ok) return owed
  let given = 0
  for (let at = 0; at < owed.value.length; at += GRANTS_AT_ONCE) {
    const drafts: EventDraft[] = []
    for (const { caseId, recipient } of owed.value.slice(at, at + GRANTS_AT_ONCE)) {
      const draft = draftGrant(vault, caseId, recipient)
      if (!draft.ok) return draft
      if (draft.value !== null) drafts.push(draft.value)
    }
    if (drafts.length === 0) continue
    const appended = appendEvents(vault, drafts)
    if (!appended.ok) return appended
    given += drafts.length
  }
  return succeed(given)
}

/** The event that gives a case's key to one more recipient. */
export function grantDraft(
  vault: Pick<VaultSession, 'vaultId' | 'registerKey' | 'signer'>,
  { caseId, number, key }: { readonly caseId: CaseId; readonly number: string; readonly key: ScopeKey },
  { recipientId, agreementKeyHex }: Recipient,
): EventDraft {
  const sealedKeyHex = vault.signer.sealCaseKey(caseId, recipientId, agreementKeyHex, key)
  return {
    key: vault.registerKey,
    body: {
      kind: 'case-key-granted',
      scope: vault.vaultId,
      data: { caseId, number, userId: recipientId, sealedKeyHex },
    },
  }
}

type OwedGrant = { readonly caseId: CaseId; readonly recipient: Entitled }

// What the tables say is owed costs little to find out, and is nearly always nothing; what they say is proven before it counts.
function owedGrants(vault: VaultSession): Result<readonly OwedGrant[], LedgerStoreFailure> {
  const { register, person } = vault
  const people = register.people()
  if (!people.ok) return people
  const holders = register.holders()
  if (!holders.ok) return holders
  const listed = owedAmong(vault, entitledTo(people.value, holders.value, person.userId))
  if (!listed.ok || listed.value.length === 0) return listed
  const proven = provePeople(vault)
  if (!proven.ok) return proven
  const owed = owedAmong(vault, entitledTo(proven.value.people, proven.value.holders, person.userId))
  if (!owed.ok || owed.value.every(({ recipient }) => recipient.to === 'every-case')) return owed
  // That somebody could read a case before they had new keys is proven too.
  const grants = proveGrants(vault)
  if (!grants.ok) return grants
  return succeed(
    owed.value.filter(({ caseId, recipient }) => {
      const grantedSeq = grants.value(caseId, recipient.recipientId)
      return grantedSeq === null ? recipient.to === 'every-case' : isOwed(recipient, grantedSeq)
    }),
  )
}

function owedAmong(
  { register, person }: VaultSession,
  entitled: readonly Entitled[],
): Result<readonly OwedGrant[], LedgerStoreFailure> {
  // A station of one person without a recovery code pays nothing for this.
  if (entitled.length === 0) return succeed([])
  const owed: OwedGrant[] = []
  for (const recipient of entitled) {
    const { recipientId, sinceSeq, to } = recipient
    const lacking = register.grantsBefore(person.userId, recipientId, sinceSeq, to === 'every-case')
    if (!lacking.ok) return lacking
    for (const { caseId, grantedSeq } of lacking.value) {
      if (isOwed(recipient, grantedSeq)) owed.push({ caseId, recipient })
    }
  }
  return succeed(owed)
}

// `null` where the person's own grant is sealed to keys that were replaced: somebody else must give it to them first.
function draftGrant(
  vault: VaultSession,
  caseId: CaseId,
  recipient: Recipient,
): Result<EventDraft | null, LedgerStoreFailure> {
  const named = vault.register.findCase(caseId)
  if (!named.ok) return named
  const key = caseKeyOf(vault, caseId)
  if (!key.ok)
    return key.failure.code === 'ledger/key-missing' ? succeed(null) : { ok: false, failure: key.failure }
  if (named.value === null) return succeed(null)
  return succeed(grantDraft(vault, { ...named.value, key: key.value }, recipient))
}
