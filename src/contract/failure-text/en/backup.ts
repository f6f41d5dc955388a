import type { BACKUP_FAILURES } from '../../failures/backup-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about the folder that a backup is in and the medium it is on mean and what to do about them, in English. */
export const BACKUP_EN: TextsOf<typeof BACKUP_FAILURES> = {
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
}
