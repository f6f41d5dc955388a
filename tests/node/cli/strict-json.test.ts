import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJsonFile } from '../../../src/cli/read-input-file.ts'
import { MAX_JSON_DEPTH, parseStrictJson } from '../../../src/cli/strict-json.ts'
import { ROOT } from './cli-desk.ts'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

describe('strict JSON', () => {
  test.each([
    ['', 1, 1],
    ['{"a":1', 1, 7],
    ['{"a" 1}', 1, 6],
    ['{"a":1,}', 1, 8],
    ['{a:1}', 1, 2],
    ["{'a':1}", 1, 2],
    ['[1,\n 2,\n x]', 3, 2],
    ['[1\r\n2]', 2, 1],
    ['"\u0007"', 1, 2],
    ['"\\x"', 1, 2],
    ['"\\u12g4"', 1, 2],
    ['"abc', 1, 5],
    ['01', 1, 2],
    ['1.', 1, 2],
    ['+1', 1, 1],
    ['NaN', 1, 1],
    ['true false', 1, 6],
    ['// note\n1', 1, 1],
  ])('%j is refused at its place', (text, line, column) => {
    expect(parseStrictJson(text)).toEqual({
      ok: false,
      failure: { code: 'file/not-json', facts: { line, column } },
    })
  })

  test('a key that stands twice is refused, at its second place, however it is written', () => {
    expect(parseStrictJson('{"a":1,\n "\\u0061":2}')).toEqual({
      ok: false,
      failure: { code: 'file/duplicate-key', facts: { line: 2, column: 2, key: 'a' } },
    })
    expect(parseStrictJson('[{"a":1},{"a":2}]').ok).toBe(true)
    expect(parseStrictJson('{"__proto__":1,"__proto__":2}')).toMatchObject({
      failure: { code: 'file/duplicate-key', facts: { key: '__proto__' } },
    })
  })

  test('nesting is taken up to the limit and refused beyond it', () => {
    expect(parseStrictJson(nested(MAX_JSON_DEPTH)).ok).toBe(true)
    for (const depth of [MAX_JSON_DEPTH + 1, 100_000]) {
      expect(parseStrictJson(nested(depth))).toMatchObject({
        failure: {
          code: 'file/too-deep',
          facts: { maxDepth: MAX_JSON_DEPTH, line: 1, column: MAX_JSON_DEPTH + 1 },
        },
      })
    }
  })

  test('long texts are taken', () => {
    const story = 'ក'.repeat(2_000_000)
    expect(parseStrictJson(JSON.stringify({ story }))).toEqual({ ok: true, value: { story } })
  })

  test('whatever JSON.stringify writes is read back the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value)
        expect(parseStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) })
      }),
    )
  })

  test('agrees with JSON.parse on texts that are nearly JSON', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"a"',
      '"',
      ':',
      ',',
      '1',
      '-',
      '.5',
      'e3',
      'true',
      'null',
      ' ',
      '\\',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('')
        const read = parseStrictJson(text)
        if (!read.ok && read.failure.code !== 'file/not-json') return
        expect(read.ok).toBe(isJson(text))
      }),
      { numRuns: 2000 },
    )
  })
})

// JSONTestSuite by Nicolas Seriot, MIT; ../shared/corpora/json holds it on the build machines.
const CORPUS = join(ROOT, '../shared/corpora/json/test_parsing')
const corpusFiles = existsSync(CORPUS) ? readdirSync(CORPUS) : []
if (corpusFiles.length === 0)
  console.log('JSONTestSuite is not at ../shared/corpora/json: its files are not tried')

/** Right JSON that a complaint has no use for. */
const REFUSED_ON_PURPOSE: Readonly<Record<string, string>> = {
  'y_object_duplicated_key.json': 'file/duplicate-key',
  'y_object_duplicated_key_and_value.json': 'file/duplicate-key',
}

describe.skipIf(corpusFiles.length === 0)('the files of JSONTestSuite', () => {
  test.each(corpusFiles)('%s', async (name) => {
    const read = await readJsonFile(join(CORPUS, name))
    const refused = REFUSED_ON_PURPOSE[name]
    if (refused !== undefined) expect(read).toMatchObject({ failure: { code: refused } })
    else if (name.startsWith('y_')) expect(read).toMatchObject({ ok: true })
    else if (name.startsWith('n_'))
      expect(read).toMatchObject({ failure: { code: expect.stringMatching(/^file\//) } })
    else expect(typeof read.ok).toBe('boolean')
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
