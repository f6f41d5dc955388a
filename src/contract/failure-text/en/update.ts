import type { UPDATE_FAILURES } from '../../failures/update-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

const STAYS = 'The program stays as it is.'
const AGAIN = `${STAYS} Ask headquarters for the file once more.`
const TELL = `${STAYS} Do not take it from elsewhere; tell headquarters by telephone.`

/** What failures about new versions of the program mean and what to do about them, in English. */
export const UPDATE_EN: TextsOf<typeof UPDATE_FAILURES> = {
  'update/malformed': { wrong: 'The file is no update of Samnum, or its beginning is damaged.', act: AGAIN },
  'update/no-release-key': {
    wrong: 'This copy of Samnum names nobody whose updates it takes.',
    act: `${STAYS} Install a copy that was made with a release key.`,
  },
  'update/signature-wrong': { wrong: 'The update is not signed by whoever makes Samnum.', act: TELL },
  'update/digest-differs': { wrong: 'The update was changed or damaged on its way.', act: AGAIN },
  'update/truncated': { wrong: 'The end of the update is missing.', act: AGAIN },
  'update/older': {
    wrong: 'The update[ to version {version}] is older than what ran here[, version {current}].',
    act: `${STAYS} An older version is never put in the place of a newer one.`,
  },
  'update/same-version': {
    wrong: 'This version[, {version},] runs here already.',
    act: 'There is nothing to do.',
  },
  'update/needs-step': {
    wrong: 'The update[ to version {version}] needs a newer version first[: {least}].',
    act: `${STAYS} Take that version first, then this one.`,
  },
  'update/other-platform': {
    wrong: 'The update is for other machines[: {platform}].',
    act: `${STAYS} Ask headquarters for the one for this machine.`,
  },
  'update/too-large': { wrong: 'The update is larger than any may be.', act: TELL },
  'update/disk-full': {
    wrong: 'The disk has no room for the update[: {neededBytes:number} bytes are needed].',
    act: `${STAYS} Make room, then try again.`,
  },
  'update/none-there': {
    wrong: 'There is no update on it.',
    act: 'Look whether it is the stick that came from headquarters.',
  },
  'update/nothing-staged': {
    wrong: 'No verified update lies beside the program.',
    act: 'Take one from the stick of headquarters first.',
  },
  'update/nothing-to-undo': {
    wrong: 'There is no version to go back to.',
    act: STAYS,
  },
  'update/not-installed': {
    wrong: 'This program was not started from a folder that can be updated.',
    act: 'Update it the way it was installed.',
  },
  'update/program-damaged': {
    wrong: 'What the program’s folder says of its versions cannot be read.',
    act: 'Install Samnum anew in that folder. Vaults are elsewhere and unharmed.',
  },
}
