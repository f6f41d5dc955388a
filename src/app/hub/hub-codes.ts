import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Failure } from '#contract/failures.ts'
import type { HubSaid } from '#core/hub/hub-event.ts'
import { certifiedKey, deviceCertificates, type HubState } from '#core/hub/hub-state.ts'
import type { VaultId } from '#core/ids.ts'
import {
  type Certificate,
  certifiedName,
  type REVOCATION_REASONS,
  type Revocation,
} from '#core/packages/certificates.ts'
import {
  type EnrolmentAnswer,
  type EnrolmentFailure,
  type EnrolmentRequest,
  parseSealedEnrolment,
  type SealedEnrolment,
  verifyRequest,
  writeSealedEnrolment,
} from '#core/packages/enrolment.ts'
import { enrolmentCodeId, writeEnrolmentCode, writeEnrolmentQr } from '#core/packages/hub-identity.ts'
import { writeSigned } from '#core/packages/signed-document.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { decodeUtf8 } from '#core/text-safety/utf8.ts'
import type { HubStoreFailure, HubWrites } from '../ports/hub-store.ts'
import type { HubLedgerFailure, LedgerEnd } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'
import { sayAgain } from './say-again.ts'
import { signAsHub } from './sign-as-hub.ts'

const SECRET_BYTES = 16
/** How long a code waits for its station. */
const CODE_VALID_MS = 14 * 86_400_000

/** What a hub's own records may answer. */
export type HubFailure = HubStoreFailure | HubLedgerFailure

/** A code on paper: what is typed, and what is scanned. */
export type MadeCode = {
  readonly codeId: string
  readonly typed: string
  readonly scanned: string
  readonly validUntilMs: number
}

/** Makes a code with which one station can enrol, once. */
export async function makeCode(
  hub: HubSession,
  station: string,
  url: string | null,
): Promise<Result<MadeCode, HubFailure>> {
  const secret = hub.tools.randomBytes(SECRET_BYTES)
  const codeId = enrolmentCodeId(secret)
  const nowMs = hub.clock.nowMs()
  const validUntilMs = nowMs + CODE_VALID_MS
  const said: HubSaid = {
    kind: 'code-made',
    data: { codeId, station, sealedSecretHex: hub.tools.sealSecret(secret), validUntilMs },
  }
  const recorded = await hub.store.change<void, HubFailure>(async (writes) => {
    const state = await hub.ledger.catchUp(writes)
    if (!state.ok) return state
    await hub.ledger.record(writes, said, nowMs)
    return succeed(undefined)
  })
  if (!recorded.ok) return recorded
  const { hubId } = hub.identity
  const code = { hubId, secret, url }
  const made = { codeId, typed: writeEnrolmentCode(code), scanned: writeEnrolmentQr(code), validUntilMs }
  secret.fill(0)
  return succeed(made)
}

/** Why a request for enrolment gets no answer. */
export type EnrolFailure =
  | HubFailure
  | EnrolmentFailure
  | Failure<'sync/code-unknown' | 'sync/code-spent' | 'hub/code-expired' | 'hub/enrolled-as-another'>

/** An enrolment that was answered. */
export type Enrolled = {
  readonly vaultId: VaultId
  readonly station: string
  readonly answer: Uint8Array
  readonly isNew: boolean
}

/**
 * Answers a request that was made with a code of this hub: the device and everybody who can unlock the vault are certified, the code
 * is spent, and devices of this vault that were enrolled before are revoked as replaced. A vault that is enrolled already enrols again
 * with a code for the station of its name alone. The same request gets the same answer again.
 */
export async function enrolStation(
  hub: HubSession,
  bytes: Uint8Array,
  urls: readonly string[],
): Promise<Result<Enrolled, EnrolFailure>> {
  const sealed = parseSealedEnrolment(bytes, 'request')
  if (!sealed.ok) return sealed
  const { hubId, codeId, requestId } = sealed.value
  if (hubId !== hub.identity.hubId) return fail({ code: 'sync/for-another-hub' })
  const nowMs = hub.clock.nowMs()
  const done = await hub.store.change<Enrolled, EnrolFailure>(async (writes) => {
    const state = await hub.ledger.catchUp(writes)
    if (!state.ok) return state
    const code = state.value.codes.get(codeId)
    const secret = code === undefined ? null : hub.tools.openSecret(code.sealedSecretHex)
    if (code === undefined || secret === null) return fail({ code: 'sync/code-unknown' })
    const opened = hub.tools.openEnrolment(secret, sealed.value)
    if (opened === null) return fail({ code: 'sync/signature-wrong' })
    const request = verifyRequest(opened, hubId, nowMs, hub.tools.verify)
    if (!request.ok) return request
    const { vaultId } = request.value
    if (request.value.requestId !== requestId) return fail({ code: 'sync/malformed' })
    if (code.spent !== null) {
      if (code.spent.requestId !== requestId) return fail({ code: 'sync/code-spent' })
      const answer = utf8ToBytes(code.spent.answer)
      return succeed({ vaultId, station: code.station, answer, isNew: false })
    }
    if (nowMs > code.validUntilMs) return fail({ code: 'hub/code-expired' })
    // Ids of vaults are no secret. Who has a code of one station would otherwise put another one out of service, and read what it is told.
    const known = state.value.stations.get(vaultId)
    if (known !== undefined && known.station !== code.station)
      return fail({ code: 'hub/enrolled-as-another' })
    const answer = await answerRequest(hub, writes, state.value, {
      request: request.value,
      sealed: sealed.value,
      secret,
      station: code.station,
      urls,
      nowMs,
    })
    return succeed({ vaultId, station: code.station, answer, isNew: true })
  })
  return done
}

