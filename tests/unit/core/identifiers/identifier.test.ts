import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  IDENTIFIER_KINDS,
  MAX_IDENTIFIER_LENGTH,
  normalFormsOf,
  parseIdentifier,
} from '#core/identifiers/identifier.ts'
import { anyText } from '../../../support/any-text.ts'
import { naughtyStrings } from '../../../support/naughty-strings.ts'
import { propertyRuns } from '../../../support/property-runs.ts'
import { readAs } from './read-as.ts'

const anyKind = fc.constantFrom(...IDENTIFIER_KINDS)
const likelyText = fc.oneof(
  anyText(40),
  fc.emailAddress(),
  fc.webUrl(),
  fc.ipV6(),
  fc.stringMatching(/^\+?[0-9 ]{5,20}$/),
  fc.stringMatching(/^@?[A-Za-z][A-Za-z0-9_.]{3,30}$/),
)

describe('parseIdentifier', () => {
  it('keeps the raw text exactly, and says what it removed', () => {
    const raw = ' \u202a012 345 678\u202c '
    expect(parseIdentifier('telegram', '@Sok_Dara ')).toEqual({
      ok: true,
      value: { kind: 'telegram', raw: '@Sok_Dara ', normalised: '@sok_dara' },
    })
    expect(parseIdentifier('bank-account', raw)).toEqual({
      ok: true,
      value: { kind: 'bank-account', raw, normalised: '012345678', note: 'invisible-removed' },
    })
  })

  it('names the kind it could not read', () => {
    expect(parseIdentifier('imei', 'abc')).toEqual({
      ok: false,
      failure: { code: 'identifier/malformed', facts: { kind: 'imei' } },
    })
    expect(parseIdentifier('imei', '490154203237519')).toEqual({
      ok: false,
      failure: { code: 'identifier/check-digit-wrong', facts: { kind: 'imei' } },
    })
  })

  it.each(IDENTIFIER_KINDS)('refuses as %s what is no line of text', (kind) => {
    expect(readAs(kind, '')).toBe('text/empty')
    expect(readAs(kind, '\u200b \u202e')).toBe('text/empty')
    expect(readAs(kind, 'a\nb')).toBe('text/control-character')
    expect(readAs(kind, 'a\u0000')).toBe('text/control-character')
    expect(readAs(kind, 'a\ud800')).toBe('text/lone-surrogate')
    expect(readAs(kind, '1'.repeat(MAX_IDENTIFIER_LENGTH + 1))).toBe('text/too-long')
  })

  it('keeps anything as another kind, folded as a search is', () => {
    expect(readAs('other', ' ឈ្មោះ ហ្គេម: SokDara១២ ')).toBe('ឈ្មោះ ហ្គេម: sokdara12')
    expect(readAs('other', 'x'.repeat(MAX_IDENTIFIER_LENGTH))).toBe('x'.repeat(MAX_IDENTIFIER_LENGTH))
    expect(readAs('other', '\u0301')).toBe('\u0301')
  })

  it('either refuses or gives a normal form, for any text and kind, and never throws', () => {
    fc.assert(
      fc.property(anyKind, likelyText, (kind, text) => {
        const parsed = parseIdentifier(kind, text)
        if (!parsed.ok) return
        expect(parsed.value.raw).toBe(text)
        expect(parsed.value.normalised).not.toBe('')
        expect(parsed.value.normalised.trim()).toBe(parsed.value.normalised)
      }),
      propertyRuns(2_000),
    )
  })

  it('reads its own normal form as itself', () => {
    fc.assert(
      fc.property(anyKind, likelyText, (kind, text) => {
        const parsed = parseIdentifier(kind, text)
        if (!parsed.ok) return
        const again = parseIdentifier(kind, parsed.value.normalised)
        expect(again.ok && again.value.normalised, parsed.value.normalised).toBe(parsed.value.normalised)
      }),
      propertyRuns(2_000),
    )
  })

  it('survives the naughty strings as every kind', () => {
    for (const text of naughtyStrings()) {
      for (const kind of IDENTIFIER_KINDS) expect(() => parseIdentifier(kind, text)).not.toThrow()
    }
  })

  it('reads the longest text of every kind quickly enough not to be noticed', () => {
    const hostile = ['a', '.', '@', '0', ':', '[.]', 'ក', '%', '/', '-'].map((piece) =>
      piece.repeat(MAX_IDENTIFIER_LENGTH / piece.length).slice(0, MAX_IDENTIFIER_LENGTH),
    )
    for (const text of hostile) for (const kind of IDENTIFIER_KINDS) parseIdentifier(kind, `${text}`)
    expect(hostile.length).toBe(10)
  })
})

it('the normal forms of a text are those that it has as an identifier of each kind', () => {
  fc.assert(
    fc.property(likelyText, (raw) => {
      const one = IDENTIFIER_KINDS.flatMap((kind) => {
        const read = parseIdentifier(kind, raw)
        return read.ok ? [read.value.normalised] : []
      })
      expect(normalFormsOf(raw)).toEqual(one)
    }),
    propertyRuns(),
  )
  expect(normalFormsOf('០១២ 345 678')).toContain('+85512345678')
})
