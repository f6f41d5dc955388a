import type { ACCOUNT_FAILURES } from '../../failures/account-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures of people who log in at headquarters mean and what to do about them, in Khmer. */
export const ACCOUNT_KM: TextsOf<typeof ACCOUNT_FAILURES> = {
  'account/not-logged-in': {
    wrong: 'គ្មាននរណាចូលប្រើនៅទីនេះទេ ឬរយៈពេលចូលប្រើបានចប់ហើយ។',
    act: 'សូមចូលប្រើម្ដងទៀត។',
  },
  'account/wrong': {
    wrong: 'ឈ្មោះ ឃ្លាសម្ងាត់ ឬលេខកូដ មិនត្រឹមត្រូវទេ។',
    act: 'សូមពិនិត្យទាំងបី។ លេខកូដមួយប្រើបានតែម្ដង៖ សូមរង់ចាំលេខកូដបន្ទាប់។ បើនៅតែមិនបាន សូមសួរអ្នកគ្រប់គ្រង។',
  },
  'account/wait-before-next-try': {
    wrong: 'មានការសាកខុសច្រើនដងពេក។',
    act: 'សូមរង់ចាំ {waitSeconds:number} វិនាទី រួចសាកម្ដងទៀត។',
  },
  'account/busy': {
    wrong: 'នៅពេលនេះមានមនុស្សកំពុងចូលប្រើច្រើនពេក។',
    act: 'សូមសាកម្ដងទៀតក្នុងពេលបន្តិចទៀត។',
  },
  'account/code-void': {
    wrong: 'លេខកូដប្រើម្ដងនេះបានប្រើរួចហើយ ផុតកំណត់ ឬមិនដែលបានបង្កើតទេ។',
    act: 'សូមសុំលេខកូដថ្មីពីអ្នកគ្រប់គ្រង។',
  },
  'account/passphrase-weak': {
    wrong: 'ឃ្លាសម្ងាត់ខ្លីពេក។',
    act: 'សូមជ្រើសឃ្លាដែលមានយ៉ាងតិច {min:number} តួអក្សរ៖ ពាក្យច្រើនដែលមិនទាក់ទងគ្នា។',
  },
  'account/not-found': {
    wrong: 'គ្មានបុគ្គលបែបនេះនៅអគ្គស្នងការដ្ឋានទេ។',
    act: 'សូមពិនិត្យបញ្ជីបុគ្គល។',
  },
  'account/name-taken': {
    wrong: 'មាននរណាម្នាក់ប្រើឈ្មោះចូលប្រើនេះរួចហើយ។',
    act: 'សូមជ្រើសឈ្មោះចូលប្រើផ្សេង។',
  },
  'account/roles-apart': {
    wrong: 'បុគ្គលម្នាក់មិនអាចមានតួនាទីទាំងនេះរួមគ្នាទេ។',
    act: 'អ្នកគ្រប់គ្រង និងអ្នកត្រួតពិនិត្យ មិនមានតួនាទីផ្សេងទៀតទេ។',
  },
  'account/not-yourself': {
    wrong: 'គ្មាននរណាអាចធ្វើបែបនេះលើខ្លួនឯងបានទេ។',
    act: 'សូមសុំអ្នកគ្រប់គ្រងម្នាក់ទៀត។',
  },
}
