import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSurelyCanonical } from '#core/ledger/canonical-form.ts'
import { type CanonicalValue, canonicalText, MAX_DEPTH } from '#core/ledger/canonical-json.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

/** What parsing and writing again says of a text: the definition, which the form must never be more generous than. */
function isWrittenAgain(text: string): boolean {
  try {
    return canonicalText(JSON.parse(text) as CanonicalValue) === text
  } catch {
    return false
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const isSure = (text: string) => isSurelyCanonical(text, MAX_DEPTH)

const name = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'a', 'aa', '__proto__', '10', '9', 'ក'),
)
const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<CanonicalValue>(null, true, false, 0, -1, 999_999_999_999_999),
    fc.maxSafeInteger(),
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    fc.dictionary(name, tie('value')),
  ),
})).value as fc.Arbitrary<CanonicalValue>

test('an ordinary body is surely canonical, with escapes, Khmer and every kind of value in it', () => {
  const text = canonicalText({
    a: [{ b: 'សំណុំរឿង\n"\\\u0001\u001f\u007f\u2028', c: [] }, {}, -12, 0, true, false, null],
    ab: '',
    b: { z: 1 },
  })
  expect(isSure(text)).toBe(true)
})

test('nothing is called surely canonical that is written otherwise', () => {
  const space = fc.constantFrom(' ', '\n', '\t', '\r')
  fc.assert(
    fc.property(anyValue, fc.nat(), fc.oneof(space, fc.string({ maxLength: 2 })), (value, at, other) => {
      const text = canonicalText(value)
      for (const changed of [
        text,
        JSON.stringify(value),
        JSON.stringify(value, null, 1),
        text.slice(0, at % (text.length + 1)) + other + text.slice(at % (text.length + 1)),
        text.slice(0, at % text.length) + other + text.slice((at % text.length) + 1),
      ]) {
        // Only these are asked about: what was decoded from UTF-8 and accepted by a parser.
        if (changed.isWellFormed() && isJson(changed) && isSure(changed))
          expect(isWrittenAgain(changed), changed).toBe(true)
      }
    }),
    propertyRuns(1000),
  )
})

test.each([
  '{"a":1,"a":1}',
  '{"b":1,"a":2}',
  '{"aa":1,"a":2}',
  '{"a":{"b":1},"a":2}',
  '[{"c":1,"b":2}]',
  '{"\ufb33":1,"\u{1f600}":2}',
  '{"a":1,"\\u0061":1}',
  '{"9":1,"10":2}',
  '{"a": 1}',
  '{ }',
  '[1,\t2]',
  '1.5',
  '1e2',
  '1E2',
  '-0',
  '[-0]',
  '9007199254740992',
  '"\\u0041"',
  '"\\/"',
  '"\\u000F"',
  '"\\u000a"',
  '"\\u0008"',
  '"\\u007f"',
  '"a\\n\\u0009"',
  '"\\ud800"',
  '"\\\\\\/"',
])('%s is not called surely canonical', (text) => {
  expect(isSure(text)).toBe(false)
})

test('what nests as deep as may be is looked at, and what nests deeper is not', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  expect(isSure(nested(MAX_DEPTH))).toBe(true)
  expect(isSure(nested(MAX_DEPTH + 1))).toBe(false)
})

test('a text that is cut short comes to an answer', () => {
  const text = canonicalText({ a: ['x\n', -1, { b: '\u0001' }], c: 'ក' })
  for (let end = 0; end < text.length; end += 1) expect(typeof isSure(text.slice(0, end))).toBe('boolean')
})
