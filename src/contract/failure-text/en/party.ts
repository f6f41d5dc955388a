import type { PARTY_FAILURES } from '../../failures/party-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about people and money mean and what to do about them, in English. */
export const PARTY_EN: TextsOf<typeof PARTY_FAILURES> = {
  'party/not-found': {
    wrong: 'This case has no such party.',
    act: 'Look at the list of parties of the case and choose one.',
  },
  'party/same': {
    wrong: 'A party cannot be merged with itself.',
    act: 'Choose the other entry of the same person.',
  },
  'party/is-merged': {
    wrong: 'One of the two parties is merged into another one already.',
    act: 'Choose the entry into which it was merged, or take the two apart first.',
  },
  'party/not-merged': {
    wrong: 'This party is not merged into another one.',
    act: 'Nothing needs to be taken apart.',
  },
  'party/birth-not-possible': {
    wrong: 'Nobody alive can have been born on this day: it has not come yet, or is more than 150 years ago.',
    act: 'Check the year. Years of the Buddhist era are 543 more.',
  },
  'premises/not-found': {
    wrong: 'This case has no such premises.',
    act: 'Look at the list of premises of the case and choose one.',
  },
  'identifier/not-found': {
    wrong: 'This case has no such identifier that was noted by itself.',
    act: 'Look at the list of identifiers. Those of complaints and payments are changed there.',
  },
  'identifier/is-withdrawn': {
    wrong: 'This identifier was withdrawn already.',
    act: 'Note it again if it is right after all.',
  },
  'payment/not-found': {
    wrong: 'This case has no such payment.',
    act: 'Look at the list of payments of the case and choose one.',
  },
  'payment/is-withdrawn': {
    wrong: 'This payment was withdrawn.',
    act: 'Enter it again if it was made after all.',
  },
  'payment/not-yet': {
    wrong: 'The day of the payment has not come yet.',
    act: 'Check the day.',
  },
  'payment/no-such-loss': {
    wrong: 'The complaint has no such loss.',
    act: 'Choose a loss of the complaint, or leave it out.',
  },
  'complaint/not-found': {
    wrong: 'There is no such complaint.',
    act: 'Look at the complaints of the case and choose one.',
  },
  'complaint/is-duplicate': {
    wrong: 'One of the two complaints is a duplicate already, or has duplicates of its own.',
    act: 'Name the complaint that tells it first. A duplicate of a duplicate would be counted nowhere.',
  },
  'complaint/was-moved': {
    wrong: 'This complaint went to case {number} when this case was split.',
    act: 'Go on with it there.',
  },
  'complaint/no-duplicate': {
    wrong: 'This complaint is not a duplicate.',
    act: 'Nothing needs to be taken back.',
  },
  'gazetteer/too-large': {
    wrong: 'This file is larger than any gazetteer ({sizeBytes} bytes; at most {maxBytes}).',
    act: 'Choose the official file of provinces, districts, communes and villages.',
  },
  'gazetteer/not-a-gazetteer': {
    wrong: 'This is not the file of the national gazetteer. The one that was there before stays.',
    act: 'Choose the official JSON file with the lists provinces, districts, communes and villages.',
  },
  'gazetteer/wrong-entry': {
    wrong:
      'The gazetteer has a wrong entry: list {level} (1 provinces, 2 districts, 3 communes, 4 villages), entry {place}. The one that was there before stays.',
    act: 'Have the file given to you again, or let whoever made it mend this entry: its code, its Khmer name, and the place that it lies in.',
  },
}
