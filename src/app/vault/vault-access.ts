import type { Handler } from '#contract/dispatcher.ts'
import type { Session } from '#contract/vault-operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { VaultKeeper } from '../ports/vault-keeper.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'

/** Holds the engine's one session. */
export type SessionHolder = {
  readonly current: SessionSource
  /**
   * Runs what may open a session once everything else that may has come to its end: two at once would make one folder
   * twice, or open one vault twice.
   */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Makes a session the current one and tells the listeners. */
  begin(session: VaultSession): void
  /**
   * Ends the current session, or the one that is being opened: running work is called off, files are closed, keys
   * overwritten.
   */
  end(): Promise<void>
}

/** `vault.status`. */
export function showStatus(
  holder: SessionHolder,
  keeper: VaultKeeper,
  software: string,
): Handler<'vault.status'> {
  return async () => {
    const vault = holder.current()
    if (vault !== null) {
      const session = describe(vault)
      return session.ok ? succeed({ state: 'unlocked', software, session: session.value }) : session
    }
    const folder = await keeper.look()
    if (!folder.ok) return folder
    return succeed({ state: folder.value === 'present' ? 'locked' : 'absent', software })
  }
}

/** `vault.create`. */
export function createVault(holder: SessionHolder, keeper: VaultKeeper): Handler<'vault.create'> {
  return (founder) =>
    holder.inTurn(async () => {
      if (holder.current() !== null) return fail({ code: 'vault/already-open' })
      const created = await keeper.create(founder)
      if (!created.ok) return created
      holder.begin(created.value)
      return describe(created.value)
    })
}

/** `vault.unlock`. */
export function unlockVault(holder: SessionHolder, keeper: VaultKeeper): Handler<'vault.unlock'> {
  return ({ passphrase }) =>
    holder.inTurn(async () => {
      if (holder.current() !== null) return fail({ code: 'vault/already-open' })
      const unlocked = await keeper.unlock(passphrase)
      if (!unlocked.ok) return unlocked
      holder.begin(unlocked.value)
      return describe(unlocked.value)
    })
}

/** `vault.lock`. Locking what is locked is no failure. */
export function lockVault(holder: SessionHolder): Handler<'vault.lock'> {
  return async () => {
    await holder.end()
    return succeed({})
  }
}

/** `vault.info`. */
export function showInfo(
  holder: SessionHolder,
  keeper: VaultKeeper,
  software: string,
): Handler<'vault.info'> {
  return async () => {
    const vault = holder.current()
    if (vault === null) return lockedFailure()
    const facts = await keeper.facts()
    if (!facts.ok) return facts
    if (holder.current() !== vault) return lockedFailure()
    const session = describe(vault)
    if (!session.ok) return session
    const people = vault.cases.people()
    if (!people.ok) return people
    const counts = vault.cases.counts()
    if (!counts.ok) return counts
    return succeed({
      vaultId: vault.vaultId,
      software,
      ...facts.value,
      createdAtMs: people.value[0]?.addedAtMs ?? 0,
      people: people.value.map(({ userId, name, roles, keyId }) => ({
        userId,
        name,
        roles: [...roles],
        keyId,
      })),
      ...counts.value,
      head: session.value.head,
    })
  }
}

function describe(vault: VaultSession): Result<Session, LedgerStoreFailure> {
  const head = vault.ledger.head()
  if (!head.ok) return head
  if (head.value === null) throw new Error('an open vault has at least the event that made it')
  const { userId, name, roles, keyId } = vault.person
  const { seq, hashHex, time } = head.value
  return succeed({
    vaultId: vault.vaultId,
    person: { userId, name, roles: [...roles], keyId },
    head: { seq, hashHex, atMs: time.wallMs },
  })
}
