import { utf8ToBytes } from '@noble/hashes/utils.js'
import { fail, type Result, succeed } from '../result.ts'
import { decodeUtf8 } from '../text-safety/utf8.ts'

/** One data object of a payment code: a tag of two digits and its text. */
export type EmvEntry = { readonly tag: string; readonly value: string }

/** The check digits of a payment code: those it carries and those that its text demands, four hex digits in capitals. */
export type EmvCheck = { readonly stated: string; readonly computed: string }

/** A payment code taken apart. The check is the caller's to judge: a forged or damaged code is evidence as well. */
export type EmvCode = { readonly entries: readonly EmvEntry[]; readonly check: EmvCheck }

/** Why a text is no payment code: it does not begin as one, or an object in it does not end within the text. */
export type EmvFailure = { readonly code: 'emv/other-text' | 'emv/broken-object' }

/** Longest text that is taken for a payment code; EMV QRCPS allows 512 characters. */
export const MAX_EMV_LENGTH = 2_048

const BEGINNING = '000201'
const CHECK_TAG = '63'
const CHECK_LENGTH = 4

/**
 * Takes a merchant-presented payment code apart (EMV QR Code Specification for Payment Systems, Merchant-Presented Mode 1.1,
 * §3.2 and §4.2): objects of a tag, two digits of length and a text, the last of them the CRC.
 *
 * Lengths count characters; codes whose lengths count UTF-8 bytes, as some writers of Khmer names make them, are read as well.
 */
export function parseEmvCode(text: string): Result<EmvCode, EmvFailure> {
  if (!text.startsWith(BEGINNING) || text.length > MAX_EMV_LENGTH) return fail({ code: 'emv/other-text' })
  const entries = parseEntries(text)
  const last = entries?.at(-1)
  if (entries === null || last?.tag !== CHECK_TAG || last.value.length !== CHECK_LENGTH)
    return fail({ code: 'emv/broken-object' })
  const computed = crc16Hex(utf8ToBytes(text.slice(0, -CHECK_LENGTH)))
  return succeed({ entries, check: { stated: last.value.toUpperCase(), computed } })
}

/** Takes a template's text apart into its objects, or answers `null` when it does not consist of whole ones. */
export function parseEntries(text: string): readonly EmvEntry[] | null {
  return splitText(text) ?? splitBytes(text)
}

/** CRC-16 with polynomial 1021, started at FFFF (ISO/IEC 13239 as EMV QRCPS §4.7.3 uses it), as four hex digits in capitals. */
export function crc16Hex(bytes: Uint8Array): string {
  let crc = 0xffff
  for (const byte of bytes) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}

function splitText(text: string): readonly EmvEntry[] | null {
  const entries: EmvEntry[] = []
  let at = 0
  while (at < text.length) {
    const head = /^[0-9]{4}$/.exec(text.slice(at, at + 4))
    if (head === null) return null
    const end = at + 4 + Number(text.slice(at + 2, at + 4))
    if (end > text.length) return null
    entries.push({ tag: text.slice(at, at + 2), value: text.slice(at + 4, end) })
    at = end
  }
  return entries
}

function splitBytes(text: string): readonly EmvEntry[] | null {
  const bytes = utf8ToBytes(text)
  if (bytes.length === text.length) return null
  const entries: EmvEntry[] = []
  let at = 0
  while (at < bytes.length) {
    const head = decodeUtf8(bytes.subarray(at, at + 4))
    if (head === null || !/^[0-9]{4}$/.test(head)) return null
    const end = at + 4 + Number(head.slice(2))
    const value = end > bytes.length ? null : decodeUtf8(bytes.subarray(at + 4, end))
    if (value === null) return null
    entries.push({ tag: head.slice(0, 2), value })
    at = end
  }
  return entries
}
