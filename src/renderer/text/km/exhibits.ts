import { formatWholeNumber } from '#contract/number-text.ts'

const n = (value: number) => formatWholeNumber(value, 'km')

/** Exhibits, the report, verifying and the about screen, in Khmer. */
export const exhibitsText = {
  title: 'វត្ថុតាង',
  dropTitle: 'ទម្លាក់ឯកសារនៅទីនេះ',
  dropWords: 'ឯកសារត្រូវបានអានតែមួយដង អ៊ិនគ្រីប និងបិទត្រា។ ឯកសារដើមនៅដដែល។',
  dropNow: 'លែងដៃ ដើម្បីបិទត្រា',
  choose: 'ជ្រើសរើសឯកសារ',
  chooseFolder: 'ជ្រើសរើសថត',
  queueTitle: 'ការបិទត្រា',
  waiting: 'កំពុងរង់ចាំ',
  sealed: (number: string) => `បានបិទត្រាជា ${number}`,
  laterPiece: (first: string) =>
    `តាមឈ្មោះ ឯកសារនេះជាកំណាត់បន្ទាប់នៃរូបភាពឌីស។ សូមបញ្ចូល ${first} ដែលនៅក្បែរវា ដើម្បីឱ្យកំណាត់ទាំងអស់ក្លាយជាវត្ថុតាងតែមួយ។`,
  stopFile: (name: string) => `បញ្ឈប់ ${name}`,
  clearEnded: 'លុបបញ្ជីដែលចប់',
  emptyTitle: 'មិនទាន់មានវត្ថុតាងទេ',
  empty:
    'វត្ថុតាងគឺជាឯកសារដែលជនរងគ្រោះ ឬមន្ត្រីយកមក៖ រូបថតអេក្រង់ អ៊ីមែល បញ្ជីធនាគារ ឬការសន្ទនា។ Samnum កត់ត្រាតម្លៃហាស SHA-256 ដើម្បីឱ្យអ្នកណាក៏ផ្ទៀងផ្ទាត់បាន។',
  count: (count: number) => `វត្ថុតាង ${n(count)}`,
  gallery: {
    shownAs: 'បង្ហាញវត្ថុតាងជា',
    list: 'បញ្ជី',
    pictures: 'រូបភាព',
    title: (count: number) => `រូបភាព ${n(count)} ក្នុងចំណោមវត្ថុតាង`,
    notDrawn: 'មិនអាចបង្ហាញបាន',
  },
  columns: { number: 'លេខ', name: 'ឈ្មោះ', size: 'ទំហំ', digest: 'SHA-256', sealed: 'បិទត្រានៅ', acts: 'សកម្មភាព' },
  sealedBy: (name: string) => `ដោយ ${name}`,
  sourceName: (name: string) => `ឈ្មោះដើម ${name}`,
  interrupted: {
    title: 'ការបិទត្រាបានដាច់ពាក់កណ្ដាល',
    intro:
      'កម្មវិធី ឬម៉ាស៊ីនបានឈប់ ខណៈកំពុងបិទត្រា។ បើបិទត្រាឯកសារ ឬថតដដែលម្ដងទៀត ការបិទត្រានឹងបន្តពីកន្លែងដែលបានឈប់។ ឯកសារដើមមិនត្រូវបានប៉ះពាល់ទេ។',
    notInBrowser:
      'កម្មវិធីរុករកមិនអាចបន្តពីពាក់កណ្ដាលឯកសារបានទេ៖ ផ្ទាំងកម្មវិធីលើកុំព្យូទ័រ និងបន្ទាត់ពាក្យបញ្ជា អាចធ្វើបាន។ ឬបិទត្រាឯកសារជាថ្មីនៅទីនេះ រួចចុច «ឈប់បន្ត»។',
    folder: 'ថតមួយ',
    done: (done: string, whole: string) => `បានបិទត្រា ${done} ក្នុងចំណោម ${whole}`,
    parts: (count: number, size: string) => `បានកត់ត្រាឯកសារ ${n(count)} ទំហំ ${size}`,
    lastAt: (when: string) => `ឈប់នៅ ${when}`,
    continueFile: 'ជ្រើសរើសឯកសារដដែល',
    continueFolder: 'ជ្រើសរើសថតដដែល',
    giveUp: 'ឈប់បន្ត',
    giveUpTitle: 'ឈប់បន្តការបិទត្រាដែលដាច់ពាក់កណ្ដាល',
    giveUpFile: (name: string, done: string) =>
      `ផ្នែកនៃ ${name} ដែលបានបិទត្រា (${done}) នឹងត្រូវលុប។ វាមិនទាន់ស្ថិតក្នុងបញ្ជីព្រឹត្តិការណ៍ទេ។ ឯកសារដើមនៅកន្លែងដដែល ហើយអាចបិទត្រាជាថ្មីបាន។`,
    giveUpFolder: (count: number) =>
      `ឯកសារ ${n(count)} ដែលបានកត់ត្រារួច នៅដដែល ហើយក្លាយជាវត្ថុតាងដែលបញ្ជាក់ថា ត្រូវបានដាច់ពាក់កណ្ដាល និងមិនពេញលេញ។`,
  },
  verify: 'ផ្ទៀងផ្ទាត់',
  extract: 'ទាញយក',
  verifyOf: (number: string) => `ផ្ទៀងផ្ទាត់ ${number}`,
  extractOf: (number: string) => `ទាញយក ${number}`,
  stopOf: (number: string) => `បញ្ឈប់ ${number}`,
  clearOf: (number: string) => `លុបលទ្ធផល ${number}`,
  copyDigest: (number: string) => `ចម្លង SHA-256 នៃ ${number}`,
  verified: 'គ្រប់បៃដូចពេលបិទត្រា។',
  extracted: 'បានទាញយក ហើយការទាញយកត្រូវបានកត់ត្រា។',
}

