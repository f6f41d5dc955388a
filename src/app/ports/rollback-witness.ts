import type { DigestHex } from '#core/ids.ts'
import type { VaultSession } from '../vault-session.ts'

/** How far a machine has seen a vault's ledger go. */
export type SeenHead = { readonly seq: number; readonly hashHex: DigestHex }

/**
 * Remembers outside the vault how far this machine has seen a ledger go, so that a vault of which every file was replaced by an
 * older copy is noticed where it was last used.
 *
 * It can accuse and never acquit: a witness that is absent, unreadable, garbled or of another vault says nothing, and keeps nobody
 * out. It is written when a vault is opened and when it is locked, not at every append.
 */
export type RollbackWitness = {
  /** What this machine saw last, or `null` when it has nothing to say. Never fails: whatever is wrong there says nothing. */
  recall(session: VaultSession): Promise<SeenHead | null>
  /** Remembers a head in place of the one before. A place that cannot be written is left as it is. */
  remember(session: VaultSession, head: SeenHead): Promise<void>
}

/** A witness that never saw anything, for engines that are given no place for one. */
export const NO_WITNESS: RollbackWitness = {
  recall: async () => null,
  remember: async () => {},
}
