import type { PEOPLE_FAILURES } from '../../failures/people-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about who may do what mean and what to do about them, in English. */
export const PEOPLE_EN: TextsOf<typeof PEOPLE_FAILURES> = {
  'people/not-found': {
    wrong: 'There is no such person at this station.',
    act: 'Check the number in the list of people.',
  },
  'people/name-taken': {
    wrong:
      'Somebody at this station has this name already, and what people sign is told apart by their names.',
    act: 'Add what tells the two apart, such as rank or unit, and try again.',
  },
  'people/passphrase-taken': {
    wrong: 'This passphrase cannot be used.',
    act: 'Choose a wholly different one.',
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
  'case/already-shared': {
    wrong: 'This person can read the case already.',
    act: 'Nothing needs to be done.',
  },
  'case/number-differs': {
    wrong: 'The number that was typed is not the number of this case, and nothing was destroyed.',
    act: 'Type the case’s number as the list of cases shows it.',
  },
  'case/not-found': {
    wrong: 'There is no such case in this vault.',
    act: 'Check the number in the list of cases.',
  },
}
