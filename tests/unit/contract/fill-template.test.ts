import { describe, expect, test } from 'vitest'
import { fillTemplate } from '#contract/fill-template.ts'

describe('a template', () => {
  test.each([
    ['{n}', { n: 1234567 }, '1,234,567'],
    ['{n:number}', { n: -5 }, '-5'],
    ['{n:bytes}', { n: 1 }, '1 byte'],
    ['{n:bytes}', { n: 2048 }, '2,048 bytes'],
    ['{n:size}', { n: 1536 }, '1.5 KiB'],
    ['{n:place}', { n: 0 }, '1'],
    ['{n}', { n: 0.5 }, '0.5'],
    ['{name}', { name: '12' }, '12'],
  ])('%s with %o is %s', (template, facts, text) => {
    expect(fillTemplate(template, facts, 'en')).toBe(text)
  })

  test('keeps an optional part when all its facts are given, and drops it whole otherwise', () => {
    const template = 'A[ of {a} and {b}][ at {c}].'
    expect(fillTemplate(template, { a: 1, b: 2, c: 3 }, 'en')).toBe('A of 1 and 2 at 3.')
    expect(fillTemplate(template, { a: 1, c: 3 }, 'en')).toBe('A at 3.')
    expect(fillTemplate(template, {}, 'en')).toBe('A.')
  })

  test('does not take inherited names for facts', () => {
    expect(fillTemplate('[{constructor}]', {}, 'en')).toBe('')
    expect(fillTemplate('{missing}', {}, 'en')).toBe('?')
  })

  test('does not read what a fact says as a template', () => {
    expect(fillTemplate('{a} {b}', { a: '{b}', b: '[{a}]' }, 'en')).toBe('{b} [{a}]')
    expect(fillTemplate('{a}', { a: '$&' }, 'en')).toBe('$&')
  })
})
