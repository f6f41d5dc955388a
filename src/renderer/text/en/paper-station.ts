import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`

/** Law packs, wordings and statistics of a station, in English. */
export const paperStationText: Catalogue['papers']['station'] = {
  title: 'Law and wordings',
  intro: 'What records are held against, the wordings of documents, and the station’s statistics.',
  partsLabel: 'Parts',
  parts: { law: 'Law packs', wordings: 'Wordings', statistics: 'Statistics report' },
  law: {
    adopt: 'Adopt a law pack',
    inForce: 'In force',
    notInForce: 'Not in force',
    shipped: 'Ships with the program',
    adopted: (by: string, at: string) => `Adopted by ${by}, ${at}`,
    version: (version: number) => `version ${n(version)}`,
    dated: 'Dated',
    source: 'Source',
    digest: 'SHA-256 of the pack',
    copyDigest: 'Copy the SHA-256 of the pack',
    records: { search: 'Search', seizure: 'Seizure', interview: 'Interview' },
    counts: (rules: number, verified: number) =>
      `${counted(rules, 'rule', 'rules')} · ${n(verified)} checked against the law`,
    lawyer: 'A rule that no lawyer has checked only warns; it never keeps a record from being final.',
    adoptTitle: 'Adopt a law pack',
    adoptIntro:
      'Choose the file from headquarters and type the SHA-256 that headquarters gave on paper. Records that are final keep the pack they were held against.',
    file: 'File of the law pack',
    fileNone: 'None chosen yet',
    fileMissing: 'Choose the file of a law pack.',
    fileWrong: 'This file cannot be read as a law pack.',
    fileChoose: 'Choose a file',
    fileRemove: 'Remove the file',
    typed: 'SHA-256 from the paper',
    typedHint: '64 hexadecimal digits; spaces do not matter.',
    typedMissing: '64 hexadecimal digits are needed.',
    inFile: 'The pack in the file',
  },
  wordings: {
    listLabel: 'Wordings',
    names: {
      letterhead: 'Letterhead',
      'report-frame': 'Frame of reports',
      'golden-hour': 'Golden-hour freeze',
      complaint: 'Complaint record',
      'evidence-and-custody': 'Evidence and custody',
      examination: 'Examination',
      'loss-and-money-flow': 'Losses and flow of money',
      'victim-receipt': 'Victim’s receipt',
      advisory: 'Public advisory',
      'person-dossier': 'Dossier on a person',
      statistics: 'Statistics',
      interview: 'Interview record',
      search: 'Search record',
      seizure: 'Seizure record',
      preservation: 'Preservation request',
      disclosure: 'Disclosure request',
      freeze: 'Freeze request',
      transmission: 'Transmission letter',
      'mutual-assistance': 'Mutual legal assistance',
    },
    version: (version: number) => (version === 0 ? 'As it ships' : `Version ${n(version)}`),
    changed: (count: number) => `${n(count)} changed`,
    intro:
      'A station may change words and letterhead. Conditions of the law and facts stay as they are, and papers that are final keep the words they were made with.',
    commanderOnly: 'Only a commander can save a change. You can try one and see its pages.',
    km: 'Khmer',
    en: 'English',
    placeholders: 'Must name:',
    restore: 'Restore',
    restoreOf: (key: string) => `Restore ${key}`,
    isChanged: 'Changed',
    save: 'Save the wording',
    saving: 'Saving…',
    drop: 'Discard the changes',
    preview: 'See sample pages',
    previewTitle: 'Sample pages',
    previewIntro: 'The facts in it are made up. Each page says that it is a draft.',
    live: 'Redraw as I type',
    history: 'Versions',
    historyLine: (version: number, by: string, at: string) => `Version ${n(version)} · ${by} · ${at}`,
  },
  statistics: {
    title: 'Statistics report',
    intro:
      'Counts the cases that you can read, by the day on which reports were received. Many victims never report, and the paper says so.',
    from: 'From',
    to: 'Until',
    make: 'Make the statistics',
    counted: (cases: number, complaints: number) =>
      `Counted: ${counted(cases, 'case', 'cases')}, ${counted(complaints, 'report', 'reports')}`,
    unreadable: (cases: number) =>
      `${counted(cases, 'case', 'cases')} whose key you do not hold ${cases === 1 ? 'is' : 'are'} not counted.`,
  },
}
