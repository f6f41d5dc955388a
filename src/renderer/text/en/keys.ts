import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`

/** The ways into the vault, in English. */
export const keysText: Catalogue['keys'] = {
  title: 'Vault and keys',
  intro:
    'The ways into the vault, and the ledger written down on paper. Changing keys encrypts no data anew.',
  ownTitle: 'Your own way in',
  changePassphrase: 'Change the passphrase',
  passphraseWords: 'Change it at once when somebody else may have seen it.',
  current: 'Current passphrase',
  currentMissing: 'Enter the current passphrase.',
  next: 'New passphrase',
  keyFile: 'Key file',
  keyFileWords:
    'A file on a USB stick that must be there beside your passphrase. Whoever saw the passphrase and lacks the file cannot unlock.',
  makeKeyFile: 'Make a key file',
  makeAnotherKeyFile: 'Make a new key file',
  keyFileTitle: 'Make a key file',
  keyFileIntro:
    'Save it on a USB stick, not on this machine, and keep a second copy in a safe. From now on you can only unlock with it.',
  makeKeyFileNow: 'Make and save',
  dropKeyFile: 'Stop using the key file',
  dropKeyFileIntro: 'After this your passphrase alone is enough.',
  chooseKeyFile: 'Choose the key file',
  otherKeyFile: 'Choose another file',
  removeKeyFile: 'Take the key file away',
  noKeyFile: 'None chosen',
  keyFileHint: 'Leave it empty if you have no key file.',
  keyFileMissing: 'Choose the key file.',
  notKeyFile: 'This is no key file.',
  machine: 'Bound to this machine',
  machineWords:
    'Whoever copies the disk cannot guess the passphrase elsewhere. If this machine breaks, only the recovery code opens the vault.',
  noKeychain:
    'There is no keychain here to bind to. It takes the desktop program, on a system with a keychain.',
  bind: 'Bind to this machine',
  unbind: 'Free from this machine',
  bindTitle: 'Bind your way in to this machine',
  bindIntro: 'After this your passphrase unlocks on this machine only. There must be a recovery code first.',
  unbindTitle: 'Free your way in from this machine',
  unbindIntro: 'After this your passphrase unlocks on any machine that has this folder.',
  waysTitle: 'All ways in',
  generation: (generation: number) => `Vault header, written ${counted(generation, 'time', 'times')}`,
  columns: { kind: 'Kind', whose: 'Whose', extras: 'Also needs', acts: 'Acts' },
  kinds: { passphrase: 'Passphrase', 'recovery-code': 'Recovery code', escrow: 'Key of headquarters' },
  hasKeyFile: 'key file',
  isMachineBound: 'this machine',
  passphraseOnly: 'nothing else',
  remove: 'Remove',
  removeOf: (label: string) => `Remove “${label}”`,
  removeTitle: 'Remove this way back in',
  removeIntro: (label: string) => `“${label}” can no longer open the vault, and the vault key is exchanged.`,
  removeLast:
    'This is the last way back in. Once it is gone and a passphrase is forgotten, nobody can read the case files any more.',
  removeNow: 'Remove',
  recoveryTitle: 'Ways back in',
  recoveryWords:
    'What is left when a passphrase is forgotten. There should be at least a recovery code on paper.',
  makeCode: 'Make a recovery code',
  renewCode: 'Make a new code',
  renewIntro: 'The old code ends when the new one is made.',
  checkCode: 'Check the code from the paper',
  codeChecked: (when: string) => `The code was last found to work on ${when}.`,
  addEscrow: 'Add a key of headquarters',
  escrowTitle: 'Add a key of headquarters',
  escrowIntro:
    'Headquarters gives out a public text. Whoever holds its secret key can recover this vault and read every case file.',
  recipient: 'Public text',
  recipientHint: 'Begins with age1',
  recipientMissing: 'Enter the text that headquarters gave out.',
  escrowLabel: 'What to call it',
  escrowLabelHint: 'For example “Headquarters, technical office”.',
  escrowLabelMissing: 'Enter a name.',
  add: 'Add',
  rotate: 'Exchange the vault key',
  rotateTitle: 'Exchange the vault key',
  rotateWords:
    'Do this when somebody may have taken a key from this machine. Passphrases and recovery codes stay as they are.',
  rotateNow: 'Exchange it now',
  change: 'Change',
}

/** The ledger on paper and the projections, in English. */
export const paperText: Catalogue['paper'] = {
  title: 'The ledger on paper',
  words:
    'Write one line into the station register every day. Whoever cuts or replaces the ledger later is found by that line.',
  never: 'It was never written down.',
  lastAt: (seq: number, when: string) => `Last written down at event ${n(seq)}, ${when}.`,
  since: (count: number) => `${counted(count, 'event', 'events')} since then.`,
  write: 'Write today’s line',
  writeTitle: 'Line for the station register',
  writeIntro: 'Copy it by hand or print it, then type it back to be sure that the copy is right.',
  writing: 'Writing…',
  check: 'Check a line from the paper',
  checkTitle: 'Check a line from the paper',
  checkIntro: 'Type the line as the paper has it. Khmer and Latin digits both work.',
  line: 'Line',
  lineHint: 'The day, the number of the event, and eight groups of digits.',
  lineMissing: 'Type the line.',
  checkNow: 'Compare',
  print: 'Print',
  verdicts: { same: 'The same', differs: 'Different', ahead: 'The paper knows more' },
  same: (seq: number) => `Up to event ${n(seq)} the ledger is as it was when this was written down.`,
  differs: (seq: number) =>
    `Event ${n(seq)} of the ledger is not the one that was written down. The ledger was changed. Leave the whole folder as it is and report it.`,
  ahead: (seq: number) =>
    `The paper goes up to event ${n(seq)}, and the ledger does not. The last events are gone. Leave the whole folder as it is and report it.`,
  rebuildTitle: 'Lists and search',
  rebuildWords:
    'The list of case files follows from the events. If it looks wrong, it can be filled anew. No event is changed.',
  rebuild: 'Fill anew',
  rebuilding: 'Filling anew',
  rebuilt: (events: number, cases: number) =>
    `${counted(cases, 'case file', 'case files')} filled from ${counted(events, 'event', 'events')}.`,
}
