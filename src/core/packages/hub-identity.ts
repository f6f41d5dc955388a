import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { HubId } from '../ids.ts'
import { fail, type Result, succeed } from '../result.ts'
import { type DigitGroupsFailure, parseDigitGroups, writeDigitGroups } from '../text-safety/digit-groups.ts'

/** Bytes of a hub's id and of the secret of an enrolment code. */
const HALF_BYTES = 16
const CODE_GROUPS = 16

/** What the text of the QR code begins with; before the groups typed by hand it may be missing. */
const QR_NAME = 'SAMNUM-HUB-1'

/** What the paper says on which a hub invites one station. */
export type EnrolmentCode = {
  readonly hubId: HubId
  /** 16 random bytes that are used once. */
  readonly secret: Uint8Array
  /** Where the hub answers (`https://…`), when the code was scanned and says so. */
  readonly url: string | null
}

/**
 * The id of a hub: the first 16 bytes, in hex, of SHA-256(ASCII `samnum/v1/hub-id` ‖ 0x0A ‖ raw Ed25519 key). Whoever knows the id
 * knows the key: another key is another hub.
 */
export function hubIdOf(hubKeyHex: string): HubId {
  const digest = sha256(concatBytes(utf8ToBytes('samnum/v1/hub-id\n'), hexToBytes(hubKeyHex)))
  return bytesToHex(digest.subarray(0, HALF_BYTES)) as HubId
}

/** By which name, 16 hex digits, a hub finds the code a request was made with: of the secret it tells nothing. */
export function enrolmentCodeId(secret: Uint8Array): string {
  const digest = sha256(concatBytes(utf8ToBytes('samnum/v1/enrolment-code\n'), secret))
  return bytesToHex(digest.subarray(0, 8))
}

/** Writes the code as sixteen groups of six digits, two lines of eight, to be typed in. */
export function writeEnrolmentCode({ hubId, secret }: Pick<EnrolmentCode, 'hubId' | 'secret'>): string {
  return [hexToBytes(hubId), secret].map((half) => writeDigitGroups(half)).join('\n')
}

/** Writes the text of the code's QR code: name, digits, and where the hub answers, with single spaces. */
export function writeEnrolmentQr({ hubId, secret, url }: EnrolmentCode): string {
  const digits = writeDigitGroups(concatBytes(hexToBytes(hubId), secret), '')
  return url === null ? `${QR_NAME} ${digits}` : `${QR_NAME} ${digits} ${url}`
}

/** Reads an enrolment code that was typed or scanned. Where a group does not hold, it is named. */
export function parseEnrolmentCode(text: string): Result<EnrolmentCode, DigitGroupsFailure> {
  const trimmed = text.trim()
  const isScanned = trimmed.startsWith(`${QR_NAME} `)
  const [, digits = '', ...rest] = trimmed.split(' ')
  const groups = parseDigitGroups(isScanned ? digits : trimmed, CODE_GROUPS)
  if (!groups.ok) return groups
  if (rest.length > 1 && isScanned) return fail({ code: 'groups/not-digits' })
  return succeed({
    hubId: bytesToHex(groups.value.subarray(0, HALF_BYTES)) as HubId,
    secret: groups.value.slice(HALF_BYTES),
    url: isScanned ? (rest[0] ?? null) : null,
  })
}
