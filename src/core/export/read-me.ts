import { TRAINING_MARK } from '../documents/page-text.ts'
import { showEscaped } from '../text-safety/show-escaped.ts'
import type { PackageVariant } from './withhold.ts'

/** What whoever opens a package reads first, in Khmer and then in English. Lines end in CRLF, as the plainest editors want them. */
export function readMeText(caseNumber: string, variant: PackageVariant): string {
  const number = showEscaped(caseNumber)
  const isRedacted = variant === 'redacted'
  const lines = [
    `កញ្ចប់សំណុំរឿង ${number}${isRedacted ? ' (បានលាក់ព័ត៌មាន)' : ''}`,
    '',
    'ដើម្បីផ្ទៀងផ្ទាត់៖ សូមបើកឯកសារ verify.html ដោយកម្មវិធីរុករកណាមួយ រួចជ្រើសរើសថតនេះ។ មិនត្រូវការអ៊ីនធឺណិតទេ ហើយគ្មានអ្វីចេញពីម៉ាស៊ីនរបស់អ្នកឡើយ។',
    'អ្នកដែលចង់ផ្ទៀងផ្ទាត់ដោយឯករាជ្យ អាចប្រើ sha256sum -c manifest-sha256.txt ឬកម្មវិធី BagIt ណាមួយ។',
    'បើសង្ស័យថាទំព័រ verify.html ខ្លួនវាត្រូវបានផ្លាស់ប្ដូរ សូមប្រើទំព័រដែលបានទទួលពីប្រភពផ្សេង។',
    '',
    'data/exhibits        វត្ថុតាង ដូចពេលបានបិទត្រា',
    'data/exhibits.json   បញ្ជីវត្ថុតាង ជាមួយតម្លៃហាស SHA-256',
    'data/reports         របាយការណ៍ជា PDF',
    'data/ledger          សេចក្ដីដកស្រង់នៃបញ្ជីព្រឹត្តិការណ៍ មានហត្ថលេខា',
    'data/case.jsonld     សំណុំរឿងតាមទម្រង់ CASE/UCO 1.4',
    'data/money.ftm.json  ការទូទាត់តាមទម្រង់ FollowTheMoney',
    'data/indicators.stix.json  អត្តសញ្ញាណដែលបានបញ្ជាក់ តាមទម្រង់ STIX 2.1',
    'data/csv             តារាងសម្រាប់កម្មវិធីសៀវភៅបញ្ជី',
    'data/withheld.txt    អ្វីដែលមិនមាននៅទីនេះ និងមូលហេតុ',
    '',
    'ឯកសារក្នុង data/exhibits ជាភស្តុតាង ហើយអាចមានគ្រោះថ្នាក់។ សូមកុំបើកវានៅលើម៉ាស៊ីនដែលត្រូវការសុវត្ថិភាព។',
    '',
    '----------------------------------------------------------------',
    '',
    `Package of case ${number}${isRedacted ? ' (redacted)' : ''}`,
    '',
    'To check it: open verify.html in any browser and choose this folder. No network is needed, and nothing leaves your machine.',
    'Whoever wants to check it independently can use "sha256sum -c manifest-sha256.txt" or any BagIt program.',
    'Where verify.html itself is in doubt, use the page as you have it from somewhere else.',
    '',
    'data/exhibits        the exhibits, as they were sealed',
    'data/exhibits.json   the list of exhibits with their SHA-256',
    'data/reports         reports as PDF',
    'data/ledger          the signed extract of the ledger',
    'data/case.jsonld     the case as CASE/UCO 1.4',
    'data/money.ftm.json  payments as FollowTheMoney entities',
    'data/indicators.stix.json  confirmed identifiers as STIX 2.1',
    'data/csv             tables for spreadsheets',
    'data/withheld.txt    what is not here, and why',
    '',
    'Files in data/exhibits are evidence and may be dangerous. Do not open them on a machine that matters.',
  ]
  return `${lines.join('\r\n')}\r\n`
}

/** What a package of a training vault says of itself; whoever checks the package finds it. */
export function trainingText(): string {
  const lines = [
    TRAINING_MARK,
    '',
    'កញ្ចប់នេះមកពីឃ្លាំងហាត់រៀន។ មនុស្ស លេខ ប្រាក់ និងហេតុការណ៍ទាំងអស់ជារឿងប្រឌិត ហើយគ្មានតម្លៃជាភស្តុតាងទេ។',
    '',
    'This package comes from a training vault. Every person, number, sum and event in it is invented, and it proves nothing.',
  ]
  return `${lines.join('\r\n')}\r\n`
}
