import type { CliText } from './cli-text-en.ts'
import type { COURT_HELP_EN } from './court-text-en.ts'

/** What `--help` says of reports, letters, law packs and wordings, in Khmer. */
export const COURT_HELP_KM: { readonly [Name in keyof typeof COURT_HELP_EN]: string } = {
  reportKinds: 'ប្រភេទរបាយការណ៍។ samnum report --list រាយឈ្មោះទាំងអស់',
  reportList: 'រាយប្រភេទរបាយការណ៍',
  reportAbout: 'ពាក្យបណ្ដឹងណា (លេខ) ឬបុគ្គលណា (ឈ្មោះ) បើប្រភេទនោះតម្រូវ',
  reportAt: 'ក្បាលបញ្ជីដែលសំណុំរឿងត្រូវអានដល់ ដូចដែលទំព័របោះពុម្ពបញ្ជាក់',
  sign: 'ចុះហត្ថលេខាលើឯកសារដែលបានរក្សាទុក ដោយកូនសោផ្ទាល់ខ្លួន ក្បែរហត្ថលេខាដែលមានស្រាប់',
  stamp: 'បង្ហាញសំណើទៅអាជ្ញាធរផ្ដល់ត្រាពេលវេលា (base64) ឬបន្ថែមចម្លើយរបស់វា',
  stampReply: 'ចម្លើយរបស់អាជ្ញាធរ (RFC 3161)',
  savedPdf: 'ឯកសារ PDF ដូចដែលបានរក្សាទុកចុងក្រោយ',
  reportPhotos: 'បង្ហាញរូបថតក្នុងចំណោមវត្ថុតាង (evidence-and-custody) ដោយមានតម្លៃហាសខាងក្រោមរូបនីមួយៗ',
  reportSign: 'ចុះហត្ថលេខាឌីជីថលលើ PDF ដោយកូនសោរបស់អ្នក មូលហេតុនឹងត្រូវកត់ក្នុងហត្ថលេខា',
  reportFrom: 'ស្ថិតិ៖ ថ្ងៃដំបូងនៃការទទួលការរាយការណ៍',
  reportTo: 'ស្ថិតិ៖ ថ្ងៃចុងក្រោយនៃការទទួលការរាយការណ៍',
  reportDir: 'ថតនៃឃ្លាំងសម្ងាត់',
  reportCase: 'លេខសម្គាល់ ឬលេខសំណុំរឿង។ មិនចាំបាច់សម្រាប់ស្ថិតិ',
  letterFreeze: 'ចេញ និងសរសេរសំណើបង្កកប្រាក់ពីការបង់ប្រាក់មួយ ដោយបំពេញគ្រប់ចំណុចរួច',
  letterRequestOut: 'សរសេរទៅឯកសារនេះ ហើយកត់ត្រាការចេញពីឃ្លាំង',
  letterRequest: 'បង្ហាញឯកសារសម្រាប់កម្មវិធី ដែលលិខិតមានភ្ជាប់',
  freezePayment: 'ការបង់ប្រាក់៖ លេខពាក្យបណ្ដឹង និងលេខការខាតបង់ ដូចជា 1:1',
  freezeRecipient: 'ជូនចំពោះនរណា បើការបង់ប្រាក់មិនបានបញ្ជាក់',
  lawInspect: 'អានឯកសារកញ្ចប់ច្បាប់ និងបង្ហាញតម្លៃហាស ដោយមិនអនុម័ត',
  lawAdopt: 'អនុម័តកញ្ចប់ច្បាប់។ សម្រាប់តែមេបញ្ជាការ',
  lawPackFile: 'ឯកសារកញ្ចប់ច្បាប់',
  lawDigest: 'តម្លៃហាសដែលអគ្គស្នងការដ្ឋានបានផ្ដល់លើក្រដាស ៦៤ ខ្ទង់',
  template: 'ពាក្យពេចន៍នៃឯកសារ និងក្បាលលិខិត',
  templateList: 'រាយពាក្យពេចន៍ និងកំណែ',
  templateShow: 'បង្ហាញអត្ថបទនៃពាក្យពេចន៍មួយ និងអ្នកដែលបានកែវា',
  templateOfVersion: 'កំណែមុន។ 0 សម្រាប់អ្វីដែលមកជាមួយកម្មវិធី',
  templateSave: 'កែអត្ថបទនៃពាក្យពេចន៍មួយ។ សម្រាប់តែមេបញ្ជាការ',
  templatePreview: 'សរសេរឯកសារដែលមានអង្គហេតុគំរូ ជាមួយអត្ថបទដែលបានកែ',
  templateArgument: 'ឈ្មោះពាក្យពេចន៍។ samnum template list រាយឈ្មោះទាំងអស់',
  templateFile: 'អត្ថបទដែលបានកែជា JSON៖ {"KEY": {"km": "…", "en": "…"}}',
  pages: 'ប្រៀបធៀបទំព័រនីមួយៗនៃកំណត់ហេតុ លិខិត ឬរបាយការណ៍ដែលបានបោះពុម្ព ជាមួយនឹងអ្វីដែលបញ្ជីព្រឹត្តិការណ៍ផ្ដល់',
  pagesFile: 'ឯកសារ PDF',
  pagesKind: 'ប្រភេទរបាយការណ៍ បើជារបាយការណ៍។ កំណត់ហេតុ និងលិខិតប្រាប់ដោយខ្លួនឯង',
  templateBasedOn: 'កំណែដែលបានកែ។ 0 សម្រាប់អ្វីដែលមកជាមួយកម្មវិធី',
}

/** What the command line says of reports, letters, law packs and wordings, in Khmer. */
export const COURT_TEXT_KM: CliText['court'] = {
  statistics:
    'បានរាប់៖ សំណុំរឿង {cases:number} ការរាយការណ៍ {complaints:number}។ មិនអាចអានបាន និងមិនបានរាប់៖ សំណុំរឿង {unreadable:number}។',
  packDigest: 'តម្លៃហាស៖ {digest}',
  packAdopted: 'កញ្ចប់ច្បាប់ {pack} កំណែ {version:number} ត្រូវប្រើចាប់ពីថ្ងៃរបស់វា។',
  inForce: 'កំពុងប្រើ',
  notInForce: 'មិនប្រើ',
  shipped: 'មកជាមួយកម្មវិធី',
  templateSaved: 'ពាក្យពេចន៍ {template} ឥឡូវជាកំណែ {version:number}។',
  version: 'កំណែ {version:number}',
  changedTexts: 'បានកែអត្ថបទ {changed:number} ក្នុងចំណោម {texts:number}',
  certificate: {
    label: 'វិញ្ញាបនបត្រ',
    headquarters: 'អគ្គស្នងការដ្ឋានបានបញ្ជាក់កូនសោនេះ៖ {name}',
    'not-enrolled': 'ចេញដោយខ្លួនឯង៖ អគ្គស្នងការដ្ឋានមិនទាន់បញ្ជាក់កូនសោនេះទេ',
    revoked: 'ចេញដោយខ្លួនឯង៖ អគ្គស្នងការដ្ឋានបានដកការបញ្ជាក់កូនសោនេះវិញ',
  },
  pagesRight: 'ទំព័រទាំង {pages:number} សុទ្ធតែត្រូវនឹងអ្វីដែលបញ្ជីព្រឹត្តិការណ៍ផ្ដល់។',
}
