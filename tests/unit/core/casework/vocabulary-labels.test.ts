import { describe, expect, it } from 'vitest'
import * as vocabularies from '#core/casework/vocabularies.ts'
import * as labels from '#core/casework/vocabulary-labels.ts'
import { IDENTIFIER_KINDS } from '#core/identifiers/identifier.ts'

const PAIRS: readonly (readonly [readonly string[], labels.Labels<string>])[] = [
  [vocabularies.CHANNELS, labels.CHANNEL_LABELS],
  [vocabularies.WISHES, labels.WISH_LABELS],
  [vocabularies.TYPOLOGIES, labels.TYPOLOGY_LABELS],
  [vocabularies.LOSS_STATES, labels.LOSS_STATE_LABELS],
  [vocabularies.LOSS_LEVELS, labels.LOSS_LEVEL_LABELS],
  [vocabularies.RAILS, labels.RAIL_LABELS],
  [vocabularies.SEXES, labels.SEX_LABELS],
  [IDENTIFIER_KINDS, labels.IDENTIFIER_KIND_LABELS],
]

describe('the words of the vocabularies', () => {
  it('exist for every entry and for nothing else', () => {
    for (const [entries, words] of PAIRS) expect(Object.keys(words).sort()).toEqual([...entries].sort())
  })

  it('are Khmer in Khmer and Latin in English', () => {
    for (const [, words] of PAIRS) {
      for (const { km, en } of Object.values(words)) {
        expect(km).toMatch(/[\u1780-\u17b3]/)
        expect(en).not.toMatch(/[\u1780-\u17ff]/)
      }
    }
  })

  it('tell the entries of one vocabulary apart', () => {
    for (const [, words] of PAIRS) {
      for (const language of ['km', 'en'] as const) {
        const said = Object.values(words).map((entry) => entry[language])
        expect(new Set(said).size).toBe(said.length)
      }
    }
  })
})
