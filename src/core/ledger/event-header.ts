import type { DeviceId, DigestHex, KeyId } from '../ids.ts'
import { fail, type Result, succeed } from '../result.ts'
import { type CanonicalFailure, canonicalBytes, parseCanonical } from './canonical-json.ts'
import { FormWalk, fixedPiece } from './header-form.ts'

/** The first format's version, in every header. */
export const EVENT_VERSION = 1

/** The `prev` of a device's first event. */
export const NO_PREVIOUS = '0'.repeat(64) as DigestHex

/** What precedes the header's bytes in the message that is signed (`docs/format.md`, section Events). */
export const SIGNATURE_CONTEXT = 'samnum/v1/event\n'

/** When an event was appended: a hybrid logical time and what shows a clock that was moved. */
export type EventTime = {
  /** Hybrid wall time, milliseconds since 1970, never below the device's previous event. */
  readonly wallMs: number
  /** Counts events within one millisecond, and those appended while the wall clock stood behind. */
  readonly counter: number
  /** What the machine's clock really said; below `wallMs` when it was set back. */
  readonly clockMs: number
  /** Names one run of the engine, 16 hex digits. */
  readonly runId: string
  /** Milliseconds since that run began, by a clock that nobody can set. */
  readonly monotonicMs: number
}

/** The part of an event that anyone may see. It holds no personal data. */
export type EventHeader = {
  readonly v: typeof EVENT_VERSION
  readonly device: DeviceId
  /** 1 for the device's first event, then one more each. */
  readonly seq: number
  /** Hash of the device's previous header, {@link NO_PREVIOUS} for the first. */
  readonly prev: DigestHex
  /** The key whose signature accompanies this header. */
  readonly actor: KeyId
  /** Which case it belongs to, recognisable only with that case's key; 32 hex digits, different for every event. */
  readonly scopeRef: string
  readonly time: EventTime
  readonly body: { readonly digestHex: DigestHex; readonly sizeBytes: number }
}

/** Why bytes are no event header. */
export type HeaderFailure = CanonicalFailure | { readonly code: 'event/header-malformed' }

/** The canonical bytes of a header: what is hashed, signed and stored. */
export function headerBytes(header: EventHeader): Uint8Array {
  return canonicalBytes(header)
}

/** Reads a header from its canonical bytes and refuses unknown members, missing ones and other versions. */
export function parseHeader(bytes: Uint8Array): Result<EventHeader, HeaderFailure> {
  const header = matchHeader(bytes)
  if (header !== null) return succeed(header)
  const value = parseCanonical(bytes)
  return value.ok ? fail({ code: 'event/header-malformed' }) : value
}

/** What stands between the members of a header, in their order. */
const PIECES = {
  actor: fixedPiece('{"actor":"'),
  digest: fixedPiece('","body":{"digestHex":"'),
  size: fixedPiece('","sizeBytes":'),
  device: fixedPiece('},"device":"'),
  prev: fixedPiece('","prev":"'),
  scopeRef: fixedPiece('","scopeRef":"'),
  seq: fixedPiece('","seq":'),
  clock: fixedPiece(',"time":{"clockMs":'),
  counter: fixedPiece(',"counter":'),
  monotonic: fixedPiece(',"monotonicMs":'),
  run: fixedPiece(',"runId":"'),
  wall: fixedPiece('","wallMs":'),
  end: fixedPiece(`},"v":${EVENT_VERSION}}`),
} as const

// A header has no optional member and canonical JSON one order, so that its text has one form. Millions are read when a ledger is
// verified: walking over the form takes a tenth of parsing, writing again and checking a schema.
function matchHeader(bytes: Uint8Array): EventHeader | null {
  const walk = new FormWalk(bytes)
  walk.skip(PIECES.actor)
  const actor = walk.hex(32) as KeyId
  walk.skip(PIECES.digest)
  const digestHex = walk.hex(64) as DigestHex
  walk.skip(PIECES.size)
  const sizeBytes = walk.count()
  walk.skip(PIECES.device)
  const device = walk.hex(32) as DeviceId
  walk.skip(PIECES.prev)
  const prev = walk.hex(64) as DigestHex
  walk.skip(PIECES.scopeRef)
  const scopeRef = walk.hex(32)
  walk.skip(PIECES.seq)
  const seq = walk.count()
  const time = matchTime(walk)
  walk.skip(PIECES.end)
  if (!walk.fits || seq === 0) return null
  return { v: EVENT_VERSION, device, seq, prev, actor, scopeRef, time, body: { digestHex, sizeBytes } }
}

function matchTime(walk: FormWalk): EventTime {
  walk.skip(PIECES.clock)
  const clockMs = walk.count()
  walk.skip(PIECES.counter)
  const counter = walk.count()
  walk.skip(PIECES.monotonic)
  const monotonicMs = walk.count()
  walk.skip(PIECES.run)
  const runId = walk.hex(16)
  walk.skip(PIECES.wall)
  return { wallMs: walk.count(), counter, clockMs, runId, monotonicMs }
}

/**
 * The time of the next event after `last`: the wall clock where it has moved on, otherwise the last time with its
 * counter raised, so that order by (wallMs, counter) is the order of the chain whatever the clock does.
 */
export function nextTime(
  last: EventTime | null,
  now: Pick<EventTime, 'clockMs' | 'runId' | 'monotonicMs'>,
): EventTime {
  if (last === null || now.clockMs > last.wallMs) return { ...now, wallMs: now.clockMs, counter: 0 }
  return { ...now, wallMs: last.wallMs, counter: last.counter + 1 }
}
