import type { FailureCode } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { RollbackWitness, SeenHead } from '../ports/rollback-witness.ts'
import type { VaultSession } from '../vault-session.ts'
import { type AppendFailure, appendEvents } from './append-events.ts'
import { findEventBySeq } from './find-event.ts'

/**
 * What the ledger has against what this machine saw of it: fewer events (`ledger/behind-witness`), or another event with the same
 * number (`ledger/forked`).
 */
export type Disagreement = {
  readonly code: Extract<FailureCode, 'ledger/behind-witness' | 'ledger/forked'>
  readonly seen: SeenHead
  readonly heldSeq: number
}

/** Compares the ledger with what the witness saw; `null` when it goes on from there, or the witness has nothing to say. */
function compareWithSeen(
  vault: VaultSession,
  seen: SeenHead | null,
): Result<Disagreement | null, LedgerStoreFailure> {
  if (seen === null) return succeed(null)
  const head = vault.ledger.head()
  if (!head.ok) return head
  const heldSeq = head.value?.seq ?? 0
  const event = findEventBySeq(vault.ledger, seen.seq)
  if (!event.ok) return event
  if (event.value === null) return succeed({ code: 'ledger/behind-witness', seen, heldSeq })
  const hashHex = vault.crypto.digestHex(event.value.header)
  return succeed(hashHex === seen.hashHex ? null : { code: 'ledger/forked', seen, heldSeq })
}

/** Puts on record that the ledger is behind, or other than, what this machine saw. */
function recordDisagreement(
  vault: VaultSession,
  { seen, heldSeq }: Disagreement,
): Result<void, AppendFailure> {
  const data = { seenSeq: seen.seq, seenHashHex: seen.hashHex, heldSeq }
  const recorded = appendEvents(vault, [
    { key: vault.registerKey, body: { kind: 'rollback-noticed', scope: vault.vaultId, data } },
  ])
  return recorded.ok ? succeed(undefined) : recorded
}

/**
 * Watches one engine's vault: looks at the witness when the vault is opened and tells it the head when it is locked.
 *
 * What it found then stands until the vault is locked: the event that puts it on record may itself take the number that is missing.
 * The witness gives up what it saw only once the ledger itself says so.
 */
export class RollbackWatch {
  readonly #witness: RollbackWitness
  readonly #found = new WeakMap<VaultSession, Disagreement>()
  /** Vaults whose disagreement could not be put on record; the witness keeps what it saw. */
  readonly #unrecorded = new WeakSet<VaultSession>()

  constructor(witness: RollbackWitness) {
    this.#witness = witness
  }

  /** What the ledger of an open vault has against what this machine saw before it was opened; `null` for nothing. */
  disagreementOf(vault: VaultSession): Disagreement | null {
    return this.#found.get(vault) ?? null
  }

  /**
   * Looks when a vault was opened, before anything is appended, and records what is wrong. That it cannot be recorded keeps nobody
   * out.
   */
  async look(vault: VaultSession): Promise<Result<Disagreement | null, LedgerStoreFailure>> {
    const found = compareWithSeen(vault, await this.#witness.recall(vault))
    if (!found.ok) return found
    if (found.value === null) {
      await this.#tell(vault)
      return found
    }
    this.#found.set(vault, found.value)
    const recorded = recordDisagreement(vault, found.value)
    if (recorded.ok) return found
    const { code, facts = {} } = recorded.failure
    if (code === 'head/not-recorded') return fail({ code, facts })
    this.#unrecorded.add(vault)
    return found
  }

  /** Tells the witness how far the ledger goes; called before the vault is closed. */
  async leave(vault: VaultSession): Promise<void> {
    if (!this.#unrecorded.has(vault)) await this.#tell(vault)
  }

  async #tell(vault: VaultSession): Promise<void> {
    const head = vault.ledger.head()
    if (head.ok && head.value !== null) {
      const { seq, hashHex } = head.value
      await this.#witness.remember(vault, { seq, hashHex })
    }
  }
}
