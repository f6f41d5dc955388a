import type { Language } from '#core/language.ts'

const EN = {
  help: {
    update: 'the versions of Samnum itself: what runs, what lies ready, what the next start changes',
    status: 'say which version runs and which were verified and lie beside it',
    take: 'take the newest update for this program from a stick: verified and laid beside the program, not started',
    fetch:
      'fetch the newest update for this program from headquarters over the network: verified and laid beside the program, not started; what a cut left is gone on with',
    vault: 'the station’s vault',
    apply: 'let a verified update start with the next restart',
    undo: 'give up what is pending, or go back to the version before with the next restart',
    folder: 'the stick, or any folder that headquarters filled',
    file: 'a single file of an update',
    program: 'folder with program.json (default: the one that this program was started from)',
    install: 'put a program’s tree into a new folder from which it can be updated, with its launcher',
    tree: 'the program’s files',
    key: 'make a release key: the private one into a new file, the public one on the screen',
    make: 'make the file of an update of a program’s tree, signed by the release key',
    keyFile: 'file with the private release key',
    version: 'three numbers, 1.2.0',
    least: 'oldest version that may be replaced directly (default: 0.0.0)',
    platform: 'system and processor (default: this machine’s)',
    entry: 'the file of the tree that is started',
    to: 'file that is written; it must not be there yet',
    notes: 'what is new, in Khmer and in English, in a JSON file {"km": …, "en": …}',
  },
  current: 'Runs',
  previous: 'Before it',
  pending: 'Starts next',
  staged: 'Verified, not started',
  failed: 'Did not come up',
  none: '-',
  onTrial: 'on trial until it opens a vault or answers its pages',
  taken: 'Version {version} was verified and lies beside the program. Start it with: samnum update apply',
  takenBefore: 'Version {version} lies beside the program already.',
  applied:
    'Version {version} starts with the next restart. If it does not come up, the version before is back by itself.',
  undone: 'Version {version} starts with the next restart.',
  made: 'The update was written. SHA-256 of what it brings: {digest}',
  installed: 'Version {version} was put there. Start it with: {launcher}',
  keyMade: 'Public release key, for resources/release-keys.json: {key}',
} as const

type Worded<Part> = { readonly [Name in keyof Part]: Part[Name] extends string ? string : Worded<Part[Name]> }

