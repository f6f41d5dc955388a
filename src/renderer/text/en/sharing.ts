import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')

/** Who reads a case, what leaves it as a file, and how it ends, in English. */
export const sharingText: Catalogue['sharing'] = {
  readersTitle: 'Who can read it',
  readersWords: 'Only they hold the key of this case file.',
  suspended: 'suspended',
  kinds: { 'recovery-code': 'Recovery code', escrow: 'Key of headquarters' },
  share: 'Share',
  shareTitle: (number: string) => `Share case file ${number}`,
  shareIntro:
    'Whoever receives the key of this case file can read all of it. Sharing is recorded and cannot be taken back.',
  shareWith: 'Share with',
  choose: 'Choose',
  personMissing: 'Choose a person.',
  nobodyLeft: 'Everybody can read this case file already.',
  shareNow: 'Share',
  confirm: 'Confirm',
  confirmOf: (seq: number) => `Confirm event ${n(seq)}`,
  confirmedBy: (name: string, purpose: string) => `Confirmed by ${name}: ${purpose}`,
  confirms: (seq: number, purpose: string) => `Event ${n(seq)}: ${purpose}`,
  purposes: { 'hand-over': 'hand-over', review: 'review', recovery: 'recovery' },
  confirmTitle: (seq: number) => `A second person confirms event ${n(seq)}`,
  confirmIntro:
    'The second person reads this event and signs it with their own passphrase. You stay the one who unlocked.',
  purpose: 'Purpose',
  note: 'Note',
  confirmNow: 'Confirm and sign',
  actsTitle: 'Disclosure and expungement',
  disclose: 'Disclose to a file',
  discloseWords:
    'One file that opens and verifies without Samnum. Nothing of another case file can be read in it. It is not encrypted.',
  disclosing: 'Writing the file',
  disclosed: (events: number, size: string) =>
    `${n(events)} ${events === 1 ? 'event' : 'events'} disclosed (${size}); that they left the vault is recorded.`,
  digest: 'SHA-256 of the file',
  expunge: 'Expunge by order of a court',
  expungeTitle: (number: string) => `Expunge case file ${number}`,
  expungeWarning: 'This cannot be undone',
  expungeIntro:
    'The keys, the content of the events and every exhibit of this case file are destroyed. The headers of the events stay, so that the chain still verifies. Backups made before must be destroyed separately.',
  reference: 'Number of the order',
  referenceMissing: 'Enter the number.',
  authority: 'Authority that ordered it',
  authorityHint: 'For example “Kampot Court of First Instance”.',
  authorityMissing: 'Enter the authority.',
  orderedOn: 'Day of the order',
  orderedOnWrong: 'Enter day/month/year.',
  typeNumber: (number: string) => `Type the number ${number} once more`,
  numberDiffers: 'This is not the number of the case file.',
  expungeNow: 'Expunge for ever',
  expunging: 'Expunging',
}
