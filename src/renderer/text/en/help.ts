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
      'A case file has parts: the first row is about the matter, the second about the work. Press Alt and a number to change between them.',
    ],
    work: [
      'Shows what is due in all of your cases: tasks, hearings, and steps whose clock is running. What is late stands at the top.',
      'A line leads to its case.',
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
  tabs: {
    overview: ['The case at a glance: complaints, losses by currency, who can read it, and related cases.'],
    complaints: [
      'The complaints of this case, also of people who did not want to complain. Duplicates count once, and both stay.',
      'Open a complaint to read it whole, to tell more of it, or to say that it is a duplicate.',
    ],
    people: [
      'People, organisations and premises. Roles change: “victim or suspect, undetermined” is one of them.',
      'Scan the machine-readable zone (MRZ) of a passport or identity card: the fields are filled and its check digits verified.',
      'One person who was entered twice can be merged, and parted again. Both histories stay.',
    ],
    identifiers: [
      'Paste any text, and phone numbers, accounts, links, wallets and others are found in it. You can correct the kind, and say where it was seen.',
      'A golden mark says that the same is known in other cases that you can read.',
    ],
    money: [
      'Each currency is added up by itself. A rate of exchange is a remark with its day and source.',
      'Claimed, documented, confirmed, frozen and recovered stand apart. The text of a KHQR code fills a payment when its check digits are right.',
    ],
    exhibits: [
      'Drop files here. Each is read once, encrypted and sealed, and its SHA-256 stands beside it.',
      'Things that can be touched are registered with their seal and holder. A hand-over is signed by both sides.',
    ],
    raids: ['Open a raid to list things quickly by keyboard or scanner, and to sign the inventory.'],
    papers: [
      'Records, letters and packages for a court. What the law asks stands beside a record and leads to the field that is missing.',
      'Where headquarters sent a book of banks and providers, a letter takes name and address from it.',
    ],
    report: [
      'Choose the kind and language of a document, and look at every page before you save or sign it.',
    ],
    timeline: [
      'The incident, payments, messages, custody and what officers did, by time. The clock is shown and can be changed.',
    ],
    notes: [
      'A notebook with numbered pages. A page that was written is locked; a mistake is corrected on a new page.',
    ],
    work: [
      'Playbooks show the steps in order, with their clocks. Tick what was done, or say why it was not. A station can add playbooks of its own.',
      'Tasks have a deadline and somebody who is responsible.',
    ],
    course: [
      'Decisions, reviews by the commander, related cases, hearings, prosecutor and counsel.',
      'From here a case is linked, split, merged, transferred, closed or reopened. Each act asks why, and stays in the history.',
    ],
    history: [
      'Every event in order: who did what, when, and what was changed into what. Nothing can be deleted.',
    ],
  },
}