const KM: Worded<typeof EN> = {
  help: {
    update: 'ជំនាន់របស់ Samnum៖ ជំនាន់ដែលកំពុងដំណើរការ ជំនាន់ដែលត្រៀមរួច និងអ្វីដែលប្ដូរនៅពេលចាប់ផ្ដើមលើកក្រោយ',
    status: 'ប្រាប់ជំនាន់ដែលកំពុងដំណើរការ និងជំនាន់ដែលបានផ្ទៀងផ្ទាត់ហើយទុកក្បែរ',
    take: 'យកបច្ចុប្បន្នភាពថ្មីបំផុតសម្រាប់កម្មវិធីនេះពីឧបករណ៍ USB៖ ផ្ទៀងផ្ទាត់ហើយទុកក្បែរកម្មវិធី មិនទាន់ដំណើរការទេ',
    fetch:
      'យកបច្ចុប្បន្នភាពថ្មីបំផុតសម្រាប់កម្មវិធីនេះពីអគ្គស្នងការដ្ឋានតាមបណ្ដាញ៖ ផ្ទៀងផ្ទាត់ហើយទុកក្បែរកម្មវិធី មិនទាន់ដំណើរការទេ។ បើដាច់កណ្ដាលទី នឹងបន្តពីកន្លែងដែលដាច់',
    vault: 'ឃ្លាំងសម្ងាត់របស់អង្គភាព',
    apply: 'ឱ្យបច្ចុប្បន្នភាពដែលបានផ្ទៀងផ្ទាត់ចាប់ដំណើរការនៅពេលបើកលើកក្រោយ',
    undo: 'បោះបង់អ្វីដែលរង់ចាំ ឬត្រឡប់ទៅជំនាន់មុននៅពេលបើកលើកក្រោយ',
    folder: 'ឧបករណ៍ USB ឬថតដែលអគ្គស្នងការដ្ឋានបានបំពេញ',
    file: 'ឯកសារបច្ចុប្បន្នភាពតែមួយ',
    program: 'ថតដែលមាន program.json (លំនាំដើម៖ ថតដែលកម្មវិធីនេះចាប់ផ្ដើម)',
    install: 'ដាក់ឯកសារកម្មវិធីក្នុងថតថ្មីដែលអាចធ្វើបច្ចុប្បន្នភាពបាន ជាមួយកម្មវិធីចាប់ផ្ដើម',
    tree: 'ឯកសាររបស់កម្មវិធី',
    key: 'បង្កើតកូនសោចេញផ្សាយ៖ កូនសោឯកជនក្នុងឯកសារថ្មី កូនសោសាធារណៈលើអេក្រង់',
    make: 'បង្កើតឯកសារបច្ចុប្បន្នភាពពីឯកសារកម្មវិធី ដោយចុះហត្ថលេខាដោយកូនសោចេញផ្សាយ',
    keyFile: 'ឯកសារដែលមានកូនសោចេញផ្សាយឯកជន',
    version: 'លេខបី 1.2.0',
    least: 'ជំនាន់ចាស់បំផុតដែលអាចជំនួសដោយផ្ទាល់ (លំនាំដើម៖ 0.0.0)',
    platform: 'ប្រព័ន្ធ និងអង្គដំណើរការ (លំនាំដើម៖ ម៉ាស៊ីននេះ)',
    entry: 'ឯកសារដែលត្រូវចាប់ផ្ដើម',
    to: 'ឯកសារដែលត្រូវសរសេរ។ វាមិនត្រូវមានស្រាប់ទេ',
    notes: 'អ្វីថ្មី ជាភាសាខ្មែរ និងអង់គ្លេស ក្នុងឯកសារ JSON {"km": …, "en": …}',
  },
  current: 'កំពុងដំណើរការ',
  previous: 'ជំនាន់មុន',
  pending: 'ចាប់ផ្ដើមលើកក្រោយ',
  staged: 'បានផ្ទៀងផ្ទាត់ មិនទាន់ដំណើរការ',
  failed: 'មិនដំណើរការ',
  none: '-',
  onTrial: 'កំពុងសាកល្បង រហូតដល់បើកឃ្លាំងសម្ងាត់ ឬបង្ហាញទំព័របាន',
  taken: 'ជំនាន់ {version} បានផ្ទៀងផ្ទាត់ ហើយទុកក្បែរកម្មវិធី។ ដើម្បីឱ្យវាដំណើរការ៖ samnum update apply',
  takenBefore: 'ជំនាន់ {version} មានក្បែរកម្មវិធីរួចហើយ។',
  applied: 'ជំនាន់ {version} នឹងដំណើរការនៅពេលបើកលើកក្រោយ។ បើវាមិនដំណើរការ ជំនាន់មុននឹងត្រឡប់មកវិញដោយខ្លួនឯង។',
  undone: 'ជំនាន់ {version} នឹងដំណើរការនៅពេលបើកលើកក្រោយ។',
  made: 'បានសរសេរបច្ចុប្បន្នភាព។ SHA-256 នៃខ្លឹមសារ៖ {digest}',
  installed: 'បានដាក់ជំនាន់ {version}។ ចាប់ផ្ដើមដោយ៖ {launcher}',
  keyMade: 'កូនសោចេញផ្សាយសាធារណៈ សម្រាប់ resources/release-keys.json៖ {key}',
}

/** What the command line says about the versions of the program. */
export const UPDATE_TEXT: { readonly [language in Language]: Worded<typeof EN> } = { km: KM, en: EN }
