import type { Language } from '#core/language.ts'

const EN = {
  help: {
    conflicts:
      'read shared cases of several stations as one: what holds of each member, and what another station says instead',
    places: 'a station and its case, then another station and its case, and so on',
    tell: 'say it to whoever holds the cases, as a comment on each',
  },
  compared: '{fields:number} members that can be known again · {conflicts:number} on which stations differ',
  holds: 'holds:',
  lost: 'kept for review:',
  said: '{value} ({case}, {by}, {time})',
  nothing: 'cleared',
  settle:
    'A difference is over when the stations say the same: whoever holds the case there says the member anew.',
  told: 'Whoever holds the cases is told with the next way back.',
} as const

type Worded<Part> = { readonly [Name in keyof Part]: Part[Name] extends string ? string : Worded<Part[Name]> }

const KM: Worded<typeof EN> = {
  help: {
    conflicts: 'អានសំណុំរឿងដែលបានចែករំលែករបស់អង្គភាពច្រើនជាសំណុំរឿងតែមួយ៖ អ្វីដែលយកជាការ និងអ្វីដែលអង្គភាពផ្សេងនិយាយខុស',
    places: 'អង្គភាពមួយ និងសំណុំរឿងរបស់វា រួចអង្គភាពមួយទៀត និងសំណុំរឿងរបស់វា បន្តបន្ទាប់',
    tell: 'ប្រាប់អ្នកកាន់សំណុំរឿងទាំងនោះ ជាមតិយោបល់លើសំណុំរឿងនីមួយៗ',
  },
  compared: 'ព័ត៌មាន {fields:number} ដែលអាចប្រៀបធៀបបាន · អង្គភាពនិយាយខុសគ្នា {conflicts:number}',
  holds: 'យកជាការ៖',
  lost: 'រក្សាទុកសម្រាប់ពិនិត្យ៖',
  said: '{value} ({case}, {by}, {time})',
  nothing: 'បានលុបចេញ',
  settle: 'ភាពខុសគ្នាចប់ នៅពេលអង្គភាពនិយាយដូចគ្នា៖ អ្នកកាន់សំណុំរឿងនៅទីនោះកត់ត្រាព័ត៌មាននោះជាថ្មី។',
  told: 'អ្នកកាន់សំណុំរឿងនឹងដឹងជាមួយចម្លើយត្រឡប់បន្ទាប់។',
}

/** What the command line says about cases that several stations work on. */
export const JOINT_TEXT: { readonly [language in Language]: Worded<typeof EN> } = { km: KM, en: EN }
