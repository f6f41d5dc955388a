import { formatWholeNumber } from '#contract/number-text.ts'

const n = (value: number) => formatWholeNumber(value, 'km')

/** Who reads a case, what leaves it as a file, and how it ends, in Khmer. */
export const sharingText = {
  readersTitle: 'អ្នកអាចអាន',
  readersWords: 'មានតែអ្នកទាំងនេះទេ ដែលមានកូនសោនៃសំណុំរឿងនេះ។',
  suspended: 'បានផ្អាក',
  kinds: { 'recovery-code': 'លេខកូដស្ដារ', escrow: 'កូនសោអគ្គស្នងការដ្ឋាន' },
  share: 'ចែករំលែក',
  shareTitle: (number: string) => `ចែករំលែកសំណុំរឿង ${number}`,
  shareIntro: 'អ្នកដែលទទួលបានកូនសោនៃសំណុំរឿងនេះ អាចអានអ្វីៗទាំងអស់ក្នុងវា។ ការចែករំលែកត្រូវបានកត់ត្រា ហើយមិនអាចដកវិញបានទេ។',
  shareWith: 'ចែករំលែកជាមួយ',
  choose: 'សូមជ្រើសរើស',
  personMissing: 'សូមជ្រើសរើសអ្នកប្រើប្រាស់។',
  nobodyLeft: 'អ្នកប្រើប្រាស់ទាំងអស់អាចអានសំណុំរឿងនេះរួចហើយ។',
  shareNow: 'ចែករំលែក',
  confirm: 'បញ្ជាក់',
  confirmOf: (seq: number) => `បញ្ជាក់ ព្រឹត្តិការណ៍លេខ ${n(seq)}`,
  confirmedBy: (name: string, purpose: string) => `បញ្ជាក់ដោយ ${name}៖ ${purpose}`,
  confirms: (seq: number, purpose: string) => `ព្រឹត្តិការណ៍លេខ ${n(seq)}៖ ${purpose}`,
  purposes: { 'hand-over': 'ការប្រគល់ទទួល', review: 'ការពិនិត្យ', recovery: 'ការស្ដារ' },
  confirmTitle: (seq: number) => `អ្នកទីពីរបញ្ជាក់ព្រឹត្តិការណ៍លេខ ${n(seq)}`,
  confirmIntro: 'អ្នកទីពីរអានព្រឹត្តិការណ៍នេះ ហើយចុះហត្ថលេខាដោយឃ្លាសម្ងាត់របស់ខ្លួន។ អ្នកនៅតែជាអ្នកដែលបានដោះសោ។',
  purpose: 'ដើម្បី',
  note: 'កំណត់សម្គាល់',
  confirmNow: 'បញ្ជាក់ និងចុះហត្ថលេខា',
  actsTitle: 'ការផ្ដល់ជូន និងការលុប',
  disclose: 'ផ្ដល់ជូនជាឯកសារ',
  discloseWords:
    'ឯកសារមួយដែលអាចបើក និងផ្ទៀងផ្ទាត់បានដោយគ្មាន Samnum។ គ្មានអ្វីពីសំណុំរឿងផ្សេងអាចអានបានក្នុងវាទេ។ ឯកសារនេះមិនត្រូវបានអ៊ិនគ្រីបទេ។',
  disclosing: 'កំពុងសរសេរឯកសារ',
  disclosed: (events: number, size: string) =>
    `បានផ្ដល់ជូនព្រឹត្តិការណ៍ ${n(events)} (${size}) ហើយការចេញពីឃ្លាំងត្រូវបានកត់ត្រា។`,
  digest: 'SHA-256 នៃឯកសារ',
  expunge: 'លុបបំផ្លាញតាមបញ្ជាតុលាការ',
  expungeTitle: (number: string) => `លុបបំផ្លាញសំណុំរឿង ${number}`,
  expungeWarning: 'មិនអាចត្រឡប់វិញបានទេ',
  expungeIntro:
    'កូនសោ ខ្លឹមសារព្រឹត្តិការណ៍ និងវត្ថុតាងទាំងអស់នៃសំណុំរឿងនេះត្រូវបានបំផ្លាញ។ ផ្នែកក្បាលនៃព្រឹត្តិការណ៍នៅសល់ ដើម្បីឱ្យខ្សែនៅតែអាចផ្ទៀងផ្ទាត់បាន។ ច្បាប់ចម្លងបម្រុងដែលធ្វើពីមុន ត្រូវបំផ្លាញដោយឡែក។',
  reference: 'លេខបញ្ជា ឬសាលដីកា',
  referenceMissing: 'សូមបញ្ចូលលេខ។',
  authority: 'អាជ្ញាធរដែលបានបញ្ជា',
  authorityHint: 'ឧទាហរណ៍ «សាលាដំបូងខេត្តកំពត»។',
  authorityMissing: 'សូមបញ្ចូលអាជ្ញាធរ។',
  orderedOn: 'ថ្ងៃចេញបញ្ជា',
  orderedOnWrong: 'សូមបញ្ចូលថ្ងៃ/ខែ/ឆ្នាំ។',
  typeNumber: (number: string) => `សូមវាយលេខសំណុំរឿង ${number} ម្ដងទៀត`,
  numberDiffers: 'លេខនេះមិនដូចលេខសំណុំរឿងទេ។',
  expungeNow: 'លុបបំផ្លាញជារៀងរហូត',
  expunging: 'កំពុងលុបបំផ្លាញ',
}
