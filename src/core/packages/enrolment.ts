import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import type { DeviceId, HubId, PackageId, VaultId } from '../ids.ts'
import { canonicalBytes, parseCanonical } from '../ledger/canonical-json.ts'
import { branded, count, hex, id, userRecord } from '../ledger/event-fields.ts'
import { fail, type Result, succeed } from '../result.ts'
import { type Certificate, signedCertificateShape, verifyHubPaper } from './certificates.ts'
import { hubIdOf } from './hub-identity.ts'
import {
  parseSigned,
  type SignedDocument,
  type SignedDocumentFailure,
  SYNC_VERSION,
  signedHead,
  type VerifySignature,
  verifySigned,
} from './signed-document.ts'
import { isFromTheFuture, SYNC_LIMITS } from './sync-limits.ts'

/** The two messages of an enrolment; the name is in the info of the key that seals them: none opens as the other. */
export type EnrolmentStep = 'request' | 'answer'

/** What a recipient of age files is written with: `age1…` or, hybrid, `age1pq1…`, in small letters. */
export const recipientText = z
  .string()
  .max(4096)
  .regex(/^age1[a-z0-9]+$/)

const requestShape = z.strictObject({
  ...signedHead('samnum-enrolment-request'),
  requestId: id<PackageId>(),
  hubId: id<HubId>(),
  vaultId: id<VaultId>(),
  deviceId: id<DeviceId>(),
  /** The raw Ed25519 key that signs this request and every package after it. */
  deviceKeyHex: branded<string>(64),
  /** To whom the hub seals what it says to this station. */
  recipient: recipientText,
  station: z.string().min(1).max(300),
  software: z.string().max(300),
  /** Everybody who can unlock the vault. */
  people: z.array(userRecord).min(1).max(10_000),
  madeAtMs: count,
})

const answerShape = z.strictObject({
  ...signedHead('samnum-enrolment-answer'),
  requestId: id<PackageId>(),
  hubId: id<HubId>(),
  vaultId: id<VaultId>(),
  hubKeyHex: branded<string>(64),
  hubName: z.string().min(1).max(300),
  /** To whom the station seals the keys of its register and of the cases it shares. */
  hubRecipient: recipientText,
  /** Where the hub answers, `https://…`. */
  urls: z.array(z.string().max(2000)).max(20),
  /** SHA-256 of the SubjectPublicKeyInfo of the hub's TLS certificate, for each one that counts. */
  tlsPinsHex: z.array(branded<string>(64)).max(10),
  certificates: z.array(signedCertificateShape).min(1).max(10_001),
  madeAtMs: count,
})

const sealedShape = z.strictObject({
  format: z.literal('samnum-sealed-enrolment'),
  v: z.literal(SYNC_VERSION),
  step: z.enum(['request', 'answer']),
  codeId: branded<string>(16),
  hubId: id<HubId>(),
  requestId: id<PackageId>(),
  sealedHex: hex,
})
const sealedNamedShape = z.object({ format: z.literal('samnum-sealed-enrolment'), v: z.number().int() })

/** What a station asks a hub. */
export type EnrolmentRequest = z.output<typeof requestShape>
/** What a hub answers. */
export type EnrolmentAnswer = z.output<typeof answerShape>
/** Either message as it travels: what is inside is sealed under the code's secret. */
export type SealedEnrolment = z.output<typeof sealedShape>

/** Why a message of an enrolment is not taken. */
export type EnrolmentFailure =
  | SignedDocumentFailure
  | {
      readonly code:
        | 'sync/signature-wrong'
        | 'sync/for-another-hub'
        | 'sync/for-another-station'
        | 'sync/hub-key-differs'
        | 'sync/certificate-wrong'
        | 'sync/from-the-future'
    }

/** The ASCII info by which the key that seals a message follows from the code's secret (HKDF, salt the hub's id). */
export function enrolmentKeyInfo(step: EnrolmentStep): string {
  return `samnum/v1/enrolment-${step}`
}

