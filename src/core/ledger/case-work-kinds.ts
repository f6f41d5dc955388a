import * as z from 'zod'
import {
  CASE_OUTCOMES,
  COUNSEL_ROLES,
  HEARING_STATES,
  LINK_RELATIONS,
  REVIEW_OUTCOMES,
} from '../casework/case-work-vocabularies.ts'
import type { CaseId, CounselId, HearingId, NoteId, TaskId } from '../ids.ts'
import { instant, zone } from './custody-fields.ts'
import { actor, id, seq } from './event-fields.ts'

const noteId = id<NoteId>()
const taskId = id<TaskId>()
const relation = z.enum(LINK_RELATIONS)

/** Another case, by its id and the number it has. What it says is not told here. */
const otherCase = z.strictObject({ caseId: id<CaseId>(), number: z.string() })
/** A step of a playbook in one version. */
const step = { playbookId: z.string(), version: seq, stepId: z.string() } as const

/** Kinds of events about the work on a case (scope: the case's id). */
export const CASE_WORK_KINDS = {
  /** A page of the notebook: numbered without gaps, and never changed. What is wrong in it is said by a further note. */
  'note-written': z.strictObject({
    noteId,
    number: seq,
    text: z.string(),
    /** When what it tells of happened, where that is not when it was written. */
    happened: z.strictObject({ atMs: instant, zone }).optional(),
    corrects: noteId.optional(),
    writtenBy: actor,
  }),
  /** A task, or an open one said anew, whole. */
  'task-set': z.strictObject({
    taskId,
    title: z.string(),
    detail: z.string().optional(),
    dueAtMs: instant.optional(),
    assignee: actor.optional(),
    setBy: actor,
  }),
  'task-done': z.strictObject({ taskId, note: z.string().optional(), doneBy: actor }),
  'task-cancelled': z.strictObject({ taskId, reason: z.string(), cancelledBy: actor }),
  'decision-made': z.strictObject({
    decisionId: id<string>(),
    decision: z.string(),
    reason: z.string(),
    decidedBy: actor,
  }),
  'review-made': z.strictObject({
    reviewId: id<string>(),
    outcome: z.enum(REVIEW_OUTCOMES),
    text: z.string(),
    nextAtMs: instant.optional(),
    reviewedBy: actor,
  }),
  /** Two cases belong together. Each of the two says so of the other. */
  'case-linked': z.strictObject({ other: otherCase, relation, reason: z.string(), linkedBy: actor }),
  'case-unlinked': z.strictObject({ other: otherCase, relation, reason: z.string(), unlinkedBy: actor }),
  /** Two cases are about the same. Both keep all that they say; work goes on in the one that is `kept`. */
  'case-merged': z.strictObject({
    other: otherCase,
    side: z.enum(['kept', 'merged']),
    reason: z.string(),
    mergedBy: actor,
  }),
  /** Part of what a case is about goes on in a new one. */
  'case-split': z.strictObject({
    other: otherCase,
    side: z.enum(['origin', 'new']),
    what: z.string(),
    reason: z.string(),
    splitBy: actor,
  }),
  /** A case is part of a greater one, or is no more. Each of the two says so of the other. */
  'case-parent-set': z.strictObject({
    other: otherCase,
    side: z.enum(['child', 'parent']),
    isPart: z.boolean(),
    reason: z.string(),
    setBy: actor,
  }),
  'case-transferred': z.strictObject({
    to: z.string(),
    authority: z.string().optional(),
    reason: z.string(),
    transferredBy: actor,
  }),
  'case-closed': z.strictObject({ outcome: z.enum(CASE_OUTCOMES), reason: z.string(), closedBy: actor }),
  'case-reopened': z.strictObject({ reason: z.string(), reopenedBy: actor }),
  /** A hearing, or one said anew, whole. */
  'hearing-set': z.strictObject({
    hearingId: id<HearingId>(),
    court: z.string(),
    atMs: instant,
    zone,
    subject: z.string(),
    state: z.enum(HEARING_STATES),
    note: z.string().optional(),
    setBy: actor,
  }),
  /** Who takes part before the courts, or the same person said anew, whole. */
  'counsel-set': z.strictObject({
    counselId: id<CounselId>(),
    role: z.enum(COUNSEL_ROLES),
    fullName: z.string(),
    organisation: z.string().optional(),
    contact: z.string().optional(),
    represents: z.string().optional(),
    isActing: z.boolean(),
    setBy: actor,
  }),
  'playbook-step-done': z.strictObject({ ...step, note: z.string().optional(), doneBy: actor }),
  'playbook-step-skipped': z.strictObject({ ...step, reason: z.string(), skippedBy: actor }),
} as const
