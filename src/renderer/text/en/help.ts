import type { Catalogue } from '../catalogue.ts'

/** Help for each screen, in English. */
export const helpText: Catalogue['help'] = {
  title: 'Help',
  general: [
    'Everything can be done from the keyboard. Press Ctrl+K to go to any screen, do any command or find anything. Press ? for all shortcuts.',
    'What is recorded can be neither edited nor deleted. A correction is another entry, and both stay.',
  ],
  screens: {
    cases: [
      'The list shows the case files that you may read, the last changed first.',
      'Type into the search field, or press /, and go down into the list with the arrow. Press N to take a new complaint.',
    ],
    case: [
      'A case file has parts: press Alt and a number to change between them.',
      'The history shows every event in order, with who did it and when.',
    ],
    complaint: ['Reads a complaint as it was taken. Amounts stay apart by currency and are never converted.'],
    'new-complaint': [
      'Listen to the victim first, and write in their words. What you type is kept as a draft at once.',
      'Somebody who does not want to complain counts too: choose “Informs only” or “Declines to complain”. Press Ctrl+Enter to save.',
    ],
    item: [
      'The chain of custody shows holders, places and seals from the beginning. The giver is worked out by the program and never typed.',
    ],
    viewer: [
      'Exhibits are shown by a process of its own that holds no keys. Looking changes no byte of them.',
    ],
    reading: [
      'The program reads an exhibit and proposes what it finds. Only what you confirm enters the case file.',
    ],
    raid: [
      'Enter rooms, people and things in the order in which they are found. The inventory is signed at the end.',
    ],
    record: [
      'A record is held against the conditions of the law. Once final it cannot be changed; another record can correct it.',
    ],
    letter: ['A letter that was issued does not change any more and can be printed again exactly as it was.'],
    'new-paper': ['Fill in each field. What the law demands is named before the paper becomes final.'],
    court: ['Law packs, the wording of papers, and statistics to be printed.'],
    places: [
      'Where exhibits are stored. Count a place to learn what is missing and what is there without belonging.',
    ],
    place: ['Scan each thing or type its number, then finish the count.'],
    waiting: ['Things that were handed to you stay here until you sign for them.'],
    search: [
      'Type words, a name, a number or an amount. Results appear while you type, and every word must be there.',
      'Khmer names are found by Latin letters and the reverse: a name finds its romanised spellings, and they find it. A part of a number is enough. One wrong letter in a longer word is forgiven.',
      'Save a search that you use often under a name. It is yours alone.',
    ],
    statistics: [
      'These numbers count the cases that you can read. People who complain and people who do not are kept apart.',
      'Each currency, state and level is added up by itself. Payments told twice are pointed out.',
    ],
    verify: ['Verifying reads every byte of the vault and names the first event that does not hold.'],
    people: [
      'Add people, change their roles or suspend them. Each reads only the cases that were shared with them.',
    ],
    keys: [
      'Change your passphrase, make a key file or a recovery code. Keep the recovery code on paper, away from the machine.',
    ],
    training: [
      'Each exercise is an invented case. Begin one, listen to the story, and work as on a real case; begin it again as often as you like.',
    ],
    exercise: [
      'The story stands at the top, then what comes next, then the mark: what was done, late, left out or missed. Close the case to end the exercise.',
    ],
    headquarters: [
      'Shows what headquarters holds and what waits. Write to a stick, or exchange over the network; whoever carries the stick can read nothing.',
    ],
    backup: [
      'A backup is a copy of the whole vault on a stick, encrypted as the vault is. Only what is new is copied, and everything that was written is read back.',
      'Keep two sticks and use them in turn, one of them away from the station. Pulling a stick out too early spoils nothing: its last good backup stays.',
    ],
    about: ['The program, the vault and the people who work in it.'],
  },
}
