import type { FILE_FAILURES } from '../../failures/file-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about a file that a command reads its input from mean and what to do about them, in Khmer. */
export const FILE_KM: TextsOf<typeof FILE_FAILURES> = {
  'file/not-found': {
    wrong: 'គ្មានឯកសារឈ្មោះនេះទេ[៖ {file}]។',
    act: 'សូមពិនិត្យឈ្មោះ និងថត ហើយភ្ជាប់ថាសដែលមានឯកសារនោះ។',
  },
  'file/is-folder': {
    wrong: 'នេះជាថត តែត្រូវការឯកសារ[៖ {file}]។',
    act: 'សូមបញ្ជាក់ឈ្មោះឯកសារនៅក្នុងថតនោះ។',
  },
  'file/not-a-file': {
    wrong: 'នេះជាបំពង់ ឧបករណ៍ ឬអ្វីផ្សេងដែលមិនមែនជាឯកសារធម្មតា[៖ {file}]។',
    act: 'សូមចម្លងទិន្នន័យរបស់វាទៅក្នុងឯកសារមួយ រួចបញ្ជាក់ឈ្មោះឯកសារនោះ។',
  },
  'file/not-readable': {
    wrong: 'អ្នកគ្មានសិទ្ធិអានឯកសារនេះទេ[៖ {file}]។',
    act: 'សូមស្នើសុំសិទ្ធិអាន ឬឱ្យអ្នកដែលមានសិទ្ធិចម្លងវា។',
  },
  'file/read-failed': {
    wrong: 'មិនអាចអានឯកសារដល់ចប់បានទេ[ ({causeCode})][៖ {file}]។',
    act: 'សូមពិនិត្យថាសដែលមានឯកសារនោះ រួចព្យាយាមម្ដងទៀត។',
  },
  'file/empty': {
    wrong: 'ឯកសារទទេ[៖ {file}]។',
    act: 'សូមពិនិត្យថាបានរក្សាទុក និងចម្លងវាពេញលេញ។',
  },
  'file/too-large': {
    wrong: 'ឯកសារធំជាងទំហំដែលអនុញ្ញាតសម្រាប់ឯកសារប្រភេទនេះ[ (ច្រើនបំផុត {maxBytes:size})][៖ {file}]។',
    act: 'សូមពិនិត្យថាជាឯកសារត្រឹមត្រូវ។ ឯកសារធំៗ សូមបិទត្រាជាវត្ថុតាងវិញ។',
  },
  'file/not-utf8': {
    wrong: 'ឯកសារមិនមែនជាអត្ថបទ UTF-8 ទេ[ (បៃទី {offsetBytes:number} មិនត្រឹមត្រូវ)][៖ {file}]។',
    act: 'សូមរក្សាទុកវាម្ដងទៀតដោយជ្រើសរើសកូដ UTF-8។',
  },
  'file/byte-order-mark': {
    wrong: 'ឯកសារចាប់ផ្ដើមដោយសញ្ញា BOM ដែលមិនគួរមាននៅទីនោះ[៖ {file}]។',
    act: 'សូមរក្សាទុកវាម្ដងទៀតជា UTF-8 ដោយគ្មាន BOM។',
  },
  'file/not-json': {
    wrong: 'ឯកសារមិនមែនជា JSON ទេ[ (អានមិនបាននៅបន្ទាត់ទី {line:number} តួទី {column:number})][៖ {file}]។',
    act: 'សូមកែត្រង់កន្លែងនោះ។ ទម្រង់ឯកសារបង្ហាញដោយពាក្យបញ្ជា «samnum schema complaint»។',
  },
  'file/duplicate-key': {
    wrong: 'ឯកសារមានចំណុចមួយសរសេរពីរដង[៖ {key}][ (បន្ទាត់ទី {line:number} តួទី {column:number})][៖ {file}]។',
    act: 'សូមទុកមួយដែលត្រឹមត្រូវ ហើយលុបមួយទៀត។',
  },
  'file/too-deep': {
    wrong: 'ឯកសារមានថ្នាក់ជ្រៅជាង {maxDepth:number} ថ្នាក់[ (បន្ទាត់ទី {line:number} តួទី {column:number})][៖ {file}]។',
    act: 'សូមសរសេរវាតាមទម្រង់ដែលបង្ហាញដោយពាក្យបញ្ជា «samnum schema complaint»។',
  },
  'file/no-table': {
    wrong: 'គ្មានតារាងអាចអានបានទេ[ ក្នុង {file}]៖ វាមិនមែនជាអត្ថបទ CSV ឬសៀវភៅការងារដែលមានជួរទេ។',
    act: 'សូមរក្សាទុកតារាងជា CSV ឬ XLSX ហើយបញ្ជាក់ឈ្មោះសន្លឹកក្នុងការកំណត់ បើមានច្រើន។',
  },
  'file/has-problems': {
    wrong: 'មិនបាននាំចូលអ្វីទេ៖ តារាងមានបញ្ហា {problems:number}[៖ {file}]។',
    act: 'សូមកែជួរដែលបានរាយ ឬការកំណត់ រួចសាកល្បងម្ដងទៀតដោយ --dry-run។',
  },
  'serve/port-in-use': {
    wrong: 'មិនអាចប្រើច្រក {port} របស់ម៉ាស៊ីននេះបានទេ ព្រោះកម្មវិធីផ្សេងកំពុងប្រើ ឬវាត្រូវបានបម្រុងទុក។',
    act: 'សូមកុំដាក់ --port ដើម្បីឱ្យប្រព័ន្ធរកច្រកទំនេរ ឬបញ្ជាក់ច្រកផ្សេង។',
  },
  'serve/pages-not-built': {
    wrong: 'ទំព័ររបស់ប្រព័ន្ធការងារមិនទាន់បានបង្កើតទេ។',
    act: 'សូមបង្កើតក្នុងថតកម្មវិធី Samnum ដោយពាក្យបញ្ជា «npm run build»។',
  },
}