/** The report, in Khmer. */
export const reportText = {
  title: 'ឯកសារនៃសំណុំរឿង',
  intro: 'ឯកសារ PDF ដែលរៀបចំពីបញ្ជីព្រឹត្តិការណ៍។ ឯកសារនីមួយៗបញ្ជាក់ថា រៀបចំពីព្រឹត្តិការណ៍ណា។',
  languages: 'ភាសានៃរបាយការណ៍',
  languageNames: { km: 'ខ្មែរ', en: 'អង់គ្លេស', 'km+en': 'ខ្មែរ និងអង់គ្លេស' },
  make: 'រៀបចំរបាយការណ៍',
  makeAgain: 'រៀបចំម្ដងទៀត',
  making: 'កំពុងរៀបចំរបាយការណ៍',
  save: 'រក្សាទុក PDF',
  saving: 'កំពុងរក្សាទុក…',
  saved: (name: string) => `បានរក្សាទុក ${name} ហើយការចេញពីឃ្លាំងត្រូវបានកត់ត្រា។`,
  pages: (count: number) => `${n(count)} ទំព័រ`,
  pageOf: (page: number, all: number) => `ទំព័រ ${n(page)} នៃ ${n(all)}`,
  preview: 'មើលទំព័រជាមុន',
  notShown: 'មិនអាចបង្ហាញទំព័រនេះបានទេ។ សូមរក្សាទុក PDF ហើយបើកដោយកម្មវិធីផ្សេង។',
  madeFrom: (seq: number) => `រៀបចំពីសំណុំរឿងត្រឹមព្រឹត្តិការណ៍លេខ ${n(seq)}`,
  outdated: 'សំណុំរឿងបានផ្លាស់ប្ដូរ បន្ទាប់ពីរៀបចំរបាយការណ៍នេះ។ សូមរៀបចំម្ដងទៀត មុននឹងរក្សាទុក។',
  size: 'ទំហំ',
  digest: 'SHA-256 នៃឯកសារ PDF',
  copyDigest: 'ចម្លង SHA-256 នៃឯកសារ PDF',
  emptyTitle: 'មិនទាន់រៀបចំរបាយការណ៍ទេ',
  empty: 'សូមជ្រើសរើសភាសា រួចចុច «រៀបចំរបាយការណ៍»។ អ្នកអាចមើលគ្រប់ទំព័រ មុននឹងរក្សាទុក។',
}

