import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CanonicalValue,
  canonicalBytes,
  canonicalText,
  MAX_DEPTH,
  parseCanonical,
} from '#core/ledger/canonical-json.ts'
import { findCorpus } from '../../../support/corpora.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const parseText = (text: string) => parseCanonical(Buffer.from(text))
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('writing', () => {
  test('sorts names by UTF-16 code units, as the example of RFC 8785 section 3.2.3 does', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    const names = Object.keys(JSON.parse(canonicalText(value)) as object)
    const inText = [...canonicalText(value).matchAll(/"((?:[^"\\]|\\.)*)":/g)].map(([, name]) => name)
    expect(names).toHaveLength(7)
    expect(inText).toEqual(['\\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'])
  })

  test('escapes what must be escaped in the shortest form, and nothing else', () => {
    expect(canonicalText('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"')
    expect(canonicalText('\b\t\n\f\r\u0000\u001f\u007f\u2028\u2029')).toBe(
      '"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u2028\u2029"',
    )
  })

  test('writes literals, integers to the limits of safety, and nested values without white space', () => {
    const value = { b: [null, true, false, 0, -1, 2 ** 53 - 1, -(2 ** 53) + 1], a: { '': {} }, c: [] }
    expect(canonicalText(value)).toBe(
      '{"a":{"":{}},"b":[null,true,false,0,-1,9007199254740991,-9007199254740991],"c":[]}',
    )
  })

  test('writes minus zero as RFC 8785 does, and leaves out what is undefined', () => {
    expect(canonicalText({ a: -0, b: undefined })).toBe('{"a":0}')
  })

  test.each([
    ['a fraction', 0.5],
    ['an unsafe integer', 2 ** 53],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['half of a surrogate pair', 'a\ud800b'],
    ['such a half in a name', { '\udfff': 1 }],
    ['such a half beside the escape of another text', { a: '\\ud800', b: '\ud800' }],
  ])('throws at %s', (_, value) => {
    expect(() => canonicalText(value)).toThrow(RangeError)
  })

  test('writes as deep as it reads, and no deeper', () => {
    const deepest = JSON.parse(nested(MAX_DEPTH)) as CanonicalValue
    expect(parseCanonical(canonicalBytes(deepest))).toMatchObject({ ok: true })
    expect(canonicalText(JSON.parse(`${'{"a":'.repeat(MAX_DEPTH)}1${'}'.repeat(MAX_DEPTH)}`))).toContain('1')
    expect(() => canonicalText([deepest])).toThrow(RangeError)
    expect(() => canonicalText({ a: deepest })).toThrow(RangeError)
  })
})

