import type { Failure } from '#contract/failures.ts'
import type { UserId } from '#core/ids.ts'
import { type LeastRole, mayAct } from '#core/people/roles.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { credentialsOf } from '../key/credentials-of.ts'
import type { EventDraft } from '../ledger/append-events.ts'
import type { Signer } from '../ports/event-crypto.ts'
import type { LedgerHead, LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { PersonRow } from '../ports/register-store.ts'
import type { CredentialFailure, HeaderWriteFailure, SlotKeeper } from '../ports/slot-keeper.ts'
import type { VaultSession } from '../vault-session.ts'
import { findPerson } from './find-person.ts'
import { isProven, provePeople } from './proven-people.ts'

/** Somebody else than the person of the session, who showed that they are there. */
export type SecondPerson = { readonly person: PersonRow; readonly signer: Signer }

/** What a second person types, as calls carry it. */
export type SecondCredentials = {
  readonly userNumber?: number | undefined
  readonly passphrase: string
  readonly keyFile?: string | undefined
}

/** Why nobody else agrees. */
export type SecondPersonFailure =
  | CredentialFailure
  | HeaderWriteFailure
  | LedgerStoreFailure
  | Failure<'vault/person-suspended' | 'people/second-person-is-first' | 'people/second-person-not-allowed'>

/**
 * Lets another person show, by their own passphrase, that they are there and agree; the first one stays logged in. Refuses the
 * person of the session, people who are suspended, those whose roles do not reach `leastRole`, and whoever is named in `besides`
 * because the matter concerns them.
 */
export async function openSecondPerson(
  vault: VaultSession,
  slots: Pick<SlotKeeper, 'openPerson'>,
  credentials: SecondCredentials,
  {
    leastRole = 'member',
    besides = [],
  }: { readonly leastRole?: LeastRole; readonly besides?: readonly UserId[] } = {},
): Promise<Result<SecondPerson, SecondPersonFailure>> {
  const opened = await slots.openPerson(vault, credentialsOf(credentials))
  if (!opened.ok) return opened
  const { userId, signer } = opened.value
  if (userId === vault.person.userId) return fail({ code: 'people/second-person-is-first' })
  const found = findPerson(vault, userId)
  if (!found.ok) {
    // A slot that no event introduced is nobody's.
    if (found.failure.code !== 'people/not-found') return { ok: false, failure: found.failure }
    return fail({ code: 'people/second-person-not-allowed' })
  }
  const { person } = found.value
  if (person.state === 'suspended') return fail({ code: 'vault/person-suspended' })
  // The slot may hold keys that the register does not know yet, or no longer: a crash came between the two.
  if (person.keyId !== signer.keyId) return fail({ code: 'people/second-person-not-allowed' })
  const proven = provePeople(vault)
  if (!proven.ok) return proven
  const { agreementKeyHex } = person
  if (!isProven(proven.value, { recipientId: userId, agreementKeyHex }))
    return fail({ code: 'people/second-person-not-allowed' })
  const mayAgree = mayAct(person.roles, leastRole) && !besides.includes(userId)
  return mayAgree ? succeed({ person, signer }) : fail({ code: 'people/second-person-not-allowed' })
}

/** The event by which a second person agrees to the one before it in the same append, an event of the register. */
export function agreementDraft(
  vault: Pick<VaultSession, 'vaultId' | 'registerKey'>,
  { person, signer }: SecondPerson,
  purpose: 'review' | 'recovery',
): EventDraft {
  const confirmedBy = { userId: person.userId, name: person.name }
  return {
    key: vault.registerKey,
    signer,
    body: ({ seq, hashHex }: LedgerHead) => ({
      kind: 'event-confirmed',
      scope: vault.vaultId,
      data: { seq, hashHex, purpose, confirmedBy },
    }),
  }
}
