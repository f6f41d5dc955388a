import * as z from 'zod'
import type { CaseId, HubId, KeyId, PackageId } from '../ids.ts'
import { actor, branded, count, digest, id, seq } from './event-fields.ts'

/** A schema of an uncompressed point on P-256, in hex. */
export const paperPoint = z.string().regex(/^04[0-9a-f]{128}$/)

/** An ECDSA signature on P-256 in DER, 8 to 72 bytes. */
const signatureHex = z.string().regex(/^(?:[0-9a-f]{2}){8,72}$/)

/** What carries packages. */
export const CARRIERS = ['folder', 'network'] as const

/** Kinds of events of the register about headquarters, with the shapes of their data (`docs/format-sync.md`). */
export const SYNC_KINDS = {
  /** The station asked a hub to be enrolled, with a code on paper and keys that follow from this salt. The secret is used once. */
  'hub-asked': z.strictObject({
    hubId: id<HubId>(),
    requestId: id<PackageId>(),
    secretHex: branded<string>(32),
    deviceSaltHex: branded<string>(64),
    deviceKeyHex: branded<string>(64),
    askedBy: actor,
  }),
  /** The hub answered, and its keys are the ones that count from here on. */
  'hub-pinned': z.strictObject({
    hubId: id<HubId>(),
    requestId: id<PackageId>(),
    hubKeyHex: branded<string>(64),
    hubName: z.string(),
    hubRecipient: z.string(),
    urls: z.array(z.string()),
    tlsPinsHex: z.array(branded<string>(64)),
    /** Certificates, each as canonical JSON. */
    papers: z.array(z.string()),
    pinnedBy: actor,
  }),
  'hub-unpinned': z.strictObject({ hubId: id<HubId>(), reason: z.string(), unpinnedBy: actor }),
  /** From here on packages carry the case's key for the hub, whenever whoever writes one holds it. */
  'case-shared-with-hub': z.strictObject({
    hubId: id<HubId>(),
    caseId: id<CaseId>(),
    number: z.string(),
    sharedBy: actor,
  }),
  /** A package is about to leave; it is the last event that the package has. */
  'package-written': z.strictObject({
    hubId: id<HubId>(),
    packageId: id<PackageId>(),
    /** What the hub held before it. */
    fromSeq: count,
    /** Cases whose keys go with it. */
    cases: z.array(id<CaseId>()),
    objects: count,
    carrier: z.enum(CARRIERS),
    writtenBy: actor,
  }),
  /** What the hub sent back was verified and taken, all of it. Receipts and papers stand here as canonical JSON. */
  'way-back-taken': z.strictObject({
    hubId: id<HubId>(),
    receipts: z.array(z.string()),
    refusals: z.array(z.strictObject({ packageId: id<PackageId>(), code: z.string(), atMs: count })),
    papers: z.array(z.string()),
    messages: z.array(z.strictObject({ number: seq, hashHex: digest(), madeAtMs: count, text: z.string() })),
    takenBy: actor,
  }),
  /** The key with which a person signs papers, told by that person: headquarters certifies it (`docs/format-sync.md`, section 4). */
  'paper-key-told': z.strictObject({
    /** The key that signs this event. */
    keyId: id<KeyId>(),
    /** An uncompressed point on P-256. */
    publicKeyHex: paperPoint,
    /** That whoever tells it has the private key: whoever certifies it checks this. */
    proofHex: signatureHex,
    toldBy: actor,
  }),
} as const
