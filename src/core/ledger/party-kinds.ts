import * as z from 'zod'
import { complaintDetails } from '../casework/complaint-details.ts'
import type { CaseId, ExhibitId, IdentifierId, PaymentId, RateId } from '../ids.ts'
import { CURRENCY_CODES } from '../money/currency.ts'
import {
  confidence,
  notedIdentifier,
  PARTY_FIELDS,
  PAYMENT_FIELDS,
  PREMISES_FIELDS,
  partyContent,
  partyId,
  paymentContent,
  premisesContent,
  premisesId,
  seenIn,
} from '../parties/party-content.ts'
import { INDICATORS, PARTY_FORMS, PARTY_ROLES } from '../parties/party-vocabularies.ts'
import { instant } from './custody-fields.ts'
import { actor, day, digest, id } from './event-fields.ts'

const indicators = z.array(z.enum(INDICATORS)).max(INDICATORS.length)

/** Most exhibits that one event links to a complaint. */
const MAX_LINKED_AT_ONCE = 500

/** What a change of some content says: members anew, members that say nothing any more, and what it was made from. */
const change = <Content extends z.ZodType, Field extends string>(
  content: Content,
  fields: readonly [Field, ...Field[]],
) => ({
  set: content,
  cleared: z.array(z.enum(fields)).max(fields.length),
  /** The hash of the last event about it that whoever wrote this had before them. */
  basedOnHex: digest(),
})

/** Kinds of events about people, organisations, premises, identifiers and money (scope: the case's id). */
export const PARTY_KINDS = {
  'party-added': z.strictObject({
    partyId,
    number: z.string(),
    form: z.enum(PARTY_FORMS),
    content: partyContent,
    addedBy: actor,
  }),
  'party-changed': z.strictObject({ partyId, ...change(partyContent, PARTY_FIELDS), changedBy: actor }),
  /** A party is something in the case from here on, or is it no longer. */
  'party-role-set': z.strictObject({
    partyId,
    role: z.enum(PARTY_ROLES),
    isHeld: z.boolean(),
    /** The complaint in which they are it. */
    complaintId: id<string>().optional(),
    reason: z.string().optional(),
    setBy: actor,
  }),
  /** Two entries are one person; both keep what was said of them. */
  'party-merged': z.strictObject({ partyId, intoPartyId: partyId, reason: z.string(), mergedBy: actor }),
  'party-unmerged': z.strictObject({ partyId, reason: z.string(), unmergedBy: actor }),
  /** Signs that a person is vulnerable or was trafficked: which were found, and which were looked for and not found. */
  'indicators-noted': z.strictObject({
    partyId,
    present: indicators,
    absent: indicators,
    note: z.string().optional(),
    notedBy: actor,
  }),
  'premises-added': z.strictObject({
    premisesId,
    number: z.string(),
    content: premisesContent,
    addedBy: actor,
  }),
  'premises-changed': z.strictObject({
    premisesId,
    ...change(premisesContent, PREMISES_FIELDS),
    changedBy: actor,
  }),
  'identifier-noted': z.strictObject({
    identifierId: id<IdentifierId>(),
    identifier: notedIdentifier,
    seenIn,
    /** Whose it is, as far as that is known. */
    partyId: partyId.optional(),
    confidence,
    note: z.string().optional(),
    notedBy: actor,
  }),
  /** It was noted by mistake: nothing is matched by it any more. */
  'identifier-withdrawn': z.strictObject({
    identifierId: id<IdentifierId>(),
    reason: z.string(),
    withdrawnBy: actor,
  }),
  'payment-added': z.strictObject({
    paymentId: id<PaymentId>(),
    number: z.string(),
    content: paymentContent,
    addedBy: actor,
  }),
  'payment-changed': z.strictObject({
    paymentId: id<PaymentId>(),
    ...change(paymentContent, PAYMENT_FIELDS),
    changedBy: actor,
  }),
  /** It never was a payment of this case: it is counted nowhere. */
  'payment-withdrawn': z.strictObject({ paymentId: id<PaymentId>(), reason: z.string(), withdrawnBy: actor }),
  /** A complaint tells what another one tells: its losses are counted there. Without another one it stands by itself again. */
  'complaint-duplicate-of': z.strictObject({
    complaintId: id<string>(),
    of: z.strictObject({ complaintId: id<string>(), caseId: id<CaseId>().optional() }).optional(),
    reason: z.string(),
    judgedBy: actor,
  }),
  /**
   * A case was split, and a complaint went to the new one: each case says so of the complaint as it has it. From then on its losses are
   * counted in the new case alone. `taken` says when and by whom it was taken at first.
   */
  'complaint-moved': z.strictObject({
    complaintId: id<string>(),
    side: z.enum(['origin', 'new']),
    other: z.strictObject({ caseId: id<CaseId>(), number: z.string(), complaintId: id<string>() }),
    taken: z.strictObject({ atMs: instant, by: z.string() }),
    reason: z.string(),
    movedBy: actor,
  }),
  /** What is told of a complaint beside it: later members stand over earlier ones. */
  'complaint-detailed': z.strictObject({
    complaintId: id<string>(),
    details: complaintDetails,
    notedBy: actor,
  }),
  /** Exhibits show what a complaint tells: screenshots that were brought with it, receipts. */
  'complaint-exhibits-linked': z.strictObject({
    complaintId: id<string>(),
    exhibitIds: z.array(id<ExhibitId>()).min(1).max(MAX_LINKED_AT_ONCE),
    linkedBy: actor,
  }),
  /** A rate of exchange with its day and source. It stands beside totals; nothing is converted by it. */
  'rate-noted': z.strictObject({
    rateId: id<RateId>(),
    currency: z.enum(CURRENCY_CODES),
    inCurrency: z.enum(CURRENCY_CODES),
    /** How much of `inCurrency` one unit of `currency` is: a decimal text without sign. */
    rate: z.string().regex(/^(?!0$)(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,17}[1-9])?$/),
    on: day,
    source: z.string(),
    notedBy: actor,
  }),
} as const
