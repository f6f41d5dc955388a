import { describe, expect, test } from 'vitest'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import { GROUP_DIGITS, parseDigitGroups, writeDigitGroups } from '#core/text-safety/digit-groups.ts'

const BYTES = Uint8Array.of(
  0x00,
  0x00,
  0xff,
  0xff,
  0x12,
  0x34,
  0x00,
  0x01,
  0xab,
  0xcd,
  0x80,
  0x00,
  0x7f,
  0xff,
  0x0f,
  0x0e,
)
const GROUPS = 8
const TEXT = '000000-720885-051260-000011-483791-360448-360437-042394'

/** The failure of a text, or `ok`. */
function judge(text: string): unknown {
  const read = parseDigitGroups(text, GROUPS)
  return read.ok ? 'ok' : read.failure
}

describe('bytes as groups of digits', () => {
  test('are eleven times their sixteen bits, in six digits each', () => {
    expect(writeDigitGroups(BYTES)).toBe(TEXT)
    expect(writeDigitGroups(BYTES.subarray(2, 4), ' ')).toBe('720885')
    expect(() => writeDigitGroups(BYTES.subarray(1))).toThrow('two bytes')
  })

  test('are read as they were written', () => {
    expect(parseDigitGroups(TEXT, GROUPS)).toEqual({ ok: true, value: BYTES })
  })

  test.each([
    ['with spaces', TEXT.replaceAll('-', ' ')],
    ['with nothing between them', TEXT.replaceAll('-', '')],
    ['over two lines', TEXT.replace('-', '\r\n').replaceAll('-', '  ')],
    ['with long dashes', TEXT.replaceAll('-', ' – ')],
    ['with Khmer digits', toKhmerDigits(TEXT)],
    ['with both kinds of digits', `${toKhmerDigits(TEXT.slice(0, 20))}${TEXT.slice(20)}`],
    ['with Khmer’s zero-width spaces', toKhmerDigits(TEXT).replaceAll('-', '\u200b')],
    ['with a full stop at the end', `  ${TEXT}.`],
    ['in threes', TEXT.replaceAll('-', '').replace(/(...)/g, '$1 ')],
  ])('are read %s', (_, text) => {
    expect(parseDigitGroups(text, GROUPS)).toEqual({ ok: true, value: BYTES })
  })

  test('name the group in which any one digit is wrong', () => {
    for (let at = 0; at < TEXT.length; at += 1) {
      if (TEXT[at] === '-') continue
      for (let digit = 0; digit < 10; digit += 1) {
        if (TEXT[at] === String(digit)) continue
        const changed = `${TEXT.slice(0, at)}${digit}${TEXT.slice(at + 1)}`
        const group = Math.floor(at / (GROUP_DIGITS + 1)) + 1
        expect(judge(changed), changed).toEqual({ code: 'groups/wrong-group', group })
      }
    }
  })

  test('name the group in which two neighbours changed places', () => {
    for (let at = 0; at < TEXT.length - 1; at += 1) {
      const [first = '', second = ''] = TEXT.slice(at, at + 2)
      if (first === '-' || second === '-' || first === second) continue
      const changed = `${TEXT.slice(0, at)}${second}${first}${TEXT.slice(at + 2)}`
      const group = Math.floor(at / (GROUP_DIGITS + 1)) + 1
      expect(judge(changed), changed).toEqual({ code: 'groups/wrong-group', group })
    }
  })

  test('name the group in which a digit is missing, twice, or too great for sixteen bits', () => {
    expect(judge(TEXT.replace('051260', '05126'))).toEqual({ code: 'groups/wrong-group', group: 3 })
    expect(judge(TEXT.replace('051260', '0512660'))).toEqual({ code: 'groups/wrong-group', group: 3 })
    expect(judge(TEXT.replace('051260', '720896'))).toEqual({ code: 'groups/wrong-group', group: 3 })
    expect(judge(TEXT.replace('051260', '720885'))).toBe('ok')
  })

  test.each([
    ['nothing', '', { code: 'groups/not-digits' }],
    ['separators', ' - ', { code: 'groups/not-digits' }],
    ['letters', TEXT.replace('0', 'O'), { code: 'groups/not-digits' }],
    ['digits of another script', TEXT.replace('1', '\u0661'), { code: 'groups/not-digits' }],
    ['a group too few', TEXT.slice(7), { code: 'groups/wrong-length', digits: 42 }],
    ['a group too many', `${TEXT}-000011`, { code: 'groups/wrong-length', digits: 54 }],
    ['a digit too few', TEXT.replaceAll('-', '').slice(1), { code: 'groups/wrong-length', digits: 47 }],
  ])('are not read from %s', (_, text, failure) => {
    expect(judge(text)).toEqual(failure)
  })
})
