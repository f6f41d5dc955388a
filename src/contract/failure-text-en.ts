import type { FailureTexts, FindingPlaceTexts, ProblemTexts } from './failure-text-form.ts'

/** What each failure means and what to do about it, in English. */
export const FAILURE_TEXT_EN: FailureTexts = {
  'operation/unknown': {
    wrong: 'This version of Samnum does not know what was asked of it.',
    act: 'Close Samnum and start it again; if this happens again, install it again so that all its parts have one version.',
  },
  'operation/wrong-transport': {
    wrong: 'This cannot be asked in this way.',
    act: 'Use the desktop window, the browser page or the command line as the manual says for this task.',
  },
  'operation/not-allowed': {
    wrong: 'Your role does not allow this.',
    act: 'Ask somebody who holds the role, or ask the administrator of this vault to give it to you.',
  },
  'operation/protocol-mismatch': {
    wrong: 'This window belongs to another version of Samnum than the one that is running.',
    act: 'Close the window, start Samnum again and open it anew.',
  },
  'input/invalid': {
    wrong: 'Something that was entered is not right, and nothing was saved.',
    act: 'Mend what is named below and try again.',
  },
  'engine/wrong-library': {
    wrong: 'A library that Samnum encrypts with gives wrong answers on this machine[: {algorithm}].',
    act: 'Do not work with this installation; install Samnum again from a medium that you trust. Nothing was opened.',
  },

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
    act: 'Wait a little and try again. Starting the program again or setting the clock does not make it shorter.',
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
  'head/behind-acknowledged': {
    wrong:
      'The ledger does not reach the last event that was acknowledged[: it ends at {storedSeq:number}, {acknowledgedSeq:number} was acknowledged], so something was taken back.',
    act: 'Do not go on working in it; keep the folder as it is and ask who restored or copied it.',
  },
  'ledger/header-damaged': {
    wrong: 'The header of an event[, number {seq:number},] is damaged.',
    act: 'Keep the folder as it is, and restore the vault from a backup made before this event was damaged.',
  },
  'ledger/chain-broken': {
    wrong: 'An event[, number {seq:number},] does not follow from the one before it: the ledger was changed.',
    act: 'Everything before it still holds; keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/sequence-broken': {
    wrong: 'An event is missing, doubled or out of order[ at number {seq:number}].',
    act: 'Everything before it still holds; keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/signature-wrong': {
    wrong:
      'The signature of an event[, number {seq:number},] does not fit: it was changed or was not made by its officer.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/signer-unknown': {
    wrong: 'An event[, number {seq:number},] is signed with a key that this vault does not know.',
    act: 'Keep the folder as it is and find out where the event comes from.',
  },
  'ledger/body-differs': {
    wrong: 'The content of an event[, number {seq:number},] is not the content that was signed.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/body-unreadable': {
    wrong: 'The content of an event[, number {seq:number},] cannot be decrypted or read.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/scope-wrong': {
    wrong: 'An event[, number {seq:number},] is filed under another case than the one it speaks of.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/time-runs-back': {
    wrong: 'The time of an event[, number {seq:number},] lies before that of the event before it.',
    act: 'Check the clock of this machine; what the event says is not affected.',
  },
  'ledger/event-refused': {
    wrong: 'An event[, number {seq:number},] says something that cannot be, given the events before it.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/key-missing': {
    wrong: 'The key of this case is not in the vault, so its content cannot be read or added to.',
    act: 'Ask somebody who holds the case, or restore the vault from a backup.',
  },
  'ledger/clock-set-back': {
    wrong:
      'The clock of this machine was set back[: it shows {behindMinutes:number} minutes less than the last event].',
    act: 'Set the clock right; the order of the events does not depend on it, and each event records what the clock said.',
  },
  'ledger/forked': {
    wrong:
      'This machine has seen another event[ with the number {seenSeq:number}] than the ledger has now: the vault was put back to an older copy, and work went on from there.',
    act: 'Find out who replaced the folder and why, and keep every copy of it; the ledger has this on record.',
  },
  'ledger/behind-witness': {
    wrong:
      'This machine has seen more of the ledger[, up to event {seenSeq:number},] than the vault has now[: it ends at event {heldSeq:number}].',
    act: 'If the vault was restored from a backup, this is to be expected: enter again what is missing. Otherwise find out who replaced the folder, and keep every copy of it.',
  },
  'ledger/signer-not-active': {
    wrong:
      'An event[, number {seq:number},] is signed with a key that did not hold then: its owner was suspended, or has other keys.',
    act: 'Keep the folder as it is and find out who used that key.',
  },
  'ledger/actor-not-allowed': {
    wrong:
      'An event[, number {seq:number},] is signed by somebody who was not allowed to do this, or alone by somebody who needed a second person.',
    act: 'Do not rely on what it says; keep the folder as it is and ask whoever signed it.',
  },
  'ledger/body-missing': {
    wrong: 'The content of an event[, number {seq:number},] is gone, and no order to expunge explains it.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'projection/differs': {
    wrong: 'The lists drawn up from the ledger differ from what the ledger says.',
    act: 'The ledger is what counts; keep a copy of the folder and have the lists rebuilt.',
  },
  'people/passphrase-taken': {
    wrong: 'This passphrase cannot be used.',
    act: 'Choose a wholly different one.',
  },

  'clock/implausible': {
    wrong: 'The clock of this machine cannot be right, and nothing was recorded.',
    act: 'Set the date and the time of this machine, then try again.',
  },
  'anchor/malformed': {
    wrong: 'This is not a line of the station’s register[: group {group:number} was misread].',
    act: 'Read it again from the paper: the day, the number of the event, and eight groups of six digits.',
  },
  'case/number-differs': {
    wrong: 'The number that was typed is not the number of this case, and nothing was destroyed.',
    act: 'Type the case’s number as the list of cases shows it.',
  },
  'disclosure/not-a-disclosure': {
    wrong: 'This file is not the disclosure of a case.',
    act: 'Choose the file that Samnum wrote when the case was disclosed.',
  },
  'disclosure/from-the-future': {
    wrong: 'This disclosure was written by a newer version of Samnum.',
    act: 'Check it with that version or a later one.',
  },
  'disclosure/malformed': {
    wrong: 'This disclosure has a line[, line {line:number},] that no disclosure has.',
    act: 'Do not rely on this file; ask for a new one, and compare the SHA-256 of both with what the vault recorded.',
  },
  'disclosure/truncated': {
    wrong: 'This disclosure is cut short[ after line {line:number}].',
    act: 'Copy it again from where it came from, and check that one.',
  },
  'disclosure/event-missing': {
    wrong:
      'An event of this case[, number {seq:number},] is kept back: the ledger has it, and this file does not show it.',
    act: 'Do not rely on this file; ask for one that shows every event of the case.',
  },
  'disclosure/event-foreign': {
    wrong: 'This file shows an event[, number {seq:number},] that belongs to no part of this case.',
    act: 'Do not rely on this file, and do not pass it on: it may say something about other people.',
  },
  'disclosure/head-differs': {
    wrong: 'This disclosure does not end at the event it names as the last.',
    act: 'Do not rely on this file; ask for a new one.',
  },
  'people/not-found': {
    wrong: 'There is no such person at this station.',
    act: 'Check the number in the list of people.',
  },
  'people/name-taken': {
    wrong:
      'Somebody at this station has this name already, and what people sign is told apart by their names.',
    act: 'Add what tells the two apart, such as rank or unit, and try again.',
  },
  'people/suspended': {
    wrong: 'This person is suspended.',
    act: 'An administrator can let them in again first.',
  },
  'people/not-suspended': {
    wrong: 'This person is not suspended.',
    act: 'If they lost their passphrase, an administrator can give them a new one.',
  },
  'people/not-yourself': {
    wrong: 'Nobody can do this to themselves.',
    act: 'Ask another administrator; your own passphrase you change under your keys.',
  },
  'people/last-administrator': {
    wrong:
      'This person is the only administrator, and without one nobody could add people or let them in again.',
    act: 'Make somebody else an administrator first.',
  },
  'people/second-person-needed': {
    wrong: 'This needs the agreement of a second person.',
    act: 'Ask somebody who is neither you nor the person concerned to type their number and passphrase here.',
  },
  'people/second-person-is-first': {
    wrong: 'This passphrase is your own, and the second person must be somebody else.',
    act: 'Let another person type their number and passphrase; you stay logged in.',
  },
  'people/second-person-not-allowed': {
    wrong:
      'This person cannot agree here: their role does not allow it, the matter concerns them, they did it themselves, or they may not read the case.',
    act: 'Ask somebody else, or share the case with them first.',
  },

  'case/not-found': {
    wrong: 'There is no such case in this vault.',
    act: 'Check the number in the list of cases.',
  },
  'case/already-shared': {
    wrong: 'This person can read the case already.',
    act: 'Nothing needs to be done.',
  },
  'event/not-found': {
    wrong: 'The case has no event of this number with this hash.',
    act: 'Open the history of the case again and choose the event there.',
  },
  'exhibit/not-found': {
    wrong: 'There is no such exhibit in this vault.',
    act: 'Check the number in the list of exhibits of the case.',
  },
  'report/not-found': {
    wrong: 'This report is no longer in memory.',
    act: 'Make it again; reports are forgotten when the vault locks or a newer one is made.',
  },
  'report/not-drawn': {
    wrong: 'The report could not be drawn.',
    act: 'Close other programs so that memory is free, then make it again.',
  },

  'intake/not-found': {
    wrong: 'There is no file at this place, or no longer.',
    act: 'Check its name, connect the disk it is on, and choose it again.',
  },
  'intake/not-readable': {
    wrong: 'You may not read this file.',
    act: 'Have the permission to read it given to you, or copy it as somebody who has it.',
  },
  'intake/is-folder': {
    wrong: 'This is a folder, and an exhibit is one file.',
    act: 'Choose the files in it, or pack it into one archive file first.',
  },
  'intake/not-a-file': {
    wrong: 'This is a pipe, a device or another thing that is no ordinary file.',
    act: 'Copy what it gives into a file and choose that.',
  },
  'intake/empty': {
    wrong: 'The file is empty: it has no bytes to seal.',
    act: 'Check that it was copied completely; if it is meant to be empty, describe it in the complaint.',
  },
  'intake/too-large': {
    wrong: 'The file is larger than an exhibit can be[: {sizeBytes:size}, at most {maxBytes:size}].',
    act: 'Divide it into parts and seal each of them.',
  },
  'intake/of-the-vault': {
    wrong: 'This file is a part of the vault itself.',
    act: 'Choose another file; to have the vault twice, back it up.',
  },
  'intake/name-has-control-character': {
    wrong: 'The name of the file has characters that cannot be shown.',
    act: 'Copy it under another name, choose the copy, and write the original name into the description.',
  },
  'intake/name-too-long': {
    wrong: 'The name of the file is too long[ ({sizeBytes:number} bytes)].',
    act: 'Copy it under a shorter name and choose the copy; a name has room for 255 bytes, which is 85 Khmer letters.',
  },
  'intake/changed-while-reading': {
    wrong:
      'The file changed while it was read[: {expectedBytes:bytes} were expected, {actualBytes:bytes} were there]. Nothing was sealed.',
    act: 'Close the program that writes to it, or copy it first, then seal it again.',
  },
  'intake/read-failed': {
    wrong: 'The file could not be read to its end[ ({causeCode})]. Nothing was sealed.',
    act: 'The disk it is on may be failing: stop using it, make an image of it, and seal the file from the copy.',
  },
  'intake/interrupted': {
    wrong: 'The transfer of the file stopped before its end. Nothing was sealed.',
    act: 'Choose the file again.',
  },
  'intake/unknown': {
    wrong: 'The chosen file is no longer known; choices are forgotten when the vault locks.',
    act: 'Choose the file again.',
  },

  'extract/exists': {
    wrong: 'There is a file of this name already, and it was left as it is.',
    act: 'Give another name or another folder.',
  },
  'extract/no-folder': {
    wrong: 'The folder for this file does not exist.',
    act: 'Make the folder first, or name another one.',
  },
  'extract/name-too-long': {
    wrong: 'The name or the path of this file is longer than the disk allows.',
    act: 'Give a shorter name, or a folder nearer to the top.',
  },
  'outlet/unknown': {
    wrong: 'The chosen place is no longer known; choices are forgotten when the vault locks.',
    act: 'Choose the place again.',
  },
  'outlet/interrupted': {
    wrong: 'The file was not taken over completely.',
    act: 'Delete what arrived of it and save it again.',
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
  'disk/failed': {
    wrong: 'The disk did not answer as it should[ ({causeCode})].',
    act: 'Check its cable and connection and try again; if this happens again, copy the vault to another disk.',
  },
  'disk/too-many-open-files': {
    wrong: 'The system has too many files open.',
    act: 'Close other programs and try again.',
  },

  'object/missing': {
    wrong: 'The stored bytes of an exhibit are missing.',
    act: 'Put the file back from a backup of the same vault.',
  },
  'object/header-damaged': {
    wrong: 'The stored bytes of an exhibit are damaged at their beginning[, from byte {offsetBytes:number}].',
    act: 'Put the file back from a backup of the same vault.',
  },
  'object/wrong-key': {
    wrong: 'The stored bytes of an exhibit do not open with the key of its case.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'object/size-wrong': {
    wrong:
      'The stored file of an exhibit has the wrong length[: {expectedBytes:bytes} were expected, {actualBytes:bytes} are there].',
    act: 'Put the file back from a backup of the same vault.',
  },
  'object/segment-damaged': {
    wrong:
      'The stored bytes of an exhibit are damaged[ in segment {segmentIndex:number}][, at byte {offsetBytes:number}].',
    act: 'Put the file back from a backup of the same vault; the other segments can still be read.',
  },
  'object/seal-differs': {
    wrong: 'The stored bytes of an exhibit were replaced by others under the same key.',
    act: 'Keep the folder as it is and put the file back from a backup of the same vault.',
  },
  'object/content-differs': {
    wrong: 'The content of an exhibit is not the content whose hash was recorded when it was sealed.',
    act: 'Keep the folder as it is, and do not rely on this exhibit until the cause is found.',
  },
  'object/not-recorded': {
    wrong: 'The vault holds a sealed file that no event names.',
    act: 'It can be the rest of an interrupted work; keep a copy of it until somebody has looked at it.',
  },
  'vault/unexpected-file': {
    wrong: 'The folder of the vault holds a file that does not belong there.',
    act: 'Find out who put it there and move it elsewhere; Samnum does not open it.',
  },

  'backup/not-found': {
    wrong: 'There is no backup folder at this place, nor a folder in which one could be made.',
    act: 'Connect the disk or stick it is on and check the name.',
  },
  'backup/not-a-backup': {
    wrong: 'This place holds something else than a backup.',
    act: 'Name the folder of the backup, or for a new backup an empty folder or one that does not exist yet; nothing was changed here.',
  },
  'backup/is-the-vault': {
    wrong: 'This folder is the vault itself.',
    act: 'Name a folder on another disk or stick.',
  },
  'backup/inside-vault': {
    wrong: 'This folder lies inside the vault, and would be lost together with it.',
    act: 'Choose a folder on another disk or stick.',
  },
  'backup/target-inside-backup': {
    wrong: 'The place for the restored vault lies inside the backup.',
    act: 'Restore to a folder of this machine.',
  },
  'backup/of-another-vault': {
    wrong: 'This folder holds the backup of another vault.',
    act: 'Name another folder; each vault has a backup folder of its own. Nothing was changed here.',
  },
  'backup/from-the-future': {
    wrong: 'This backup was written by a newer version of Samnum[ (format {version:number})].',
    act: 'Use that version or a later one; the backup was not changed.',
  },
  'backup/ahead-of-vault': {
    wrong:
      'The backup holds events that this vault does not have[: it comes to event {backupSeq:number}, the vault to {vaultSeq:number}]. The vault was taken back to an older state.',
    act: 'Keep both as they are and ask who restored or copied the vault. Restore the backup to another folder to see the newer state; the backup was not changed.',
  },
  'backup/damaged': {
    wrong: 'The backup is damaged[: {file}][ (generation {generation:number})].',
    act: 'Copy the whole backup to another medium before anything else. To restore, name an earlier generation with --generation[: {previousGeneration}]. To back up, use another folder.',
  },
  'backup/empty': {
    wrong: 'This backup holds no complete generation: the first run was interrupted.',
    act: 'Use another backup, or back the vault up again.',
  },
  'backup/no-such-generation': {
    wrong: 'This backup has no generation of this number[: {generation:number}].',
    act: 'Leave --generation out to restore the newest[, {newestGeneration}].',
  },
  'backup/not-as-written': {
    wrong:
      'The medium gives back other bytes than were written to it[: {file}]. Its last complete generation is as it was.',
    act: 'Do not trust this medium any longer; back up to another one.',
  },
  'backup/medium-full': {
    wrong:
      'The medium of the backup is full[: {neededBytes:size} are needed, {freeBytes:size} are free]. Its last complete generation is as it was.',
    act: 'Free some space on it or use a larger one, then back up again; what was copied completely is not copied twice.',
  },
  'backup/medium-refuses': {
    wrong:
      'The medium of the backup refuses this[ ({causeCode})]: it is write-protected, or its folder belongs to somebody else.',
    act: 'Slide its write protection off, or use another medium or folder.',
  },
  'backup/medium-failed': {
    wrong:
      'The medium of the backup does not answer any more[ ({causeCode})]: it was pulled out or it fails. What it held before is as it was.',
    act: 'Connect it again and repeat; if this happens again, use another medium.',
  },
  'backup/already-running': {
    wrong: 'This vault is being backed up already.',
    act: 'Wait until that has ended.',
  },
  'backup/vault-busy': {
    wrong: 'The database changed again and again while it was copied.',
    act: 'Let verifying and other long work come to its end, then back up again.',
  },

  'file/not-found': {
    wrong: 'There is no file of this name[: {file}].',
    act: 'Check the name and the folder, and connect the disk it is on.',
  },
  'file/is-folder': {
    wrong: 'This is a folder, and a file is wanted[: {file}].',
    act: 'Name the file inside it.',
  },
  'file/not-a-file': {
    wrong: 'This is a pipe, a device or another thing that is no ordinary file[: {file}].',
    act: 'Copy what it gives into a file and name that.',
  },
  'file/not-readable': {
    wrong: 'You may not read this file[: {file}].',
    act: 'Have the permission to read it given to you, or copy it as somebody who has it.',
  },
  'file/read-failed': {
    wrong: 'The file could not be read to its end[ ({causeCode})][: {file}].',
    act: 'Check the disk it is on and try again.',
  },
  'file/empty': {
    wrong: 'The file is empty[: {file}].',
    act: 'Check that it was saved and copied completely.',
  },
  'file/too-large': {
    wrong: 'The file is larger than this kind of file may be[, at most {maxBytes:size}][: {file}].',
    act: 'Check that it is the right file; seal large material as an exhibit instead.',
  },
  'file/not-utf8': {
    wrong: 'The file is not text in UTF-8[: byte {offsetBytes:number} is wrong][: {file}].',
    act: 'Save it again with the encoding UTF-8.',
  },
  'file/byte-order-mark': {
    wrong: 'The file begins with a byte-order mark, which does not belong there[: {file}].',
    act: 'Save it again as UTF-8 without BOM.',
  },
  'file/not-json': {
    wrong: 'The file is not JSON[: line {line:number}, column {column:number} cannot be read][: {file}].',
    act: 'Mend that place; the form of the file is printed by: samnum schema complaint',
  },
  'file/duplicate-key': {
    wrong:
      'The file names one field twice[: {key}][, in line {line:number}, column {column:number}][: {file}].',
    act: 'Keep the right one of the two and delete the other.',
  },
  'file/too-deep': {
    wrong:
      'The file is nested deeper than {maxDepth:number} levels[, in line {line:number}, column {column:number}][: {file}].',
    act: 'Write it in the form that is printed by: samnum schema complaint',
  },

  'serve/port-in-use': {
    wrong: 'Port {port} of this machine cannot be used: another program has it, or it is reserved.',
    act: 'Leave --port out, so that a free port is found, or name another one.',
  },
  'serve/pages-not-built': {
    wrong: 'The pages of the workstation have not been built yet.',
    act: 'Build them in the folder of Samnum with: npm run build',
  },
}

/** What may be wrong with one field and what to do, in English. */
export const PROBLEM_TEXT_EN: ProblemTexts = {
  'field/missing': 'This is required. Fill it in.',
  'field/unknown': 'There is no field of this name. Delete it or check how it is spelt.',
  'field/wrong': 'This is not one of the things that can stand here. Choose or enter another value.',
  'field/too-many': 'There are too many entries. Divide them over several complaints.',
  'text/empty': 'This is empty. Fill it in.',
  'text/too-long':
    'This is too long[: {length:number} characters, at most {maxLength:number} have room][: at most {max:number} characters have room]. Shorten it.',
  'text/too-short':
    'This is too short[: {length:number} characters, at least {min:number} are needed]. Make it longer.',
  'text/control-character':
    'This holds a character that cannot be shown[, at place {position:place}]. Delete it and type the place again.',
  'text/lone-surrogate':
    'This holds half a character[, at place {position:place}]. Delete it and type the place again.',
  'date/malformed': 'This is not a date. Write it as year, month and day: 2026-11-21.',
  'date/impossible': 'There is no such day or time. Check year, month and day.',
  'date/in-the-future': 'This day has not come yet. Check year, month and day.',
  'date/order': 'The end lies before the beginning. Check both days.',
  'money/malformed':
    'This is not an amount. Write figures with a point before the decimals: 1250000 or 312.50.',
  'money/unknown-currency': 'This currency is not known. Use its code of three letters, such as KHR or USD.',
  'money/too-many-decimals':
    'This currency does not have that many decimals[: at most {decimals:number}]. Round nothing: check the amount.',
  'money/not-positive':
    'An amount must be more than zero. The state of the loss line says in which direction it went.',
  'money/too-large': 'This amount is larger than can be. Check the figures and the currency.',
  'identifier/malformed':
    'This does not have the form of the chosen kind. Check it, or choose the kind "other".',
  'identifier/check-digit-wrong':
    'The check digits do not fit, so a character is wrong. Compare it with the original.',
}

/** How the place of a finding is named, in English. */
export const FINDING_PLACE_EN: FindingPlaceTexts = {
  file: 'file {file}',
  exhibit: 'exhibit {exhibitNumber}',
  object: 'object {objectId}',
  event: 'event {seq:number}',
  page: 'page {page:number}',
  segment: 'segment {segment:number}',
  offset: 'byte {offsetBytes:number}',
}
