import * as z from 'zod'
import { TYPOLOGIES } from '#core/casework/vocabularies.ts'
import { shortText } from './case-work-fields.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { caseId, caseName, count, digestHex, instantMs } from './fields.ts'

const phrase = z.object({ km: z.string(), en: z.string() })
const reading = ['case/not-found', ...EVENT_FAILURES] as const
const playbookId = z.string().min(1).max(64)

const step = z.object({
  stepId: z.string(),
  title: phrase,
  detail: phrase.optional(),
  withinMinutes: count.optional(),
  source: z.string(),
  verified: z.boolean(),
})

const playbookLine = z.object({
  playbookId: z.string(),
  version: count,
  title: phrase,
  typologies: z.array(z.enum(TYPOLOGIES)),
  digestHex,
  /** Left out for one that ships with the program. */
  adopted: z.object({ atMs: instantMs, by: z.string() }).optional(),
})

const stepOfCase = step.extend({
  /** By when, where the step has a clock. */
  dueAtMs: instantMs.optional(),
  state: z.enum(['open', 'done', 'skipped']),
  /** Who did it or left it out, when, and why. */
  end: z.object({ atMs: instantMs, by: z.string(), note: z.string().optional() }).optional(),
})

const named = { case: caseName, playbook: playbookId, step: z.string().min(1).max(64) } as const

/** Operations on playbooks: the steps that trained investigators take, in order and with clocks. */
export const playbookOperations = {
  /** Every playbook in its newest version, with its steps. */
  'playbook.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({ playbooks: z.array(playbookLine.extend({ steps: z.array(step) })) }),
    failures: [],
  },
  /** The playbooks that a case's complaints ask for, or of which a step was taken, and how far they are; with `also`, one more. */
  'playbook.show': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName, also: playbookId.optional() }),
    output: z.object({
      playbooks: z.array(playbookLine.extend({ steps: z.array(stepOfCase) })),
      nowMs: instantMs,
    }),
    failures: ['playbook/not-found', ...reading],
  },
  /** Clocks that run in every open case that the person can read: steps that are neither done nor left out, what is due first above. */
  'playbook.clocks': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ limit: z.number().int().min(1).max(1000).default(200) }),
    output: z.object({
      rows: z.array(
        z.object({
          caseId,
          caseNumber: z.string(),
          caseTitle: z.string(),
          playbookId: z.string(),
          playbookTitle: phrase,
          stepId: z.string(),
          title: phrase,
          dueAtMs: instantMs,
        }),
      ),
      total: count,
      nowMs: instantMs,
    }),
    failures: [],
  },
  'playbook.do': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ ...named, note: shortText.optional() }),
    output: z.object({}),
    failures: ['playbook/not-found', 'playbook/step-not-found', 'playbook/step-done', ...reading],
  },
  /** Says that a step is left out, and why. It may still be done later. */
  'playbook.skip': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ ...named, reason: shortText }),
    output: z.object({}),
    failures: ['playbook/not-found', 'playbook/step-not-found', 'playbook/step-done', ...reading],
  },
  /** Adopts a playbook of the station's own, or a newer version of one that ships. */
  'playbook.adopt': {
    kind: 'command',
    leastRole: 'commander',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ playbook: z.record(z.string(), z.unknown()) }),
    output: z.object({ playbookId: z.string(), version: count, digestHex }),
    failures: ['playbook/malformed', 'playbook/version-not-newer'],
  },
} as const satisfies { readonly [name: string]: Operation }

/** A playbook with how far a case is in it, as a screen reads it. */
export type CasePlaybook = z.output<
  (typeof playbookOperations)['playbook.show']['output']
>['playbooks'][number]
