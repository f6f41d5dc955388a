import * as z from 'zod'
import { complaintRecord } from '../casework/complaint-record.ts'
import { MAX_INSTANT_MS } from '../dates/station-time.ts'
import type { CaseId, ExhibitId, ObjectId } from '../ids.ts'
import { CASE_WORK_KINDS } from './case-work-kinds.ts'
import { CUSTODY_KINDS } from './custody-kinds.ts'
import { actor, count, digest, id, seq } from './event-fields.ts'
import { EXHIBIT_KINDS } from './exhibit-kinds.ts'
import { PARTY_KINDS } from './party-kinds.ts'
import { RAID_KINDS } from './raid-kinds.ts'
import { RECORD_KINDS } from './record-kinds.ts'

/** Kinds of events of a case (scope: the case's id), with the shapes of their data. */
export const CASE_KINDS = {
  'case-opened': z.strictObject({
    caseId: id<CaseId>(),
    number: z.string(),
    title: z.string(),
    openedBy: actor,
  }),
  'complaint-taken': z.strictObject({
    complaintId: id<string>(),
    takenBy: actor,
    complaint: complaintRecord,
  }),
  'exhibit-sealed': z.strictObject({
    exhibitId: id<ExhibitId>(),
    number: z.string(),
    name: z.string(),
    /** The file's own name with control characters made visible, where it was recorded under another. */
    sourceName: z.string().optional(),
    description: z.string().optional(),
    sourceModifiedAtMs: z.number().int().min(-MAX_INSTANT_MS).max(MAX_INSTANT_MS).optional(),
    sealedBy: actor,
    sizeBytes: count,
    digestHex: digest(),
    object: z.strictObject({
      objectId: id<ObjectId>(),
      segmentSizeBytes: count,
      sealDigestHex: digest(),
    }),
  }),
  /** An exhibit's bytes left the vault. */
  'exhibit-extracted': z.strictObject({
    exhibitId: id<ExhibitId>(),
    extractedBy: actor,
  }),
  /** A report left the vault. */
  'report-saved': z.strictObject({
    reportKind: z.string(),
    languages: z.string(),
    madeFromHeadHex: digest(),
    digestHex: digest(),
    sizeBytes: count,
    savedBy: actor,
  }),
  /** Somebody signed a report with their key for papers; the signed file holds the unsigned one unchanged. */
  'report-signed': z.strictObject({
    reportKind: z.string(),
    languages: z.string(),
    madeFromHeadHex: digest(),
    unsignedDigestHex: digest(),
    digestHex: digest(),
    reason: z.string(),
    /** Uncompressed point on P-256, 65 bytes. */
    publicKeyHex: z.string().regex(/^04[0-9a-f]{128}$/),
    certificateDigestHex: digest(),
    signedBy: actor,
  }),
  /** What anybody with the case's key can prove of it was written to a file that opens without Samnum. */
  'case-disclosed': z.strictObject({ sizeBytes: count, digestHex: digest(), disclosedBy: actor }),
  /** A package of the case was made for somebody (`docs/format-export.md`); what is in it follows from the content digest. */
  'case-exported': z.strictObject({
    exportId: id<string>(),
    variant: z.enum(['full', 'redacted']),
    /** Recipients of the age format to whom the package was sealed; none where it was not. */
    recipients: z.array(z.string()),
    files: count,
    contentDigestHex: digest(),
    /** Events of the case, by number, whose content the package does not show. */
    withheldEvents: z.array(z.strictObject({ from: seq, to: seq })),
    exportedBy: actor,
  }),
  ...EXHIBIT_KINDS,
  ...CUSTODY_KINDS,
  ...RAID_KINDS,
  ...RECORD_KINDS,
  ...PARTY_KINDS,
  ...CASE_WORK_KINDS,
} as const
