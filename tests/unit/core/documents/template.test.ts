import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { TYPOLOGIES } from '#core/casework/vocabularies.ts'
import { MENTION_ROLES } from '#core/documents/person-facts.ts'
import { fillPhrase, parseTemplate, type TemplateKeys } from '#core/documents/template.ts'
import { WORDINGS } from '#core/documents/wordings.ts'
import { RECORD_KINDS } from '#core/law/law-pack.ts'
import { LETTER_KINDS } from '#core/letters/letter.ts'
import { shippedTemplate } from '../../../support/templates.ts'

const SHIPPED: ReadonlyMap<string, TemplateKeys> = new Map<string, TemplateKeys>(Object.entries(WORDINGS))
/** Every name that the code of documents and letters mentions beside the tables of keys. */
const ASKED_FOR = namesInCode()
const KHMER = /[\u1780-\u17b3]/

describe('the shipped wordings', () => {
  test('are those that documents are written with', () => {
    const files = readdirSync('resources/templates').map((name) => name.replace('.json', ''))
    expect(files.sort()).toEqual([...SHIPPED.keys()].sort())
  })

  test.each([...SHIPPED])('%s is whole, and Khmer where it says so', (name, keys) => {
    const template = shippedTemplate(name, keys)
    for (const phrase of Object.values(template)) {
      // A line to write on has no words.
      if (/\p{L}/u.test(phrase.en)) expect(phrase.km).toMatch(KHMER)
      expect(phrase.en).not.toMatch(KHMER)
    }
  })

  test.each([...SHIPPED])('%s has each of its texts asked for by a document', (_, keys) => {
    for (const key of Object.keys(keys)) expect(ASKED_FOR.has(key), key).toBe(true)
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

  test('may be as long as what is saved of it, in characters of any plane', () => {
    const said = (count: number) => ({ km: '😀'.repeat(count), en: 'End' })
    const parsed = (count: number) =>
      parseTemplate(keys, { v: 1, phrases: { ...whole, end: said(count) } }).ok
    expect([parsed(4_000), parsed(4_001)]).toEqual([true, false])
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

function namesInCode(): ReadonlySet<string> {
  const files = ['src/core/documents', 'src/core/letters'].flatMap((folder) =>
    readdirSync(folder).map((name) => `${folder}/${name}`),
  )
  const code = files.map((file) =>
    readFileSync(file, 'utf8').replace(/export const \w+_KEYS = \{[\s\S]*?\} as const/g, ''),
  )
  const named = code.join('\n').match(/[A-Za-z][A-Za-z-]*/g) ?? []
  return new Set([
    ...named,
    ...TYPOLOGIES,
    ...MENTION_ROLES,
    ...LETTER_KINDS,
    ...RECORD_KINDS,
    'written',
    'verbal',
  ])
}