/** Verifying the vault, in Khmer. */
export const verifyText = {
  title: 'ផ្ទៀងផ្ទាត់ឃ្លាំងសម្ងាត់',
  intro: 'Samnum អានគ្រប់បៃនៃឃ្លាំងសម្ងាត់ ហើយប្រាប់អំពីអ្វីៗដែលមិនត្រឹមត្រូវ។ គ្មានអ្វីត្រូវបានផ្លាស់ប្ដូរទេ។',
  start: 'ចាប់ផ្ដើមផ្ទៀងផ្ទាត់',
  again: 'ផ្ទៀងផ្ទាត់ម្ដងទៀត',
  running: 'កំពុងផ្ទៀងផ្ទាត់',
  whatTitle: 'អ្វីត្រូវបានពិនិត្យ',
  what: [
    {
      title: 'មូលដ្ឋានទិន្នន័យ',
      words: 'ទំព័រនីមួយៗត្រូវបានឌិគ្រីប និងផ្ទៀងជាមួយសញ្ញាសម្គាល់របស់វា។ បៃមួយដែលប្រែប្រួលក៏នឹងត្រូវរកឃើញ។',
    },
    {
      title: 'បញ្ជីព្រឹត្តិការណ៍',
      words: 'ព្រឹត្តិការណ៍នីមួយៗត្រូវមានហត្ថលេខាត្រឹមត្រូវ ភ្ជាប់ពីព្រឹត្តិការណ៍មុន និងមិនបាត់ ឬខុសលំដាប់។',
    },
    {
      title: 'ទិន្នន័យវត្ថុតាង',
      words: 'វត្ថុតាងនីមួយៗត្រូវបានអានទាំងមូល ហើយតម្លៃហាសត្រូវដូចពេលបិទត្រា។',
    },
  ] as readonly { readonly title: string; readonly words: string }[],
  wholeTitle: 'ឃ្លាំងសម្ងាត់ត្រឹមត្រូវទាំងស្រុង',
  whole: 'គ្រប់បៃដូចពេលកត់ត្រា។ គ្មានអ្វីត្រូវបានកែ លុប ថែម ឬប្ដូរលំដាប់ទេ។',
  brokenTitle: (count: number) => `រកឃើញ ${n(count)} ចំណុចមិនត្រឹមត្រូវ`,
  broken: 'ចំណុចដំបូងគឺសំខាន់បំផុត ព្រោះចំណុចបន្ទាប់អាចមកពីវា។ សូមកុំលុប ឬកែអ្វី មុននឹងចម្លងថតទាំងមូលទុក។',
  finding: (place: number) => `ចំណុចទី${n(place)}`,
  counted: 'បានពិនិត្យ',
  pages: 'ទំព័រមូលដ្ឋានទិន្នន័យ',
  events: 'ព្រឹត្តិការណ៍',
  sealedEvents: 'ព្រឹត្តិការណ៍នៃសំណុំរឿងដែលអ្នកគ្មានកូនសោ',
  sealedEventsWords: 'ពិនិត្យតាមផ្នែកក្បាល ហត្ថលេខា និងតម្លៃហាស ដោយមិនអានខ្លឹមសារ។',
  notesTitle: 'អ្វីដែលគួរកត់សម្គាល់',
  notesWords: 'ចំណុចទាំងនេះមិនធម្មតា តែមិនមែនជាកំហុសទេ។',
  objects: 'ទិន្នន័យវត្ថុតាង',
  bytes: 'ទំហំទិន្នន័យវត្ថុតាង',
  headTitle: 'ព្រឹត្តិការណ៍ចុងក្រោយ',
  headWords:
    'សូមកត់តម្លៃនេះលើក្រដាស ឬផ្ញើទៅអគ្គស្នងការដ្ឋាន។ អ្វីដែលស្ថិតក្រោយព្រឹត្តិការណ៍ចុងក្រោយដែលបានកត់ទុកនៅខាងក្រៅ អាចត្រូវបានកាត់ចេញដោយគ្មានអ្នកដឹង។',
  noHead: 'មិនអាចអានព្រឹត្តិការណ៍ចុងក្រោយបានទេ។',
  cancelledTitle: 'ការផ្ទៀងផ្ទាត់ត្រូវបានបញ្ឈប់',
  cancelled: 'មិនអាចសន្និដ្ឋានអ្វីបានទេ។ សូមផ្ទៀងផ្ទាត់ម្ដងទៀតឱ្យចប់។',
}

/** The about screen, in Khmer. */
export const aboutText = {
  title: 'អំពី Samnum',
  intro: 'Samnum (សំណុំរឿង) គឺជាកម្មវិធីស៊ើបអង្កេតបទល្មើសបច្ចេកវិទ្យា ដែលដំណើរការដោយមិនត្រូវការអ៊ីនធឺណិត។',
  programme: 'កម្មវិធី',
  software: 'កំណែ',
  fonts: 'ពុម្ពអក្សរ',
  fontsWords: 'Battambang, Moul និង Noto Sans (SIL Open Font License 1.1)',
  vault: 'ឃ្លាំងសម្ងាត់',
  vaultId: 'លេខសម្គាល់',
  format: 'ទម្រង់លេខ',
  createdAt: 'បង្កើតនៅ',
  createdWith: 'បង្កើតដោយកំណែ',
  cases: 'សំណុំរឿង',
  exhibits: 'វត្ថុតាង',
  events: 'ព្រឹត្តិការណ៍',
  bytes: 'ទំហំទិន្នន័យវត្ថុតាង',
  head: 'ព្រឹត្តិការណ៍ចុងក្រោយ',
  cipher: 'ការអ៊ិនគ្រីបមូលដ្ឋានទិន្នន័យ',
  derivation: 'ការបង្កើតកូនសោ',
  derivationWords: (name: string, memory: string, passes: number, lanes: number) =>
    `${name} អង្គចងចាំ ${memory} ចំនួន ${n(passes)} ជុំ ${n(lanes)} ខ្សែ`,
  people: 'អ្នកប្រើប្រាស់',
  name: 'ឈ្មោះ',
  roles: 'តួនាទី',
  key: 'កូនសោចុះហត្ថលេខា',
  copyHead: 'ចម្លងតម្លៃហាសនៃព្រឹត្តិការណ៍ចុងក្រោយ',
}
