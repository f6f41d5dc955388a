import type { Failure } from '#contract/failures.ts'
import type { HolderId, UserId } from '#core/ids.ts'
import type { PublicKeys } from '#core/ledger/event-fields.ts'
import type { Result } from '#core/result.ts'
import type { VaultSession } from '../vault-session.ts'
import type { DiskFailure } from './disk-failure.ts'
import type { Signer } from './event-crypto.ts'

/** What somebody offers to open a slot. */
export type Credentials = {
  readonly passphrase: string
  /** The person's number; left out, every slot is tried. */
  readonly userNumber?: number
  /** Content of the key file, where the slot wants one. */
  readonly keyFile?: Uint8Array
}

/** Why credentials open nothing. */
export type CredentialFailure = Failure<
  | 'vault/wrong-passphrase'
  | 'vault/key-file-needed'
  | 'vault/wrong-key-file'
  | 'vault/machine-key-missing'
  /** Facts: `waitMs`. */
  | 'vault/wait-before-next-try'
>

/** Why the header could not be written; the old one holds. */
export type HeaderWriteFailure = DiskFailure | Failure<'vault/header-damaged'>

/** A way into the vault that was made and is not in the header yet. */
export type NewSlot = {
  readonly keys: PublicKeys
  /** Puts the slot into the header in place of any other of the same holder, and answers the header's generation. */
  place(): Promise<Result<number, HeaderWriteFailure>>
}

/** What the header says of one slot. */
export type SlotFacts = {
  readonly slotId: string
  readonly kind: 'passphrase' | 'recovery-code' | 'escrow'
  readonly holderId: UserId | HolderId
  readonly number: number | null
  readonly hasKeyFile: boolean
  readonly isMachineBound: boolean
}

/**
 * Keeps the slots in the header of an open vault. Every change writes both copies of the header with the next generation,
 * durably, and then the head file; a crash in between leaves the old header or the new one.
 */
export type SlotKeeper = {
  slots(session: VaultSession): Promise<Result<readonly SlotFacts[], HeaderWriteFailure>>
  /** The generation of the header that holds. */
  generation(session: VaultSession): Promise<Result<number, HeaderWriteFailure>>
  /** Makes fresh keys for a person under a passphrase. */
  newPerson(
    session: VaultSession,
    person: { readonly userId: UserId; readonly number: number; readonly passphrase: string },
  ): Promise<Result<NewSlot, HeaderWriteFailure>>
  /** Makes a recovery code with keys of its own; the code is told once. */
  newRecoveryCode(
    session: VaultSession,
    holderId: HolderId,
  ): Promise<Result<NewSlot & { readonly code: string }, HeaderWriteFailure>>
  /** Makes keys of their own for whoever holds the age identity of a recipient (`age1…`). */
  newEscrow(
    session: VaultSession,
    holderId: HolderId,
    recipient: string,
  ): Promise<Result<NewSlot, HeaderWriteFailure | Failure<'vault/escrow-recipient-refused'>>>
  /** Removes every slot of the holders, and answers the header's generation. Nothing is written when there is none. */
  remove(
    session: VaultSession,
    holders: readonly (UserId | HolderId)[],
  ): Promise<Result<number, HeaderWriteFailure>>
  /**
   * Makes a fresh vault key, seals it to every slot and the keyring under it, and answers the header's generation. Slots of
   * `without` are left out.
   */
  rotate(
    session: VaultSession,
    without: readonly (UserId | HolderId)[],
  ): Promise<Result<number, HeaderWriteFailure>>
  /**
   * Opens a person's slot without ending anybody's session: for a second person's signature, or to ask again for the passphrase
   * of the person who is there. Counts and delays wrong tries as unlocking does.
   */
  openPerson(
    session: VaultSession,
    credentials: Credentials,
  ): Promise<
    Result<{ readonly userId: UserId; readonly signer: Signer }, CredentialFailure | HeaderWriteFailure>
  >
}