type Asking = {
  readonly request: EnrolmentRequest
  readonly sealed: SealedEnrolment
  readonly secret: Uint8Array
  readonly station: string
  readonly urls: readonly string[]
  readonly nowMs: number
}

async function answerRequest(
  hub: HubSession,
  writes: HubWrites,
  state: HubState,
  { request, sealed, secret, station, urls, nowMs }: Asking,
): Promise<Uint8Array> {
  const { identity } = hub
  const { vaultId, deviceId, deviceKeyHex, requestId } = request
  let serial = state.lastSerial
  const head = () => {
    serial += 1
    const { hubId } = identity
    return { format: 'samnum-certificate', v: 1, hubId, serial, vaultId, issuedAtMs: nowMs } as const
  }
  const certificates = [
    signAsHub<Certificate>(hub, { ...head(), subject: 'device', deviceId, deviceKeyHex, station }),
    ...request.people.map(({ userId, keyId, signingKeyHex, name }) =>
      signAsHub<Certificate>(hub, {
        ...head(),
        subject: 'officer',
        userId,
        keyId,
        signingKeyHex,
        name: certifiedName(name, userId),
      }),
    ),
  ]
  const document = {
    format: 'samnum-enrolment-answer',
    v: 1,
    requestId,
    hubId: identity.hubId,
    vaultId,
    hubKeyHex: identity.hubKeyHex,
    hubName: identity.name,
    hubRecipient: identity.recipient,
    urls: [...urls],
    tlsPinsHex: [identity.tlsPinHex],
    certificates,
    madeAtMs: nowMs,
  } as const satisfies EnrolmentAnswer
  const { format, v, codeId, hubId } = sealed
  const message = { format, v, step: 'answer', codeId, hubId, requestId } as const
  const answer = writeSealedEnrolment(
    hub.tools.sealEnrolment(secret, message, writeSigned(signAsHub(hub, document))),
  )
  secret.fill(0)
  const known = state.stations.get(vaultId)
  let after: LedgerEnd = { seq: state.lastSeq, hashHex: state.lastHashHex }
  for (const { signed, revoked } of known === undefined ? [] : deviceCertificates(known)) {
    if (revoked !== null) continue
    const revocation = signAsHub(hub, revocationOf(hub, signed.document, 'replaced', nowMs))
    after = await hub.ledger.record(writes, { kind: 'revoked', data: { revocation } }, nowMs, after)
  }
  const { recipient } = request
  const text = decodeUtf8(answer) ?? ''
  const data = { codeId, requestId, station, vaultId, deviceId, recipient, certificates, answer: text }
  after = await hub.ledger.record(writes, { kind: 'station-enrolled', data }, nowMs, after)
  if (known !== undefined) await sayAgain(hub, writes, state, { known, recipient, nowMs, after })
  return answer
}

/** Why a certificate is taken back. */
export type RevocationReason = (typeof REVOCATION_REASONS)[number]

/** Why nothing is taken back. */
export type RevokeFailure = HubFailure | Failure<'hub/no-such-station' | 'hub/no-such-officer'>

/**
 * Takes back the certificates of a station's devices, so that every later package with them is refused; or those of one officer's keys there,
 * of the one for events and the one for papers.
 */
export async function revoke(
  hub: HubSession,
  vaultId: VaultId,
  whose: { readonly keyId: string } | 'devices',
  reason: RevocationReason,
): Promise<Result<{ readonly serials: readonly number[] }, RevokeFailure>> {
  const nowMs = hub.clock.nowMs()
  return await hub.store.change<{ readonly serials: readonly number[] }, RevokeFailure>(async (writes) => {
    const state = await hub.ledger.catchUp(writes)
    if (!state.ok) return state
    const station = state.value.stations.get(vaultId)
    if (station === undefined) return fail({ code: 'hub/no-such-station' })
    const meant = station.certificates.filter(({ signed: { document }, revoked }) => {
      if (revoked !== null) return false
      if (whose === 'devices') return document.subject === 'device'
      return document.subject !== 'device' && document.keyId === whose.keyId
    })
    if (meant.length === 0 && whose !== 'devices') return fail({ code: 'hub/no-such-officer' })
    let after: LedgerEnd | undefined
    for (const { signed } of meant) {
      const revocation = signAsHub(hub, revocationOf(hub, signed.document, reason, nowMs))
      after = await hub.ledger.record(writes, { kind: 'revoked', data: { revocation } }, nowMs, after)
    }
    return succeed({ serials: meant.map(({ signed }) => signed.document.serial) })
  })
}

function revocationOf(
  { identity }: HubSession,
  certificate: Certificate,
  reason: RevocationReason,
  revokedAtMs: number,
): Revocation {
  const { serial, vaultId } = certificate
  const keyHex = certifiedKey(certificate)
  return {
    format: 'samnum-revocation',
    v: 1,
    hubId: identity.hubId,
    serial,
    vaultId,
    keyHex,
    reason,
    revokedAtMs,
  }
}
