import { describe, expect, test } from 'vitest'
import type { DigestHex } from '#core/ids.ts'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import { isAnchored, readPaperAnchor, writePaperAnchor } from '#core/ledger/paper-anchor.ts'

const HASH = `0001fffe00ff${'a1'.repeat(26)}` as DigestHex
const HEAD = { seq: 1234, hashHex: HASH, atMs: Date.UTC(2026, 10, 22, 18) }
const LINE = '2026-11-23 · 1234 · 000011 720874 002805 455147 455147 455147 455147 455147'
const ANCHOR = { seq: 1234, hashStartHex: HASH.slice(0, 32) }

test('a line has the day at the station, the number, and eight groups that are divisible by eleven', () => {
  expect(writePaperAnchor(HEAD)).toBe(LINE)
  for (const group of LINE.split(' ').slice(4)) expect(Number(group) % 11).toBe(0)
})

describe('reading', () => {
  test.each([
    ['as it was written', LINE],
    ['in Khmer digits', toKhmerDigits(LINE)],
    ['with dashes between the groups', LINE.replace(/(\d{6}) (?=\d{6})/g, '$1-')],
    ['with dashes of other kinds', LINE.replaceAll('-', '–').replaceAll(' ', '—')],
    ['without spaces between the groups', LINE.replace(/(\d{6}) (?=\d{6})/g, '$1')],
    ['in groups of three', LINE.replace(/(\d{3})(\d{3})(?!\d)/g, '$1 $2')],
    ['with other signs between its parts', LINE.replaceAll('·', '|')],
    ['with spaces around and lines broken', `  ${LINE.replaceAll(' ', '\n\t')} \r\n`],
    ['with zero-width spaces, as Khmer keyboards leave them', LINE.replaceAll(' ', '\u200b')],
    ['with full stops', LINE.replaceAll(' · ', '. ')],
  ])('takes a line %s', (_, line) => {
    expect(readPaperAnchor(line)).toEqual({ ok: true, value: ANCHOR })
  })

  test('takes back what was written, whatever the number and the hash', () => {
    for (let seq = 1; seq < 1e15; seq = seq * 7 + 3) {
      const hashHex = BigInt(seq).toString(16).padStart(64, '5') as DigestHex
      const read = readPaperAnchor(writePaperAnchor({ ...HEAD, seq, hashHex }))
      expect(read).toEqual({ ok: true, value: { seq, hashStartHex: hashHex.slice(0, 32) } })
    }
  })

  test.each([
    ['nothing', ''],
    ['words', 'the register'],
    ['letters among the digits', LINE.replace('000011', 'OOOO11')],
    ['no day', LINE.slice(13)],
    ['a day of two digits’ year', LINE.slice(2)],
    ['no number', LINE.replace('1234 · ', '')],
    ['number zero', LINE.replace('1234', '0')],
    ['a number beyond counting', LINE.replace('1234', '99999999999999999')],
    ['a group less', LINE.slice(0, -7)],
    ['a group more', `${LINE} 455147`],
    ['control characters', `${LINE}\u0000`],
    ['other digits of other scripts', LINE.replace('1234', '१२३४')],
  ])('refuses %s', (_, line) => {
    expect(readPaperAnchor(line)).toEqual({ ok: false, failure: { code: 'anchor/malformed' } })
  })

  test('names the group with a wrong digit, and the one with two exchanged', () => {
    const wrong = LINE.replace('002805', '002806')
    expect(readPaperAnchor(wrong)).toEqual({
      ok: false,
      failure: { code: 'anchor/malformed', facts: { group: 3 } },
    })
    const swapped = LINE.replace('720874', '728074')
    expect(readPaperAnchor(swapped)).toMatchObject({ failure: { facts: { group: 2 } } })
  })
})

test('an event is anchored when number and beginning of the hash are the line’s', () => {
  expect(isAnchored(ANCHOR, HEAD)).toBe(true)
  expect(isAnchored(ANCHOR, { ...HEAD, seq: 1235 })).toBe(false)
  expect(isAnchored(ANCHOR, { ...HEAD, hashHex: `1${HASH.slice(1)}` as DigestHex })).toBe(false)
  expect(isAnchored(ANCHOR, { ...HEAD, hashHex: `${HASH.slice(0, -1)}0` as DigestHex })).toBe(true)
})
