import type { StoredEvent } from '#app/ports/ledger-store.ts'
import { type DeviceId, type DigestHex, isId } from '#core/ids.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import { sha256Hex } from '../crypto/primitives.ts'
import { readVarint } from './read-cells.ts'

/** Largest row that is taken for an event. The largest complaint that the contract takes is less than a twentieth of it. */
export const MAX_ROW_BYTES = 64 * 1024 * 1024

/** Bytes that the beginning of every row of the table of events has at the least: enough to tell how long its parts are. */
const LEAST_ROW_BYTES = 300
const COLUMNS = 8
const [DEVICE_BYTES, HASH_BYTES, SIGNATURE_BYTES, SCOPE_BYTES] = [32, 64, 64, 32]

/** An event as it was found: by itself it is what it says, and nobody has verified who signed it. */
export type FoundEvent = Omit<StoredEvent, 'position'>

/** Where the parts of a row lie in its payload. */
export type RowShape = {
  readonly device: Part
  readonly header: Part
  readonly hash: Part
  readonly signature: Part
  readonly sealedBody: Part
  readonly scope: Part
}
type Part = { readonly from: number; readonly to: number }

/**
 * Tells, from the beginning of a row's payload, whether it can be a row of the table of events, and where its parts lie
 * (https://www.sqlite.org/fileformat2.html, section 2.1, serial types).
 */
export function shapeOfRow(local: Buffer, payloadBytes: number): RowShape | null {
  if (payloadBytes < LEAST_ROW_BYTES || payloadBytes > MAX_ROW_BYTES) return null
  const header = readVarint(local, 0)
  if (header === null || header.value > local.length) return null
  const sizes: (readonly [kind: number, sizeBytes: number])[] = []
  let at = header.end
  while (at < header.value && sizes.length <= COLUMNS) {
    const type = readVarint(local, at)
    if (type === null) return null
    sizes.push([kindOf(type.value), sizeOf(type.value)])
    at = type.end
  }
  if (sizes.length !== COLUMNS || at !== header.value) return null
  let from = header.value
  const parts = sizes.map(([, sizeBytes]): Part => {
    const part = { from, to: from + sizeBytes }
    from = part.to
    return part
  })
  const kinds = sizes.map(([kind]) => kind).join('')
  const [, device, , head, hash, signature, sealedBody, scope] = parts as [Part, ...Part[]]
  if (kinds !== `${NULL}${TEXT}${INTEGER}${BLOB}${TEXT}${BLOB}${BLOB}${TEXT}` || from !== payloadBytes)
    return null
  if (!device || !head || !hash || !signature || !sealedBody || !scope) return null
  if (lengthOf(device) !== DEVICE_BYTES || lengthOf(hash) !== HASH_BYTES) return null
  if (lengthOf(signature) !== SIGNATURE_BYTES || lengthOf(scope) !== SCOPE_BYTES) return null
  return { device, header: head, hash, signature, sealedBody, scope }
}

const [NULL, INTEGER, BLOB, TEXT, OTHER] = [0, 1, 2, 3, 4]

function kindOf(type: number): number {
  if (type >= 12) return type % 2 === 0 ? BLOB : TEXT
  if (type === 0) return NULL
  return type === 7 || type === 10 || type === 11 ? OTHER : INTEGER
}

function sizeOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2)
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] ?? 0
}

const lengthOf = ({ from, to }: Part) => to - from

/**
 * Reads an event from the whole payload of a row, or answers `null` when it does not prove itself: its header has the recorded
 * hash and shape and is of the row's place, and its sealed body is the one that the header names, or was emptied.
 */
export function readEventRow(payload: Buffer, shape: RowShape): FoundEvent | null {
  const bytesOf = ({ from, to }: Part) => payload.subarray(from, to)
  const textOf = (part: Part) => payload.toString('latin1', part.from, part.to)
  const header = bytesOf(shape.header)
  const hashHex = textOf(shape.hash) as DigestHex
  if (sha256Hex(header) !== hashHex) return null
  const parsed = parseHeader(header)
  const scope = textOf(shape.scope)
  if (!parsed.ok || parsed.value.device !== textOf(shape.device) || !isId(scope)) return null
  const { device, seq, body } = parsed.value
  const sealedBody = bytesOf(shape.sealedBody)
  const isWhole = sealedBody.length === body.sizeBytes && sha256Hex(sealedBody) === body.digestHex
  if (!isWhole && sealedBody.length > 0) return null
  const signature = bytesOf(shape.signature)
  return { device: device as DeviceId, seq, header, hashHex, signature, sealedBody, scope }
}
