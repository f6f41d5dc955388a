import type { HubRole } from '#core/hub/analyst.ts'
import type { Language } from '#core/language.ts'

const EN = {
  help: {
    people:
      'people who read at headquarters with a browser: who has an account, and in which role. A new person gets a one-time code, and sets passphrase and one-time codes in the browser themselves',
    action: 'list, add, roles, suspend or reset (default: list)',
    person: 'log-in name, or id, of the person',
    name: 'the person’s name, as the record of reads shows it',
    roles: 'analyst, duty-officer, administrator, reviewer; several divided by commas',
    audit: 'list who read what at headquarters, and prove the record; fails where the record does not hold',
    before: 'rows from before this number (default: from the end)',
    limit: 'how many rows are shown (default: 50)',
    analysts:
      'answer browsers of headquarters’ people over HTTPS at this address, HOST:PORT, until stopped; see `samnum hub people`',
    analystsUrl:
      'the one address by which browsers ask, https://NAME:PORT (default: the address of --analysts); needed where that is every address of this machine',
  },
  invited:
    'One-time code for {name} ({logInName}). It is good once and ends on {until}. Hand it over on paper; who has it can log in in the person’s place.',
  restated: 'Recorded. Sessions that the person had are over.',
  noPeople: 'Nobody has an account. `samnum hub people DIR add` makes one.',
  answersPeople: 'Browsers of headquarters’ people are answered at',
  compare:
    'Before somebody trusts the page, the browser must show this SHA-256 of the certificate’s public key:',
  noReads: 'Nothing was read yet.',
  holds: 'The record of reads holds: {rows:number} rows.',
  unreadable: 'does NOT hold',
  state: { invited: 'not logged in yet', active: 'active', suspended: 'suspended' },
  role: {
    analyst: 'analyst',
    'duty-officer': 'duty officer',
    administrator: 'administrator',
    reviewer: 'reviewer',
  } satisfies { readonly [role in HubRole]: string },
} as const

type Worded<Part> = { readonly [Name in keyof Part]: Part[Name] extends string ? string : Worded<Part[Name]> }

const KM: Worded<typeof EN> = {
  help: {
    people:
      'បុគ្គលដែលអាននៅអគ្គស្នងការដ្ឋានតាមកម្មវិធីរុករក៖ នរណាមានគណនី និងតួនាទីអ្វី។ បុគ្គលថ្មីទទួលលេខកូដប្រើម្ដង ហើយកំណត់ឃ្លាសម្ងាត់ និងកម្មវិធីផ្ទៀងផ្ទាត់ដោយខ្លួនឯងក្នុងកម្មវិធីរុករក',
    action: 'list, add, roles, suspend ឬ reset (លំនាំដើម៖ list)',
    person: 'ឈ្មោះចូលប្រើ ឬអត្តលេខរបស់បុគ្គល',
    name: 'ឈ្មោះរបស់បុគ្គល ដូចដែលបង្ហាញក្នុងកំណត់ត្រានៃការអាន',
    roles: 'analyst, duty-officer, administrator, reviewer ដោយដាក់សញ្ញាក្បៀសនៅចន្លោះ',
    audit: 'បង្ហាញថានរណាបានអានអ្វីនៅអគ្គស្នងការដ្ឋាន ហើយពិនិត្យបញ្ជាក់កំណត់ត្រានោះ។ ពាក្យបញ្ជាបរាជ័យ បើកំណត់ត្រាមិនត្រឹមត្រូវ',
    before: 'ជួរមុនលេខនេះ (លំនាំដើម៖ ពីចុងក្រោយ)',
    limit: 'ចំនួនជួរដែលបង្ហាញ (លំនាំដើម៖ ៥០)',
    analysts:
      'ឆ្លើយតបកម្មវិធីរុករករបស់បុគ្គលនៅអគ្គស្នងការដ្ឋានតាម HTTPS នៅអាសយដ្ឋាននេះ HOST:PORT រហូតដល់ត្រូវបានបញ្ឈប់។ សូមមើល `samnum hub people`',
    analystsUrl:
      'អាសយដ្ឋានតែមួយដែលកម្មវិធីរុករកហៅ https://NAME:PORT (លំនាំដើម៖ អាសយដ្ឋានរបស់ --analysts)។ ត្រូវការ បើអាសយដ្ឋាននោះជាអាសយដ្ឋានទាំងអស់របស់ម៉ាស៊ីននេះ',
  },
  invited:
    'លេខកូដប្រើម្ដងសម្រាប់ {name} ({logInName})។ វាប្រើបានតែម្ដង ហើយផុតកំណត់នៅ {until}។ សូមប្រគល់លើក្រដាស។ អ្នកណាមានវា អាចចូលប្រើជំនួសបុគ្គលនោះបាន។',
  restated: 'បានកត់ត្រា។ ការចូលប្រើដែលបុគ្គលនោះមាន ត្រូវបានបញ្ចប់។',
  noPeople: 'គ្មាននរណាមានគណនីទេ។ `samnum hub people DIR add` បង្កើតគណនី។',
  answersPeople: 'កម្មវិធីរុករករបស់បុគ្គលនៅអគ្គស្នងការដ្ឋាន អាចហៅទៅ',
  compare: 'មុនទុកចិត្តទំព័រនេះ កម្មវិធីរុករកត្រូវតែបង្ហាញ SHA-256 នេះសម្រាប់សោសាធារណៈនៃវិញ្ញាបនបត្រ៖',
  noReads: 'មិនទាន់មានអ្វីត្រូវបានអានទេ។',
  holds: 'កំណត់ត្រានៃការអានត្រឹមត្រូវ៖ {rows:number} ជួរ។',
  unreadable: 'មិនត្រឹមត្រូវ',
  state: { invited: 'មិនទាន់ចូលប្រើ', active: 'កំពុងប្រើ', suspended: 'បានផ្អាក' },
  role: {
    analyst: 'អ្នកវិភាគ',
    'duty-officer': 'មន្ត្រីប្រចាំការ',
    administrator: 'អ្នកគ្រប់គ្រង',
    reviewer: 'អ្នកត្រួតពិនិត្យ',
  },
}

/** What the command line says about people who work at headquarters. */
export const HUB_PEOPLE_TEXT: { readonly [language in Language]: Worded<typeof EN> } = { km: KM, en: EN }
