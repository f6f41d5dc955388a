import * as z from 'zod'
import { complaintInput } from '#core/casework/complaint.ts'
import { complaintDetails, complaintDetailsInput } from '#core/casework/complaint-details.ts'
import { complaintRecord } from '#core/casework/complaint-record.ts'
import { line } from '#core/casework/fields.ts'
import { LOSS_LEVELS, LOSS_STATES } from '#core/casework/vocabularies.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { draftName } from './draft-operations.ts'
import { exhibitLine, intakeFailures, readingFailures } from './exhibit-operations.ts'
import { caseId, caseName, count, digestHex, exhibitId, exhibitName, instantMs, opaqueId } from './fields.ts'

/** Most exhibits that one call links to a complaint. */
const MAX_LINKED_AT_ONCE = 500

const caseLine = z.object({
  caseId,
  number: z.string(),
  title: z.string(),
  openedAtMs: instantMs,
  openedBy: z.string(),
  lastChangedAtMs: instantMs,
  complaints: count,
  exhibits: count,
})

const total = z.object({
  currency: z.string(),
  state: z.enum(LOSS_STATES),
  level: z.enum(LOSS_LEVELS),
  amount: z.string(),
  lines: count,
})

const eventLine = z.object({
  seq: count,
  hashHex: digestHex,
  kind: z.string(),
  atMs: instantMs,
  /** Who did it, by the name they had then. */
  by: z.string(),
  /** What a confirmation confirms: which event, and to what purpose. */
  confirms: z
    .object({ seq: count, purpose: z.enum(['hand-over', 'review', 'recovery']), note: z.string().optional() })
    .optional(),
})

const otherCase = z.object({ caseId, number: z.string() })

const caseFile = z.object({
  caseId,
  number: z.string(),
  title: z.string(),
  openedAtMs: instantMs,
  openedBy: z.string(),
  complaints: z.array(
    z.object({
      complaintId: opaqueId,
      takenAtMs: instantMs,
      takenBy: z.string(),
      complaint: complaintRecord,
      details: complaintDetails,
      exhibitIds: z.array(exhibitId),
      /** The case that it came from, or went to, when one was split. */
      movedFrom: otherCase.optional(),
      movedTo: otherCase.optional(),
    }),
  ),
  exhibits: z.array(exhibitLine),
  totals: z.array(total),
  events: z.array(eventLine),
  departures: z.array(eventLine),
  head: z.object({ seq: count, hashHex: digestHex, atMs: instantMs }),
})

/** Operations on case files and complaints. */
export const caseOperations = {
  /** Opens a case file and gives it the year's next number. */
  'case.open': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ title: line(300) }),
    output: z.object({ caseId, number: z.string() }),
    failures: [],
  },
  /** Lists case files, newest change first; `query` finds by number, title, names, identifiers and story. */
  'case.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      query: z.string().max(300).default(''),
      limit: z.number().int().min(1).max(1000).default(100),
      offset: count.default(0),
    }),
    output: z.object({ cases: z.array(caseLine), total: count }),
    failures: [],
  },
  /** Reads one case file, folded afresh from its events. */
  'case.show': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName }),
    output: caseFile,
    failures: ['case/not-found', ...EVENT_FAILURES],
  },
  /** Takes a complaint into a case, or opens a case for it whose title is the complaint's summary. */
  'complaint.add': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      complaint: complaintInput,
      case: caseName.optional(),
      /** A draft whose files become exhibits of the case and show what the complaint tells; it goes with them. */
      filesOf: draftName.optional(),
    }),
    output: z.object({
      complaintId: opaqueId,
      caseId,
      number: z.string(),
      /** Numbers of the exhibits that the files became. */
      exhibits: z.array(z.string()),
    }),
    failures: ['case/not-found', 'ledger/key-missing', ...intakeFailures, ...readingFailures],
  },
  /** Tells more of a complaint beside it. Later members stand over earlier ones; the complaint stays as it was taken. */
  'complaint.detail': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName,
      complaintId: opaqueId,
      details: complaintDetailsInput.refine((details) =>
        Object.values(details).some((value) => value !== undefined),
      ),
    }),
    output: z.strictObject({}),
    failures: ['case/not-found', 'complaint/not-found', 'ledger/key-missing'],
  },
  /** Links digital exhibits of the case to a complaint that they show something of. */
  'complaint.linkExhibits': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName,
      complaintId: opaqueId,
      exhibits: z.array(exhibitName).min(1).max(MAX_LINKED_AT_ONCE),
    }),
    output: z.strictObject({}),
    failures: ['case/not-found', 'complaint/not-found', 'exhibit/not-found', 'ledger/key-missing'],
  },
} as const satisfies { readonly [name: string]: Operation }

/** One row of the list of cases. */
export type CaseLine = z.output<typeof caseLine>
/** A case file as a screen reads it. */
export type CaseFile = z.output<typeof caseFile>
