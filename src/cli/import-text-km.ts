import type { IMPORT_TEXT_EN } from './import-text-en.ts'

/** What the command line says about importing old cases, in Khmer. */
export const IMPORT_TEXT_KM: typeof IMPORT_TEXT_EN = {
  help: {
    import: 'នាំចូលសំណុំរឿងចាស់ពីតារាង CSV ឬ XLSX ដោយរក្សាថ្ងៃខែដើម',
    file: 'តារាង ជាឯកសារ CSV ឬ XLSX',
    map: 'ឯកសារ JSON ដែលប្រាប់ថាជួរឈរណាជាអ្វី ទម្រង់របស់វាមានក្នុងសៀវភៅណែនាំ',
    dryRun: 'រាយបញ្ហាទាំងអស់តាមជួរ និងអ្វីដែលនឹងត្រូវនាំចូល ដោយមិនប្ដូរអ្វីឡើយ',
  },
  row: 'ជួរទី {row:number}',
  problem: {
    missing: 'ទទេ ហើយមិនអាចបង្កើតសំណុំរឿងដោយគ្មានវាទេ',
    'no-day': 'មិនមែនជាថ្ងៃតាមលំដាប់ដែលបានកំណត់ទេ',
    'day-later-than-today': 'ជាថ្ងៃដែលមិនទាន់មកដល់',
    'no-amount': 'មិនមែនជាចំនួនទឹកប្រាក់ដែលអាចអានបានទេ',
    'no-currency': 'មិនបញ្ជាក់រូបិយប័ណ្ណដែលស្គាល់ ហើយការកំណត់ក៏មិនបញ្ជាក់ដែរ',
    'legacy-font':
      'ត្រូវបានវាយសម្រាប់ពុម្ពអក្សរខ្មែរចាស់។ បើជា Limon សូមដាក់ "legacyFont": "limon-s1" ក្នុងការកំណត់ អានជា Limon វានឹងទៅជា៖ {preview}',
    'unreadable-font':
      'ត្រូវបានវាយសម្រាប់ពុម្ពអក្សរខ្មែរចាស់ដែលមិនមែន Limon S1 ហើយមិនអាចបម្លែងបានទេ។ សូមបម្លែងឯកសារជាយូនីកូដជាមុន',
    refused: 'មិនអាចបញ្ចូលតាមសភាពនេះបានទេ',
    twice: 'មានរួចក្នុងជួរមុនដែលមានចំណងជើងដូចគ្នា។ សូមធ្វើឱ្យចំណងជើងខុសគ្នា ឧទាហរណ៍ដោយដាក់ឈ្មោះជនរងគ្រោះ',
  },
  converted: 'បានបម្លែងជាយូនីកូដ សូមប្រៀបធៀបនីមួយៗនឹងក្រដាស៖',
  ready: 'អាចនាំចូល {rows:number} ជួរ មានបញ្ហា {problems:number}។',
  nothingDone: 'មិនបាននាំចូលអ្វីទេ៖ នេះជាការសាកល្បង។',
  imported: 'បាននាំចូលសំណុំរឿង {rows:number}, {skipped:number} មានរួចហើយ។',
  source: 'នាំចូលពី {file} ជួរទី {row:number} (SHA-256 {digest}) លេខពេលនោះ៖ {number}។',
}
