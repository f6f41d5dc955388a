import type { GazetteerPlace } from './gazetteer.ts'

type Words = {
  readonly [kind in NonNullable<GazetteerPlace['kind']> | 'province' | 'capital' | 'village']: string
}

const KHMER: Words = {
  village: 'ភូមិ',
  commune: 'ឃុំ',
  sangkat: 'សង្កាត់',
  district: 'ស្រុក',
  municipality: 'ក្រុង',
  khan: 'ខណ្ឌ',
  province: 'ខេត្ត',
  capital: 'រាជធានី',
}
const LATIN: Words = {
  village: 'Village',
  commune: 'Commune',
  sangkat: 'Sangkat',
  district: 'District',
  municipality: 'Municipality',
  khan: 'Khan',
  province: 'Province',
  capital: 'Capital',
}
/** Phnom Penh, which is the capital and no province. */
const CAPITAL_CODE = '12'
const PLAIN = ['province', 'district', 'commune', 'village'] as const

/** Writes places, given from the province down, as an address: the smallest first, as addresses are written in both languages. */
export function writeAddress(places: readonly GazetteerPlace[], language: 'km' | 'en'): string {
  const parts = places.map((place) => writePlace(place, language)).reverse()
  return parts.join(language === 'km' ? ' ' : ', ')
}

function writePlace(place: GazetteerPlace, language: 'km' | 'en'): string {
  const level = place.code.length / 2 - 1
  const isCapital = place.code === CAPITAL_CODE
  const kind = place.kind ?? (isCapital ? 'capital' : (PLAIN[level] ?? 'village'))
  return language === 'km' ? `${KHMER[kind]}${place.km}` : `${place.en} ${LATIN[kind]}`
}
