import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Failure } from '#contract/failures.ts'
import {
  type Account,
  accountBytes,
  areRolesApart,
  type HubRole,
  logInNameOf,
  parseAccount,
} from '#core/hub/analyst.ts'
import type { HubState } from '#core/hub/hub-state.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HubLedgerFailure } from '../hub/hub-ledger.ts'
import type { HubSession } from '../hub/hub-session.ts'
import type { DeskTools } from '../ports/desk-tools.ts'
import type { HubReads, HubStoreFailure, HubWrites } from '../ports/hub-store.ts'

/** How long a one-time code waits for its person. */
const CODE_VALID_MS = 7 * 86_400_000

/** What every answer about accounts may be instead. */
export type DeskFailure = HubStoreFailure | HubLedgerFailure

/** An account with the event of the hub's ledger that stated it: another number, and what rested on it is over. */
export type StatedAccount = { readonly seq: number; readonly account: Account }

/** A one-time code for a person's first log-in. */
export type Invitation = { readonly personId: string; readonly code: string; readonly untilMs: number }

/** Accounts of people at headquarters, as the hub's own ledger states them. */
export class Accounts {
  readonly #hub: Pick<HubSession, 'tools' | 'store' | 'clock' | 'ledger'>
  readonly #desk: Pick<DeskTools, 'makeOneTimeCode'>
  readonly #opened = new Map<string, StatedAccount>()

  constructor(
    hub: Pick<HubSession, 'tools' | 'store' | 'clock' | 'ledger'>,
    desk: Pick<DeskTools, 'makeOneTimeCode'>,
  ) {
    this.#hub = hub
    this.#desk = desk
  }

  /** Everybody, with what other processes stated since. */
  async all(): Promise<Result<readonly StatedAccount[], DeskFailure>> {
    const read = await this.#hub.store.read(async (reads) => await this.#in(reads))
    return read.ok ? read.value : read
  }

