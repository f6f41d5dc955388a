import type { SYNC_FAILURES } from '../../failures/sync-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

const COPY_AGAIN =
  'Nothing was taken from it. Ask whoever wrote it to write it again, and keep this one as it is.'
const TELL = 'Nothing was taken from it. Tell headquarters by telephone, and keep what was brought as it is.'
const STOP =
  'Nothing was changed and nothing is sent. Leave this machine as it is, and tell your commander and headquarters by telephone.'

/** What failures between stations and headquarters mean and what to do about them, in English. */
export const SYNC_EN: TextsOf<typeof SYNC_FAILURES> = {
  'sync/malformed': {
    wrong: 'What was brought is damaged, or is not what its name says[: {path}].',
    act: COPY_AGAIN,
  },
  'sync/newer-version': {
    wrong: 'What was brought was written by a newer version of Samnum.',
    act: 'Nothing was taken from it. Update Samnum here, then try again.',
  },
  'sync/too-large': { wrong: 'What was brought is larger than it may be[: {path}].', act: TELL },
  'sync/for-another-hub': {
    wrong: 'This is for another headquarters, or from another one.',
    act: 'Nothing was taken from it. Look whether it is the right stick and the right code.',
  },
  'sync/for-another-station': {
    wrong: 'This is for another station, or answers another request.',
    act: 'Nothing was taken from it. Look whether it is the right stick.',
  },
  'sync/signature-wrong': { wrong: 'The signature is not by whom it should be.', act: TELL },
  'sync/hub-key-differs': {
    wrong: 'Headquarters answered with another key than the one on the paper.',
    act: 'Nothing was taken from it. Somebody may stand between you and headquarters: ask there by telephone.',
  },
  'sync/certificate-wrong': {
    wrong: 'A certificate in it is not by this headquarters, or is for others.',
    act: TELL,
  },
  'sync/from-the-future': {
    wrong: 'It was made later than the clock of this machine says it is now.',
    act: 'Nothing was taken from it. Look whether the clock here is right, then try again.',
  },
  'sync/file-missing': { wrong: 'The package names a file that is not in it[: {path}].', act: COPY_AGAIN },
  'sync/file-differs': { wrong: 'A file of the package was changed or damaged[: {path}].', act: COPY_AGAIN },
  'sync/file-unexpected': {
    wrong: 'There is a file that does not belong to the package[: {path}].',
    act: COPY_AGAIN,
  },
  'sync/keys-of-another-package': { wrong: 'The keys in it belong to another package.', act: COPY_AGAIN },
  'sync/keys-unreadable': { wrong: 'The keys in it are not for this headquarters.', act: COPY_AGAIN },
  'sync/gap': {
    wrong: 'Events are missing between what headquarters holds and this package.',
    act: 'Bring the packages before it, or let the station write a new one.',
  },
  'sync/ledger-forked': {
    wrong: 'Two different ledgers carry the name of this station[: they part at event {seq:number}].',
    act: STOP,
  },
  'sync/ledger-rolled-back': {
    wrong:
      'Headquarters holds more events of this station than there are here[: up to event {seq:number}]. An older copy was put back here.',
    act: STOP,
  },
  'sync/device-unknown': {
    wrong: 'Headquarters has not certified this station.',
    act: 'Enrol this station with a code from headquarters.',
  },
  'sync/device-revoked': {
    wrong: 'Headquarters has revoked this station: it takes nothing from it any more.',
    act: 'Ask headquarters why. With a new code this station can be enrolled again.',
  },
  'sync/code-unknown': {
    wrong: 'Headquarters does not know this code.',
    act: 'Ask headquarters for a new code.',
  },
  'sync/code-spent': { wrong: 'This code was used already.', act: 'Ask headquarters for a new code.' },
  'sync/proof-wrong': { wrong: 'A receipt is not proven by the tree of headquarters.', act: TELL },
  'sync/tree-inconsistent': {
    wrong: 'Headquarters cannot show that it still holds everything it gave receipts for.',
    act: 'Nothing was taken from it. Keep your receipts, and tell your commander.',
  },
  'sync/message-out-of-order': {
    wrong: 'Messages of headquarters are missing, or were brought in another order.',
    act: 'Nothing was taken from it. Ask headquarters to write its answer again.',
  },
  'sync/code-malformed': {
    wrong: 'This is no code of headquarters[: group {group:number} was misread].',
    act: 'Type the sixteen groups of six digits as they stand on the paper.',
  },
  'sync/not-enrolled': {
    wrong: 'This station is not enrolled with headquarters.',
    act: 'Ask headquarters for a code on paper, and enrol the station with it.',
  },
  'sync/already-enrolled': {
    wrong: 'This station is enrolled with headquarters already.',
    act: 'To enrol it anew, for example with other headquarters, end this enrolment first.',
  },
  'sync/not-asked': {
    wrong: 'This station did not ask to be enrolled.',
    act: 'Type the code from headquarters first.',
  },
  'sync/nothing-on-carrier': {
    wrong: 'There is nothing from headquarters for this station.',
    act: 'Look whether it is the stick that came back from headquarters.',
  },
  'sync/no-such-pack': {
    wrong: 'No law pack and no playbook of headquarters has this number.',
    act: 'See what headquarters sent with `samnum messages DIR`.',
  },
  'sync/nothing-to-send': {
    wrong: 'Headquarters has everything that there is here, by its own receipt.',
    act: 'There is nothing to do.',
  },
  'sync/already-shared': {
    wrong: 'This case is shared with headquarters already.',
    act: 'There is nothing to do.',
  },
  'sync/carrier-full': {
    wrong: 'The stick is full.',
    act: 'Make room on it, or take another one. What was begun on it counts for nothing and is removed the next time.',
  },
  'sync/carrier-refuses': {
    wrong: 'The stick cannot be written to or read[ ({causeCode})].',
    act: 'Look whether it is locked against writing, or take another one.',
  },
  'sync/carrier-failed': {
    wrong: 'The stick does not answer[ ({causeCode})].',
    act: 'Put it in again and try once more. What is here is unharmed.',
  },
  'sync/object-missing': {
    wrong: 'The file of an exhibit cannot be read here[: {objectId}].',
    act: 'Check the vault, and restore the exhibit from a backup.',
  },
}
