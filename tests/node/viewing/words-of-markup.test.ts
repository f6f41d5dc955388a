import { expect, test } from 'vitest'
import { wordsOfMarkup } from '#node/viewing/words-of-markup.ts'

const SUBSET = '<!DOCTYPE svg [\n <!ENTITY a "b">\n <!ENTITY c SYSTEM "file:///etc/passwd">\n]>\n'

test('the end of a document type is no word of the document', () => {
  expect(wordsOfMarkup(`<?xml version="1.0"?>${SUBSET}<svg><text>លុយ</text></svg>`)).toBe('លុយ')
  expect(wordsOfMarkup('<!DOCTYPE html><p>លុយ</p>')).toBe('លុយ')
})

test('nothing else is left out with it', () => {
  expect(wordsOfMarkup(`${SUBSET}transfer <p>to me</p>`)).toBe('transfer\nto me')
  // A document type that never ends must not hide what a browser would show.
  expect(wordsOfMarkup('<!DOCTYPE html [ x> transfer <p>to me</p>')).toBe('transfer\nto me')
  expect(wordsOfMarkup('<p>a ]> b</p>')).toBe('a ]> b')
})
