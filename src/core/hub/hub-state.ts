import type { DeviceId, DigestHex, VaultId } from '../ids.ts'
import type { Certificate, Revocation } from '../packages/certificates.ts'
import { messageHash } from '../packages/hub-message.ts'
import type { SignedDocument } from '../packages/signed-document.ts'
import { type HubEvent, NO_HUB_EVENT } from './hub-event.ts'

/** A paper code that the hub made. */
export type CodeState = {
  readonly codeId: string
  readonly station: string
  readonly sealedSecretHex: string
  readonly validUntilMs: number
  /** The request that used it, with the answer it got; `null` while it waits. */
  readonly spent: { readonly requestId: string; readonly answer: string } | null
}

/** A certificate with whether it still counts. */
export type CertificateState = {
  readonly signed: SignedDocument<Certificate>
  readonly revoked: SignedDocument<Revocation> | null
}

/** A message to a station, without what it says: that stays in the hub's event. */
export type SentMessage = {
  readonly number: number
  /** By which the next message names it, and the station says that it took it. */
  readonly hashHex: DigestHex
  /** The hub's event that sent it. */
  readonly event: { readonly seq: number; readonly hashHex: DigestHex }
  readonly atMs: number
  /** When the hub learnt that the station took it; `null` before. */
  readonly takenAtMs: number | null
}

/** A station that enrolled at least once. */
export type EnrolledStation = {
  readonly vaultId: VaultId
  readonly station: string
  readonly recipient: string
  /** The device that was enrolled last. */
  readonly deviceId: DeviceId
  readonly certificates: CertificateState[]
  /** Messages since it enrolled last, by number, from 1 without a gap. */
  readonly messages: SentMessage[]
  /** Messages of earlier enrolments that the station took; those that it did not take were sent again. */
  readonly earlier: readonly SentMessage[]
}

/** What the events of a hub come to. It is changed in place, by {@link takeHubEvent} alone. */
export type HubState = {
  lastSeq: number
  lastHashHex: DigestHex
  /** When the hub was founded, by its own clock. */
  foundedAtMs: number
  /** The serial number of the last certificate. */
  lastSerial: number
  readonly codes: Map<string, CodeState>
  readonly stations: Map<VaultId, EnrolledStation>
  /** Whom stations are to ask about matches; `null` for the hub by its name. */
  contact: string | null
  /** In which province a station is, by its code in the gazetteer. */
  readonly provinces: Map<VaultId, string>
  /** The newest statement about each person of headquarters, sealed, and the event that made it. */
  readonly people: Map<string, { readonly seq: number; readonly sealedHex: string }>
}

/** The state before a hub's first event. */
export function emptyHub(): HubState {
  return {
    ...{ lastSeq: 0, lastHashHex: NO_HUB_EVENT, foundedAtMs: 0, lastSerial: 0, contact: null },
    ...{ codes: new Map(), stations: new Map(), provinces: new Map(), people: new Map() },
  }
}

/** Moves the state past a hub's event. */
export function takeHubEvent(state: HubState, event: HubEvent, hashHex: DigestHex): void {
  state.lastSeq = event.seq
  state.lastHashHex = hashHex
  switch (event.kind) {
    case 'hub-founded':
      state.foundedAtMs = event.atMs
      return
    case 'code-made':
      state.codes.set(event.data.codeId, { ...event.data, spent: null })
      return
    case 'station-enrolled': {
      const { codeId, requestId, answer, vaultId, deviceId, recipient, station, certificates } = event.data
      const code = state.codes.get(codeId)
      if (code !== undefined) state.codes.set(codeId, { ...code, spent: { requestId, answer } })
      const known = state.stations.get(vaultId)
      const taken = known?.messages.filter(({ takenAtMs }) => takenAtMs !== null) ?? []
      state.stations.set(vaultId, {
        ...{ vaultId, station, recipient, deviceId },
        certificates: known?.certificates ?? [],
        messages: [],
        earlier: [...(known?.earlier ?? []), ...taken],
      })
      for (const certificate of certificates) addCertificate(state, certificate)
      return
    }
    case 'certified':
      for (const certificate of event.data.certificates) addCertificate(state, certificate)
      return
    case 'revoked': {
      const { revocation } = event.data
      const held = state.stations.get(revocation.document.vaultId)?.certificates ?? []
      const at = held.findIndex(({ signed }) => signed.document.serial === revocation.document.serial)
      const found = held[at]
      if (found !== undefined) held[at] = { ...found, revoked: revocation }
      return
    }
    case 'message-sent': {
      const { document } = event.data.message
      state.stations.get(document.vaultId)?.messages.push({
        number: document.number,
        hashHex: messageHash(document),
        event: { seq: event.seq, hashHex },
        atMs: event.atMs,
        takenAtMs: null,
      })
      return
    }
    case 'contact-stated':
      state.contact = event.data.contact
      return
    case 'station-placed':
      state.provinces.set(event.data.vaultId, event.data.province)
      return
    case 'person-stated':
      state.people.set(event.data.personId, { seq: event.seq, sealedHex: event.data.sealedHex })
      return
    case 'messages-taken':
      takeTaken(state, event.data, event.atMs)
      return
  }
}

function takeTaken(
  state: HubState,
  { vaultId, number }: { readonly vaultId: VaultId; readonly number: number },
  takenAtMs: number,
): void {
  const messages = state.stations.get(vaultId)?.messages ?? []
  for (const [at, message] of messages.entries())
    if (message.number <= number && message.takenAtMs === null) messages[at] = { ...message, takenAtMs }
}

function addCertificate(state: HubState, signed: SignedDocument<Certificate>): void {
  const { serial, vaultId } = signed.document
  state.lastSerial = Math.max(state.lastSerial, serial)
  state.stations.get(vaultId)?.certificates.push({ signed, revoked: null })
}

/** The raw Ed25519 key that a certificate is for; of a key for papers, the one with which its owner signs events. */
export function certifiedKey(certificate: Certificate): string {
  return certificate.subject === 'device' ? certificate.deviceKeyHex : certificate.signingKeyHex
}

/** The certificates of a station's devices, the newest first. */
export function deviceCertificates(
  station: Pick<EnrolledStation, 'certificates'>,
): readonly CertificateState[] {
  return station.certificates.filter(({ signed }) => signed.document.subject === 'device').reverse()
}

/** Tells whether every device of a station was revoked: nothing is said to it any more. */
export function isStationRevoked(station: Pick<EnrolledStation, 'certificates'>): boolean {
  return deviceCertificates(station).every(({ revoked }) => revoked !== null)
}
