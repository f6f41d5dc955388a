import type { CaseId, DigestHex, KeyId } from '#core/ids.ts'
import { introducedBy } from '#core/ledger/disclosure-signers.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import { type Result, succeed } from '#core/result.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { LedgerStoreFailure, StoredEvent } from '../ports/ledger-store.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'
import { openEvent } from './open-event.ts'

/** Events read at once. */
export const EVENTS_AT_ONCE = 200

/** Which events a disclosure shows, fixed before its first byte is written. */
export type DisclosurePlan = {
  readonly caseId: CaseId
  readonly key: ScopeKey
  /** How many events of the ledger it has, from the first. */
  readonly events: number
  readonly headHex: DigestHex
  /** Positions of the register's events that are shown. */
  readonly shown: ReadonlySet<number>
  /** Events of the case, by number, that are not shown: only in a redacted package, whose ledger names them. */
  readonly withheld?: ReadonlySet<number>
  /** Whether a salvage vouches for a key whose introduction it lost: what that key signed before, nobody outside can check. */
  readonly hasLostIntroduction: boolean
}

/** An event of the register that introduces a key, as far as choosing needs it. */
type Introduction = { readonly position: number; readonly signedBy: KeyId; readonly ownerId: string }

/** What the register says of keys, gathered event by event. */
type Register = {
  readonly introductions: Map<KeyId, Introduction>
  /** The first event that introduced each owner: the one that says their name. */
  readonly firstOf: Map<string, Introduction>
  readonly salvages: { readonly position: number; readonly signedBy: KeyId }[]
  hasLostIntroduction: boolean
}

/**
 * Chooses what a disclosure of a case shows of the register: who introduced those whose keys signed the case's events, who
 * introduced whoever signed that, and so on up to the founder; and what salvages lost. Nothing of anybody else.
 *
 * `pause` lets others run between batches and answers `false` when the work is to stop; then the answer is `null`.
 */
export async function planDisclosure(
  vault: VaultSession,
  { caseId, key }: FoundCase,
  pause: () => Promise<boolean>,
): Promise<Result<DisclosurePlan | null, LedgerStoreFailure>> {
  const head = vault.ledger.head()
  if (!head.ok) return head
  const events = vault.ledger.count()
  if (!events.ok) return events
  if (head.value === null) throw new Error('an open vault has at least the event that made it')

  const register: Register = {
    introductions: new Map(),
    firstOf: new Map(),
    salvages: [],
    hasLostIntroduction: false,
  }
  const gathered = await walkScope(vault, vault.vaultId, events.value, pause, (stored) =>
    learnRegister(vault, stored, register),
  )
  if (!gathered.ok) return gathered
  const signers = new Set<KeyId>()
  const walked = await walkScope(vault, caseId, events.value, pause, (stored) => {
    const header = parseHeader(stored.header)
    if (header.ok) signers.add(header.value.actor)
  })
  if (!walked.ok) return walked
  if (gathered.value === 'stopped' || walked.value === 'stopped') return succeed(null)
  const shown = chooseShown(register, signers)
  const { hasLostIntroduction } = register
  return succeed({
    caseId,
    key,
    events: events.value,
    headHex: head.value.hashHex,
    shown,
    hasLostIntroduction,
  })
}

function learnRegister(vault: VaultSession, stored: StoredEvent, register: Register): void {
  const header = parseHeader(stored.header)
  if (!header.ok) return
  const event = openEvent({ header: header.value, stored }, vault.crypto, vault.registerKey)
  if (!event.ok) return
  const { position } = stored
  const signedBy = header.value.actor
  const { body } = event.value
  const introduced = introducedBy(body)
  if (body.kind === 'ledger-salvaged') {
    register.salvages.push({ position, signedBy })
    if (introduced !== null) register.hasLostIntroduction = true
  }
  if (introduced === null) return
  const { keyId, ownerId } = introduced
  const introduction = { position, signedBy, ownerId }
  register.introductions.set(keyId, introduction)
  if (!register.firstOf.has(ownerId)) register.firstOf.set(ownerId, introduction)
}

function chooseShown(register: Register, signers: Iterable<KeyId>): ReadonlySet<number> {
  const shown = new Set<number>()
  const asked: KeyId[] = [...signers]
  for (const { position, signedBy } of register.salvages) {
    shown.add(position)
    asked.push(signedBy)
  }
  const show = ({ position, signedBy }: Introduction) => {
    if (shown.has(position)) return
    shown.add(position)
    asked.push(signedBy)
  }
  for (let keyId = asked.pop(); keyId !== undefined; keyId = asked.pop()) {
    const introduction = register.introductions.get(keyId)
    if (introduction === undefined) continue
    show(introduction)
    const first = register.firstOf.get(introduction.ownerId)
    if (first !== undefined) show(first)
  }
  return shown
}

async function walkScope(
  vault: VaultSession,
  scope: string,
  lastPosition: number,
  pause: () => Promise<boolean>,
  take: (stored: StoredEvent) => void,
): Promise<Result<'done' | 'stopped', LedgerStoreFailure>> {
  for (let after = 0; ; ) {
    const batch = vault.ledger.readScope(scope, after, EVENTS_AT_ONCE)
    if (!batch.ok) return batch
    for (const stored of batch.value) {
      if (stored.position > lastPosition) return succeed('done')
      take(stored)
      after = stored.position
    }
    if (batch.value.length < EVENTS_AT_ONCE) return succeed('done')
    if (!(await pause())) return succeed('stopped')
  }
}
