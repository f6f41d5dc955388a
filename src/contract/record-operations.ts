import * as z from 'zod'
import { line } from '#core/casework/fields.ts'
import type { RecordId } from '#core/ids.ts'
import { RECORD_KINDS } from '#core/law/law-pack.ts'
import { recordContent, recordInput } from '#core/records/record.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { branded, caseName, count, digestHex, instantMs } from './fields.ts'
import { drawnReport, REPORT_LANGUAGES } from './report-operations.ts'

/** The id of a record. */
export const recordId = branded<RecordId>(32)

const phrase = z.object({ km: z.string(), en: z.string() })

/** A condition of the law that a record does not meet. */
export const unmetCondition = z.object({
  packId: z.string(),
  packVersion: count,
  ruleId: z.string(),
  article: phrase,
  text: phrase,
  fields: z.array(z.string()),
  effect: z.enum(['blocks', 'warns']),
  /** Where the rule is taken from; of a rule that warns, what a lawyer must still check. */
  source: z.string(),
})

const ruleOfKind = z.object({
  packId: z.string(),
  ruleId: z.string(),
  article: phrase,
  text: phrase,
  fields: z.array(z.string()),
  verified: z.boolean(),
  source: z.string(),
})

/** A digital signature on the paper of a record or letter. */
export const paperSignature = z.object({
  signedBy: z.string(),
  atMs: instantMs,
  reason: z.string(),
  /** SHA-256 of the file as it was signed. */
  digestHex,
})

const recordLine = z.object({
  recordId,
  kind: z.enum(RECORD_KINDS),
  state: z.enum(['draft', 'final']),
  number: z.string().optional(),
  /** What the record is about, in its own words: a name or a place. */
  about: z.string(),
  changedAtMs: instantMs,
  by: z.string(),
  corrects: recordId.optional(),
  correctedBy: recordId.optional(),
  /** On its paper since it is final, oldest first. */
  signatures: z.array(paperSignature),
})

const MAX_REASON_LENGTH = 500
const reading = ['case/not-found', ...EVENT_FAILURES] as const
/** How a caller names a record or letter: by its id or by its number (`2026-0001-PV01`). */
export const paperName = z.string().min(1).max(64)

const named = { case: caseName, record: paperName } as const

/** Operations on statutory records and on the law packs that they are held against. */
export const recordOperations = {
  /** Begins a record of a kind. A draft may lack what the law demands. */
  'record.draft': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName, content: recordInput }),
    output: z.object({ recordId, unmet: z.array(unmetCondition) }),
    failures: reading,
  },
  /** Says a draft anew, whole. */
  'record.change': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ ...named, content: recordInput }),
    output: z.object({ unmet: z.array(unmetCondition) }),
    failures: ['record/not-found', 'record/is-final', 'record/of-another-kind', ...reading],
  },
  /**
   * Makes a draft final: it gets its number and never changes again. Refused while a condition of the law is not met that somebody
   * checked against the law's own text; the others must have been seen.
   */
  'record.finalise': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      ...named,
      hasSeenWarnings: z.boolean().default(false),
      corrects: paperName.optional(),
    }),
    output: z.object({ number: z.string() }),
    failures: [
      'record/not-found',
      'record/is-final',
      'record/is-draft',
      'record/law-not-met',
      'record/warnings-not-seen',
      ...reading,
    ],
  },
  /** Takes a draft out of the records of its case. What it said stays in the ledger, and nothing else ever gets its id. */
  'record.discard': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ ...named, reason: line(MAX_REASON_LENGTH) }),
    output: z.object({ recordId }),
    failures: ['record/not-found', 'record/is-final', ...reading],
  },
  /** The records of a case, in the order in which they were begun. */
  'record.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName }),
    output: z.object({ records: z.array(recordLine) }),
    failures: reading,
  },
  /** One record with all that it says, and what of the law it does not meet. */
  'record.show': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject(named),
    output: z.object({
      record: recordLine,
      content: recordContent,
      unmet: z.array(unmetCondition),
      /** Rules for this kind that nobody checked against the law's own text, met or not: what a lawyer must still look at. */
      unchecked: z.array(ruleOfKind),
      /** Law packs that the record was held against when it was made final, or would be now. */
      lawPacks: z.array(z.object({ packId: z.string(), version: count, digestHex: z.string() })),
    }),
    failures: ['record/not-found', ...reading],
  },
  /** Draws a record; one that is a draft says so on each page. */
  'record.print': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ ...named, languages: z.enum(REPORT_LANGUAGES) }),
    output: drawnReport,
    failures: ['record/not-found', 'report/not-drawn', ...reading],
  },
  /**
   * Every kind of record with the rules that it is held against today, each with whether somebody checked it, and the lists that its
   * fields choose from: what a form needs before anything is written.
   */
  'record.kinds': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      kinds: z.array(z.object({ kind: z.enum(RECORD_KINDS), rules: z.array(ruleOfKind) })),
      choices: z.record(
        z.string(),
        z.array(z.object({ code: z.string(), text: phrase, verified: z.boolean(), source: z.string() })),
      ),
    }),
    failures: [],
  },
} as const satisfies { readonly [name: string]: Operation }
