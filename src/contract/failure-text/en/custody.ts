import type { CUSTODY_FAILURES } from '../../failures/custody-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about custody, raids and drafts mean and what to do about them, in English. */
export const CUSTODY_EN: TextsOf<typeof CUSTODY_FAILURES> = {
  'custody/item-not-found': {
    wrong: 'There is no exhibit or container of this name that you may read.',
    act: 'Check the number, or scan the label again.',
  },
  'custody/place-not-found': {
    wrong: 'There is no storage place of this name.',
    act: 'Check the code in the list of storage places.',
  },
  'custody/place-code-taken': {
    wrong: 'Another storage place in use has this code.',
    act: 'Choose another code: a scanned label must name one place.',
  },
  'custody/place-closed': {
    wrong: 'This storage place is closed.',
    act: 'Choose another place, or open this one again.',
  },
  'custody/place-not-empty': {
    wrong: 'Items are still kept in this storage place.',
    act: 'Move them somewhere else first.',
  },
  'custody/items-of-several-cases': {
    wrong: 'These items belong to more than one case, and a hand-over belongs to one.',
    act: 'Hand over the items of each case by themselves.',
  },
  'custody/not-holder': {
    wrong: 'Somebody else holds this item, and only whoever holds it can hand it over.',
    act: 'Ask its holder to hand it over with their own passphrase; a commander can do it for them and must say why.',
  },
  'custody/in-container': {
    wrong: 'This item lies in a container and moves only with it.',
    act: 'Move the container, or take the item out of it first.',
  },
  'custody/not-in-container': {
    wrong: 'This item does not lie in this container.',
    act: 'Check the number, or count the container’s contents.',
  },
  'custody/item-gone': {
    wrong: 'This item was returned, disposed of or destroyed, and its custody has ended.',
    act: 'If it has come back, register it as a new exhibit.',
  },
  'custody/awaiting-receipt': {
    wrong: 'Whoever was to receive this item has not signed for it yet.',
    act: 'Let them sign for it first, or explain why it moves on without their signature.',
  },
  'custody/not-awaited': {
    wrong: 'Nothing of this hand-over waits for this person’s signature.',
    act: 'Look at what waits for them in their own list.',
  },
  'custody/time-reversed': {
    wrong: 'This time lies before the last one recorded for the item.',
    act: 'Check the time; if it is right, explain how it came to that.',
  },
  'custody/time-in-the-future': {
    wrong: 'This time has not come yet by this machine’s clock.',
    act: 'Check the time and the machine’s clock.',
  },
  'custody/order-needed': {
    wrong: 'An item leaves custody for good only by order.',
    act: 'Enter the order’s number, who gave it, and its day.',
  },
  'custody/order-later': {
    wrong: 'The order is dated after the day on which the item left custody by it.',
    act: 'Check the day of the order, and the time of the hand-over.',
  },
  'custody/purpose-wrong': {
    wrong: 'This purpose does not fit who gives and who receives.',
    act: 'Storing leads to a storage place, taking out comes from one, and what is returned, disposed of or destroyed goes to somebody outside.',
  },
  'custody/same-holder': {
    wrong: 'Whoever is to receive this item has it already.',
    act: 'Nothing needs to be done.',
  },
  'custody/receiver-wrong': {
    wrong: 'Whoever signs here is not the one who was named as the receiver of this hand-over.',
    act: 'Let the named person type their own number and passphrase, or name the other one.',
  },
  'custody/seal-differs': {
    wrong: 'What was entered about the seal does not agree with the record.',
    act: 'Look at the seal again. If it is broken or another one, say so: the record will show it.',
  },
  'custody/seal-number-needed': {
    wrong: 'The new seal’s number is missing.',
    act: 'Scan or type the number of the new seal.',
  },
  'custody/seal-number-taken': {
    wrong: 'This seal number was used before.',
    act: 'Use a new seal: no two may have one number.',
  },
  'custody/seal-roll-unreadable': {
    wrong: 'From this number the next one of the roll cannot be told.',
    act: 'Scan the next seal itself. Numbers of a roll end in digits.',
  },
  'custody/container-sealed': {
    wrong: 'This container is sealed.',
    act: 'Open it with a reason, or give it a new seal in the same step.',
  },
  'custody/not-digital': {
    wrong: 'This exhibit has no stored bytes.',
    act: 'Choose a digital exhibit.',
  },
  'custody/not-physical': {
    wrong: 'This is not a physical exhibit.',
    act: 'Choose a thing that was seized.',
  },
  'custody/digest-differs': {
    wrong: 'This digest is not the one that was recorded for the exhibit.',
    act: 'Check which file the tool read: it was not this exhibit, or it was changed.',
  },
  'custody/count-without-case': {
    wrong:
      'The codes that were read name nothing, and nothing in this place belongs to a case that you may read. No case can say them.',
    act: 'Register what lies there in its case, and count again.',
  },
  'raid/not-found': {
    wrong: 'There is no such raid in this case.',
    act: 'Check its number in the case’s list of raids.',
  },
  'raid/room-not-found': {
    wrong: 'This raid has no such room.',
    act: 'Add the room first, or scan its label again.',
  },
  'raid/person-not-found': {
    wrong: 'Nobody of this code was found in this raid.',
    act: 'Add the person first, or scan their label again.',
  },
  'raid/code-taken': {
    wrong: 'Something else in this raid has this code.',
    act: 'Choose another code: a scanned label must name one thing.',
  },
  'raid/authorisation-needed': {
    wrong: 'A search needs the prosecutor’s authorisation, and neither that nor an exception was entered.',
    act: 'Enter who authorised it and when, also where it was said by telephone, or state the exception in law.',
  },
  'raid/inventory-changed': {
    wrong: 'The inventory has changed since it was shown.',
    act: 'Read it again and let it be signed as it stands now.',
  },
  'raid/inventory-empty': {
    wrong: 'The inventory has no items yet.',
    act: 'Enter what was found first.',
  },
  'draft/changed-elsewhere': {
    wrong: 'This draft was changed in another window meanwhile.',
    act: 'Load it again before you go on.',
  },
  'draft/too-many': {
    wrong: 'There are too many unfinished drafts.',
    act: 'Finish or discard some of them.',
  },
  'draft/file-too-large': {
    wrong:
      'This file is too large to be kept with what you are writing ({sizeBytes} bytes; at most {maxBytes}).',
    act: 'Save the complaint first, then seal the file under Exhibits.',
  },
  'draft/too-many-files': {
    wrong: 'No more files can be kept with what you are writing (at most {max}).',
    act: 'Save the complaint, then seal the others under Exhibits.',
  },
  'draft/no-such-file': {
    wrong: 'This file is no longer kept with what you are writing.',
    act: 'Add it again.',
  },
}
