import { describe, expect, it } from 'vitest'
import { foldForSearch } from '../../../../src/core/khmer/fold-for-search.ts'
import { soundKeysOf } from '../../../../src/core/khmer/romanise.ts'

/** Names as identity cards and newspapers write them: Khmer, then the Latin spellings that are met. */
const NAMES: readonly (readonly [khmer: string, ...latin: string[]])[] = [
  ['សុខ', 'Sok', 'Sokh', 'Suk'],
  ['សុភា', 'Sophea', 'Sopha', 'Suphea'],
  ['សុភាព', 'Sopheap', 'Sopheab'],
  ['សុខា', 'Sokha', 'Sokhea'],
  ['ចាន់', 'Chan', 'Jan', 'Chann'],
  ['ច័ន្ទ', 'Chan', 'Chant', 'Chanth'],
  ['ជា', 'Chea', 'Jea', 'Cheah'],
  ['វណ្ណា', 'Vanna', 'Vannah', 'Wanna'],
  ['សុវណ្ណ', 'Sovann', 'Sovan', 'Suvann'],
  ['រតនា', 'Ratana', 'Rattana', 'Rathana', 'Ratna'],
  ['រតនៈ', 'Ratanak', 'Rattanak'],
  ['រស្មី', 'Rasmey', 'Reaksmey', 'Raksmey', 'Rasmy'],
  ['ពិសិដ្ឋ', 'Piseth', 'Pisith', 'Biseth'],
  ['ធារ៉ា', 'Theara', 'Thara', 'Dara'],
  ['ដារ៉ា', 'Dara', 'Tara'],
  ['បុរី', 'Borey', 'Bory', 'Burey'],
  ['ស្រី', 'Srey', 'Sri', 'Srei'],
  ['លី', 'Ly', 'Li', 'Lee'],
  ['ហេង', 'Heng', 'Hing'],
  ['ឡុង', 'Long', 'Lung'],
  ['ឈុន', 'Chhun', 'Chhoun', 'Chun'],
  ['គឹម', 'Kim', 'Gim'],
  ['ញឹម', 'Nhim', 'Nhem', 'Nyim'],
  ['ប៉ែន', 'Pen', 'Paen', 'Ben'],
  ['កុសល', 'Kosal', 'Kosol', 'Gosal'],
  ['បុប្ផា', 'Bopha', 'Bupha', 'Boppha'],
  ['ចិន្តា', 'Chenda', 'Chinda', 'Chentha'],
  ['ដាវី', 'Davy', 'Davi', 'Tavy'],
  ['មុនី', 'Mony', 'Muny', 'Moni'],
  ['នារី', 'Neary', 'Neari', 'Nary'],
  ['ភិរុណ', 'Phirun', 'Pirun', 'Phiroun'],
  ['សំណាង', 'Samnang', 'Somnang'],
  ['វិចិត្រ', 'Vichet', 'Vicheth', 'Wichit'],
  ['វុទ្ធី', 'Vuthy', 'Vuthi', 'Wuthy'],
  ['ធីតា', 'Thida', 'Thyda', 'Tida'],
  ['ភក្តី', 'Pheakdey', 'Phakdey', 'Pheaktey'],
  ['សម្បត្តិ', 'Sambath', 'Sambat'],
  ['វាសនា', 'Veasna', 'Vasna', 'Veasana'],
  ['ចាន់នារី', 'Channary', 'Chanary'],
  ['កល្យាណ', 'Kalyan', 'Kallyan'],
  ['វឌ្ឍនា', 'Vathana', 'Watthana', 'Vattana'],
  ['ឫទ្ធី', 'Rithy', 'Ritthy', 'Rithi'],
  ['វីរៈ', 'Virak', 'Vireak', 'Virea'],
  ['លក្ខិណា', 'Leakhena', 'Leakena', 'Lakhena'],
  ['មករា', 'Makara', 'Meakara', 'Makra'],
  ['សីហា', 'Seyha', 'Seiha', 'Siha'],
  ['ជ័យ', 'Chey', 'Chay', 'Jey'],
  ['វិជ័យ', 'Vichey', 'Vichai', 'Wichey'],
  ['ចំរើន', 'Chamroeun', 'Chamreun', 'Chomroeun'],
  ['ធឿន', 'Thoeun', 'Theun'],
  ['អឿន', 'Oeun', 'Eun'],
  ['អៀង', 'Ieng', 'Eang'],
  ['អ៊ឹម', 'Im', 'Em'],
  ['ហួរ', 'Hour', 'Huor'],
  ['ង៉ួន', 'Ngoun', 'Nguon'],
  ['ម៉ៅ', 'Mao', 'Mau', 'Mov'],
  ['កែវ', 'Keo', 'Kev', 'Kaev'],
  ['ខៀវ', 'Khieu', 'Khiev'],
  ['ទេព', 'Tep', 'Teb'],
  ['ព្រំ', 'Prom', 'Prum', 'Pram'],
  ['សុផល', 'Sophal', 'Sophol'],
  ['ភិរម្យ', 'Phirum', 'Phirom', 'Pirom'],
  ['ដារារិទ្ធ', 'Dararith', 'Dararit'],
  ['សុជាតិ', 'Socheat', 'Sucheat'],
  ['ពុទ្ធិ', 'Puth', 'Puthy', 'Puti'],
  ['សោភ័ណ', 'Sophorn', 'Sophoan', 'Sophan'],
  ['ប៊ុនធឿន', 'Bunthoeun', 'Buntheun'],
  ['គន្ធា', 'Kunthea', 'Kanthea', 'Kontha'],
  ['ស្រីមុំ', 'Sreymom', 'Sreymum', 'Srimom'],
  ['និស្ស័យ', 'Nisay', 'Nissay', 'Nisey'],
]

const keysOf = (name: string) => soundKeysOf(foldForSearch(name))

describe('names in Khmer and Latin letters', () => {
  it.each(NAMES)('%s shares a key with each of its spellings', (khmer, ...spellings) => {
    const keys = keysOf(khmer)
    const lost = spellings.filter((spelling) => !keysOf(spelling).some((key) => keys.includes(key)))
    expect(lost).toEqual([])
  })

  it('keeps names apart that sound different', () => {
    for (const [first, second] of [
      ['សុខ', 'Sakada'],
      ['ចាន់', 'Chenda'],
      ['លី', 'Long'],
      ['ហេង', 'Heap'],
      ['ដារ៉ា', 'Davy'],
      ['កុសល', 'Kimsan'],
    ] as const) {
      const keys = keysOf(first)
      expect(
        keysOf(second).filter((key) => keys.includes(key)),
        `${first} ${second}`,
      ).toEqual([])
    }
  })

  it('gives no key to what is no word of letters', () => {
    for (const word of ['', '012345678', 'a1b2', '+855', '៛', '中文', 'សុខ1'])
      expect(soundKeysOf(word)).toEqual([])
  })

  it('bounds the keys of a word, however it is written', () => {
    expect(soundKeysOf('ក'.repeat(500)).length).toBeLessThanOrEqual(16)
    expect(soundKeysOf('សំ'.repeat(200)).length).toBeLessThanOrEqual(16)
    expect(soundKeysOf('a'.repeat(5000)).length).toBe(1)
  })
})
