import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`

/** Exhibits, in English. */
export const exhibitsText: Catalogue['exhibits'] = {
  title: 'Exhibits',
  dropTitle: 'Drop files here',
  dropWords: 'Each file is read once, encrypted and sealed. The original stays as it is.',
  dropNow: 'Let go to seal',
  choose: 'Choose files',
  chooseFolder: 'Choose a folder',
  queueTitle: 'Sealing',
  waiting: 'Waiting',
  sealed: (number: string) => `Sealed as ${number}`,
  laterPiece: (first: string) =>
    `By its name this is a later piece of a disk image. Add ${first}, which lies beside it: then all pieces become one exhibit.`,
  stopFile: (name: string) => `Stop ${name}`,
  clearEnded: 'Clear what has ended',
  emptyTitle: 'No exhibits yet',
  empty:
    'An exhibit is a file that a victim or an officer brings: a screenshot, an e-mail, a bank statement, a chat. Samnum records its SHA-256, so that anybody can check it.',
  count: (count: number) => counted(count, 'exhibit', 'exhibits'),
  gallery: {
    shownAs: 'Show the exhibits as',
    list: 'List',
    pictures: 'Pictures',
    title: (count: number) => `${counted(count, 'picture', 'pictures')} among the exhibits`,
    notDrawn: 'Cannot be drawn',
  },
  columns: {
    number: 'Number',
    name: 'Name',
    size: 'Size',
    digest: 'SHA-256',
    sealed: 'Sealed',
    acts: 'Acts',
  },
  sealedBy: (name: string) => `by ${name}`,
  sourceName: (name: string) => `Own name ${name}`,
  interrupted: {
    title: 'Sealing was interrupted',
    intro:
      'The program or the machine stopped while these were sealed. Sealing the same file or folder again goes on where it stopped. Nothing of the original was changed.',
    notInBrowser:
      'A browser cannot go on from the middle of a file: the desktop window and the command line can. Or seal the file anew here, and give this up.',
    folder: 'A folder',
    done: (done: string, whole: string) => `${done} of ${whole} sealed`,
    parts: (count: number, size: string) => `${counted(count, 'file', 'files')} recorded, ${size}`,
    lastAt: (when: string) => `stopped ${when}`,
    continueFile: 'Choose the same file',
    continueFolder: 'Choose the same folder',
    giveUp: 'Give up',
    giveUpTitle: 'Give up an interrupted sealing',
    giveUpFile: (name: string, done: string) =>
      `What was sealed of ${name} (${done}) is removed. It is in no record yet. The original stays where it is and can be sealed anew.`,
    giveUpFolder: (count: number) =>
      `${counted(count, 'file is', 'files are')} recorded already and stay. They become an exhibit that says that it was interrupted and is not whole.`,
  },
  verify: 'Verify',
  extract: 'Extract',
  verifyOf: (number: string) => `Verify ${number}`,
  extractOf: (number: string) => `Extract ${number}`,
  stopOf: (number: string) => `Stop ${number}`,
  clearOf: (number: string) => `Clear the result of ${number}`,
  copyDigest: (number: string) => `Copy the SHA-256 of ${number}`,
  verified: 'Every byte is as it was when it was sealed.',
  extracted: 'Extracted; that it left the vault is recorded.',
}

/** The report, in English. */
export const reportText: Catalogue['report'] = {
  title: 'Documents of the case',
  intro: 'PDFs made from the ledger. Each states which event it was made from.',
  languages: 'Language of the report',
  languageNames: { km: 'Khmer', en: 'English', 'km+en': 'Khmer and English' },
  make: 'Make the report',
  makeAgain: 'Make it again',
  making: 'Making the report',
  save: 'Save the PDF',
  saving: 'Saving…',
  saved: (name: string) => `${name} is saved; that it left the vault is recorded.`,
  pages: (count: number) => counted(count, 'page', 'pages'),
  pageOf: (page: number, all: number) => `Page ${n(page)} of ${n(all)}`,
  preview: 'Preview',
  notShown: 'This page cannot be shown. Save the PDF and open it with another program.',
  madeFrom: (seq: number) => `Made from the case file up to event ${n(seq)}`,
  outdated: 'The case file has changed since this report was made. Make it again before you save it.',
  size: 'Size',
  digest: 'SHA-256 of the PDF',
  copyDigest: 'Copy the SHA-256 of the PDF',
  emptyTitle: 'No report made yet',
  empty: 'Choose the language, then press “Make the report”. You can look at every page before you save it.',
}

/** Verifying the vault, in English. */
export const verifyText: Catalogue['verify'] = {
  title: 'Verify the vault',
  intro: 'Samnum reads every byte of the vault and names whatever does not hold. Nothing is changed.',
  start: 'Start verifying',
  again: 'Verify again',
  running: 'Verifying',
  whatTitle: 'What is checked',
  what: [
    {
      title: 'The database',
      words: 'Each page is decrypted and held against its own tag. A single changed byte is found.',
    },
    {
      title: 'The ledger',
      words:
        'Each event must carry a right signature, follow from the one before, and none may be missing or out of order.',
    },
    {
      title: 'The exhibits',
      words: 'Each exhibit is read as a whole, and its hash must be the one recorded when it was sealed.',
    },
  ],
  wholeTitle: 'The vault is whole',
  whole: 'Every byte is as it was recorded. Nothing was edited, deleted, added or reordered.',
  brokenTitle: (count: number) => `${counted(count, 'thing does', 'things do')} not hold`,
  broken:
    'The first counts most, for the others may follow from it. Delete and change nothing before the whole folder is copied.',
  finding: (place: number) => `Finding ${n(place)}`,
  counted: 'Checked',
  pages: 'Pages of the database',
  events: 'Events',
  sealedEvents: 'Events of case files whose key you lack',
  sealedEventsWords: 'Judged by header, signature and hash, without reading what they say.',
  notesTitle: 'Worth knowing',
  notesWords: 'These are unusual and break nothing.',
  objects: 'Sealed exhibits',
  bytes: 'Size of the sealed exhibits',
  headTitle: 'Ledger head',
  headWords:
    'Write this value on paper or send it to headquarters. What comes after the last head that is known outside could be cut off without anybody knowing.',
  noHead: 'The ledger head cannot be read.',
  cancelledTitle: 'Verifying was stopped',
  cancelled: 'Nothing can be concluded. Verify again to the end.',
}

/** The about screen, in English. */
export const aboutText: Catalogue['about'] = {
  title: 'About Samnum',
  intro: 'Samnum (សំណុំរឿង, “case file”) is a workstation for investigating cybercrime that needs no internet.',
  programme: 'Program',
  software: 'Version',
  fonts: 'Fonts',
  fontsWords: 'Battambang, Moul and Noto Sans (SIL Open Font License 1.1)',
  vault: 'Vault',
  vaultId: 'Id',
  format: 'Format',
  createdAt: 'Created',
  createdWith: 'Created with version',
  cases: 'Case files',
  exhibits: 'Exhibits',
  events: 'Events',
  bytes: 'Size of the sealed exhibits',
  head: 'Ledger head',
  cipher: 'Cipher of the database',
  derivation: 'Key derivation',
  derivationWords: (name: string, memory: string, passes: number, lanes: number) =>
    `${name}, ${memory} of memory, ${counted(passes, 'pass', 'passes')}, ${counted(lanes, 'lane', 'lanes')}`,
  people: 'People',
  name: 'Name',
  roles: 'Roles',
  key: 'Signing key',
  copyHead: 'Copy the hash of the ledger head',
}
