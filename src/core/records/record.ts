import * as z from 'zod'
import { interviewRecord } from './interview-record.ts'
import { ENTERED, endsAfterStart, KEPT } from './record-fields.ts'
import { searchRecord } from './search-record.ts'
import { seizureRecord } from './seizure-record.ts'

/** What may be entered as a record: its kind and its data. */
export const recordInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('search'), data: searchRecord(ENTERED).superRefine(endsAfterStart) }),
  z.strictObject({ kind: z.literal('seizure'), data: seizureRecord(ENTERED) }),
  z.strictObject({
    kind: z.literal('interview'),
    data: interviewRecord(ENTERED).superRefine(endsAfterStart),
  }),
])

/** A record's content as the ledger keeps it. */
export const recordContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('search'), data: searchRecord(KEPT) }),
  z.strictObject({ kind: z.literal('seizure'), data: seizureRecord(KEPT) }),
  z.strictObject({ kind: z.literal('interview'), data: interviewRecord(KEPT) }),
])

/** A kind of record with its data. */
export type RecordContent = z.output<typeof recordContent>
/** Data of a record of one kind. */
export type RecordDataOf<Kind extends RecordContent['kind']> = Extract<
  RecordContent,
  { readonly kind: Kind }
>['data']
