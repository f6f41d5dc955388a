import { formatWholeNumber } from '#contract/number-text.ts'

const n = (value: number) => formatWholeNumber(value, 'km')

/** Labels and receipts, in Khmer. */
export const custodyPaperText = {
  labelsTitle: (count: number) => `បោះពុម្ពស្លាក ${n(count)}`,
  labelsIntro: 'បោះពុម្ពតាមទំហំពិត (១០០ %) កុំឱ្យម៉ាស៊ីនបោះពុម្ពបង្រួម។',
  stock: 'ក្រដាសស្លាក',
  forms: { 'a4-3x8': 'A4 ៣×៨ (៧០×៣៧ ម.ម)', 'a4-2x7': 'A4 ២×៧ (៩៩×៣៨ ម.ម)', 'roll-62': 'រមូរ ៦២ ម.ម' },
  startAt: 'ស្លាកទីមួយដែលនៅសល់',
  startAtHint: 'សន្លឹកដែលបានប្រើខ្លះហើយ បន្តពីទីនេះ។',
  labelPlace: (place: number) => `ស្លាកទី ${n(place)}`,
  handOverTitle: 'បង្កាន់ដៃប្រគល់-ទទួល',
  seizureTitle: 'បង្កាន់ដៃដកហូត',
  receiptIntro: 'បោះពុម្ពពីរច្បាប់ ចុះហត្ថលេខា ឬផ្ដិតមេដៃ ហើយប្រគល់មួយច្បាប់។',
  make: 'បង្កើត',
  saved: (name: string) => `បានរក្សាទុក ${name}`,
}
