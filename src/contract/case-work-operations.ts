import * as z from 'zod'
import {
  CASE_OUTCOMES,
  COUNSEL_ROLES,
  HEARING_STATES,
  LINK_RELATIONS,
  REVIEW_OUTCOMES,
} from '#core/casework/case-work-vocabularies.ts'
import { instant, zone } from '#core/ledger/custody-fields.ts'
import { caseWork, counselId, hearingId, longText, noteId, shortText, taskId } from './case-work-fields.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { caseId, caseName, count, instantMs, opaqueId, userId } from './fields.ts'

const COMMAND = { kind: 'command', transports: EVERYWHERE, isLong: false } as const
const QUERY = { kind: 'query', leastRole: 'member', transports: EVERYWHERE, isLong: false } as const
const reading = ['case/not-found', ...EVENT_FAILURES] as const
const nothing = z.object({})
/** Most complaints that go to a new case at once. */
const MAX_MOVED_AT_ONCE = 200
const joining = { case: caseName, other: caseName, reason: shortText } as const

/** Operations on the work on a case: the notebook, tasks, decisions, reviews, other cases, courts, and its end. */
export const caseWorkOperations = {
  /** Everything that is said of the work on a case. */
  'case.work': { ...QUERY, input: z.strictObject({ case: caseName }), output: caseWork, failures: reading },
  /** Writes the next page of the notebook. It never changes; `corrects` is the number of an earlier one that it puts right. */
  'note.write': {
    ...COMMAND,
    leastRole: 'officer',
    input: z.strictObject({
      case: caseName,
      text: longText,
      happened: z.strictObject({ atMs: instant, zone: zone.default('+07:00') }).optional(),
      corrects: z.number().int().min(1).optional(),
    }),
    output: z.object({ noteId, number: count }),
    failures: ['note/not-found', ...reading],
  },
  /** Sets a task, or says an open one anew. Whoever is to do it must be able to read the case. */
  'task.set': {
    ...COMMAND,
    leastRole: 'officer',
    input: z.strictObject({
      case: caseName,
      taskId: taskId.optional(),
      title: shortText,
      detail: longText.optional(),
      dueAtMs: instant.optional(),
      assigneeId: userId.optional(),
    }),
    output: z.object({ taskId }),
    failures: ['task/not-found', 'task/is-over', 'task/assignee-lacks-case', 'case/is-ended', ...reading],
  },
  'task.finish': {
    ...COMMAND,
    leastRole: 'officer',
    input: z.strictObject({ case: caseName, taskId, note: shortText.optional() }),
    output: nothing,
    failures: ['task/not-found', 'task/is-over', ...reading],
  },
  'task.cancel': {
    ...COMMAND,
    leastRole: 'officer',
    input: z.strictObject({ case: caseName, taskId, reason: shortText }),
    output: nothing,
    failures: ['task/not-found', 'task/is-over', ...reading],
  },
  /** Tasks, hearings and reviews that are due in every case that the person can read; `isMine` leaves out other people's tasks. */
  'work.list': {
    ...QUERY,
    input: z.strictObject({
      isMine: z.boolean().default(false),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          caseId,
          caseNumber: z.string(),
          caseTitle: z.string(),
          kind: z.enum(['task', 'hearing', 'review']),
          aboutId: opaqueId,
          atMs: instantMs.nullable(),
          assigneeId: userId.nullable(),
          assigneeName: z.string().nullable(),
          text: z.string(),
        }),
      ),
      total: count,
      nowMs: instantMs,
    }),
    failures: [],
  },
  'decision.make': {
    ...COMMAND,
    leastRole: 'officer',
    input: z.strictObject({ case: caseName, decision: longText, reason: longText }),
    output: nothing,
    failures: reading,
  },
  /** A commander's review; with `nextAtMs`, the case is due for another by then. */
  'review.make': {
    ...COMMAND,
    leastRole: 'commander',
    input: z.strictObject({
      case: caseName,
      outcome: z.enum(REVIEW_OUTCOMES),
      text: longText,
      nextAtMs: instant.optional(),
    }),
    output: nothing,
    failures: reading,
  },
  /** Says in both cases that they belong together. Whoever does must be able to read both. */
  'case.link': {
    ...COMMAND,
    leastRole: 'officer',
    input: z.strictObject({ ...joining, relation: z.enum(LINK_RELATIONS) }),
    output: nothing,
    failures: ['case/same-case', 'case/already-linked', ...reading],
  },
  'case.unlink': {
    ...COMMAND,
    leastRole: 'officer',
    input: z.strictObject({ ...joining, relation: z.enum(LINK_RELATIONS) }),
    output: nothing,
    failures: ['case/same-case', 'case/not-linked', ...reading],
  },
  /** Makes a case part of the greater one `other`, or takes it out again. */
  'case.setParent': {
    ...COMMAND,
    leastRole: 'officer',
    input: z.strictObject({ ...joining, isPart: z.boolean().default(true) }),
    output: nothing,
    failures: ['case/same-case', 'case/has-parent', 'case/not-linked', ...reading],
  },
  /** Two cases are about the same: work goes on in `case`, and `other` ends. Both keep all that they say. */
  'case.merge': {
    ...COMMAND,
    leastRole: 'commander',
    input: z.strictObject(joining),
    output: nothing,
    failures: ['case/same-case', 'case/is-ended', ...reading],
  },
  /**
   * Opens a new case for a part of what this one is about. Complaints that are named go there, with their payments, the identifiers seen
   * in them and the parties that these name; both cases say so, this one keeps its history, and losses count in the new one alone.
   */
  'case.split': {
    ...COMMAND,
    leastRole: 'officer',
    input: z.strictObject({
      case: caseName,
      title: shortText,
      what: longText,
      reason: shortText,
      complaints: z.array(opaqueId).max(MAX_MOVED_AT_ONCE).default([]),
    }),
    output: z.object({
      caseId,
      number: z.string(),
      moved: z.object({ complaints: count, parties: count, identifiers: count, payments: count }),
    }),
    failures: [
      ...(['case/is-ended', 'complaint/not-found', 'complaint/is-duplicate', 'complaint/was-moved'] as const),
      ...reading,
    ],
  },
  /** Records that another station works on the case from here on. What that station is given is a package of the case. */
  'case.transfer': {
    ...COMMAND,
    leastRole: 'commander',
    input: z.strictObject({
      case: caseName,
      to: shortText,
      authority: shortText.optional(),
      reason: shortText,
    }),
    output: nothing,
    failures: ['case/is-ended', ...reading],
  },
  'case.close': {
    ...COMMAND,
    leastRole: 'commander',
    input: z.strictObject({ case: caseName, outcome: z.enum(CASE_OUTCOMES), reason: longText }),
    output: nothing,
    failures: ['case/is-ended', ...reading],
  },
  'case.reopen': {
    ...COMMAND,
    leastRole: 'commander',
    input: z.strictObject({ case: caseName, reason: longText }),
    output: nothing,
    failures: ['case/is-open', ...reading],
  },
  /** Sets a hearing's date, or says a hearing anew: moved, held, cancelled. */
  'hearing.set': {
    ...COMMAND,
    leastRole: 'officer',
    input: z.strictObject({
      case: caseName,
      hearingId: hearingId.optional(),
      court: shortText,
      atMs: instant,
      zone: zone.default('+07:00'),
      subject: shortText,
      state: z.enum(HEARING_STATES).default('planned'),
      note: longText.optional(),
    }),
    output: z.object({ hearingId }),
    failures: ['hearing/not-found', ...reading],
  },
  /** Records who takes part before the courts, or says one of them anew. */
  'counsel.set': {
    ...COMMAND,
    leastRole: 'officer',
    input: z.strictObject({
      case: caseName,
      counselId: counselId.optional(),
      role: z.enum(COUNSEL_ROLES),
      fullName: shortText,
      organisation: shortText.optional(),
      contact: shortText.optional(),
      represents: shortText.optional(),
      isActing: z.boolean().default(true),
    }),
    output: z.object({ counselId }),
    failures: ['counsel/not-found', ...reading],
  },
} as const satisfies { readonly [name: string]: Operation }
