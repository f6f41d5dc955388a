import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseGazetteer, placesOfCode, writeGazetteer } from '#core/gazetteer/gazetteer.ts'
import { writeAddress } from '#core/gazetteer/write-address.ts'
import { INVENTED_GAZETTEER } from '../../../support/invented-gazetteer.ts'
import { expectOk } from '../../../support/results.ts'

const OFFICIAL = new URL('../../../../../shared/gazetteer/gazetteer.json', import.meta.url)
const wrongAt = (level: number, place: number) => ({
  ok: false,
  failure: { code: 'gazetteer/wrong-entry', facts: { level, place } },
})

describe('a gazetteer', () => {
  test('is read, and written the same', () => {
    const gazetteer = expectOk(parseGazetteer(INVENTED_GAZETTEER))
    expect(gazetteer.under.get('9101')).toEqual([{ code: '910101', km: 'ចាស់', en: 'Chas', kind: 'sangkat' }])
    expect(expectOk(parseGazetteer(JSON.parse(writeGazetteer(gazetteer))))).toEqual(gazetteer)
  })

  test('names a place by its Khmer name where it has no Latin one', () => {
    const gazetteer = expectOk(parseGazetteer(INVENTED_GAZETTEER))
    expect(gazetteer.byCode.get('91010101')).toMatchObject({ en: 'កណ្តាល' })
  })

  test.each([
    null,
    'x',
    [],
    {},
    { ...INVENTED_GAZETTEER, villages: 'x' },
    { ...INVENTED_GAZETTEER, provinces: [] },
  ])('that lacks its lists is refused (%#)', (value) => {
    expect(parseGazetteer(value)).toMatchObject({ ok: false, failure: { code: 'gazetteer/not-a-gazetteer' } })
  })

  test('with an entry of another form, of no parent, or of a code that was there is refused, and says which', () => {
    const { villages, districts } = INVENTED_GAZETTEER
    const withVillage = (village: unknown) =>
      parseGazetteer({ ...INVENTED_GAZETTEER, villages: [...villages, village] })
    expect(withVillage({ code: '91010102', km: 'ក', en: 'K' }).ok).toBe(true)
    expect(withVillage({ code: '91010102', km: ' ', en: 'K' })).toEqual(wrongAt(4, 2))
    expect(withVillage({ code: '91020101', km: 'ក', en: 'K' })).toEqual(wrongAt(4, 2))
    expect(withVillage(villages[0])).toEqual(wrongAt(4, 2))
    expect(parseGazetteer({ ...INVENTED_GAZETTEER, districts: [{ ...districts[0], code: '91xx' }] })).toEqual(
      wrongAt(2, 1),
    )
  })

  test('writes addresses in both languages, the smallest place first', () => {
    const gazetteer = expectOk(parseGazetteer(INVENTED_GAZETTEER))
    const places = placesOfCode(gazetteer, '910101')
    expect(writeAddress(places, 'km')).toBe('សង្កាត់ចាស់ ស្រុកថ្មី ខេត្តខេត្តសាកល្បង')
    expect(writeAddress(places, 'en')).toBe('Chas Sangkat, Thmei District, Sakalbang Province')
  })

  test('reads the whole official file', ({ skip }) => {
    skip(!existsSync(OFFICIAL), '../shared/gazetteer is not here')
    const gazetteer = expectOk(parseGazetteer(JSON.parse(readFileSync(OFFICIAL, 'utf8'))))
    expect(gazetteer.byCode.size).toBe(25 + 210 + 1652 + 14578)
    expect(gazetteer.under.get('')).toHaveLength(25)
    expect(writeAddress(placesOfCode(gazetteer, '1201'), 'km')).toMatch(/^ខណ្ឌ.+ រាជធានីភ្នំពេញ$/)
  })
})
