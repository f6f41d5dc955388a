import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')

/** The recovery code, its drill, and the way back into a vault, in English. */
export const recoveryText: Catalogue['recovery'] = {
  title: 'Recovery code',
  intro:
    'When a passphrase is forgotten, this code opens the vault and sets a new one. Print it or copy it by hand, put it into a sealed envelope, and keep that away from this machine.',
  making: 'Making the recovery code…',
  onceTitle: 'This code is shown once',
  once: 'Samnum does not keep it. Whoever has the code can open the vault: do not photograph it and do not send it by phone.',
  group: (place: number) => `Group ${n(place)}`,
  print: 'Print',
  isOnPaper: 'I have the code on paper',
  drillTitle: 'Read the code back from the paper',
  drill:
    'Type the code as the paper has it, to be sure that the paper is right. Khmer and Latin digits both work.',
  code: 'Recovery code',
  codeHint: 'Eight groups of six digits.',
  groupsRead: (count: number, all: number) => `${n(count)} of ${n(all)} groups right`,
  groupWrong: (place: number) => `Group ${n(place)} is not right. Look at the paper again.`,
  notDigits: 'There is something that is no digit.',
  incomplete: (left: number) => `${n(left)} more ${left === 1 ? 'digit' : 'digits'} needed.`,
  tooLong: 'There are too many digits.',
  check: 'Check the code',
  checking: 'Checking…',
  showAgain: 'See the code again',
  postpone: 'Check it later',
  tryAgain: 'Make it again',
  withoutCode: 'Go on without a code',
  label: 'Where the paper is kept',
  labelHint: 'The list of ways in shows it, for example “The commander’s safe”.',
  defaultLabel: 'Envelope in the safe',
  labelMissing: 'Enter where it is kept.',
  sheet: {
    title: 'Recovery code of the vault',
    vault: 'Vault id',
    madeAt: 'Made',
    madeBy: 'Made by',
    rules: [
      'Put this paper into a sealed envelope and keep it in a safe, away from the machine.',
      'Whoever has this paper and the vault’s folder can read every case file.',
      'When it is needed: on the unlock screen press “Passphrase forgotten”, then type this code.',
      'After it was used, make a new code. The old one then ends.',
    ],
  },
  forgotten: 'Passphrase forgotten',
  recoverTitle: 'Unlock without a passphrase',
  recoverIntro:
    'The recovery code, or the key of headquarters, sets a new passphrase for one person. That it was used is recorded in the ledger.',
  way: 'Recover with',
  ways: { 'recovery-code': 'Recovery code', escrow: 'Key of headquarters' },
  identity: 'Secret key of headquarters',
  identityHint: 'Begins with AGE-SECRET-KEY-1',
  identityMissing: 'Enter the secret key.',
  showIdentity: 'Show the secret key',
  forWhom: 'New passphrase for',
  firstAdministrator: 'The first administrator',
  recover: 'Recover and unlock',
  recovering: 'Recovering…',
  backToUnlock: 'Back to unlocking',
  noneYet:
    'This vault has no recovery code. If the passphrase is forgotten, nobody can read the case files any more.',
  make: 'Make a recovery code',
  drillDue: 'Nobody has read the recovery code back from the paper yet.',
  drillNow: 'Check it now',
}
