import * as z from 'zod'
import type { DeviceId, HubId, KeyId, UserId, VaultId } from '../ids.ts'
import { branded, count, hex, id, seq } from '../ledger/event-fields.ts'
import { paperPoint } from '../ledger/sync-kinds.ts'
import { hubIdOf } from './hub-identity.ts'
import {
  type SignedDocument,
  signedHead,
  signedShape,
  type VerifySignature,
  verifySigned,
} from './signed-document.ts'

/** The longest name of a person or a station that a certificate says, in UTF-16 code units. */
const NAME_LENGTH = 300

const name = z.string().min(1).max(NAME_LENGTH)

const certificateHead = {
  ...signedHead('samnum-certificate'),
  hubId: id<HubId>(),
  /** From 1, one more for each certificate of this hub. */
  serial: seq,
  vaultId: id<VaultId>(),
  issuedAtMs: count,
} as const

/** What a hub certifies: the key with which a station's device signs, the one with which an officer signs events, or the one for papers. */
export const certificateShape = z.discriminatedUnion('subject', [
  z.strictObject({
    ...certificateHead,
    subject: z.literal('device'),
    deviceId: id<DeviceId>(),
    deviceKeyHex: branded<string>(64),
    station: name,
  }),
  z.strictObject({
    ...certificateHead,
    subject: z.literal('officer'),
    userId: id<UserId>(),
    keyId: id<KeyId>(),
    signingKeyHex: branded<string>(64),
    name,
  }),
  z.strictObject({
    ...certificateHead,
    subject: z.literal('paper'),
    userId: id<UserId>(),
    /** The key with which the officer signs events: who revokes that one ends this certificate too. */
    keyId: id<KeyId>(),
    signingKeyHex: branded<string>(64),
    name,
    /** The officer's key for papers. */
    publicKeyHex: paperPoint,
    /** The X.509 certificate of that key, and the one of the hub's authority that signed it. */
    certificateHex: hex,
    authorityHex: hex,
  }),
])

/**
 * The name that an officer's certificate says: as much of the record's as there is room for, without half a character at the end, and
 * the person's id where the record has none.
 */
export function certifiedName(name: string, userId: UserId): string {
  const start = name.slice(0, NAME_LENGTH)
  const isCut = start.length < name.length && /[\uD800-\uDBFF]$/.test(start)
  return (isCut ? start.slice(0, -1) : start) || userId
}

/** Why a certificate counts no longer. */
export const REVOCATION_REASONS = ['stolen', 'lost', 'left-service', 'replaced', 'compromised'] as const

/** A hub's word that one of its certificates counts no longer. */
export const revocationShape = z.strictObject({
  ...signedHead('samnum-revocation'),
  hubId: id<HubId>(),
  /** The certificate's. */
  serial: seq,
  vaultId: id<VaultId>(),
  /** The raw Ed25519 key that the certificate was for; of a key for papers, the one with which its owner signs events. */
  keyHex: branded<string>(64),
  reason: z.enum(REVOCATION_REASONS),
  revokedAtMs: count,
})

/** A certificate with the hub's signature, as it travels. */
export const signedCertificateShape = signedShape(certificateShape)
/** A revocation with the hub's signature, as it travels. */
export const signedRevocationShape = signedShape(revocationShape)

/** What a hub certifies. */
export type Certificate = z.output<typeof certificateShape>
/** What a hub certifies of a key for papers. */
export type PaperCertificate = Extract<Certificate, { readonly subject: 'paper' }>
/** What a hub takes back. */
export type Revocation = z.output<typeof revocationShape>

/** Tells whether a certificate or a revocation is this hub's: its id is that of the key, and the key signed it. */
export function verifyHubPaper(
  signed: SignedDocument<Certificate | Revocation>,
  hubKeyHex: string,
  verify: VerifySignature,
): boolean {
  return signed.document.hubId === hubIdOf(hubKeyHex) && verifySigned(signed, hubKeyHex, verify)
}
