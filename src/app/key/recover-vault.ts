import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { HolderId, UserId } from '#core/ids.ts'
import { mayAct } from '#core/people/roles.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import { settleGrants } from '../people/settle-grants.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { PersonRow } from '../ports/register-store.ts'
import type { NewPassphraseFailure, SlotKeeper } from '../ports/slot-keeper.ts'
import { type AccessTools, enter, lookAround, type SessionHolder } from '../vault/vault-access.ts'
import type { VaultSession } from '../vault-session.ts'
import { recordHeaderChange } from './record-header-change.ts'

/** What recovering a vault needs. */
export type RecoverTools = AccessTools & { readonly slots: SlotKeeper }

/** What a person is given. */
type Entry = { readonly userNumber: number | undefined; readonly passphrase: string }

/** What the ledger says of a passphrase that a recovery holder set. */
const REASON = 'recovery'

/**
 * `key.recover`. The holder's session gives the person new keys, hands over the keys of the cases, and is closed; then the person
 * unlocks the vault with the new passphrase. A crash at any point leaves a vault that the same code or identity opens again.
 */
export function recoverVault(holder: SessionHolder, tools: RecoverTools): Handler<'key.recover'> {
  return ({ with: means, userNumber, passphrase }, { signal, onProgress }) =>
    holder.inTurn(async () => {
      if (holder.current() !== null) return fail({ code: 'vault/already-open' })
      const opened = await tools.keeper.unlockForRecovery(means)
      if (!opened.ok) return opened
      if (signal.aborted) {
        await tools.keeper.close(opened.value)
        return CANCELLED
      }
      const { notices } = opened.value
      const given = await giveEntry(opened.value, tools, { userNumber, passphrase })
      await tools.keeper.close(opened.value)
      if (!given.ok) return given
      // With new keys everything that the person lists is filled anew. The passphrase is set, so that it is too late to call it off.
      const unlocked = await tools.keeper.unlock(
        { passphrase, userNumber: given.value.number },
        { onProgress: (done, total) => onProgress({ stage: 'rebuilding', done, total }) },
      )
      if (!unlocked.ok) return unlocked.failure.code === 'cancelled' ? CANCELLED : fail(unlocked.failure)
      // What this machine saw was compared before the holder's events were appended.
      unlocked.value.notices.push(...notices)
      return await enter(holder, unlocked.value, tools)
    })
}

async function giveEntry(
  vault: VaultSession,
  tools: RecoverTools,
  { userNumber, passphrase }: Entry,
): Promise<
  Result<PersonRow, LedgerStoreFailure | AppendFailure | NewPassphraseFailure | Failure<'people/not-found'>>
> {
  const looked = await lookAround(vault, tools)
  if (!looked.ok) return looked
  const person = findRecovered(vault, userNumber)
  if (!person.ok) return person
  const { userId, number } = person.value
  const slot = await tools.slots.newPerson(vault, { userId, number, passphrase })
  if (!slot.ok) return slot
  const recorded = recordRecovery(vault, userId, slot.value.keys)
  if (!recorded.ok) return recorded
  const generation = await slot.value.place()
  if (!generation.ok) return generation
  const change = { generation: generation.value, change: 'slot-changed', holderId: userId } as const
  const noted = recordHeaderChange(vault, change)
  if (!noted.ok) return noted
  // Where the person was the only one who could read a case, nobody else can give them its key again.
  const granted = settleGrants(vault)
  return granted.ok ? person : fail(granted.failure)
}

/** The person with the number, or else the administrator who came first; only active people. */
function findRecovered(
  vault: VaultSession,
  userNumber: number | undefined,
): Result<PersonRow, LedgerStoreFailure | Failure<'people/not-found'>> {
  const people = vault.register.people()
  if (!people.ok) return people
  const person = people.value.find(({ number, roles, state }) => {
    return (
      state === 'active' &&
      (userNumber === undefined ? mayAct(roles, 'administrator') : number === userNumber)
    )
  })
  return person === undefined ? fail({ code: 'people/not-found' }) : succeed(person)
}

/** All together: the second stands only directly after the first, and whoever recovers with a code has read it. */
function recordRecovery(
  vault: VaultSession,
  userId: UserId,
  keys: {
    readonly keyId: PersonRow['keyId']
    readonly signingKeyHex: string
    readonly agreementKeyHex: string
  },
): Result<void, AppendFailure> {
  const { vaultId: scope, registerKey: key, person: by } = vault
  const holderId = by.userId as string as HolderId
  const holder = { userId: by.userId, name: by.name }
  const recorded = appendEvents(vault, [
    {
      key,
      body: { kind: 'vault-recovered', scope, data: { holderId, userId } },
    },
    {
      key,
      body: {
        kind: 'passphrase-reset',
        scope,
        data: { userId, ...keys, reason: REASON, resetBy: holder },
      },
    },
    {
      key,
      body: { kind: 'recovery-checked', scope, data: { holderId, how: 'used', checkedBy: holder } },
    },
  ])
  return recorded.ok ? succeed(undefined) : recorded
}