describe('reading', () => {
  test.each([
    'null',
    'true',
    '0',
    '-1',
    '9007199254740991',
    '""',
    '"ភាសាខ្មែរ \u{1f600}"',
    '[]',
    '{}',
    '{"a":1,"b":[{"c":"\\u0000"}]}',
    '{"__proto__":{"a":1},"constructor":2}',
    '{"10":1,"9":2,"a":3}',
    '"\\\\ud800"',
  ])('accepts %s', (text) => {
    expect(parseText(text)).toEqual({ ok: true, value: JSON.parse(text) })
  })

  test.each([
    ['a name twice', '{"a":1,"a":1}'],
    ['a name twice with other values', '{"a":1,"a":2}'],
    ['a name twice, once escaped', '{"a":1,"\\u0061":1}'],
    ['names in another order', '{"b":1,"a":2}'],
    ['names in the order of code points', '{"\ufb33":1,"\u{1f600}":2}'],
    ['white space inside', '{"a": 1}'],
    ['white space before', ' {}'],
    ['a line feed after', '{}\n'],
    ['a fraction', '1.5'],
    ['a fraction of nothing', '1.0'],
    ['an exponent', '1e2'],
    ['minus zero', '-0'],
    ['an unsafe integer', '9007199254740992'],
    ['an integer beyond doubles', `1${'0'.repeat(400)}`],
    ['an escape that is not needed', '"\\u0041"'],
    ['an escaped slash', '"\\/"'],
    ['upper-case hex digits', '"\\u000F"'],
    ['a long escape', '"\\u000a"'],
    ['half of a surrogate pair, escaped', '"\\ud800"'],
    ['half of a surrogate pair, escaped, in a name', '{"\\udfff":1}'],
    ['half of a surrogate pair, escaped, inside', '{"a":["\\ud800"]}'],
    ['a fraction inside', '{"a":[1.5]}'],
    ['an unsafe integer inside', '{"a":{"b":9007199254740992}}'],
    ['an exponent beyond safety', '[1e+21]'],
    ['names in another order inside', '[{"a":{"c":1,"b":2}}]'],
    ['names that are numbers by their value', '{"9":1,"10":2}'],
    ['a surrogate pair, escaped', '"\\ud83d\\ude00"'],
  ])('refuses %s as not canonical', (_, text) => {
    expect(parseText(text)).toEqual({ ok: false, failure: { code: 'json/not-canonical' } })
  })

  test.each([
    ['nothing', ''],
    ['half an object', '{"a":1'],
    ['two values', '1 2'],
    ['a leading zero', '01'],
    ['a comma too many', '[1,]'],
    ['a comment', '1/**/'],
    ['single quotes', "'a'"],
    ['a raw control character', '"\u0001"'],
    ['a byte-order mark', '\ufeff{}'],
    ['NaN', 'NaN'],
    ['closing brackets only', ']]]]'],
  ])('refuses %s as malformed', (_, text) => {
    expect(parseText(text)).toEqual({ ok: false, failure: { code: 'json/malformed' } })
  })

  test.each([
    ['half of a surrogate pair in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['a character cut short', [0x22, 0xe1, 0x9e, 0x22]],
    ['a code point beyond the last', [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0, 0x7d, 0]],
  ])('refuses %s', (_, bytes) => {
    expect(parseCanonical(Uint8Array.from(bytes))).toEqual({ ok: false, failure: { code: 'json/malformed' } })
  })

  test('reads the deepest level and refuses the next, brackets inside texts not counted', () => {
    expect(parseText(nested(MAX_DEPTH))).toMatchObject({ ok: true })
    expect(parseText(nested(MAX_DEPTH + 1))).toEqual({ ok: false, failure: { code: 'json/too-deep' } })
    expect(parseText(`"${'[{'.repeat(100)}"`)).toMatchObject({ ok: true })
    expect(parseText(`"\\"${'['.repeat(100)}"`)).toMatchObject({ ok: true })
  })

  test('refuses a bomb of brackets without running out of stack', () => {
    expect(parseText('['.repeat(1_000_000))).toEqual({ ok: false, failure: { code: 'json/too-deep' } })
    expect(parseText('{"a":'.repeat(1_000_000))).toEqual({ ok: false, failure: { code: 'json/too-deep' } })
  })

  test('gives no object a prototype that its text names', () => {
    const read = parseText('{"__proto__":{"isAdmin":true}}')
    expect(read.ok && (read.value as { isAdmin?: boolean }).isAdmin).toBe(undefined)
  })
})

const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value')),
  ),
})).value as fc.Arbitrary<CanonicalValue>

test('whatever is written is read as the same value, and written again as the same bytes', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const bytes = canonicalBytes(value)
      const read = parseCanonical(bytes)
      if (!read.ok) throw new Error(read.failure.code)
      expect(Buffer.from(canonicalBytes(read.value)).equals(bytes)).toBe(true)
      expect(JSON.stringify(read.value)).toBe(JSON.stringify(JSON.parse(canonicalText(value))))
    }),
    propertyRuns(),
  )
})

test('the order in which names stand in a value changes nothing of what is written', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(canonicalText(turnedRound(value))).toBe(canonicalText(value))
      // What was read stands in canonical order, and is written the short way.
      expect(canonicalText(JSON.parse(canonicalText(value)) as CanonicalValue)).toBe(canonicalText(value))
    }),
    propertyRuns(),
  )
})

/** The same value with the names of every object in the other order. */
function turnedRound(value: CanonicalValue): CanonicalValue {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(turnedRound)
  const members = Object.entries(value) as [string, CanonicalValue][]
  return Object.fromEntries(members.reverse().map(([name, member]) => [name, turnedRound(member)]))
}

test('a text is read exactly when it is what would be written', () => {
  fc.assert(
    fc.property(anyValue, fc.nat(), fc.integer({ min: 0, max: 255 }), (value, at, byte) => {
      const bytes = Buffer.from(canonicalBytes(value))
      bytes[at % bytes.length] = byte
      const read = parseCanonical(bytes)
      if (read.ok) expect(Buffer.from(canonicalBytes(read.value)).equals(bytes)).toBe(true)
    }),
    propertyRuns(),
  )
})

const suite = findCorpus('json/test_parsing')

test.skipIf(suite === null)('of the files of JSONTestSuite nothing is read that JSON.parse would not', () => {
  const counts = { accepted: 0, refused: 0 }
  for (const name of readdirSync(suite ?? '')) {
    const bytes = readFileSync(join(suite ?? '', name))
    const read = parseCanonical(bytes)
    counts[read.ok ? 'accepted' : 'refused'] += 1
    if (!read.ok) continue
    expect(name).not.toMatch(/^n_/)
    expect(read.value).toEqual(JSON.parse(bytes.toString()))
  }
  expect(counts.accepted).toBeGreaterThan(10)
  expect(counts.refused).toBeGreaterThan(200)
})
