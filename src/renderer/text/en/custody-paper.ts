import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`

/** Labels and receipts, in English. */
export const custodyPaperText: Catalogue['custody']['paper'] = {
  labelsTitle: (count: number) => `Print ${counted(count, 'label', 'labels')}`,
  labelsIntro: 'Print at actual size (100 %); do not let the printer fit them to the page.',
  stock: 'Label stock',
  forms: { 'a4-3x8': 'A4 3×8 (70×37 mm)', 'a4-2x7': 'A4 2×7 (99×38 mm)', 'roll-62': 'Roll 62 mm' },
  startAt: 'First label that is left',
  startAtHint: 'A sheet that was used in part goes on here.',
  labelPlace: (place: number) => `Label ${n(place)}`,
  handOverTitle: 'Hand-over receipt',
  seizureTitle: 'Seizure receipt',
  receiptIntro: 'Print two copies, sign or give thumb-prints, and hand one over.',
  make: 'Make',
  saved: (name: string) => `${name} is saved`,
}
