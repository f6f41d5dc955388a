import type { DeviceId, DigestHex, KeyId } from '../ids.ts'
import { fail, type Result, succeed } from '../result.ts'
import { decodeUtf8 } from '../text-safety/utf8.ts'
import { type CanonicalFailure, canonicalBytes, parseCanonical } from './canonical-json.ts'

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

/** A whole number as canonical JSON writes it; {@link parseHeader} refuses those that are not safe. */
const COUNT = '(0|[1-9][0-9]{0,15})'
const hex = (digits: number): string => `"([0-9a-f]{${digits}})"`

/**
 * A header has no optional member and canonical JSON one order, so that its text has one form. Millions are read when a ledger is
 * verified: the form is matched in one go, where parsing, writing again and checking a schema take ten times as long.
 */
const FORM = new RegExp(
  `^\\{"actor":${hex(32)},"body":\\{"digestHex":${hex(64)},"sizeBytes":${COUNT}\\},` +
    `"device":${hex(32)},"prev":${hex(64)},"scopeRef":${hex(32)},"seq":${COUNT},` +
    `"time":\\{"clockMs":${COUNT},"counter":${COUNT},"monotonicMs":${COUNT},"runId":${hex(16)},"wallMs":${COUNT}\\},` +
    `"v":${EVENT_VERSION}\\}$`,
)

/** Why bytes are no event header. */
export type HeaderFailure = CanonicalFailure | { readonly code: 'event/header-malformed' }

/** The canonical bytes of a header: what is hashed, signed and stored. */
export function headerBytes(header: EventHeader): Uint8Array {
  return canonicalBytes(header)
}

/** Reads a header from its canonical bytes and refuses unknown members, missing ones and other versions. */
export function parseHeader(bytes: Uint8Array): Result<EventHeader, HeaderFailure> {
  const header = matchHeader(decodeUtf8(bytes) ?? '')
  if (header !== null) return succeed(header)
  const value = parseCanonical(bytes)
  return value.ok ? fail({ code: 'event/header-malformed' }) : value
}

function matchHeader(text: string): EventHeader | null {
  const match = FORM.exec(text)
  if (match === null) return null
  const [, actor, digestHex, size, device, prev, scopeRef, number, clock, counter, monotonic, runId, wall] =
    match as unknown as readonly string[]
  const header = {
    v: EVENT_VERSION,
    device,
    seq: Number(number),
    prev,
    actor,
    scopeRef,
    time: {
      wallMs: Number(wall),
      counter: Number(counter),
      clockMs: Number(clock),
      runId,
      monotonicMs: Number(monotonic),
    },
    body: { digestHex, sizeBytes: Number(size) },
  } as EventHeader
  return header.seq > 0 && isSafe(header) ? header : null
}

function isSafe({ seq, time, body }: EventHeader): boolean {
  const { wallMs, counter, clockMs, monotonicMs } = time
  return Math.max(seq, wallMs, counter, clockMs, monotonicMs, body.sizeBytes) <= Number.MAX_SAFE_INTEGER
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
