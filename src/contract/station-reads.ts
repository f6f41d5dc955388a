import type { OperationName } from './operations.ts'

/**
 * The queries of a station's contract that headquarters answers too, from what the hub holds of one station. They need nothing but
 * events, and change nothing.
 */
export const STATION_READS = [
  'case.list',
  'case.show',
  'case.work',
  'case.timeline',
  'case.history',
  'work.list',
  'playbook.list',
  'playbook.show',
  'playbook.clocks',
  'exhibit.list',
  'exhibit.parts',
  'place.list',
  'custody.waiting',
  'custody.items',
  'custody.chain',
  'item.show',
  'item.find',
  'examination.list',
  'audit.list',
  'raid.list',
  'raid.show',
  'record.list',
  'record.show',
  'record.kinds',
  'law.list',
  'letter.list',
  'letter.show',
  'report.list',
  'party.list',
  'premises.list',
  'identifier.list',
  'identifier.seen',
  'identifier.recognise',
  'payment.list',
  'loss.summary',
  'search.find',
  'statistics.show',
] as const satisfies readonly OperationName[]

/** One of {@link STATION_READS}. */
export type StationRead = (typeof STATION_READS)[number]

/** Tells whether headquarters answers this operation of a station. */
export function isStationRead(name: OperationName): name is StationRead {
  return (STATION_READS as readonly OperationName[]).includes(name)
}
