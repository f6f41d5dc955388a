import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import type { CaseId, DigestHex, VaultId } from '../ids.ts'
import { fail, type Result, succeed } from '../result.ts'
import { type CanonicalValue, canonicalBytes, parseCanonical } from './canonical-json.ts'
import { branded, digest, hex, id, seq } from './event-fields.ts'
import { type EventHeader, parseHeader } from './event-header.ts'

/** What the first line of a disclosure calls itself (`docs/format-disclosure.md`). */
export const DISCLOSURE_FORMAT = 'samnum-disclosure'
/** The first version of a disclosure. */
export const DISCLOSURE_VERSION = 1
/** Most bytes of one line, its line feed left out: room for an event whose body has 60 MB. */
export const MAX_LINE_BYTES = 128 * 1024 * 1024

/** What the first line of a disclosure says: of which case it is, how far the ledger goes, and how the case's events are known. */
export type DisclosureStart = {
  readonly vaultId: VaultId
  readonly caseId: CaseId
  /** How many events the ledger has; as many lines follow. */
  readonly events: number
  /** The hash of the last of them. */
  readonly headHex: DigestHex
  /** The key of the case's scope references, 32 bytes. It tells which headers are the case's and opens nothing. */
  readonly scopeRefKey: Uint8Array
}

/** What opens one event and no other. */
export type OpenedParts = {
  readonly signature: Uint8Array
  readonly sealedBody: Uint8Array
  /** The secret, 32 bytes, from which this body's key and its commitment follow. */
  readonly opening: Uint8Array
}

/** One event of a disclosure: its header, and for the events that are shown what opens them. */
export type DisclosedEvent = {
  readonly header: EventHeader
  /** The header's canonical bytes, which are hashed and signed. */
  readonly bytes: Uint8Array
  readonly opened: OpenedParts | null
}

/** Why a first line is none of a disclosure that this version reads. */
export type DisclosureStartFailure = {
  readonly code: 'disclosure/not-a-disclosure' | 'disclosure/from-the-future' | 'disclosure/malformed'
}

const startShape = z.strictObject({
  format: z.literal(DISCLOSURE_FORMAT),
  v: z.literal(DISCLOSURE_VERSION),
  vaultId: id<VaultId>(),
  caseId: id<CaseId>(),
  events: seq,
  headHex: digest(),
  scopeRefKeyHex: branded<string>(64),
})
const namedShape = z.object({ format: z.literal(DISCLOSURE_FORMAT), v: z.number().int() })

const openedShape = z.strictObject({
  header: z.unknown(),
  openingHex: branded<string>(64),
  sealedBodyHex: hex,
  signatureHex: branded<string>(128),
})

const BEFORE_HEADER = utf8ToBytes('{"header":')

const CLOSING_BRACE = 0x7d

/** The bytes of the first line, without its line feed. */
export function writeDisclosureStart({ scopeRefKey, ...start }: DisclosureStart): Uint8Array {
  const named = { format: DISCLOSURE_FORMAT, v: DISCLOSURE_VERSION, ...start }
  return canonicalBytes({ ...named, scopeRefKeyHex: bytesToHex(scopeRefKey) })
}

/** Reads the first line. A later version is told from what is no disclosure at all. */
export function parseDisclosureStart(line: Uint8Array): Result<DisclosureStart, DisclosureStartFailure> {
  const value = parseCanonical(line)
  const named = namedShape.safeParse(value.ok ? value.value : null)
  if (!named.success) return fail({ code: 'disclosure/not-a-disclosure' })
  if (named.data.v > DISCLOSURE_VERSION) return fail({ code: 'disclosure/from-the-future' })
  const start = startShape.safeParse(value.ok ? value.value : null)
  if (!start.success) return fail({ code: 'disclosure/malformed' })
  const { vaultId, caseId, events, headHex, scopeRefKeyHex } = start.data
  return succeed({ vaultId, caseId, events, headHex, scopeRefKey: hexToBytes(scopeRefKeyHex) })
}

/** The bytes of the line of one event, without its line feed. */
export function writeDisclosedEvent({ bytes, opened }: Omit<DisclosedEvent, 'header'>): Uint8Array {
  const more =
    opened === null
      ? ''
      : `,"openingHex":"${bytesToHex(opened.opening)}","sealedBodyHex":"${bytesToHex(opened.sealedBody)}"` +
        `,"signatureHex":"${bytesToHex(opened.signature)}"`
  return concatBytes(BEFORE_HEADER, bytes, utf8ToBytes(`${more}}`))
}

/** Reads the line of one event, or answers `null` when it is not canonical or has not the shape of one. */
export function parseDisclosedEvent(line: Uint8Array): DisclosedEvent | null {
  // Nearly all lines hold a header and nothing else. A header that is canonical makes such a line canonical.
  if (BEFORE_HEADER.every((byte, at) => line[at] === byte) && line.at(-1) === CLOSING_BRACE) {
    const bytes = line.subarray(BEFORE_HEADER.length, -1)
    const header = parseHeader(bytes)
    if (header.ok) return { header: header.value, bytes, opened: null }
  }
  const value = parseCanonical(line)
  const shape = openedShape.safeParse(value.ok ? value.value : null)
  return shape.success ? openedEvent(shape.data) : null
}

function openedEvent(line: z.output<typeof openedShape>): DisclosedEvent | null {
  // The line is canonical, so the header inside it stands there as its canonical bytes.
  const bytes = canonicalBytes((line.header ?? null) as CanonicalValue)
  const header = parseHeader(bytes)
  if (!header.ok) return null
  return {
    header: header.value,
    bytes,
    opened: {
      opening: hexToBytes(line.openingHex),
      sealedBody: hexToBytes(line.sealedBodyHex),
      signature: hexToBytes(line.signatureHex),
    },
  }
}
