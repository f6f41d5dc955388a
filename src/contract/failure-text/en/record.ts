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
    wrong: 'The record does not meet what the law demands of it[: {count:number} conditions are open].',
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
}
