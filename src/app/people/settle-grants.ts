import type { CaseId } from '#core/ids.ts'
import { type Entitled, entitledTo, isOwed, type Recipient } from '#core/people/owed-grants.ts'
import { type Result, succeed } from '#core/result.ts'
import { type AppendFailure, appendEvents, type EventDraft } from '../ledger/append-events.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { caseKeyOf, type VaultSession } from '../vault-session.ts'
import { proveGrants, provePeople } from './proven-people.ts'
import { recallSettled, rememberSettled, type SinceSettled } from './settled-grants.ts'

/** Grants of one append. */
const GRANTS_AT_ONCE = 500

/**
 * Gives the keys of cases, as far as the person of the session holds them, to whoever is entitled and has none that opens: a new
 * commander, a new recovery holder, a person with new keys. Answers how many it gave. To be called whenever somebody may have
 * become entitled, and after every unlock, because another person may hold what the last one could not give.
 */
export function settleGrants(vault: VaultSession): Result<number, AppendFailure> {
  const found = owedGrants(vault)
  if (!found.ok) return found
  const { since, entitled, listed, owed } = found.value
  const handled = new Set<string>()
  let given = 0
  for (let at = 0; at < owed.length; at += GRANTS_AT_ONCE) {
    const drafts: EventDraft[] = []
    for (const grant of owed.slice(at, at + GRANTS_AT_ONCE)) {
      const draft = draftGrant(vault, grant.caseId, grant.recipient)
      if (!draft.ok) return draft
      if (draft.value !== 'unknown-case') handled.add(nameGrant(grant))
      if (typeof draft.value === 'object') drafts.push(draft.value)
    }
    if (drafts.length === 0) continue
    const appended = appendEvents(vault, drafts)
    if (!appended.ok) return appended
    given += drafts.length
  }
  // What was owed by the tables and not given, because nothing proved it, is looked at again.
  const open = new Set(
    listed.filter((grant) => !handled.has(nameGrant(grant))).map(({ recipient }) => recipient.recipientId),
  )
  rememberSettled(
    vault,
    since,
    entitled.filter(({ recipientId }) => !open.has(recipientId)),
  )
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

type Owed = {
  readonly since: SinceSettled | null
  /** Whoever the tables say is entitled to anything, and what they are owed by them. */
  readonly entitled: readonly Entitled[]
  readonly listed: readonly OwedGrant[]
  /** What is owed by the signed events. */
  readonly owed: readonly OwedGrant[]
}

function nameGrant({ caseId, recipient }: OwedGrant): string {
  return `${caseId} ${recipient.recipientId}`
}

// What the tables say is owed costs little to find out, and is nearly always nothing; what they say is proven before it counts.
function owedGrants(vault: VaultSession): Result<Owed, LedgerStoreFailure> {
  const { register, person } = vault
  const people = register.people()
  if (!people.ok) return people
  const holders = register.holders()
  if (!holders.ok) return holders
  const entitled = entitledTo(people.value, holders.value, person.userId)
  // A station of one person without a recovery code pays nothing for this.
  if (entitled.length === 0) return succeed({ since: null, entitled, listed: [], owed: [] })
  const since = recallSettled(vault)
  if (!since.ok) return since
  const listed = owedAmong(vault, entitled, since.value)
  if (!listed.ok) return listed
  const owed = listed.value.length === 0 ? listed : provenOwed(vault, since.value)
  return owed.ok ? succeed({ since: since.value, entitled, listed: listed.value, owed: owed.value }) : owed
}

function provenOwed(
  vault: VaultSession,
  since: SinceSettled | null,
): Result<readonly OwedGrant[], LedgerStoreFailure> {
  const proven = provePeople(vault)
  if (!proven.ok) return proven
  const { people, holders } = proven.value
  const owed = owedAmong(vault, entitledTo(people, holders, vault.person.userId), since)
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
  vault: VaultSession,
  entitled: readonly Entitled[],
  since: SinceSettled | null,
): Result<readonly OwedGrant[], LedgerStoreFailure> {
  const { register, person } = vault
  const owed: OwedGrant[] = []
  for (const recipient of entitled) {
    const { recipientId, sinceSeq, to } = recipient
    const lacking =
      since?.isSettled(recipient) === true
        ? lackingAmong(vault, since.cases, recipient)
        : register.grantsBefore(person.userId, recipientId, sinceSeq, to === 'every-case')
    if (!lacking.ok) return lacking
    for (const { caseId, grantedSeq } of lacking.value) {
      if (isOwed(recipient, grantedSeq)) owed.push({ caseId, recipient })
    }
  }
  return succeed(owed)
}

type LastGrant = { readonly caseId: CaseId; readonly grantedSeq: number | null }

/** By which event a recipient was granted each of these cases last, of those that the person of the session was granted. */
function lackingAmong(
  { register, person }: VaultSession,
  cases: readonly CaseId[],
  { recipientId }: Recipient,
): Result<readonly LastGrant[], LedgerStoreFailure> {
  const last: LastGrant[] = []
  for (const caseId of new Set(cases)) {
    const grants = register.grantsOf(caseId)
    if (!grants.ok) return grants
    if (!grants.value.some((grant) => grant.recipientId === person.userId)) continue
    const theirs = grants.value.find((grant) => grant.recipientId === recipientId)
    last.push({ caseId, grantedSeq: theirs?.grantedSeq ?? null })
  }
  return succeed(last)
}

/**
 * The event that gives a case's key; `sealed` where the person's own grant is sealed to keys that were replaced, so that somebody
 * else must give it to them first, and `unknown-case` where the tables have no number for it.
 */
function draftGrant(
  vault: VaultSession,
  caseId: CaseId,
  recipient: Recipient,
): Result<EventDraft | 'sealed' | 'unknown-case', LedgerStoreFailure> {
  const named = vault.register.findCase(caseId)
  if (!named.ok) return named
  const key = caseKeyOf(vault, caseId)
  if (!key.ok)
    return key.failure.code === 'ledger/key-missing' ? succeed('sealed') : { ok: false, failure: key.failure }
  if (named.value === null) return succeed('unknown-case')
  return succeed(grantDraft(vault, { ...named.value, key: key.value }, recipient))
}
