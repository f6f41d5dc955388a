import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { formatSortableDate } from '../dates/format-date.ts'
import type { DigestHex } from '../ids.ts'
import { toLatinDigits } from '../khmer/digits.ts'
import { fail, type Result, succeed } from '../result.ts'
import { parseDigitGroups, writeDigitGroups } from '../text-safety/digit-groups.ts'

/** What a line of the station's register says: how far the ledger went, and the beginning of that event's hash. */
export type PaperAnchor = {
  readonly seq: number
  /** The first 128 bits of the event's hash, 32 hex digits: as much as is written down. */
  readonly hashStartHex: string
}

/** Why a text is no line of the register. `group` counts the groups of digits from 1 and names the first that was misread. */
export type PaperAnchorFailure = {
  readonly code: 'anchor/malformed'
  readonly facts?: { readonly group: number }
}

const HASH_START_BYTES = 16
const GROUPS = HASH_START_BYTES / 2
// Between the numbers stands what people write between numbers: spaces (Khmer's zero-width one too), dashes, dots, strokes.
const OTHER_THAN_A_LINE = /[^0-9\s\u200b\u00b7\u2022\u2010-\u2015\u2212.,:;/|-]/u

/**
 * Writes the one line by which a head goes into the station's register: `2026-11-22 · 1234 · 012345 …`, the day at UTC+7, the
 * event's number, and the first 128 bits of its hash as eight groups of six digits, each with its check.
 */
export function writePaperAnchor(head: {
  readonly seq: number
  readonly hashHex: DigestHex
  readonly atMs: number
}): string {
  const start = hexToBytes(head.hashHex.slice(0, HASH_START_BYTES * 2))
  return `${formatSortableDate(head.atMs)} · ${head.seq} · ${writeDigitGroups(start, ' ')}`
}

/**
 * Reads such a line as somebody types it from the paper: Arabic or Khmer digits, and any spaces, dashes, dots or strokes between
 * the numbers and the groups. The day stands for people and is not compared; it must be there.
 */
export function readPaperAnchor(text: string): Result<PaperAnchor, PaperAnchorFailure> {
  const latin = toLatinDigits(text)
  if (OTHER_THAN_A_LINE.test(latin)) return fail({ code: 'anchor/malformed' })
  const [year, month, day, number, ...groups] = latin.match(/[0-9]+/g) ?? []
  if (year?.length !== 4 || month?.length !== 2 || day?.length !== 2 || number === undefined)
    return fail({ code: 'anchor/malformed' })
  const seq = Number(number)
  if (!Number.isSafeInteger(seq) || seq < 1) return fail({ code: 'anchor/malformed' })
  const start = parseDigitGroups(groups.join('-'), GROUPS)
  if (start.ok) return succeed({ seq, hashStartHex: bytesToHex(start.value) })
  const { failure } = start
  return fail({
    code: 'anchor/malformed',
    ...(failure.code === 'groups/wrong-group' && { facts: { group: failure.group } }),
  })
}

/** Tells whether an event is the one that a line of the register names. */
export function isAnchored(
  anchor: PaperAnchor,
  event: { readonly seq: number; readonly hashHex: DigestHex },
): boolean {
  return event.seq === anchor.seq && event.hashHex.startsWith(anchor.hashStartHex)
}
