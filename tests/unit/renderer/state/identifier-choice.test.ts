import { describe, expect, it } from 'vitest'
import {
  chosenOf,
  kindsOf,
  NO_CHOICE,
  nameKind,
  offeredOf,
  seenInOf,
  toggleOffered,
} from '../../../../src/renderer/state/identifier-choice.ts'

const FOUND = {
  identifiers: [
    {
      kind: 'phone' as const,
      raw: '012 345 678',
      normalised: '+85512345678',
      elsewhere: { total: 0, cases: [] },
    },
  ],
  unread: ['wx_seller_88', 'hello there'],
}

describe('what is noted of a pasted text', () => {
  it('is what was recognised, unless it is left out', () => {
    expect(chosenOf(FOUND, NO_CHOICE)).toEqual([expect.objectContaining({ kind: 'phone' })])
    const left = toggleOffered(NO_CHOICE, '012 345 678')
    expect(chosenOf(FOUND, left)).toEqual([])
    expect(offeredOf(FOUND, left)).toHaveLength(1)
    expect(chosenOf(FOUND, toggleOffered(left, '012 345 678'))).toHaveLength(1)
  })

  it('is also a line that a person named a kind for, in the form of that kind', () => {
    const named = nameKind(NO_CHOICE, 'wx_seller_88', 'wechat')
    expect(chosenOf(FOUND, named)).toContainEqual({
      kind: 'wechat',
      raw: 'wx_seller_88',
      normalised: 'wx_seller_88',
    })
    expect(chosenOf(FOUND, nameKind(named, 'wx_seller_88', ''))).toHaveLength(1)
  })

  it('is never of a kind that the text cannot be', () => {
    expect(kindsOf('wx_seller_88')).toContain('wechat')
    expect(kindsOf('wx_seller_88')).not.toContain('imei')
    expect(chosenOf(FOUND, nameKind(NO_CHOICE, 'wx_seller_88', 'imei'))).toHaveLength(1)
    expect(offeredOf(FOUND, nameKind(NO_CHOICE, '012 345 678', 'telegram'))[0]?.kind).toBe('phone')
  })

  it('was seen where the person says', () => {
    expect(seenInOf('exhibit 2026-0001-E001', '')).toEqual({
      kind: 'exhibit',
      source: { exhibit: '2026-0001-E001' },
    })
    expect(seenInOf('', 'a phone')).toEqual({ kind: 'words', text: 'a phone' })
  })
})
