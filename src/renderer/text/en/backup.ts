import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`

/** Backups, in English. */
export const backupText: Catalogue['backup'] = {
  title: 'Backups',
  intro:
    'Copies of the whole vault on a stick, encrypted as the vault is. When this machine breaks or is stolen, the cases can be restored from them.',
  never: 'This vault has no backup yet',
  neverWords: 'If this machine breaks, everything is lost. Plug in a USB stick and back up today.',
  last: (time) => `Last backup: ${time}`,
  lastWhole: (objects) =>
    `Written, and every new byte read back · ${counted(objects, 'exhibit', 'exhibits')}.`,
  lastNotWhole: (findings) =>
    `${counted(findings, 'thing was', 'things were')} not whole at that time. Verify the vault, and keep the older backups.`,
  since: (events) =>
    events === 0
      ? 'Nothing is new since then.'
      : `Since then there ${events === 1 ? 'is' : 'are'} ${counted(events, 'new event', 'new events')} that no backup has.`,
  writeTitle: 'Back up now',
  stick: 'USB stick',
  chooseStick: 'Choose a stick',
  noStick: 'No stick was found. Plug it in, then look again.',
  lookAgain: 'Look again',
  placeNew: (name) => `${name} · first backup`,
  placeOwn: (name, time) => `${name} · last ${time}`,
  placeInterrupted: (name) => `${name} · the run before did not end`,
  readsAll: 'Also read back everything that was there before (takes longer)',
  write: 'Back up',
  writing: 'Backing up',
  keepPlugged: 'Leave the stick in until it says that it is done.',
  doneTitle: 'Backed up, and read back',
  done: (files, size, kept) =>
    `Copied: ${counted(files, 'file', 'files')}, ${size} · there before: ${n(kept)}.`,
  mayPull: 'The stick can be ejected and pulled out now. Keep it away from this machine.',
  notWholeTitle: (count) => `Backed up, but ${counted(count, 'thing is', 'things are')} not whole`,
  cancelledTitle: 'Stopped',
  cancelled: 'The backups of before are as they were. What was copied completely is not copied twice.',
  foundTitle: 'What is on the sticks',
  columns: { stick: 'Stick', holds: 'Holds', when: 'Last', generations: 'Generations' },
  holds: {
    nothing: 'No backup yet',
    'this-vault': 'Backup of this vault',
    'another-vault': 'Backup of another vault',
    'not-readable': 'Cannot be read',
  },
  toRestore:
    'To restore on another machine: install Samnum, plug in the stick, and choose “Restore from a backup” on the first screen.',
  restore: {
    begin: 'Restore from a backup',
    title: 'Restore from a backup',
    intro:
      'Plug in the stick with the backup. The vault is restored whole or not at all, and the stick is not changed.',
    which: 'Backup',
    choose: 'Choose a backup',
    none: 'No backup was found. Plug in the stick, then look again.',
    choice: (name, time, seq) => `${name} · ${time} · up to event ${n(seq)}`,
    passphrase: 'Your passphrase at the time of the backup',
    passphraseHint:
      'It proves that this is the backup of your vault. It can be left empty; then verify the vault after restoring.',
    missing: 'Choose a backup.',
    go: 'Restore the vault',
    running: 'Restoring',
    cancelled: 'The restoring was stopped, and nothing of it is left.',
    doneTitle: 'The vault was restored',
    done: (seq, time) => `It has everything up to event ${n(seq)} of ${time}.`,
    proved: 'The passphrase proved that this is the backup of your vault.',
    notProved: 'Whose it is was not proved yet: unlock it, then verify the vault.',
    lost: (count) =>
      `${counted(count, 'exhibit is', 'exhibits are')} not in the backup, because the vault did not have ${count === 1 ? 'it' : 'them'} whole either.`,
    toUnlock: 'Go on to unlocking',
  },
}
