import type * as z from 'zod'
import { backupOperations } from './backup-operations.ts'
import { caseOperations } from './case-operations.ts'
import { caseStoryOperations } from './case-story-operations.ts'
import { caseWorkOperations } from './case-work-operations.ts'
import { columnMapOperations } from './column-map-operations.ts'
import { custodyOperations } from './custody-operations.ts'
import { draftOperations } from './draft-operations.ts'
import { examinationOperations } from './examination-operations.ts'
import { exhibitOperations } from './exhibit-operations.ts'
import { exportOperations } from './export-operations.ts'
import { gazetteerOperations } from './gazetteer-operations.ts'
import { keyOperations } from './key-operations.ts'
import { lawOperations } from './law-operations.ts'
import { ledgerOperations } from './ledger-operations.ts'
import { letterOperations } from './letter-operations.ts'
import { moneyOperations } from './money-operations.ts'
import { networkOperations } from './network-operations.ts'
import { paperOperations } from './paper-operations.ts'
import { parsingOperations } from './parsing-operations.ts'
import { partyOperations } from './party-operations.ts'
import { peopleOperations } from './people-operations.ts'
import { placeOperations } from './place-operations.ts'
import { playbookOperations } from './playbook-operations.ts'
import { raidOperations } from './raid-operations.ts'
import { readBackOperations } from './read-back-operations.ts'
import { recordOperations } from './record-operations.ts'
import { reportOperations } from './report-operations.ts'
import { searchOperations } from './search-operations.ts'
import { statisticsOperations } from './statistics-operations.ts'
import { syncOperations } from './sync-operations.ts'
import { templateOperations } from './template-operations.ts'
import { thingOperations } from './thing-operations.ts'
import { trainingOperations } from './training-operations.ts'
import { updateOperations } from './update-operations.ts'
import { vaultOperations } from './vault-operations.ts'
import { viewingOperations } from './viewing-operations.ts'

/** Raised whenever a caller built for the old table could misunderstand the new one. */
export const PROTOCOL_VERSION = 1

/** The one table of everything that may be asked of the engine. */
export const OPERATIONS = {
  ...vaultOperations,
  ...peopleOperations,
  ...keyOperations,
  ...ledgerOperations,
  ...caseOperations,
  ...caseWorkOperations,
  ...caseStoryOperations,
  ...playbookOperations,
  ...trainingOperations,
  ...exhibitOperations,
  ...parsingOperations,
  ...columnMapOperations,
  ...viewingOperations,
  ...placeOperations,
  ...thingOperations,
  ...custodyOperations,
  ...examinationOperations,
  ...raidOperations,
  ...paperOperations,
  ...draftOperations,
  ...readBackOperations,
  ...recordOperations,
  ...partyOperations,
  ...moneyOperations,
  ...gazetteerOperations,
  ...lawOperations,
  ...templateOperations,
  ...letterOperations,
  ...reportOperations,
  ...exportOperations,
  ...backupOperations,
  ...syncOperations,
  ...networkOperations,
  ...updateOperations,
  ...searchOperations,
  ...statisticsOperations,
} as const

/** The name of an operation: `noun.verb`. */
export type OperationName = keyof typeof OPERATIONS
/** What a caller passes. */
export type InputOf<Name extends OperationName> = z.input<(typeof OPERATIONS)[Name]['input']>
/** What a handler receives, checked and with defaults filled in. */
export type ParsedInputOf<Name extends OperationName> = z.output<(typeof OPERATIONS)[Name]['input']>
/** What a successful call answers. */
export type OutputOf<Name extends OperationName> = z.output<(typeof OPERATIONS)[Name]['output']>
/** The codes a handler may answer. */
export type FailureCodeOf<Name extends OperationName> = (typeof OPERATIONS)[Name]['failures'][number]

/**
 * Tells whether the table has an operation of this name; inherited names such as `constructor` are none. What is no text
 * is none either: an object could answer with another name each time it is asked.
 */
export function isOperationName(name: unknown): name is OperationName {
  return typeof name === 'string' && Object.hasOwn(OPERATIONS, name)
}
