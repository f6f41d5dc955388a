import { utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { TYPOLOGIES } from '../casework/vocabularies.ts'
import type { DigestHex } from '../ids.ts'
import { MAX_PACK_CHARACTERS, packDigest, packText } from '../law/adopted-pack.ts'
import { parseCanonical } from '../ledger/canonical-json.ts'
import { fail, type Result, succeed } from '../result.ts'

const NAME = /^[a-z][a-z0-9-]{0,63}$/
/** Longest time that a clock gives: 180 days. */
const MAX_CLOCK_MINUTES = 259_200

const phrase = z.strictObject({ km: z.string().min(1).max(2000), en: z.string().min(1).max(2000) })

const playbookStep = z.strictObject({
  stepId: z.string().regex(NAME),
  title: phrase,
  /** How it is done, and what to look out for. */
  detail: phrase.optional(),
  /** By when, counted from when the first complaint of the case was taken, or the case was opened where it has none. */
  withinMinutes: z.number().int().min(1).max(MAX_CLOCK_MINUTES).optional(),
  /** Where the step comes from: a law, a guide, a handbook; or that it is what investigators say. */
  source: z.string().min(1).max(1000),
  /** Whether somebody checked the step against its source. */
  verified: z.boolean(),
})

/** A schema of what the file of a playbook holds. */
export const playbookFile = z
  .strictObject({
    v: z.literal(1),
    playbookId: z.string().regex(NAME),
    version: z.number().int().min(1),
    title: phrase,
    /** Kinds of crime that it is for; none for one that is only chosen by hand. */
    typologies: z.array(z.enum(TYPOLOGIES)),
    /** In the order in which they are taken. */
    steps: z.array(playbookStep).min(1).max(60),
  })
  .refine(({ steps }) => new Set(steps.map(({ stepId }) => stepId)).size === steps.length)

/** The steps that trained investigators take for a kind of crime, in order and with clocks. */
export type Playbook = z.output<typeof playbookFile>
/** One step of a playbook. */
export type PlaybookStep = Playbook['steps'][number]

/** A playbook with the canonical text that the ledger keeps and its SHA-256. */
export type DigestedPlaybook = {
  readonly playbook: Playbook
  readonly text: string
  readonly digestHex: DigestHex
}

type Malformed = { readonly code: 'playbook/malformed' }

/** Reads a playbook from what its file held, in whatever order it was written. */
export function parsePlaybook(value: unknown): Result<DigestedPlaybook, Malformed> {
  const read = playbookFile.safeParse(value)
  const text = read.success ? packText(value) : null
  if (!read.success || text === null || text.length > MAX_PACK_CHARACTERS)
    return fail({ code: 'playbook/malformed' })
  return succeed({ playbook: read.data, text, digestHex: packDigest(text) })
}

/** Reads a playbook from the canonical text that the ledger keeps. */
export function readPlaybookText(text: string): Result<DigestedPlaybook, Malformed> {
  const value = parseCanonical(utf8ToBytes(text))
  return value.ok ? parsePlaybook(value.value) : fail({ code: 'playbook/malformed' })
}
