import * as z from 'zod'
import { line } from '#core/casework/fields.ts'
import { MRZ_PARTS } from '#core/identifiers/mrz.ts'
import type { PartyId, PremisesId } from '#core/ids.ts'
import { PARTY_FIELDS, PREMISES_FIELDS, partyContent, premisesContent } from '#core/parties/party-content.ts'
import { partyInput, premisesInput } from '#core/parties/party-input.ts'
import { INDICATORS, PARTY_FORMS, PARTY_ROLES } from '#core/parties/party-vocabularies.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { branded, caseName, count, digestHex, instantMs, opaqueId } from './fields.ts'

/** The ids of a party and of premises. */
export const partyId = branded<PartyId>(32)
export const premisesId = branded<PremisesId>(32)

/** How a caller names a party, premises or a payment: by its id or by its number (`2026-0001-P01`). */
export const partyName = z.string().min(1).max(64)

/** Why somebody judges as they do. */
export const reason = line(1_000)

/** What a value was that somebody else overwrote without having seen it. */
const lostValue = z.object({
  field: z.string(),
  value: z.unknown().optional(),
  atMs: instantMs,
  by: z.string(),
  hashHex: digestHex,
})

/** What is said of everything with content that several people may change. */
export const subjectFields = {
  number: z.string(),
  /** Members that two people said without knowing of each other; whoever says them anew settles it. */
  lost: z.array(lostValue),
  /** What a change that is made now is based on. */
  versionHex: digestHex,
  addedAtMs: instantMs,
  addedBy: z.string(),
  changedAtMs: instantMs,
} as const

const heldRole = z.object({
  role: z.enum(PARTY_ROLES),
  sinceMs: instantMs,
  complaintId: opaqueId.optional(),
  reason: z.string().optional(),
})

/** A party as lists show it. */
const partyLine = z.object({
  partyId,
  form: z.enum(PARTY_FORMS),
  content: partyContent,
  roles: z.array(heldRole),
  roleLines: z.array(heldRole.extend({ isHeld: z.boolean(), by: z.string() })),
  indicators: z.array(
    z.object({
      indicator: z.enum(INDICATORS),
      isPresent: z.boolean(),
      atMs: instantMs,
      by: z.string(),
      note: z.string().optional(),
    }),
  ),
  mergedInto: partyId.nullable(),
  /** Of each document, by its place: check digits of its machine-readable zone that do not fit, and other cases that know its number. */
  documentFacts: z.array(z.object({ wrongChecks: z.array(z.enum(MRZ_PARTS)), seenElsewhere: count })),
  ...subjectFields,
})

const premisesLine = z.object({ premisesId, content: premisesContent, ...subjectFields })

const adding = ['case/not-found', 'ledger/key-missing'] as const
const ofParty = ['party/not-found', ...adding] as const
const ofPremises = ['exhibit/not-found', ...ofParty] as const
const named = { case: caseName, party: partyName } as const

/** What a change answers: what the next one is based on, and whether it met somebody else's. */
export const changed = z.object({ versionHex: digestHex, hasConflict: z.boolean() })

const command = { kind: 'command', leastRole: 'officer', transports: EVERYWHERE, isLong: false } as const
const query = { kind: 'query', leastRole: 'member', transports: EVERYWHERE, isLong: false } as const

/** Operations on the parties and premises of a case. */
export const partyOperations = {
  /** Enters a person or organisation, and what they are in the case where that is known. */
  'party.add': {
    ...command,
    input: z.strictObject({
      case: caseName,
      form: z.enum(PARTY_FORMS).default('person'),
      content: partyInput,
      role: z.enum(PARTY_ROLES).optional(),
      /** The complaint in which they are that. */
      complaintId: opaqueId.optional(),
    }),
    output: z.object({ partyId, number: z.string() }),
    failures: ['party/birth-not-possible', 'complaint/not-found', ...adding],
  },
  /** Says some members of a party anew. Whoever does not say what they had before them has seen everything. */
  'party.change': {
    ...command,
    input: z.strictObject({
      ...named,
      set: partyInput,
      cleared: z.array(z.enum(PARTY_FIELDS)).max(PARTY_FIELDS.length).default([]),
      basedOnHex: digestHex.optional(),
    }),
    output: changed,
    failures: ['party/birth-not-possible', ...ofParty],
  },
  /** Says that a party is something in the case, or is it no longer. */
  'party.setRole': {
    ...command,
    input: z.strictObject({
      ...named,
      role: z.enum(PARTY_ROLES),
      isHeld: z.boolean().default(true),
      complaintId: opaqueId.optional(),
      reason: reason.optional(),
    }),
    output: z.object({}),
    failures: ['complaint/not-found', ...ofParty],
  },
  /** Says that two entries are one person. Both keep their history. */
  'party.merge': {
    ...command,
    input: z.strictObject({ ...named, into: partyName, reason }),
    output: z.object({}),
    failures: ['party/same', 'party/is-merged', ...ofParty],
  },
  /** Takes that back. */
  'party.unmerge': {
    ...command,
    input: z.strictObject({ ...named, reason }),
    output: z.object({}),
    failures: ['party/not-merged', ...ofParty],
  },
  /** Notes signs that a person is vulnerable or was trafficked: found, and looked for and not found. */
  'party.noteIndicators': {
    ...command,
    input: z
      .strictObject({
        ...named,
        present: z.array(z.enum(INDICATORS)).max(INDICATORS.length).default([]),
        absent: z.array(z.enum(INDICATORS)).max(INDICATORS.length).default([]),
        note: line(1_000).optional(),
      })
      .superRefine(({ present, absent }, context) => {
        const all = [...present, ...absent]
        if (all.length > 0 && new Set(all).size === all.length) return
        context.addIssue({ code: 'custom', path: ['present'], params: { problem: 'field/wrong' } })
      }),
    output: z.object({}),
    failures: ofParty,
  },
  /** The parties of a case, in the order in which they were entered. */
  'party.list': {
    ...query,
    input: z.strictObject({ case: caseName }),
    output: z.object({ parties: z.array(partyLine) }),
    failures: adding,
  },
  /** Enters premises. */
  'premises.add': {
    ...command,
    input: z.strictObject({ case: caseName, content: premisesInput }),
    output: z.object({ premisesId, number: z.string() }),
    failures: ofPremises,
  },
  /** Says some members of premises anew. */
  'premises.change': {
    ...command,
    input: z.strictObject({
      case: caseName,
      premises: partyName,
      set: premisesInput,
      cleared: z.array(z.enum(PREMISES_FIELDS)).max(PREMISES_FIELDS.length).default([]),
      basedOnHex: digestHex.optional(),
    }),
    output: changed,
    failures: ['premises/not-found', ...ofPremises],
  },
  /** The premises of a case. */
  'premises.list': {
    ...query,
    input: z.strictObject({ case: caseName }),
    output: z.object({ premises: z.array(premisesLine) }),
    failures: adding,
  },
} as const satisfies { readonly [name: string]: Operation }

/** A party as a screen reads it. */
export type PartyLine = z.output<typeof partyLine>
/** Premises as a screen reads them. */
export type PremisesLine = z.output<typeof premisesLine>
