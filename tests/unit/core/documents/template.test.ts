import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { INTERVIEW_KEYS } from '#core/documents/interview-record.ts'
import { LETTER_KEYS } from '#core/documents/letter.ts'
import { SEARCH_KEYS } from '#core/documents/search-record.ts'
import { SEIZURE_KEYS } from '#core/documents/seizure-record.ts'
import { fillPhrase, parseTemplate, type TemplateKeys } from '#core/documents/template.ts'
import { LETTER_KINDS } from '#core/letters/letter.ts'
import { shippedTemplate } from '../../../support/templates.ts'

const SHIPPED: ReadonlyMap<string, TemplateKeys> = new Map<string, TemplateKeys>([
  ['interview', INTERVIEW_KEYS],
  ['search', SEARCH_KEYS],
  ['seizure', SEIZURE_KEYS],
  ...LETTER_KINDS.map((kind) => [kind, LETTER_KEYS] as const),
])
const KHMER = /[\u1780-\u17b3]/

describe('the shipped wordings', () => {
  test('are those that documents are written with', () => {
    const files = readdirSync('resources/templates').map((name) => name.replace('.json', ''))
    expect(files.sort()).toEqual([...SHIPPED.keys()].sort())
  })

  test.each([...SHIPPED])('%s is whole, and Khmer where it says so', (name, keys) => {
    const template = shippedTemplate(name, keys)
    for (const phrase of Object.values(template)) {
      expect(phrase.km).toMatch(KHMER)
      expect(phrase.en).not.toMatch(KHMER)
    }
  })

  test.each([...SHIPPED])('%s names everything that may be named, in both languages', (name, keys) => {
    const template = shippedTemplate(name, keys)
    for (const [key, names] of Object.entries(keys))
      for (const placeholder of names) {
        expect(template[key]?.km).toContain(`{${placeholder}}`)
        expect(template[key]?.en).toContain(`{${placeholder}}`)
      }
  })
})

describe('a wording', () => {
  const keys = { greeting: ['name'], end: [] } as const
  const whole = {
    greeting: { km: 'ជូន {name}', en: 'To {name}' },
    end: { km: 'ចប់', en: 'End' },
  }

  test('that is whole is taken', () => {
    expect(parseTemplate(keys, { v: 1, phrases: whole })).toEqual({ ok: true, value: whole })
  })

  test.each<[string, unknown, object]>([
    [
      'without a key',
      { v: 1, phrases: { end: whole.end } },
      { code: 'template/key-missing', facts: { key: 'greeting' } },
    ],
    [
      'with a key too many',
      { v: 1, phrases: { ...whole, more: whole.end } },
      { code: 'template/key-unknown', facts: { key: 'more' } },
    ],
    [
      'that asks for what the document does not fill',
      { v: 1, phrases: { ...whole, end: { km: 'ចប់', en: 'End {name}' } } },
      { code: 'template/placeholder-unknown', facts: { key: 'end' } },
    ],
    [
      'without a language',
      { v: 1, phrases: { ...whole, end: { en: 'End' } } },
      { code: 'template/malformed' },
    ],
    ['of a later form', { v: 2, phrases: whole }, { code: 'template/malformed' }],
    ['that is no object', 'End', { code: 'template/malformed' }],
  ])('%s is refused', (_, input, failure) => {
    expect(parseTemplate(keys, input)).toEqual({ ok: false, failure })
  })

  test('does not read a value as wording', () => {
    const filled = fillPhrase({ km: '{a} {b}', en: '{a} {b}' }, { a: '{b}', b: { km: 'ខ', en: 'B' } })
    expect(filled).toEqual({ km: '{b} ខ', en: '{b} B' })
  })

  test('does not fill what an object inherits', () => {
    expect(fillPhrase({ km: '{constructor}', en: '{constructor}' }, {}).en).toBe('{constructor}')
  })
})
