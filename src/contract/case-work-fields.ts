import * as z from 'zod'
import {
  CASE_OUTCOMES,
  CASE_STATES,
  COUNSEL_ROLES,
  HEARING_STATES,
  LINK_RELATIONS,
  REVIEW_OUTCOMES,
} from '#core/casework/case-work-vocabularies.ts'
import { line, story } from '#core/casework/fields.ts'
import type { CounselId, HearingId, NoteId, TaskId } from '#core/ids.ts'
import { branded, caseId, count, instantMs, userId } from './fields.ts'

/** Schemas of the ids of what is said of the work on a case. */
export const noteId = branded<NoteId>(32)
export const taskId = branded<TaskId>(32)
export const hearingId = branded<HearingId>(32)
export const counselId = branded<CounselId>(32)

/** One line of text, and a text of many. */
export const shortText = line(300)
export const longText = story(20_000)

const said = { seq: count, atMs: instantMs, by: z.string() } as const
const person = z.object({ userId, name: z.string() })

/** What the events of a case say of the work on it. */
export const caseWork = z.object({
  state: z.object({
    name: z.enum(CASE_STATES),
    since: z.object(said).optional(),
    outcome: z.enum(CASE_OUTCOMES).optional(),
    reason: z.string().optional(),
    /** The station that a case was transferred to, or the number of the case that it was merged into. */
    to: z.string().optional(),
  }),
  notes: z.array(
    z.object({
      ...said,
      noteId,
      number: count,
      text: z.string(),
      happened: z.object({ atMs: instantMs, zone: z.string() }).optional(),
      corrects: count.optional(),
      correctedBy: z.array(count),
    }),
  ),
  tasks: z.array(
    z.object({
      ...said,
      taskId,
      title: z.string(),
      detail: z.string().optional(),
      dueAtMs: instantMs.optional(),
      assignee: person.optional(),
      state: z.enum(['open', 'done', 'cancelled']),
      end: z.object({ ...said, note: z.string().optional() }).optional(),
    }),
  ),
  decisions: z.array(z.object({ ...said, decision: z.string(), reason: z.string() })),
  reviews: z.array(
    z.object({
      ...said,
      outcome: z.enum(REVIEW_OUTCOMES),
      text: z.string(),
      nextAtMs: instantMs.optional(),
    }),
  ),
  links: z.array(
    z.object({
      ...said,
      caseId,
      number: z.string(),
      relation: z.enum(LINK_RELATIONS),
      reason: z.string(),
    }),
  ),
  relatives: z.array(
    z.object({
      ...said,
      caseId,
      number: z.string(),
      as: z.enum(['parent', 'child', 'split-from', 'split-into', 'merged-into', 'merged-from']),
      reason: z.string(),
    }),
  ),
  hearings: z.array(
    z.object({
      ...said,
      hearingId,
      court: z.string(),
      atMs: instantMs,
      zone: z.string(),
      subject: z.string(),
      state: z.enum(HEARING_STATES),
      note: z.string().optional(),
    }),
  ),
  counsel: z.array(
    z.object({
      ...said,
      counselId,
      role: z.enum(COUNSEL_ROLES),
      fullName: z.string(),
      organisation: z.string().optional(),
      contact: z.string().optional(),
      represents: z.string().optional(),
      isActing: z.boolean(),
    }),
  ),
})

/** What the events of a case say of the work on it, as a screen reads it. */
export type CaseWork = z.output<typeof caseWork>