/** The associated data of a sealed message: ASCII `samnum/v1/enrolment`, a line feed, and the canonical message without `sealedHex`. */
export function enrolmentAssociated(message: Omit<SealedEnrolment, 'sealedHex'>): Uint8Array {
  const { format, v, step, codeId, hubId, requestId } = message
  return concatBytes(
    utf8ToBytes('samnum/v1/enrolment\n'),
    canonicalBytes({ format, v, step, codeId, hubId, requestId }),
  )
}

/** The canonical bytes of a sealed message. */
export function writeSealedEnrolment(message: SealedEnrolment): Uint8Array {
  return canonicalBytes(message)
}

/** Reads a sealed message, of the step that is expected. */
export function parseSealedEnrolment(
  bytes: Uint8Array,
  step: EnrolmentStep,
): Result<SealedEnrolment, SignedDocumentFailure> {
  if (bytes.length > SYNC_LIMITS.enrolmentBytes) return fail({ code: 'sync/malformed' })
  const value = parseCanonical(bytes)
  const named = sealedNamedShape.safeParse(value.ok ? value.value : null)
  if (!named.success) return fail({ code: 'sync/malformed' })
  if (named.data.v > SYNC_VERSION) return fail({ code: 'sync/newer-version' })
  const sealed = sealedShape.safeParse(value.ok ? value.value : null)
  return sealed.success && sealed.data.step === step ? succeed(sealed.data) : fail({ code: 'sync/malformed' })
}

/** Reads what a sealed request held, for the hub of this id: whoever wrote it has the device's key. */
export function verifyRequest(
  bytes: Uint8Array,
  hubId: HubId,
  nowMs: number,
  verify: VerifySignature,
): Result<EnrolmentRequest, EnrolmentFailure> {
  const signed = parseSigned(bytes, 'samnum-enrolment-request', requestShape)
  if (!signed.ok) return signed
  const { document } = signed.value
  if (document.hubId !== hubId) return fail({ code: 'sync/for-another-hub' })
  if (!verifySigned(signed.value, document.deviceKeyHex, verify))
    return fail({ code: 'sync/signature-wrong' })
  return isFromTheFuture(document.madeAtMs, nowMs)
    ? fail({ code: 'sync/from-the-future' })
    : succeed(document)
}

/** What a station knows of the request that an answer must be to. */
export type AskedEnrolment = Pick<
  EnrolmentRequest,
  'requestId' | 'hubId' | 'vaultId' | 'deviceId' | 'deviceKeyHex'
>

/**
 * Reads what a sealed answer held. The hub's key is the one whose id the paper said, and all certificates are signed with it; one is
 * for the device that asked.
 */
export function verifyAnswer(
  bytes: Uint8Array,
  asked: AskedEnrolment,
  nowMs: number,
  verify: VerifySignature,
): Result<EnrolmentAnswer, EnrolmentFailure> {
  const signed = parseSigned(bytes, 'samnum-enrolment-answer', answerShape)
  if (!signed.ok) return signed
  const { document } = signed.value
  if (document.hubId !== asked.hubId) return fail({ code: 'sync/for-another-hub' })
  if (hubIdOf(document.hubKeyHex) !== asked.hubId) return fail({ code: 'sync/hub-key-differs' })
  if (!verifySigned(signed.value, document.hubKeyHex, verify)) return fail({ code: 'sync/signature-wrong' })
  if (document.requestId !== asked.requestId || document.vaultId !== asked.vaultId)
    return fail({ code: 'sync/for-another-station' })
  if (isFromTheFuture(document.madeAtMs, nowMs)) return fail({ code: 'sync/from-the-future' })
  const areAllOurs = document.certificates.every(
    (certificate) =>
      certificate.document.subject !== 'paper' &&
      certificate.document.vaultId === asked.vaultId &&
      verifyHubPaper(certificate, document.hubKeyHex, verify),
  )
  const isForDevice = document.certificates.some((certificate) => isOfDevice(certificate, asked))
  return areAllOurs && isForDevice ? succeed(document) : fail({ code: 'sync/certificate-wrong' })
}

function isOfDevice({ document }: SignedDocument<Certificate>, asked: AskedEnrolment): boolean {
  return (
    document.subject === 'device' &&
    document.deviceId === asked.deviceId &&
    document.deviceKeyHex === asked.deviceKeyHex
  )
}
