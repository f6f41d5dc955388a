import { formatWholeNumber } from '#contract/number-text.ts'

const n = (value: number) => formatWholeNumber(value, 'km')

/** Storage places, in Khmer. */
export const custodyPlaceText = {
  title: 'កន្លែងរក្សាទុកវត្ថុតាង',
  intro: 'បន្ទប់ ទូ និងធ្នើររបស់អង្គភាព។ ស្លាកនៃកន្លែងនីមួយៗអាចស្កេនបាន។',
  emptyTitle: 'មិនទាន់មានកន្លែងរក្សាទុកទេ',
  empty: 'បន្ថែមទូ ឬធ្នើរនីមួយៗ ហើយបោះពុម្ពស្លាកបិទលើវា។',
  add: 'បន្ថែមកន្លែង',
  addIntro: 'កូដខ្លីបង្ហាញលើស្លាក ហើយត្រូវតែមួយគត់ក្នុងអង្គភាព។',
  addNow: 'បន្ថែម',
  change: 'កែ',
  changeOf: (code: string) => `កែ កន្លែង ${code}`,
  changeIntro: 'កន្លែងដែលនៅមានវត្ថុតាង មិនអាចបិទបានទេ។',
  changeNow: 'រក្សាទុក',
  code: 'កូដ',
  codeHint: 'អក្សរឡាតាំង និងលេខ ដើម្បីឱ្យស្កេនបាន ឧទាហរណ៍ A-03។',
  name: 'ឈ្មោះ',
  room: 'បន្ទប់',
  items: 'វត្ថុតាង',
  inUse: 'កំពុងប្រើ',
  isInUse: 'កំពុងប្រើ',
  isClosed: 'បានបិទ',
  kept: (count: number) => `វត្ថុតាងនៅទីនេះ ${n(count)} មុខ`,
}

/** Counting what a place keeps, in Khmer. */
export const custodyCountText = {
  title: 'រាប់ដោយស្កេន',
  intro: 'ស្កេនស្លាកទាំងអស់ក្នុងកន្លែងនេះ។ អ្វីដែលបាត់ ឬលើស ត្រូវបានកត់ត្រា។',
  start: 'ចាប់ផ្ដើមរាប់',
  scan: 'ស្កេន',
  scanHint: 'ស្កេនបន្តបន្ទាប់គ្នា។ ស្កេនដដែលរាប់តែម្ដង។',
  found: (count: number) => `បានឃើញ ${n(count)}`,
  missing: (count: number) => `មិនទាន់ឃើញ ${n(count)}`,
  unexpected: (count: number) => `មិនគួរនៅទីនេះ ${n(count)}`,
  unknown: 'មិនស្គាល់',
  note: 'កំណត់សម្គាល់',
  record: 'កត់ត្រាការរាប់',
  past: 'ការរាប់ដែលបានកត់ត្រា',
  noPast: 'គ្មានការរាប់កន្លែងនេះដែលបានកត់ត្រាក្នុងសំណុំរឿងដែលអ្នកអាចអានទេ។',
  wasMissing: (count: number) => `បាត់ ${n(count)}`,
  unknownRead: (count: number) => `លេខកូដមិនស្គាល់ដែលបានស្កេន ${n(count)}`,
  more: (count: number) => `និង ${n(count)} មុខទៀត`,
  countedBy: 'អ្នករាប់៖',
  differences: (count: number) => (count === 0 ? 'គ្មានភាពខុសគ្នា' : `ខុសគ្នា ${n(count)}`),
}
