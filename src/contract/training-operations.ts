import * as z from 'zod'
import { TYPOLOGIES } from '#core/casework/vocabularies.ts'
import { IDENTIFIER_KINDS } from '#core/identifiers/identifier.ts'
import { RECORD_KINDS } from '#core/law/law-pack.ts'
import { LETTER_KINDS } from '#core/letters/letter.ts'
import { MARK_REASONS, MARK_STATES } from '#core/training/marked-criterion.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { caseId, caseName, count, instantMs } from './fields.ts'

const phrase = z.object({ km: z.string(), en: z.string() })
const exerciseId = z.string().min(1).max(64)

const sum = {
  /** Points of those that can be had, in whole percent rounded down. */
  percent: count,
  /** Whether nothing can be gained any more. */
  isOver: z.boolean(),
  /** `null` until it is over. */
  isPassed: z.boolean().nullable(),
} as const

const marked = {
  state: z.enum(MARK_STATES),
  /** Why it is met in part only. */
  reason: z.enum(MARK_REASONS).optional(),
  dueAtMs: instantMs.optional(),
  doneAtMs: instantMs.optional(),
  /** Without it nothing is passed. */
  isEssential: z.boolean(),
} as const

const criterion = z.discriminatedUnion('what', [
  z.object({ what: z.enum(['complaint', 'typology', 'wish', 'no-other-losses', 'note']), ...marked }),
  z.object({ what: z.literal('identifier'), kind: z.enum(IDENTIFIER_KINDS), value: z.string(), ...marked }),
  z.object({ what: z.literal('loss'), currency: z.string(), amount: z.string(), ...marked }),
  z.object({ what: z.literal('step'), stepId: z.string(), title: phrase, ...marked }),
  z.object({ what: z.literal('letter'), kind: z.enum(LETTER_KINDS), ...marked }),
  z.object({ what: z.literal('record'), kind: z.enum(RECORD_KINDS), ...marked }),
])

const onlyInTraining = ['training/not-a-training-vault', 'training/exercise-not-found'] as const

/** Operations of a training vault: invented cases on which the whole work is learned, and how it went. */
export const trainingOperations = {
  /** Every exercise, with the cases that were begun of it and how they stand. */
  'training.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      exercises: z.array(
        z.object({
          exerciseId,
          version: count,
          title: phrase,
          typologies: z.array(z.enum(TYPOLOGIES)),
          cases: z.array(z.object({ caseId, number: z.string(), atMs: instantMs, by: z.string(), ...sum })),
        }),
      ),
    }),
    failures: ['case/not-found', ...onlyInTraining, ...EVENT_FAILURES],
  },
  /** Opens a new case for an exercise. An exercise can be begun as often as somebody wants. */
  'training.begin': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ exercise: exerciseId }),
    output: z.object({ caseId, number: z.string() }),
    failures: [...onlyInTraining],
  },
  /** What is told in an exercise, what is expected, and what was done, late, left out or missed so far. */
  'training.show': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName }),
    output: z.object({
      caseId,
      number: z.string(),
      exerciseId,
      title: phrase,
      story: phrase,
      ...sum,
      criteria: z.array(criterion),
      nowMs: instantMs,
    }),
    failures: ['case/not-found', 'training/not-an-exercise', ...onlyInTraining, ...EVENT_FAILURES],
  },
} as const satisfies { readonly [name: string]: Operation }

/** What is looked at in an exercise, and what came of it. */
export type MarkedCriterion = z.output<
  (typeof trainingOperations)['training.show']['output']
>['criteria'][number]
