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

/** What the person who is there offers to open their own slot. */
export type OwnCredentials = Omit<Credentials, 'userNumber'>

/** Why credentials that were tried open nothing. */
export type TriedFailure = Failure<
  'vault/wrong-passphrase' | 'vault/key-file-needed' | 'vault/wrong-key-file' | 'vault/machine-key-missing'
>

/** Why credentials open nothing, or are not tried yet. Facts of the latter: `waitMs`. */
export type CredentialFailure = TriedFailure | Failure<'vault/wait-before-next-try'>

/**
 * Why the header could not be written; the old one holds. Only where not even that could be put back, `vault/change-may-hold`
 * says that either may.
 */
export type HeaderWriteFailure = DiskFailure | Failure<'vault/header-damaged' | 'vault/change-may-hold'>

/** A way into the vault that was made and is not in the header yet. */
export type NewSlot = {
  readonly keys: PublicKeys
  /** Puts the slot into the header in place of any other of the same holder, and answers the header's generation. */
  place(): Promise<Result<number, HeaderWriteFailure>>
}

/** A person's own slot, sealed anew and not in the header yet, with the content of the key file where one was made. */
export type ResealedSlot = NewSlot & { readonly keyFile: Uint8Array | null }

/** Why a person has no new passphrase. */
export type NewPassphraseFailure =
  | HeaderWriteFailure
  /** Somebody else's slot opens with it. */
  | Failure<'people/passphrase-taken'>

/** What the header says of one slot. */
export type SlotFacts = {
  readonly slotId: string
  readonly kind: 'passphrase' | 'recovery-code' | 'escrow'
  readonly holderId: UserId | HolderId
  readonly number: number | null
  readonly hasKeyFile: boolean
  readonly isMachineBound: boolean
  /** The public key that the slot's seed gives, as the header says. */
  readonly agreementKeyHex: string
}

/**
 * Keeps the slots in the header of an open vault. Every change writes both copies of the header with the next generation,
 * durably, and then the head file; a crash in between leaves the old header or the new one.
 */
export type SlotKeeper = {
  slots(session: VaultSession): Promise<Result<readonly SlotFacts[], HeaderWriteFailure>>
  /** The generation of the header that holds. */
  generation(session: VaultSession): Promise<Result<number, HeaderWriteFailure>>
  /** Makes fresh keys for a person under a passphrase that opens nobody else's slot. */
  newPerson(
    session: VaultSession,
    person: { readonly userId: UserId; readonly number: number; readonly passphrase: string },
  ): Promise<Result<NewSlot, NewPassphraseFailure>>
  /**
   * Seals the keys of the person of the session anew under another passphrase, with the second factors that were there. The keys
   * stay the same. Asks for the passphrase that holds, because nobody's seed stays in memory; so do the next two.
   */
  changeOwnPassphrase(
    session: VaultSession,
    credentials: OwnCredentials,
    next: string,
  ): Promise<Result<ResealedSlot, CredentialFailure | NewPassphraseFailure>>
  /** Seals them so that a key file is demanded, which is new each time, or none, or so that any machine will do. */
  changeOwnFactors(
    session: VaultSession,
    credentials: OwnCredentials,
    change: 'make-key-file' | 'drop-key-file' | 'free-machine',
  ): Promise<Result<ResealedSlot, CredentialFailure | HeaderWriteFailure>>
  /** Seals them so that a fresh secret in this machine's keychain is demanded. */
  bindOwnToMachine(
    session: VaultSession,
    credentials: OwnCredentials,
  ): Promise<Result<ResealedSlot, CredentialFailure | HeaderWriteFailure | Failure<'vault/no-keychain'>>>
  /** Tells whose slot a recovery code opens, and with which keys. Counts and delays wrong tries as unlocking does. */
  checkRecoveryCode(
    session: VaultSession,
    code: string,
  ): Promise<
    Result<
      { readonly holderId: HolderId; readonly agreementKeyHex: string },
      Failure<'vault/recovery-code-malformed' | 'vault/wrong-recovery-code' | 'vault/wait-before-next-try'>
    >
  >
  /** Whether this machine has a keychain that a slot can be bound to. */
  hasKeychain(): Promise<boolean>
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
  ): Promise<
    Result<NewSlot, HeaderWriteFailure | Failure<'vault/escrow-recipient-refused' | 'vault/escrow-exists'>>
  >
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
