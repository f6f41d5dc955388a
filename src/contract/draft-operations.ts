import * as z from 'zod'
import { EVERYWHERE, type Operation } from './define.ts'
import { caseName, count, instantMs } from './fields.ts'

/** Longest text of a draft, in UTF-16 code units. */
export const MAX_DRAFT_LENGTH = 2_000_000
/** Most drafts that one person keeps. */
export const MAX_DRAFTS = 200

const draftName = z.string().min(1).max(200)

/**
 * Operations on drafts: what a person has typed and not entered yet. Drafts are theirs alone, encrypted, and no part of the ledger;
 * once `draft.save` has answered, a draft survives a crash and a power cut.
 */
export const draftOperations = {
  /**
   * Keeps a draft. `revision` is what the caller loaded or saved last, 0 for none: a draft that another window changed meanwhile is
   * not overwritten.
   */
  'draft.save': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      name: draftName,
      revision: count,
      text: z.string().max(MAX_DRAFT_LENGTH),
      /** The case that it belongs to, with which it goes. */
      case: caseName.optional(),
    }),
    output: z.object({ revision: count, savedAtMs: instantMs }),
    failures: ['draft/changed-elsewhere', 'draft/too-many', 'case/not-found', 'ledger/key-missing'],
  },
  'draft.load': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ name: draftName }),
    output: z.object({
      draft: z.object({ revision: count, savedAtMs: instantMs, text: z.string() }).nullable(),
    }),
    failures: [],
  },
  /** Every draft of the person, newest first. */
  'draft.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      drafts: z.array(z.object({ name: draftName, revision: count, savedAtMs: instantMs, length: count })),
    }),
    failures: [],
  },
  /** Removes a draft; one that is not there is no failure. */
  'draft.forget': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ name: draftName }),
    output: z.strictObject({}),
    failures: [],
  },
} as const satisfies { readonly [name: string]: Operation }
