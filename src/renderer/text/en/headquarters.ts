import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`

/** Headquarters, in English. */
export const headquartersText: Catalogue['headquarters'] = {
  title: 'Headquarters',
  intro:
    'What headquarters holds, what waits to be sent, and what it answered. Whoever carries the stick can read nothing.',
  notEnrolled: 'This station is not enrolled',
  notEnrolledWords: 'Ask headquarters for a code on paper, and type it here.',
  asked: 'Enrolment was asked for',
  askedWords: 'Bring the stick to headquarters, and read it when it comes back.',
  revoked: 'Headquarters has revoked this station',
  revokedWords: 'Nothing is sent any more. Ask headquarters why.',
  onlyAdministrator: 'Only an administrator can enrol the station.',
  holds: (seq, time) => `Headquarters holds everything up to event ${n(seq)}, received ${time}.`,
  holdsNothing: 'Headquarters has given no receipt yet.',
  waiting: (count) =>
    count === 0
      ? 'No event waits to be sent.'
      : `${counted(count, 'event waits', 'events wait')} to be sent.`,
  stickTitle: 'Stick',
  stick: 'USB stick',
  noStick: 'No stick was found. Plug it in, then look again.',
  chooseStick: 'Choose a stick',
  lookAgain: 'Look again',
  write: 'Write to the stick',
  read: 'Read from the stick',
  writing: 'Writing the package',
  reading: 'Reading',
  written: (toSeq, cases, objects) =>
    `The package is on the stick: up to event ${n(toSeq)} · ${counted(cases, 'case', 'cases')} · ${counted(objects, 'exhibit', 'exhibits')}.`,
  withoutKey: (count) =>
    `${counted(count, 'shared case goes', 'shared cases go')} without a key, because you hold none: it goes with a package of somebody who does.`,
  taken: (receipts, messages) =>
    `Taken: ${counted(receipts, 'receipt', 'receipts')} and ${counted(messages, 'message', 'messages')}.`,
  enrolledNow: 'This station is enrolled with headquarters.',
  networkTitle: 'Network',
  networkWords:
    'Events go before exhibits, small exhibits before large ones. What a line breaks goes on where it stopped.',
  exchange: 'Exchange now',
  exchanging: 'Exchanging with headquarters',
  exchanged: (packages, receipts, messages) =>
    `Sent: ${counted(packages, 'package', 'packages')}. Taken: ${counted(receipts, 'receipt', 'receipts')} and ${counted(messages, 'message', 'messages')}.`,
  heldBack: (count) => `${counted(count, 'package waits', 'packages wait')} at headquarters for a decision.`,
  refusedThere: (count) => `Headquarters did not take ${counted(count, 'package', 'packages')}.`,
  exhibitsWait: (count) =>
    `${counted(count, 'exhibit waits', 'exhibits wait')}, because the line is metered.`,
  underWay: (count) =>
    `${counted(count, 'package is', 'packages are')} under way and will go on with the next exchange.`,
  networkSettings: 'Use of the network',
  address: 'Address of headquarters',
  addressHint: (given) => (given === '' ? 'https://, as on the paper.' : `Left empty: ${given}`),
  addressOfPaper: 'Address on the paper',
  proxy: 'Proxy, where this network has one',
  proxyHint: 'http://name:port',
  limit: 'Use at most (kilobits a second)',
  limitHint: 'Left empty: as much as the line has.',
  limitWrong: 'Type a number of 8 or more.',
  metered: 'The line costs by what it carries: events go, exhibits wait',
  keep: 'Keep',
  kept: 'Kept.',
  enrolNow: 'Enrol over the network',
  enrolling: 'Asking headquarters',
  enrolTitle: 'Enrol this station',
  code: 'Code on the paper',
  codeHint: 'Sixteen groups of six digits, Khmer or Latin.',
  codeMissing: 'Type the code.',
  station: 'Name of the station',
  stationMissing: 'Type the name of the station.',
  stickMissing: 'Choose a stick.',
  ask: 'Write the request to the stick',
  casesTitle: 'Cases that headquarters can read',
  casesWords:
    'All events are sent sealed. Headquarters reads only the cases that you share, and sharing cannot be taken back.',
  noCases: 'You hold no case yet.',
  noCaseFound: 'No case is like that.',
  findCase: 'Find a case by number, title or name',
  newestOf: (shown, total) => `The ${n(shown)} cases that changed last, of ${n(total)}.`,
  shared: 'headquarters can read it',
  notShared: 'sealed',
  share: 'Share',
  shareOf: (number) => `Share case ${number} with headquarters`,
  sentTitle: 'Packages sent',
  noneSent: 'No package was sent yet.',
  messagesTitle: 'Messages of headquarters',
  noMessages: 'There are no messages.',
  columns: { case: 'Case', state: 'State', acts: 'Acts', upTo: 'Up to', when: 'When', by: 'By' },
  states: { 'on-its-way': 'on its way', received: 'received', refused: 'refused' },
  kinds: {
    tasking: 'Tasking',
    notice: 'Notice',
    comment: 'Comment',
    'match-hint': 'Match',
    'law-pack': 'Law pack',
    vocabulary: 'Vocabulary',
    playbook: 'Playbook',
  },
  packWords: 'Headquarters signed it. Take it on, and it counts at this station from then on.',
  packForCommander: 'Headquarters signed it. A commander takes it on.',
  adoptPack: 'Take on',
  packAdopted: 'It was taken on and counts from now on.',
  matched: (value, cases, provinces, contact) =>
    `${value} is also in ${counted(cases, 'case', 'cases')} of other stations, in ${counted(provinces, 'province', 'provinces')}. Contact: ${contact}`,
  dueOn: (day) => `due on ${day}`,
}
