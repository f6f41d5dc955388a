import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparePaths, escapeName, unescapeName, unescapePath } from '#core/text-safety/escape-path.ts'

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))

describe('a name', () => {
  test.each([
    ['evidence.jpg', 'evidence.jpg'],
    ['សំណុំរឿង.pdf', 'សំណុំរឿង.pdf'],
    ['ស្ត្រី\u200bខ្មែរ', 'ស្ត្រី\u200bខ្មែរ'],
    ['a\\b', 'a\\\\b'],
    ['photo\u202egnp.exe', 'photo\\xE2\\x80\\xAEgnp.exe'],
    ['two\nlines', 'two\\x0Alines'],
    ['\u001b[2J', '\\x1B[2J'],
    ['next\u0085line', 'next\\xC2\\x85line'],
    ['para\u2029graph', 'para\\xE2\\x80\\xA9graph'],
    ['🔥', '🔥'],
  ])('%j is written as %j and read back', (name, escaped) => {
    expect(escapeName(bytesOf(name))).toBe(escaped)
    expect(unescapeName(escaped)).toEqual(bytesOf(name))
  })

  test.each([
    [[0x62, 0xff, 0x64], 'b\\xFFd'],
    [[0xc3], '\\xC3'],
    // An overlong slash, a surrogate, and what lies beyond Unicode are no UTF-8.
    [[0xc0, 0xaf], '\\xC0\\xAF'],
    [[0xed, 0xa0, 0x80], '\\xED\\xA0\\x80'],
    [[0xf4, 0x90, 0x80, 0x80], '\\xF4\\x90\\x80\\x80'],
    [[0xe1, 0x9e, 0x61], '\\xE1\\x9Ea'],
  ])('of the bytes %j keeps them', (bytes, escaped) => {
    expect(escapeName(Uint8Array.from(bytes))).toBe(escaped)
    expect(unescapeName(escaped)).toEqual(Uint8Array.from(bytes))
  })

  test('of any bytes that a file system allows comes back as it was, in a text of its own', () => {
    const byte = fc.integer({ min: 1, max: 255 }).filter((value) => value !== 0x2f)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.array(byte), (any, more) => {
        const name = Uint8Array.from([...any, ...more].filter((value) => value !== 0 && value !== 0x2f))
        fc.pre(name.length > 0 && !/^\.{1,2}$/.test(Buffer.from(name).toString('latin1')))
        const escaped = escapeName(name)
        expect(Buffer.from(escaped, 'utf8').toString('utf8')).toBe(escaped)
        expect(unescapeName(escaped)).toEqual(name)
      }),
    )
  })
})

test.each([
  '',
  '.',
  '..',
  '\\x2E\\x2E',
  '\\x2e',
  'a\\x2Fb',
  'a\\x00',
  'a\\',
  'a\\y',
  'a\\x4',
  // What needs no escape has one text only.
  '\\x61',
  'a\u202eb',
  'line\nfeed',
  '\ud800',
])('%j stands for no name', (escaped) => {
  expect(unescapeName(escaped)).toBeNull()
})

test.each(['/etc/passwd', 'a//b', 'a/', '../a', 'a/../b', 'a/./b', 'a/\\x2E\\x2E/b'])(
  'the path %j leads nowhere',
  (path) => {
    expect(unescapePath(path)).toBeNull()
  },
)

test('paths are in the order of their bytes, not of their code units', () => {
  const paths = ['b', 'a/b', 'a', 'a.b', '\u{1f525}', '\uff5e', 'Z']
  expect([...paths].sort(comparePaths)).toEqual(['Z', 'a', 'a.b', 'a/b', 'b', '\uff5e', '\u{1f525}'])
})
