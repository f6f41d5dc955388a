import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import type { Session } from '#contract/vault-operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { credentialsOf } from '../key/credentials-of.ts'
import { lookAfterLedger } from '../ledger/opening-notices.ts'
import type { RollbackWatch } from '../ledger/watch-rollback.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { HolderRow, PersonRow } from '../ports/register-store.ts'
import type { VaultKeeper } from '../ports/vault-keeper.ts'
import { declareTraining, isTrainingVault } from '../training/training-vault.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { type SettleTools, settleVault } from './settle-vault.ts'

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
    if (folder.value === 'absent') return succeed({ state: 'absent', software })
    return succeed({ state: 'locked', software, ...(await keeper.waysIn()) })
  }
}

/** What opening a vault needs. */
export type AccessTools = SettleTools & { readonly keeper: VaultKeeper; readonly watch: RollbackWatch }

/** `vault.create`. */
export function createVault(holder: SessionHolder, tools: AccessTools): Handler<'vault.create'> {
  return ({ isTraining, ...founder }) =>
    holder.inTurn(async () => {
      if (holder.current() !== null) return fail({ code: 'vault/already-open' })
      const created = await tools.keeper.create(founder)
      if (created.ok) {
        // Before anything else, so that nothing real can come first.
        const declared = isTraining === true ? declareTraining(created.value) : succeed(undefined)
        if (declared.ok) return await enter(holder, created.value, tools)
        await tools.keeper.close(created.value)
        return declared
      }
      return created.failure.code === 'cancelled' ? CANCELLED : fail(created.failure)
    })
}

/** `vault.unlock`. */
export function unlockVault(holder: SessionHolder, tools: AccessTools): Handler<'vault.unlock'> {
  return (credentials, { signal, onProgress }) =>
    holder.inTurn(async () => {
      if (signal.aborted) return CANCELLED
      if (holder.current() !== null) return fail({ code: 'vault/already-open' })
      const unlocked = await tools.keeper.unlock(credentialsOf(credentials), {
        signal,
        onProgress: (done, total) => onProgress({ stage: 'rebuilding', done, total }),
      })
      if (unlocked.ok) return await enter(holder, unlocked.value, tools)
      return unlocked.failure.code === 'cancelled' ? CANCELLED : fail(unlocked.failure)
    })
}

/**
 * Makes an open vault the engine's: what this machine saw of it is compared first, before anything is appended, then what a crash
 * or other people left is settled.
 */
export async function enter(
  holder: SessionHolder,
  vault: VaultSession,
  tools: AccessTools,
): Promise<Result<Session, LedgerStoreFailure>> {
  const looked = await lookAround(vault, tools)
  const ready = looked.ok ? await settleVault(vault, tools) : looked
  const skipped = vault.cases.skipped()
  // Lists that cannot be read now say so themselves, and keep nobody out.
  if (skipped.ok && skipped.value > 0)
    vault.notices.push({ code: 'ledger/events-left-out', facts: { events: skipped.value } })
  const described = ready.ok ? describe(vault) : ready
  if (!described.ok) {
    const failure = tools.keeper.locate(vault, described.failure)
    await tools.keeper.close(vault)
    return fail(failure)
  }
  holder.begin(vault)
  return described
}

/** Notes, before anything is appended, what its person should know of a vault that was just opened. */
export async function lookAround(
  vault: VaultSession,
  { watch }: Pick<AccessTools, 'watch'>,
): Promise<Result<void, LedgerStoreFailure>> {
  const found = await lookAfterLedger(vault, watch)
  if (!found.ok) return found
  vault.notices.push(...found.value)
  return succeed(undefined)
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
    const people = vault.register.people()
    if (!people.ok) return people
    const counts = vault.cases.counts()
    if (!counts.ok) return counts
    const events = vault.ledger.count()
    if (!events.ok) return events
    return succeed({
      vaultId: vault.vaultId,
      software,
      ...facts.value,
      createdAtMs: people.value[0]?.addedAtMs ?? 0,
      people: people.value.map(describePerson),
      ...counts.value,
      events: events.value,
      head: session.value.head,
      recovery: session.value.recovery,
    })
  }
}

function describe(vault: VaultSession): Result<Session, LedgerStoreFailure> {
  const head = vault.ledger.head()
  if (!head.ok) return head
  if (head.value === null) throw new Error('an open vault has at least the event that made it')
  const { seq, hashHex, time } = head.value
  const holders = vault.register.holders()
  if (!holders.ok) return holders
  const training = isTrainingVault(vault)
  if (!training.ok) return training
  return succeed({
    vaultId: vault.vaultId,
    person: describePerson(vault.person),
    head: { seq, hashHex, atMs: time.wallMs },
    notices: vault.notices.map(({ code, facts }) => ({ code, facts: { ...facts } })),
    recovery: readinessOf(holders.value),
    ...(training.value && { isTraining: true as const }),
  })
}

function readinessOf(holders: readonly HolderRow[]): Session['recovery'] {
  if (holders.length === 0) return 'none'
  const isUnchecked = ({ kind, checkedAtMs }: HolderRow) => kind === 'recovery-code' && checkedAtMs === null
  return holders.some(isUnchecked) ? 'unchecked' : 'ready'
}

function describePerson({ userId, number, name, roles, keyId }: PersonRow): Session['person'] {
  return { userId, number, name, roles: [...roles], keyId }
}
