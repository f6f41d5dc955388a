import type * as z from 'zod'
import { deskOperations } from './headquarters-desk.ts'
import { entranceOperations } from './headquarters-entrance.ts'
import type { HeadquartersOperation } from './headquarters-fields.ts'
import { peopleOperations } from './headquarters-people.ts'

/** What headquarters' server answers to a browser beside the queries of stations. */
export const HEADQUARTERS_OPERATIONS = {
  ...entranceOperations,
  ...deskOperations,
  ...peopleOperations,
} as const satisfies { readonly [name: string]: HeadquartersOperation }

/** The name of one of {@link HEADQUARTERS_OPERATIONS}. */
export type HeadquartersName = keyof typeof HEADQUARTERS_OPERATIONS
type Table = typeof HEADQUARTERS_OPERATIONS
/** What a caller passes. */
export type HeadquartersInput<Name extends HeadquartersName> = z.input<Table[Name]['input']>
/** What a handler receives. */
export type ParsedHeadquartersInput<Name extends HeadquartersName> = z.output<Table[Name]['input']>
/** What a successful call answers. */
export type HeadquartersOutput<Name extends HeadquartersName> = z.output<Table[Name]['output']>
/** The codes a handler may answer, beside those that every call may. */
export type HeadquartersFailureCode<Name extends HeadquartersName> = Table[Name]['failures'][number]

/** Tells whether the table has an operation of this name; inherited names are none. */
export function isHeadquartersName(name: unknown): name is HeadquartersName {
  return typeof name === 'string' && Object.hasOwn(HEADQUARTERS_OPERATIONS, name)
}
