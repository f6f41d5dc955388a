import type { ACCOUNT_FAILURES } from '../../failures/account-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures of people who log in at headquarters mean and what to do about them, in English. */
export const ACCOUNT_EN: TextsOf<typeof ACCOUNT_FAILURES> = {
  'account/not-logged-in': {
    wrong: 'Nobody is logged in here, or the time of the session is over.',
    act: 'Log in again.',
  },
  'account/wrong': {
    wrong: 'The name, the passphrase or the code is not right.',
    act: 'Check all three. A code counts once: wait for the next one. If it stays so, ask an administrator.',
  },
  'account/wait-before-next-try': {
    wrong: 'There were too many wrong tries.',
    act: 'Wait {waitSeconds:number} seconds, then try again.',
  },
  'account/busy': {
    wrong: 'Too many people are logging in at this moment.',
    act: 'Try again in a few seconds.',
  },
  'account/code-void': {
    wrong: 'This one-time code was used, is over, or was never made.',
    act: 'Ask an administrator for a new one.',
  },
  'account/passphrase-weak': {
    wrong: 'The passphrase is too short.',
    act: 'Choose one of at least {min:number} letters: several words that do not belong together.',
  },
  'account/not-found': {
    wrong: 'There is no such person at headquarters.',
    act: 'Check the list of people.',
  },
  'account/name-taken': {
    wrong: 'Somebody logs in by this name already.',
    act: 'Choose another log-in name.',
  },
  'account/roles-apart': {
    wrong: 'One person cannot have these roles together.',
    act: 'An administrator and a reviewer have no other role.',
  },
  'account/not-yourself': {
    wrong: 'Nobody at headquarters can do this to their own account.',
    act: 'Ask another administrator.',
  },
}
