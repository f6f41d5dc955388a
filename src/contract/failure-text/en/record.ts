import type { RECORD_FAILURES } from '../../failures/record-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about records and letters mean and what to do about them, in English. */
export const RECORD_EN: TextsOf<typeof RECORD_FAILURES> = {
  'record/not-found': {
    wrong: 'This case has no such record.',
    act: 'Look at the list of the records of the case and choose one.',
  },
  'record/is-final': {
    wrong: 'This record is final and cannot be changed.',
    act: 'Write another record that corrects it; both stay in the case.',
  },
  'record/is-draft': {
    wrong: 'This record is still a draft.',
    act: 'Finalise it first.',
  },
  'record/of-another-kind': {
    wrong: 'A draft of one kind of record cannot become another kind.',
    act: 'Begin a new record of the kind that you want.',
  },
  'record/law-not-met': {
    wrong: 'The record does not meet what the law demands of it[; conditions that are open: {count:number}].',
    act: 'Look at the open conditions with their articles, fill in what is missing and try again.',
  },
  'record/warnings-not-seen': {
    wrong: 'Some rules that no lawyer has checked yet are not met[: {count:number}].',
    act: 'Read them, ask a lawyer where you are in doubt, and confirm that you have seen them.',
  },
  'letter/not-found': {
    wrong: 'This case has no such letter.',
    act: 'Look at the list of the letters of the case and choose one.',
  },
  'letter/payment-not-found': {
    wrong: 'The letter names a payment that no complaint of this case has.',
    act: 'Choose the payment anew from the complaints of the case.',
  },
  'letter/nothing-to-freeze': {
    wrong: 'This payment was only attempted: there is nothing to freeze.',
    act: 'Choose a payment that was made.',
  },
  'letter/malformed-book': {
    wrong: 'The file is no book of recipients of this form.',
    act: 'Compare it with docs/format-sync.md, section 7. Every recipient needs a name of its own and the letters that it takes.',
  },
  'report/about-missing': {
    wrong: 'It is not said whom or which complaint the paper is about.',
    act: 'Name the complaint by its number, or the person by name.',
  },
  'report/not-of-case': {
    wrong: 'This file is not one that left the vault of this case as it is now.',
    act: 'Take the file that was saved last, unchanged, and name the case that it belongs to. If it was lost, draw it again.',
  },
  'report/stamp-refused': {
    wrong: 'The answer grants no time-stamp, or it stamps another document.',
    act: 'Make the request from this very document, carry it to the authority again, and take the answer to that request.',
  },
  'report/about-not-found': {
    wrong: 'The case has no such complaint, or names no such person.',
    act: 'Look at what the case can be made into, and choose from there.',
  },
  'report/head-not-found': {
    wrong: 'This case was never at the ledger head that is stated.',
    act: 'Compare the head with the one at the foot of the page. If they are the same, the page does not belong to this case.',
  },
  'law/malformed-pack': {
    wrong: 'The file is no law pack of this form.',
    act: 'Ask headquarters for the file again and compare its size.',
  },
  'law/digest-differs': {
    wrong: 'The file is not the one whose digest was stated.',
    act: 'Compare the digest with the one that headquarters gave on paper, and fetch the file again. Adopt nothing else.',
  },
  'law/version-not-newer': {
    wrong: 'This law pack is not newer than the one in use[: version {version:number}].',
    act: 'Adopt only a pack with a greater version.',
  },
  'template/key-unknown': {
    wrong: 'The document has no such text.',
    act: 'Change only the texts that are listed.',
  },
  'template/placeholder-unknown': {
    wrong:
      'A text names something that the document does not fill in, or leaves out what it must name[: {key}].',
    act: 'Use the placeholders that are listed for this text, written the same way.',
  },
  'template/changed-meanwhile': {
    wrong: 'Somebody changed this wording in the meantime[: it is now version {version:number}].',
    act: 'Look at the new version and change that.',
  },
  'template/no-such-version': {
    wrong: 'This wording has no such version[: the newest is {version:number}].',
    act: 'Choose one of its versions. 0 is what ships with the program.',
  },
  'page/foreign': {
    wrong: 'A page[, number {page:number},] is not of this document: its check code is another one.',
    act: 'Print the document again from the case and compare both by eye. Keep this copy: it may be evidence.',
  },
  'page/changed': {
    wrong: 'A page[, number {page:number},] does not say what the ledger says.',
    act: 'Print the document again from the case and compare both by eye. Keep this copy: it may be evidence.',
  },
  'page/out-of-order': {
    wrong: 'A page[, number {page:number},] is of this document and stands in the wrong place.',
    act: 'Print the document again from the case and compare both by eye. Keep this copy: it may be evidence.',
  },
  'page/missing': {
    wrong: 'A page is missing[: number {page:number}].',
    act: 'Print the document again from the case and compare both by eye. Keep this copy: it may be evidence.',
  },
  'page/too-many': {
    wrong: 'A page is one too many[: number {page:number}].',
    act: 'Print the document again from the case and compare both by eye. Keep this copy: it may be evidence.',
  },
}
