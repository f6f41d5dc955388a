import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`
const items = (count: number) => counted(count, 'item', 'items')

/** Storage places, in English. */
export const custodyPlaceText: Catalogue['custody']['place'] = {
  title: 'Storage places',
  intro: 'Rooms, cupboards and shelves of the station. The label of each can be scanned.',
  emptyTitle: 'No storage places yet',
  empty: 'Add each cupboard or shelf, and print a label to put on it.',
  add: 'Add a place',
  addIntro: 'The short code stands on its label and names one place of the station.',
  addNow: 'Add',
  change: 'Change',
  changeOf: (code: string) => `Change place ${code}`,
  changeIntro: 'A place that still keeps something cannot be closed.',
  changeNow: 'Save',
  code: 'Code',
  codeHint: 'Latin letters and digits, so that it can be scanned, for example A-03.',
  name: 'Name',
  room: 'Room',
  items: 'Items',
  inUse: 'In use',
  isInUse: 'In use',
  isClosed: 'Closed',
  kept: (count: number) => `${items(count)} kept here`,
}

/** Counting what a place keeps, in English. */
export const custodyCountText: Catalogue['custody']['count'] = {
  title: 'Count by scanner',
  intro: 'Scan every label in this place. What is missing or too much is recorded.',
  start: 'Start counting',
  scan: 'Scan',
  scanHint: 'Scan one after the other. Repeated scans count once.',
  found: (count: number) => `Found ${n(count)}`,
  missing: (count: number) => `Not seen yet ${n(count)}`,
  unexpected: (count: number) => `Not expected here ${n(count)}`,
  unknown: 'unknown',
  note: 'Note',
  record: 'Record the count',
  past: 'Recorded counts',
  noPast: 'No count of this place is recorded in the cases that you may read.',
  wasMissing: (count: number) => `Missing ${n(count)}`,
  unknownRead: (count: number) => `Unknown codes read ${n(count)}`,
  more: (count: number) => `and ${n(count)} more`,
  countedBy: 'Counted by',
  differences: (count: number) =>
    count === 0 ? 'no differences' : counted(count, 'difference', 'differences'),
}
