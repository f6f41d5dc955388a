import type { VAULT_FAILURES } from '../../failures/vault-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about a vault as a whole mean and what to do about them, in English. */
export const VAULT_EN: TextsOf<typeof VAULT_FAILURES> = {
  'vault/not-found': {
    wrong: 'There is no vault at this place.',
    act: 'Check the name of the folder, connect the disk it is on, or create a vault there.',
  },
  'vault/not-a-folder': {
    wrong: 'This place is a file, and a vault is a folder.',
    act: 'Name the folder of the vault.',
  },
  'vault/not-a-vault': {
    wrong: 'This folder is not a Samnum vault.',
    act: 'Name the folder that was chosen when the vault was created; nothing in this folder was changed.',
  },
  'vault/exists': {
    wrong: 'There is a vault in this folder already.',
    act: 'Unlock it, or name another folder for the new one.',
  },
  'vault/folder-not-empty': {
    wrong: 'This folder holds other files.',
    act: 'Name an empty folder or one that does not exist yet; the files were left as they are.',
  },
  'vault/from-the-future': {
    wrong: 'This vault was written by a newer version of Samnum[ (format {version:number})].',
    act: 'Open it with that version or a later one; it was not changed.',
  },
  'vault/header-truncated': {
    wrong: 'The header of this vault is cut short.',
    act: 'Do not write to this disk; copy the whole folder to another one and restore the header from a backup.',
  },
  'vault/header-damaged': {
    wrong: 'The header of this vault is damaged.',
    act: 'Do not write to this disk; copy the whole folder to another one and restore the header from a backup.',
  },
  'vault/key-parameters-refused': {
    wrong: 'The header of this vault demands a key derivation that Samnum refuses as too weak or too costly.',
    act: 'Somebody may have changed it: keep the folder as it is and restore the header from a backup.',
  },
  'vault/wrong-passphrase': {
    wrong: 'The passphrase is wrong.',
    act: 'Type it again; check the keyboard layout, Caps Lock and spaces.[ For {untried:number} people a key file or another machine is needed too: name the person’s number.]',
  },
  'vault/key-file-needed': {
    wrong: 'This way in needs a key file beside the passphrase.',
    act: 'Plug in the USB stick with the key file, choose it, and try again.',
  },
  'vault/wrong-key-file': {
    wrong: 'This file is not the key file of this way in.',
    act: 'Choose the key file that was made last. If it is lost, use the recovery code, or have an administrator set a new passphrase.',
  },
  'vault/machine-key-missing': {
    wrong: 'This way in is bound to a machine, and the key of that machine is not here.',
    act: 'Unlock on that machine, with the desktop program. If the machine is broken, use the recovery code.',
  },
  'vault/wait-before-next-try': {
    wrong: 'Wrong passphrases or codes were tried several times, so the next try must wait.',
    act: 'Wait a little and try again. Starting the program again or setting the clock does not make it shorter. If the passphrase is surely right, somebody may have changed the header of the vault: keep the folder as it is and open a backup.',
  },
  'vault/person-suspended': {
    wrong: 'This person is suspended and cannot unlock the vault.',
    act: 'Ask an administrator, who can let them in again.',
  },
  'vault/header-rolled-back': {
    wrong: 'The vault’s header is older than the one used last: somebody has put an old header back.',
    act: 'Write nothing into this folder. Keep it as it is and ask who restored or copied files in it.',
  },
  'vault/no-keychain': {
    wrong: 'This machine has no keychain that really protects what it keeps.',
    act: 'Use the desktop program on a system with a keychain, or use a key file instead.',
  },
  'vault/recovery-needed-first': {
    wrong: 'This vault has neither a recovery code nor a key of headquarters yet.',
    act: 'Make a recovery code first: if the machine breaks, only that opens the vault.',
  },
  'vault/recovery-code-malformed': {
    wrong: 'This is not a whole recovery code[ (group {group:number} is not right)].',
    act: 'It has eight groups of six digits. Compare it with the paper and type it again.',
  },
  'vault/wrong-recovery-code': {
    wrong: 'This code is well formed and is not the one in force.',
    act: 'Check that the paper is the newest one of this vault.',
  },
  'vault/recovery-not-found': {
    wrong: 'This vault has no such way back in.',
    act: 'It may have been removed already. Look at the list of ways in.',
  },
  'vault/escrow-recipient-refused': {
    wrong: 'This is no public text that can be used.',
    act: 'It begins with age1. Copy all of it, as headquarters gave it out.',
  },
  'vault/escrow-identity-refused': {
    wrong: 'This is no secret key that opens this vault.',
    act: 'It begins with AGE-SECRET-KEY-1. Check that it belongs to the public text that was added to this vault.',
  },
  'vault/escrow-exists': {
    wrong: 'This public text was added already.',
    act: 'There is nothing more to do.',
  },
  'vault/unlock-was-refused': {
    wrong:
      'Somebody tried to unlock the vault and was refused[ (tries: {tries:number})] since it was last opened.',
    act: 'If that was neither you nor a colleague, change the passphrase and find out who can reach this machine.',
  },
  'vault/slot-missing': {
    wrong:
      'A way into this vault that the ledger names is not in its header, or was exchanged[ ({slots:number})].',
    act: 'Look at the ways in: reset the passphrase of whoever has none, and make a new recovery code if that is gone. If no power cut explains it, find out who had the machine.',
  },
  'vault/locked': {
    wrong: 'The vault is locked.',
    act: 'Unlock it with your passphrase, then try again.',
  },
  'vault/already-open': {
    wrong: 'The vault is open already.',
    act: 'Go on working, or lock it first.',
  },
  'vault/in-use': {
    wrong: 'Another program on this machine has the vault open.',
    act: 'Close the other Samnum window, command or server, then try again.',
  },
  'vault/file-missing': {
    wrong: 'A file that belongs to the vault is missing[: {file}].',
    act: 'Put it back from a backup of the same vault; do not create a new one in its place.',
  },
  'database/damaged': {
    wrong: 'The database of the vault is damaged.',
    act: 'Do not go on working in it; copy the whole folder to another disk and restore the vault from a backup.',
  },
  'database/not-ours': {
    wrong: 'The database in this folder does not belong to this vault.',
    act: 'Put back the database file of this vault from a backup.',
  },
  'database/from-the-future': {
    wrong: 'The database was written by a newer version of Samnum.',
    act: 'Open it with that version or a later one; it was not changed.',
  },
  'head/damaged': {
    wrong: 'The record of the last acknowledged event is damaged.',
    act: 'Keep a copy of the whole folder, and put the file "head" back from a backup of the same vault.',
  },
  'head/not-recorded': {
    wrong:
      'The entry is in the ledger, but the record of the last acknowledged event could not be written[ ({causeCode})]. The vault was locked.',
    act: 'Make sure the disk has room and is connected, then unlock the vault: opening it mends the record. Look whether the entry is there before you make it again.',
  },
  'vault/change-may-hold': {
    wrong:
      'The change of a way into the vault could not be put on record[ ({causeCode})], and it may hold all the same: the new passphrase or key file may be the one that opens the vault. The vault was locked.',
    act: 'Make sure the disk has room and is connected. Unlock with what is new first; if that is refused, with what held before. Then make the change again if it is not there.',
  },
  'head/behind-acknowledged': {
    wrong:
      'The ledger does not reach the last event that was acknowledged[: it ends at {storedSeq:number}, {acknowledgedSeq:number} was acknowledged], so something was taken back.',
    act: 'Do not go on working in it; keep the folder as it is and ask who restored or copied it.',
  },
  'salvage/nothing-readable': {
    wrong: 'Nothing of this vault’s ledger could be read with these keys.',
    act: 'Keep the folder and its disk as they are, restore the last backup, and ask headquarters.',
  },
  'salvage/inside-vault': {
    wrong: 'This folder lies inside the damaged vault, which must not be changed.',
    act: 'Choose a folder on another disk or stick.',
  },
  'disk/full': {
    wrong:
      'The disk is full[: {neededBytes:size} are needed, {freeBytes:size} are free]. Nothing half-done was kept.',
    act: 'Free some space or use a larger disk, then try again.',
  },
  'disk/read-only': {
    wrong: 'The disk cannot be written to.',
    act: 'Remove the write protection of the disk or stick, or use another one.',
  },
  'disk/no-permission': {
    wrong: 'The system does not allow access to this file or folder.',
    act: 'Have the permission given to you, or work in a folder of your own.',
  },
  'disk/name-too-long': {
    wrong:
      'The name of this folder or file, or the whole path to it, is longer than the disk can keep[ ({causeCode})].',
    act: 'Choose a shorter name, or a folder nearer to the top. Khmer letters count three times: a name can have about seventy of them.',
  },
  'disk/failed': {
    wrong: 'The disk did not answer as it should[ ({causeCode})].',
    act: 'Check its cable and connection and try again; if this happens again, copy the vault to another disk.',
  },
  'disk/too-many-open-files': {
    wrong: 'The system has too many files open.',
    act: 'Close other programs and try again.',
  },
  'vault/unexpected-file': {
    wrong: 'The folder of the vault holds a file that does not belong there.',
    act: 'Find out who put it there and move it elsewhere; Samnum does not open it.',
  },
}
