import * as z from 'zod'
import type { LetterId, RecordId } from '../ids.ts'
import { letterContent } from '../letters/letter.ts'
import { recordContent } from '../records/record.ts'
import { actor, count, digest, id } from './event-fields.ts'

const recordId = id<RecordId>()

/** Kinds of events of records and letters (scope: the case's id). */
export const RECORD_KINDS = {
  'record-drafted': z.strictObject({ recordId, content: recordContent, draftedBy: actor }),
  /** A draft says something else from here on. */
  'record-changed': z.strictObject({ recordId, content: recordContent, changedBy: actor }),
  /** A record that never changes again. What is wrong in it is said by another one that corrects it. */
  'record-finalised': z.strictObject({
    recordId,
    number: z.string(),
    content: recordContent,
    /** The law packs that it was held against, each by the digest of its canonical JSON. */
    lawPacks: z.array(z.strictObject({ packId: z.string(), version: count, digestHex: digest() })),
    /** Rules that it does not meet and that nobody checked against the law's own text. */
    warnings: z.array(z.strictObject({ packId: z.string(), ruleId: z.string() })),
    corrects: recordId.optional(),
    finalisedBy: actor,
  }),
  /** A draft that is not wanted any more; the ledger keeps what it said. */
  'record-discarded': z.strictObject({ recordId, reason: z.string(), discardedBy: actor }),
  'letter-issued': z.strictObject({
    letterId: id<LetterId>(),
    number: z.string(),
    content: letterContent,
    issuedBy: actor,
  }),
} as const
