import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareCodePoints, compareKhmer, khmerSortKey } from '#core/khmer/compare-khmer.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const NAMES = new URL('../../../../../shared/gazetteer/khmer-names.txt', import.meta.url)

describe('compareKhmer', () => {
  it('orders the provinces as ICU does', () => {
    const provinces =
      'កណ្តាល កែប កោះកុង កំពង់ចាម កំពង់ឆ្នាំង កំពង់ធំ កំពង់ស្ពឺ កំពត ក្រចេះ តាកែវ ត្បូងឃ្មុំ បន្ទាយមានជ័យ បាត់ដំបង ប៉ៃលិន ពោធិ៍សាត់ ព្រៃវែង ព្រះវិហារ ព្រះសីហនុ ភ្នំពេញ មណ្ឌលគិរី រតនគិរី សៀមរាប ស្ទឹងត្រែង ស្វាយរៀង ឧត្តរមានជ័យ'.split(
        ' ',
      )
    const sorted = [...provinces].sort(compareKhmer)
    expect(sorted).toEqual([...provinces].sort(new Intl.Collator('km').compare))
  })

  it('puts ឫ after the words of រ, and digits before letters', () => {
    expect(['លើ', 'ឫស្សី', 'រៀល', '១០', 'ក', 'រ'].sort(compareKhmer)).toEqual([
      '១០',
      'ក',
      'រ',
      'រៀល',
      'ឫស្សី',
      'លើ',
    ])
  })

  it('puts two spellings of one word together, and tells them apart', () => {
    expect(khmerSortKey('ស\u17d2រ\u17d2តី')).toBe(khmerSortKey('ស\u17d2ត\u17d2រី'))
    expect(compareKhmer('ស\u17d2រ\u17d2តី', 'ស\u17d2ត\u17d2រី')).not.toBe(0)
    expect(compareKhmer('ភ្នំ', 'ភ្នំ')).toBe(0)
  })

  it('does not look at capitals first', () => {
    expect(['b', 'C', 'A', 'a'].sort(compareKhmer)).toEqual(['A', 'a', 'b', 'C'])
  })

  it('is an order: antisymmetric, transitive, and 0 only for equal texts', () => {
    const text = fc.string({
      unit: fc.constantFrom('ក', 'ខ', '\u17d2', 'រ', '\u17b6', 'a', 'A', '\u200b', '😀', '\uffee'),
    })
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(Math.sign(compareKhmer(a, b))).toBe(-Math.sign(compareKhmer(b, a)) + 0)
        expect(compareKhmer(a, b) === 0).toBe(a === b)
        const sorted = [a, b, c].sort(compareKhmer)
        expect(compareKhmer(sorted[0] ?? '', sorted[2] ?? '')).toBeLessThanOrEqual(0)
      }),
      propertyRuns(1_000),
    )
  })

  it('orders by code point, not by UTF-16 code unit', () => {
    expect(compareCodePoints('\uffee', '😀')).toBeLessThan(0)
    expect('\uffee' < '😀').toBe(false)
    expect(compareCodePoints('a', 'ab')).toBeLessThan(0)
  })

  it('disagrees with ICU on fewer than 0.4 % of pairs of place names', ({ skip }) => {
    skip(!existsSync(NAMES), '../shared/gazetteer is not here')
    const names = [...new Set(readFileSync(NAMES, 'utf8').split('\n'))].filter((name) => name !== '')
    const icu = new Intl.Collator('km')
    let pairs = 0
    let differing = 0
    for (let index = 0; index < 8_000; index += 1) {
      const a = names[(index * 7_919) % names.length] ?? ''
      const b = names[(index * 104_729 + 13) % names.length] ?? ''
      const byIcu = icu.compare(a, b)
      if (byIcu === 0) continue
      pairs += 1
      if (Math.sign(compareKhmer(a, b)) !== byIcu) differing += 1
    }
    expect(pairs).toBeGreaterThan(7_000)
    expect(differing / pairs).toBeLessThan(0.004)
  })
})
