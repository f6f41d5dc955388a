import { hexToBytes } from '@noble/hashes/utils.js'
import type { EnrolledStation, HubState } from '#core/hub/hub-state.ts'
import type { KeyId } from '#core/ids.ts'
import { type Certificate, certifiedName } from '#core/packages/certificates.ts'
import { paperKeyProof } from '#core/packages/paper-certificates.ts'
import type { SignedDocument } from '#core/packages/signed-document.ts'
import type { PersonState } from '#core/people/register-state.ts'
import { readCertificate } from '#core/signatures/read-certificate.ts'
import type { HubWrites } from '../ports/hub-store.ts'
import type { LedgerEnd } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'
import { signAsHub } from './sign-as-hub.ts'
import type { VerifiedPackage } from './verify-package.ts'

/** How long before its end the certificate of a key for papers is issued anew: a station may be out of reach for months. */
const RENEWED_BEFORE_MS = 365 * 86_400_000

/**
 * Certifies whoever the register introduces and this hub has not certified, and the keys for papers that they told. Only keys that were
 * told are certified, so that a station whose program knows nothing of them is never sent such a certificate.
 */
export async function certifyPeople(
  hub: HubSession,
  writes: HubWrites,
  state: HubState,
  { manifest, judge }: VerifiedPackage,
  nowMs: number,
): Promise<LedgerEnd> {
  const { vaultId } = manifest
  const station = state.stations.get(vaultId)
  const { hubId } = hub.identity
  let serial = state.lastSerial
  const certificates: SignedDocument<Certificate>[] = []
  const head = () => {
    serial += 1
    return { format: 'samnum-certificate', v: 1, hubId, serial, vaultId, issuedAtMs: nowMs } as const
  }
  for (const person of judge.people) {
    if (person.state !== 'active' || station === undefined) continue
    const { userId, keyId, signingKeyHex } = person
    const name = certifiedName(person.name, userId)
    if (!isCertified(station, keyId))
      certificates.push(signAsHub(hub, { ...head(), subject: 'officer', userId, keyId, signingKeyHex, name }))
    const publicKeyHex = paperKeyDue(hub, station, person, judge, nowMs)
    if (publicKeyHex === null) continue
    const place = head()
    const { foundedAtMs } = state
    const issued = hub.tools.authority.issue({
      ...{ foundedAtMs, serial: place.serial, station: station.station, userId, name, publicKeyHex },
      atMs: nowMs,
    })
    const subject = 'paper' as const
    certificates.push(
      signAsHub(hub, { ...place, subject, userId, keyId, signingKeyHex, name, publicKeyHex, ...issued }),
    )
  }
  if (certificates.length === 0) return { seq: state.lastSeq, hashHex: state.lastHashHex }
  return await hub.ledger.record(writes, { kind: 'certified', data: { certificates } }, nowMs)
}

function isCertified({ certificates }: EnrolledStation, keyId: KeyId): boolean {
  return certificates.some(
    ({ signed: { document } }) => document.subject === 'officer' && document.keyId === keyId,
  )
}

/** The key for papers of a person that is to be certified now; `null` where there is none, or it must not or need not be. */
function paperKeyDue(
  { tools }: HubSession,
  { certificates, vaultId }: EnrolledStation,
  { keyId }: PersonState,
  { paperKeys }: VerifiedPackage['judge'],
  nowMs: number,
): string | null {
  const told = paperKeys.get(keyId)
  if (told === undefined) return null
  const { publicKeyHex, proofHex } = told
  for (const { signed, revoked } of certificates) {
    const { document } = signed
    if (document.subject === 'device' || document.keyId !== keyId) continue
    if (revoked !== null) return null
    if (document.subject !== 'paper' || document.publicKeyHex !== publicKeyHex) continue
    const untilMs = readCertificate(hexToBytes(document.certificateHex))?.untilMs ?? 0
    if (untilMs > nowMs + RENEWED_BEFORE_MS) return null
  }
  const isProven = tools.verifyPaper(
    publicKeyHex,
    paperKeyProof(vaultId, keyId, publicKeyHex),
    hexToBytes(proofHex),
  )
  return isProven ? publicKeyHex : null
}
