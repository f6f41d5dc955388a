import * as z from 'zod'
import type { ObjectId } from '#core/ids.ts'
import { isId } from '#core/ids.ts'
import {
  equalBytes,
  hkdfSha256,
  hmacSha256,
  KEY_BYTES,
  NONCE_BYTES,
  openAesGcm,
  sealAesGcm,
  TAG_BYTES,
} from '#node/crypto/primitives.ts'
import { CHECKPOINT_PAGES, NUMBER_BYTES, RECORD_HEAD_BYTES } from './record-places.ts'
import { PAGE_BYTES } from './slots.ts'

// The record of an interrupted seal, version 1: docs/format-object.md, Interrupted seals.

const MAGIC = Buffer.from('SAMNUM-RESUME-1\n', 'ascii')
const SALT_BYTES = 32
/** Magic, salt and commitment: what everything else in the record is bound to. */
const BOUND_BYTES = MAGIC.length + SALT_BYTES + KEY_BYTES
const KEY_INFO = 'samnum/v1/resume'
/** The head fills the first page, so that its length says nothing about the names in it. */
const HEAD_BYTES = PAGE_BYTES - BOUND_BYTES - TAG_BYTES
const MAC_BYTES = 32

const text = z.string()
const head = z.strictObject({
  v: z.literal(1),
  objectId: z.custom<ObjectId>((value) => typeof value === 'string' && isId(value)),
  segmentSizeBytes: z.number().int().positive(),
  segmentsPerCheckpoint: z.number().int().positive(),
  name: text,
  source: z.strictObject({
    form: z.enum(['file', 'device']),
    device: text,
    inode: text,
    sizeBytes: z.number().int().positive(),
    modifiedAtNs: text,
    changedAtNs: text,
    bootId: text.nullable(),
  }),
})

/** What a record says about the seal that it belongs to; only the key of the case opens it. */
export type ResumeHead = z.output<typeof head>

/** The keys of one record. `commitment` tells, before anything is opened, whether a case's key is the right one. */
type RecordKeys = {
  readonly sealingKey: Uint8Array
  readonly macKey: Uint8Array
  readonly commitment: Uint8Array
}

function deriveKeys(scopeKey: Uint8Array, salt: Uint8Array): RecordKeys {
  const okm = hkdfSha256(scopeKey, salt, KEY_INFO, 3 * KEY_BYTES)
  return {
    sealingKey: okm.slice(0, KEY_BYTES),
    macKey: okm.slice(KEY_BYTES, 2 * KEY_BYTES),
    commitment: okm.slice(2 * KEY_BYTES),
  }
}

/** A record as it is begun: its pages before the tags, and what its checkpoints are made with. */
export type BegunRecord = {
  readonly bytes: Uint8Array
  readonly macKey: Uint8Array<ArrayBuffer>
  readonly bound: Uint8Array
}

/** Makes a record without any checkpoint. Name and head are cut to the page. */
export function beginRecord(scopeKey: Uint8Array, salt: Uint8Array, facts: ResumeHead): BegunRecord {
  const keys = deriveKeys(scopeKey, salt)
  const plain = new Uint8Array(HEAD_BYTES)
  const json = Buffer.from(JSON.stringify(facts), 'utf8')
  if (json.length > HEAD_BYTES) throw new RangeError('The head of a record has one page.')
  plain.set(json)
  const bytes = new Uint8Array(RECORD_HEAD_BYTES)
  bytes.set(MAGIC, 0)
  bytes.set(salt, MAGIC.length)
  bytes.set(keys.commitment, MAGIC.length + SALT_BYTES)
  const bound = bytes.slice(0, BOUND_BYTES)
  bytes.set(sealAesGcm(keys.sealingKey, new Uint8Array(NONCE_BYTES), plain, bound), BOUND_BYTES)
  keys.sealingKey.fill(0)
  return { bytes, macKey: new Uint8Array(keys.macKey), bound }
}

/** Tells, without any key, whether a record has a checkpoint at all: what has none is not worth keeping. */
export function hasCheckpoint(bytes: Uint8Array): boolean {
  if (bytes.length < RECORD_HEAD_BYTES || !equalBytes(bytes.subarray(0, MAGIC.length), MAGIC)) return false
  return bytes.subarray(PAGE_BYTES, RECORD_HEAD_BYTES).some((byte) => byte !== 0)
}

/** What a record says to whoever has the case's key. */
export type OpenedRecord = {
  readonly head: ResumeHead
  readonly macKey: Uint8Array<ArrayBuffer>
  readonly bound: Uint8Array
  /** The last checkpoint that was passed; 0 when none was. */
  readonly checkpoint: number
}

/** Opens the pages of a record, or answers `null` when they belong to another case or do not hold. */
export function openRecord(bytes: Uint8Array, scopeKey: Uint8Array): OpenedRecord | null {
  if (!hasCheckpoint(bytes)) return null
  const bound = bytes.slice(0, BOUND_BYTES)
  const keys = deriveKeys(scopeKey, bound.subarray(MAGIC.length, MAGIC.length + SALT_BYTES))
  if (!equalBytes(bound.subarray(MAGIC.length + SALT_BYTES), keys.commitment)) return null
  const plain = openAesGcm(
    keys.sealingKey,
    new Uint8Array(NONCE_BYTES),
    bytes.subarray(BOUND_BYTES, PAGE_BYTES),
    bound,
  )
  keys.sealingKey.fill(0)
  const parsed = plain === null ? null : parseHead(plain)
  if (parsed === null) return null
  const macKey = new Uint8Array(keys.macKey)
  return { head: parsed, macKey, bound, checkpoint: lastCheckpoint(bytes, macKey, bound) }
}

function parseHead(plain: Uint8Array): ResumeHead | null {
  const end = plain.indexOf(0)
  try {
    const parsed = head.safeParse(
      JSON.parse(Buffer.from(plain.subarray(0, end === -1 ? undefined : end)).toString('utf8')),
    )
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function lastCheckpoint(bytes: Uint8Array, macKey: Uint8Array, bound: Uint8Array): number {
  let last = 0
  for (let page = 1; page <= CHECKPOINT_PAGES; page += 1) {
    const at = page * PAGE_BYTES
    const number = bytes.subarray(at, at + NUMBER_BYTES)
    const mac = bytes.subarray(at + NUMBER_BYTES, at + NUMBER_BYTES + MAC_BYTES)
    if (!equalBytes(mac, hmacSha256(macKey, bound, number))) continue
    last = Math.max(last, Number(new DataView(number.buffer, number.byteOffset).getBigUint64(0)))
  }
  return last
}
