import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { DeviceId, PackageId } from '#core/ids.ts'
import { writeSealedEnrolment } from '#core/packages/enrolment.ts'
import { type EnrolmentCode, enrolmentCodeId, parseEnrolmentCode } from '#core/packages/hub-identity.ts'
import { SYNC_VERSION, signedBytes, writeSigned } from '#core/packages/signed-document.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import { proveHub } from '../people/proven-people.ts'
import type { FolderCarriers } from '../ports/folder-carriers.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { SyncTools } from '../ports/sync-tools.ts'
import { refuseTraining } from '../training/training-vault.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'

const SALT_BYTES = 32

/** What enrolling needs beside the vault. */
export type SyncParts = {
  readonly carriers: FolderCarriers
  readonly tools: SyncTools
  readonly software: string
}

/**
 * `sync.ask`. The request is recorded before it leaves. Asking again, with the same paper or another, makes new keys, and only the
 * answer to the newest request counts.
 */
export function askHub(session: SessionSource, parts: SyncParts): Handler<'sync.ask'> {
  return async ({ code, station, carrierId }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readEnrolmentCode(code)
    if (!read.ok) return read
    const mayAsk = isFreeToAsk(vault)
    if (!mayAsk.ok) return mayAsk
    const carrier = parts.carriers.find(carrierId)
    if (carrier === null) return fail({ code: 'outlet/unknown' })
    const { hubId } = read.value
    const asked = await recordRequest(vault, read.value, station, parts)
    if (!asked.ok) return asked
    const written = await carrier.writeRequest({ hubId, vaultId: vault.vaultId }, asked.value)
    return written.ok ? succeed({ hubId }) : written
  }
}

/** Reads the code on headquarters' paper; where a group was misread, it is named. */
export function readEnrolmentCode(code: string): Result<EnrolmentCode, Failure<'sync/code-malformed'>> {
  const read = parseEnrolmentCode(code)
  if (read.ok) return read
  const { failure } = read
  return fail({
    code: 'sync/code-malformed',
    ...(failure.code === 'groups/wrong-group' && { facts: { group: failure.group } }),
  })
}

/** Refuses to ask while a hub is pinned. */
export function isFreeToAsk(
  vault: VaultSession,
): Result<void, LedgerStoreFailure | Failure<'sync/already-enrolled' | 'training/only-invented'>> {
  const isReal = refuseTraining(vault)
  if (!isReal.ok) return isReal
  const book = proveHub(vault)
  if (!book.ok) return book
  return book.value.pinned === null ? succeed(undefined) : fail({ code: 'sync/already-enrolled' })
}

/** Makes a request with new keys, records it, and answers its sealed bytes. */
export async function recordRequest(
  vault: VaultSession,
  { hubId, secret }: EnrolmentCode,
  station: string,
  { tools, software }: Pick<SyncParts, 'tools' | 'software'>,
): Promise<Result<Uint8Array, AppendFailure | LedgerStoreFailure>> {
  const deviceSaltHex = tools.randomHex(SALT_BYTES)
  const device = vault.deviceKeys(deviceSaltHex)
  const requestId = vault.crypto.newId() as PackageId
  const recipient = await device.recipient()
  const people = peopleOf(vault)
  if (!people.ok) return people
  const document = {
    format: 'samnum-enrolment-request' as const,
    v: SYNC_VERSION,
    requestId,
    hubId,
    vaultId: vault.vaultId,
    deviceId: vault.deviceId as DeviceId,
    deviceKeyHex: device.publicKeyHex,
    recipient,
    station,
    software,
    people: people.value,
    madeAtMs: vault.clock.nowMs(),
  }
  const signed = writeSigned({ document, signatureHex: device.signHex(signedBytes(document)) })
  const head = { codeId: enrolmentCodeId(secret), hubId, requestId }
  const sealed = tools.sealEnrolment(
    secret,
    { format: 'samnum-sealed-enrolment', v: SYNC_VERSION, step: 'request', ...head },
    signed,
  )
  const { userId, name } = vault.person
  const data = {
    hubId,
    requestId,
    secretHex: hexOf(secret),
    deviceSaltHex,
    deviceKeyHex: device.publicKeyHex,
    askedBy: { userId, name },
  }
  const asked = appendEvents(vault, [
    { key: vault.registerKey, body: { kind: 'hub-asked', scope: vault.vaultId, data } },
  ])
  return asked.ok ? succeed(writeSealedEnrolment(sealed)) : asked
}

function peopleOf(vault: VaultSession) {
  const people = vault.register.people()
  if (!people.ok) return people
  return succeed(
    people.value
      .filter(({ state }) => state === 'active')
      .map(({ userId, name, roles, keyId, signingKeyHex, agreementKeyHex }) => {
        return { userId, name, roles: [...roles], keyId, signingKeyHex, agreementKeyHex }
      }),
  )
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