  /** Makes an account and the one-time code with which its person logs in first. */
  async add(
    who: { readonly logInName: string; readonly name: string; readonly roles: readonly HubRole[] },
    by: string,
  ): Promise<Result<Invitation, DeskFailure | Failure<'account/name-taken' | 'account/roles-apart'>>> {
    const logInName = logInNameOf(who.logInName)
    if (!areRolesApart(who.roles)) return fail({ code: 'account/roles-apart' })
    return await this.#change(async (writes, everybody) => {
      if (everybody.some(({ account }) => account.logInName === logInName))
        return fail({ code: 'account/name-taken' } as const)
      const personId = hexOf(this.#hub.tools.randomBytes(16))
      const { invitation, firstCode } = this.#invite(personId)
      await this.#state(writes, {
        ...{ v: 1, personId, logInName, name: who.name, roles: [...who.roles] },
        ...{ isSuspended: false, firstCode, secrets: null, by },
      })
      return succeed(invitation)
    })
  }

  /** Makes a new one-time code. What the person logged in with is void, and who was suspended may log in again. */
  async reset(
    personId: string,
    by: string,
  ): Promise<Result<Invitation, DeskFailure | Failure<'account/not-found' | 'account/not-yourself'>>> {
    const { invitation, firstCode } = this.#invite(personId)
    const done = await this.#restate(personId, by, (account) => ({
      ...account,
      ...{ isSuspended: false, firstCode, secrets: null },
    }))
    return done.ok ? succeed(invitation) : done
  }

  /** Lets somebody in no more; their sessions are over. */
  async suspend(
    personId: string,
    by: string,
  ): Promise<Result<Account, DeskFailure | Failure<'account/not-found' | 'account/not-yourself'>>> {
    return await this.#restate(personId, by, (account) => ({
      ...account,
      isSuspended: true,
      firstCode: null,
    }))
  }

  /** Gives somebody other roles; their sessions are over. */
  async setRoles(
    personId: string,
    roles: readonly HubRole[],
    by: string,
  ): Promise<
    Result<
      Account,
      DeskFailure | Failure<'account/not-found' | 'account/not-yourself' | 'account/roles-apart'>
    >
  > {
    if (!areRolesApart(roles)) return fail({ code: 'account/roles-apart' })
    return await this.#restate(personId, by, (account) => ({ ...account, roles: [...roles] }))
  }

  /** Sets what somebody logs in with, if their account is still as it was seen: the one-time code is spent by that. */
  async settle(
    seen: StatedAccount,
    secrets: NonNullable<Account['secrets']>,
  ): Promise<Result<StatedAccount, DeskFailure | Failure<'account/code-void'>>> {
    const { personId } = seen.account
    const account: Account = { ...seen.account, firstCode: null, secrets, by: personId }
    const done = await this.#change<void, Failure<'account/code-void'>>(async (writes, everybody) => {
      const now = everybody.find((one) => one.account.personId === personId)
      if (now?.seq !== seen.seq) return fail({ code: 'account/code-void' })
      await this.#state(writes, account)
      return succeed(undefined)
    })
    if (!done.ok) return done
    const all = await this.all()
    if (!all.ok) return all
    const settled = all.value.find((one) => one.account.personId === personId)
    return settled === undefined ? fail({ code: 'account/code-void' }) : succeed(settled)
  }

  async #restate(
    personId: string,
    by: string,
    change: (account: Account) => Account,
  ): Promise<Result<Account, DeskFailure | Failure<'account/not-found' | 'account/not-yourself'>>> {
    if (personId === by) return fail({ code: 'account/not-yourself' })
    return await this.#change<Account, Failure<'account/not-found'>>(async (writes, everybody) => {
      const found = everybody.find(({ account }) => account.personId === personId)
      if (found === undefined) return fail({ code: 'account/not-found' })
      const account = { ...change(found.account), by }
      await this.#state(writes, account)
      return succeed(account)
    })
  }

  async #change<T, F>(
    work: (writes: HubWrites, everybody: readonly StatedAccount[]) => Promise<Result<T, F>>,
  ): Promise<Result<T, F | DeskFailure>> {
    return await this.#hub.store.change<T, F | DeskFailure>(async (writes) => {
      const everybody = await this.#in(writes)
      return everybody.ok ? await work(writes, everybody.value) : everybody
    })
  }

  async #in(reads: HubReads): Promise<Result<readonly StatedAccount[], HubLedgerFailure>> {
    const state = await this.#hub.ledger.catchUp(reads)
    return state.ok ? this.#open(state.value) : state
  }

  #open({ people }: HubState): Result<readonly StatedAccount[], HubLedgerFailure> {
    const all: StatedAccount[] = []
    for (const [personId, { seq, sealedHex }] of people) {
      const known = this.#opened.get(personId)
      if (known?.seq === seq) {
        all.push(known)
        continue
      }
      const account = openAccount(this.#hub, personId, sealedHex)
      if (account === null) return fail({ code: 'hub/ledger-damaged', facts: { seq } })
      const stated = { seq, account }
      this.#opened.set(personId, stated)
      all.push(stated)
    }
    return succeed(all)
  }

  async #state(writes: HubWrites, account: Account): Promise<void> {
    const sealedHex = this.#hub.tools.sealSecret(accountBytes(account))
    const data = { personId: account.personId, sealedHex }
    await this.#hub.ledger.record(writes, { kind: 'person-stated', data }, this.#hub.clock.nowMs())
  }

  #invite(personId: string): {
    readonly invitation: Invitation
    readonly firstCode: NonNullable<Account['firstCode']>
  } {
    const code = this.#desk.makeOneTimeCode()
    const untilMs = this.#hub.clock.nowMs() + CODE_VALID_MS
    const digestHex = codeDigest(this.#hub, personId, code)
    return { invitation: { personId, code, untilMs }, firstCode: { digestHex, untilMs } }
  }
}

/** Opens what an event of the hub's ledger states of a person; `null` where that is no account of theirs. */
export function openAccount(
  { tools }: Pick<HubSession, 'tools'>,
  personId: string,
  sealedHex: string,
): Account | null {
  const bytes = tools.openSecret(sealedHex)
  const account = bytes === null ? null : parseAccount(bytes)
  return account?.personId === personId ? account : null
}

/** The digest of a one-time code as it was typed: groups and case do not matter. */
export function codeDigest({ tools }: Pick<HubSession, 'tools'>, personId: string, typed: string): string {
  const code = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return tools.crypto.digestHex(utf8ToBytes(`samnum/v1/hub-code\n${code}`), hexToBytes(personId))
}

/** What state an account is in. */
export function accountState({ isSuspended, secrets }: Account): 'invited' | 'active' | 'suspended' {
  if (isSuspended) return 'suspended'
  return secrets === null ? 'invited' : 'active'
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
