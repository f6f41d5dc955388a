import type { Handler } from '#contract/dispatcher.ts'
import type { UserId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { EventDraft } from '../ledger/append-events.ts'
import type { PersonRow } from '../ports/register-store.ts'
import type { NewSlot, SlotKeeper } from '../ports/slot-keeper.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { changeWithHeader } from './change-with-header.ts'
import { findActivePerson } from './find-person.ts'
import {
  agreementDraft,
  openSecondPerson,
  type SecondCredentials,
  type SecondPerson,
  type SecondPersonFailure,
} from './second-person.ts'
import { settleGrants } from './settle-grants.ts'

/** `people.resetPassphrase`. The agreement of the second person is in the same append as the reset. */
export function resetPassphrase(
  session: SessionSource,
  keeper: Pick<SlotKeeper, 'newPerson' | 'openPerson'>,
): Handler<'people.resetPassphrase'> {
  return async ({ userId, reason, passphrase, secondPerson }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    if (userId === vault.person.userId) return fail({ code: 'people/not-yourself' })
    const found = findActivePerson(vault, userId)
    if (!found.ok) return found
    const { person, people } = found.value
    if (secondPerson === undefined && hasThird(vault, userId, people))
      return fail({ code: 'people/second-person-needed' })
    const agreed = await openAgreement(vault, keeper, userId, secondPerson)
    if (session() !== vault) return lockedFailure()
    if (!agreed.ok) return agreed
    const slot = await keeper.newPerson(vault, { userId, number: person.number, passphrase })
    if (session() !== vault) return lockedFailure()
    if (!slot.ok) return slot
    const reset = await changeWithHeader(session, vault, {
      drafts: draftsOf(vault, userId, slot.value, reason, agreed.value),
      write: slot.value.place,
      change: 'slot-changed',
      holderId: userId,
    })
    if (!reset.ok) return reset
    const settled = settleGrants(vault)
    return settled.ok ? succeed({}) : settled
  }
}

function hasThird(vault: VaultSession, concerned: UserId, people: readonly PersonRow[]): boolean {
  return people.some(({ userId, state }) => {
    return state === 'active' && userId !== concerned && userId !== vault.person.userId
  })
}

async function openAgreement(
  vault: VaultSession,
  keeper: Pick<SlotKeeper, 'openPerson'>,
  concerned: UserId,
  credentials: SecondCredentials | undefined,
): Promise<Result<SecondPerson | null, SecondPersonFailure>> {
  if (credentials === undefined) return succeed(null)
  return await openSecondPerson(vault, keeper, credentials, { besides: [concerned] })
}

function draftsOf(
  vault: VaultSession,
  userId: UserId,
  { keys }: NewSlot,
  reason: string,
  agreed: SecondPerson | null,
): readonly EventDraft[] {
  const { userId: resetterId, name } = vault.person
  const reset: EventDraft = {
    key: vault.registerKey,
    body: {
      kind: 'passphrase-reset',
      scope: vault.vaultId,
      data: { userId, ...keys, reason, resetBy: { userId: resetterId, name } },
    },
  }
  return agreed === null ? [reset] : [reset, agreementDraft(vault, agreed, 'recovery')]
}
