import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')

/** The first run and the unlock screen, in English. */
export const entryText: Catalogue['entry'] = {
  motto: 'The workstation for investigating cybercrime, without the internet',
  steps: { label: 'Steps of setting up', of: (step: number, all: number) => `Step ${n(step)} of ${n(all)}` },
  stepNames: ['Language', 'Name and passphrase', 'Recovery code', 'Ready'],
  welcome: 'Welcome to Samnum',
  chooseLanguage: 'Choose a language',
  languageLater: 'You can change it at any time.',
  whatTitle: 'What Samnum does',
  what: [
    {
      title: 'From the complaint to the report for the court',
      words: 'Take complaints, seal exhibits and print reports in Khmer or English.',
    },
    {
      title: 'Data stay on this machine',
      words: 'Everything is encrypted, and nothing is ever sent to the internet.',
    },
    {
      title: 'Nothing changes silently',
      words: 'Every act is signed and chained to the one before, so that any tampering is found.',
    },
  ],
  founderTitle: 'Who will use this vault?',
  founderIntro:
    'The vault is the encrypted folder that holds all case files. Whoever makes it becomes commander and administrator.',
  name: 'Full name',
  nameHint: 'It appears in the ledger and in reports.',
  newPassphrase: 'Passphrase',
  newPassphraseHint: (min: number) =>
    `At least ${n(min)} characters. Best are four or more words that have nothing to do with each other.`,
  repeatPassphrase: 'Passphrase once more',
  passphrasesDiffer: 'The two passphrases differ.',
  nameMissing: 'Enter the name.',
  strength: 'Strength of the passphrase',
  strengths: {
    short: (left: number) => `Too short: ${n(left)} more ${left === 1 ? 'character' : 'characters'} needed`,
    weak: 'Weak: the same few characters again and again',
    fair: 'Usable; a longer one is better',
    good: 'Good',
    strong: 'Strong',
  },
  lossTitle: 'A passphrase cannot be found again',
  loss: 'Samnum next shows a recovery code to be printed. If both the passphrase and that code are lost, nobody can read the case files in this vault.',
  lossUnderstood: 'I understand',
  lossNotUnderstood: 'Confirm that you understand before going on.',
  create: 'Create the vault',
  creating: 'Creating the vault…',
  doneTitle: 'The vault is ready',
  done: (name: string) => `${name} can begin to work.`,
  doneVault: 'Vault id',
  doneKey: 'Your signing key',
  doneRoles: 'Roles',
  doneNext: 'What comes next',
  doneNextWords:
    'Take the first complaint, then seal exhibits in its case file. Whenever you leave the desk, press Ctrl+L to lock.',
  begin: 'Begin work',
  unlockTitle: 'Unlock the vault',
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  unlocking: 'Unlocking…',
  fillingLists: 'Filling the lists of case files',
  fillingListsWhy:
    'This takes long once: after a restore, new keys or an order to destroy. Nothing is lost if you stop.',
  person: 'Person',
  anyPerson: 'Any number',
  personHint: 'Naming the number makes unlocking faster.',
  number: (number: number) => `Number ${n(number)}`,
  waitTitle: 'Wait before the next try',
  waitSeconds: (seconds: number) =>
    `The next try is possible in ${n(seconds)} ${seconds === 1 ? 'second' : 'seconds'}.`,
  waitMinutes: (minutes: number, seconds: number) =>
    `The next try is possible in ${n(minutes)} min ${n(seconds)} s.`,
  waitWords:
    'Wrong passphrases were tried several times. Starting the program again does not make it shorter.',
  unlockHint: 'Unlocking takes a moment. That protects against guessing.',
  hasJustLocked: 'Locked. No data are left in this window.',
  passphraseMissing: 'Enter the passphrase.',
}
