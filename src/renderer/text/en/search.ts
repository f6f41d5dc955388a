import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')

/** Finding, counting, commands and help, in English. */
export const searchText: Catalogue['search'] = {
  title: 'Search',
  intro:
    'Looks through everything you may see. Names work in Khmer and in Latin letters, digits in either form.',
  field: 'Words, a name, a number or an amount',
  hint: 'For example Sophea in Khmer or Latin letters, 0123, 1,500',
  kinds: 'Kind',
  allKinds: 'Every kind',
  from: 'Recorded from',
  to: 'to',
  status: 'State of the case',
  statuses: { any: 'Any', open: 'Open', closed: 'Closed' },
  wrongDay: 'Write the day as day/month/year, such as 30/04/2026',
  found: (count: number, isMore: boolean) =>
    isMore ? `${n(count)} shown, and there is more` : `${n(count)} found`,
  waiting: (count: number) =>
    `The index is being made: ${n(count)} texts are left. In those, names that sound alike are not found yet.`,
  nothingTitle: 'Nothing found',
  nothing: 'Try a shorter part of the name, number or account, or leave a condition out.',
  startTitle: 'Type to search',
  start: 'Results appear while you type. Every word must be there.',
  ways: {
    sound: 'sounds alike',
    part: 'part of a word',
    near: 'nearly the same',
    case: 'words apart in one case',
  },
  inCases: (count: number) => `in ${n(count)} ${count === 1 ? 'case' : 'cases'}`,
  savedTitle: 'Saved searches',
  noSaved: 'None yet. Save a search that you use often.',
  saveName: 'Name of the search',
  save: 'Save',
  forget: (name: string) => `Forget the search ${name}`,
  clear: 'Clear',
  nav: 'Search',
  navStatistics: 'Statistics',
  palette: {
    title: 'Go to, or do',
    field: 'A command, a screen, a case number or words',
    commands: 'Commands and screens',
    hits: 'Found in the data',
    nothing: 'There is no such command and nothing like it in the data.',
    searchAll: (query: string) => `Search for “${query}” on the search screen`,
    open: 'Open the command palette',
    help: 'Help for this screen',
  },
  statistics: {
    title: 'Statistics of the station',
    intro:
      'Counts the cases you can read, by the day a report was received. Currencies are never added up or converted.',
    from: 'Received from',
    to: 'to',
    count: 'Count',
    cases: 'Case files',
    complaints: 'Complaints',
    notComplaining: 'Not complaining',
    exhibits: 'Exhibits',
    unreadable: (count: number) =>
      `${n(count)} ${count === 1 ? 'case' : 'cases'} of the station cannot be read by you and are not counted.`,
    toldTwice: (lines: number, currency: string) =>
      `${n(lines)} ${lines === 1 ? 'payment' : 'payments'} in ${currency} stand in more than one report and may be counted twice.`,
    byMonth: 'Reports by month',
    byTypology: 'Reports by kind of crime',
    severalKinds: 'A report of several kinds of crime counts under each of them.',
    withoutTypology: 'Kind not said',
    lossesComplaining: 'Losses of those who complain',
    lossesNotComplaining: 'Losses of those who do not complain',
    lossesByMonth: 'Losses by month',
    lossesByTypology: 'Losses by kind of crime',
    month: 'Month',
    kind: 'Kind',
    nothingTitle: 'No reports in this period',
    nothing: 'Choose a longer period, or take a first complaint.',
    barWords: (complaints: number, others: number) =>
      `${n(complaints)} ${complaints === 1 ? 'complaint' : 'complaints'}, ${n(others)} not complaining`,
  },
}
