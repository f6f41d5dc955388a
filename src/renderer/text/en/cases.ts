import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`

/** The list of cases and the case file, in English. */
export const casesText: Catalogue['cases'] = {
  title: 'Case files',
  intro: 'Every case file in this vault, the last changed first.',
  search: 'Search case files',
  searchHint: 'Number, title, name, phone, account or words of the story',
  newComplaint: 'Take a complaint',
  openCase: 'Open a case file',
  found: (count: number) => `${counted(count, 'case file', 'case files')} found`,
  all: (count: number) => `${counted(count, 'case file', 'case files')} in all`,
  page: (first: number, last: number, all: number) => `${n(first)}–${n(last)} of ${n(all)}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  columns: {
    number: 'Number',
    title: 'Title',
    complaints: 'Complaints',
    exhibits: 'Exhibits',
    opened: 'Opened',
    changed: 'Last change',
  },
  emptyTitle: 'No case files yet',
  empty:
    'A case file begins with a complaint. When you take one, Samnum opens a case file for it and gives it a number.',
  nothingFoundTitle: 'Nothing found',
  nothingFound: (query: string) =>
    `No case file has “${query}”. Try a shorter part of the name, number or account; Khmer and Latin digits both work.`,
  clearSearch: 'Clear the search',
  openTitle: 'Open a new case file',
  openIntro: 'If you have a complaint, take it directly: its case file opens by itself.',
  caseTitle: 'Title',
  caseTitleHint: 'One line by which another officer knows the case.',
  open: 'Open',
  backToCases: 'All case files',
  openedBy: (name: string, when: string) => `Opened by ${name}, ${when}`,
  tabsLabel: 'Parts of the case file',
  tabs: {
    overview: 'Overview',
    complaints: 'Complaints',
    exhibits: 'Exhibits',
    report: 'Report',
    history: 'History',
  },
  addExhibits: 'Add exhibits',
  totalsTitle: 'Losses by currency',
  totalsNote: 'Currencies are never added up or converted.',
  totalsState: 'State',
  totalsCurrency: 'Currency',
  totalsLines: (count: number) => counted(count, 'line', 'lines'),
  noTotals: 'No losses are recorded yet.',
  complaintsTitle: 'Complaints',
  noComplaintsTitle: 'No complaints yet',
  noComplaints: 'A complaint records what a victim reports: what happened, identifiers and losses.',
  exhibitsTitle: 'Latest exhibits',
  allExhibits: 'All exhibits',
  figuresTitle: 'This case file',
  figures: { complaints: 'Complaints', exhibits: 'Exhibits', events: 'Events', size: 'Size of exhibits' },
  headTitle: 'Ledger head',
  headWords:
    'This hash fixes everything the case file says at this moment. It is printed on every page of a report.',
  eventNumber: (seq: number) => `Event ${n(seq)}`,
  victim: 'Victim',
  takenBy: (name: string, when: string) => `Taken by ${name}, ${when}`,
  historyTitle: 'History',
  history:
    'Every event of this case file in the order of the ledger. What is recorded can be neither edited nor deleted.',
  historyColumns: { seq: 'Number', what: 'What happened', when: 'When', hash: 'Hash' },
  departure: 'left the vault',
  eventKinds: {
    'case-opened': 'Case file opened',
    'complaint-taken': 'Complaint taken',
    'exhibit-sealed': 'Exhibit sealed',
    'exhibit-extracted': 'Exhibit extracted',
    'report-saved': 'Report saved',
    'vault-created': 'Vault created',
    'case-key-granted': 'Case key granted',
  },
}
