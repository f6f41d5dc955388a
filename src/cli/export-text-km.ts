import type { EXPORT_TEXT_EN } from './export-text-en.ts'

type Worded<Part> = { readonly [Name in keyof Part]: Part[Name] extends string ? string : Worded<Part[Name]> }

/** What the command line says about packages and about checking what came from elsewhere, in Khmer. */
export const EXPORT_TEXT_KM: Worded<typeof EXPORT_TEXT_EN> = {
  help: {
    export: 'សរសេរកញ្ចប់សំណុំរឿងសម្រាប់តុលាការ៖ វត្ថុតាង របាយការណ៍ ភស្តុតាងបញ្ជាក់ និងទំព័រសម្រាប់ផ្ទៀងផ្ទាត់',
    out: 'ថតដែលមិនទាន់មាន។ បើមាន --recipient ឬឈ្មោះបញ្ចប់ដោយ .tar គឺជាឯកសារ',
    exhibits: 'all, none ឬលេខខណ្ឌដោយសញ្ញាក្បៀស៖ E001,E004 (លំនាំដើម៖ all។ ជាមួយ --redacted៖ none)',
    recipient: 'បិទត្រាកញ្ចប់សម្រាប់អ្នកទទួល age នេះ។ អាចប្រើច្រើនដង',
    redacted: 'លាក់អត្តសញ្ញាណជនរងគ្រោះ និងសាក្សី ហើយរាយអ្វីដែលបានលាក់ និងមូលហេតុ',
    lang: 'ភាសានៃរបាយការណ៍៖ km, en ឬ km+en',
    verify: 'ផ្ទៀងផ្ទាត់កញ្ចប់ សំណុំរឿងដែលបានផ្ដល់ ឬឯកសារ PDF។ មិនត្រូវការឃ្លាំង ឬឃ្លាសម្ងាត់ទេ',
    verifyPath: 'ថតនៃកញ្ចប់ ឯកសារផ្ដល់ជូននៃសំណុំរឿង ឬឯកសារ PDF',
  },
  written: 'បានសរសេរកញ្ចប់រួច។ ការចេញរបស់វាត្រូវបានកត់ត្រា។',
  sealedAdvice: 'គេបើកវាដោយ៖ age -d -i KEY FILE | tar -x',
  advice: 'អ្នកណាមានវា អាចផ្ទៀងផ្ទាត់ដោយ verify.html នៅខាងក្នុង ឬដោយ៖ samnum verify DIR',
  packageWhole: 'កញ្ចប់នេះត្រឹមត្រូវ៖ ឯកសារទាំងអស់ បញ្ជីព្រឹត្តិការណ៍មានហត្ថលេខា ហើយអង្គភាពបានចុះហត្ថលេខាលើអ្វីដែលមាននៅទីនេះ។',
  bagWhole: 'ឯកសារទាំងអស់មាន និងដូចក្នុងបញ្ជី។ នេះមិនមែនជាកញ្ចប់របស់ Samnum ទេ៖ គ្មានអ្វីបញ្ជាក់ថានរណាបានធ្វើវា។',
  notWhole: 'វាមិនត្រឹមត្រូវទេ។ ចំនួនដែលរកឃើញ៖ {count:number}។',
  documentWhole: 'ទំព័រទាំងអស់មាន ហើយជារបស់ឯកសារតែមួយ។',
  documentLimits: 'អ្វីដែលទំព័រចែង ស្របតាមបញ្ជីព្រឹត្តិការណ៍ឬអត់ មានតែឃ្លាំងសម្ងាត់ ឬកញ្ចប់ទេដែលអាចបញ្ជាក់បាន។',
  check: {
    files: 'ឯកសារ',
    ledger: 'បញ្ជីព្រឹត្តិការណ៍',
    contents: 'ខ្លឹមសារ',
    exhibits: 'វត្ថុតាង',
    custody: 'ខ្សែសង្វាក់នៃការថែរក្សា',
    receipts: 'បង្កាន់ដៃ',
    withheld: 'អ្វីដែលលាក់',
  },
  state: {
    passed: 'ត្រឹមត្រូវ',
    failed: 'មិនត្រឹមត្រូវ',
    noted: 'ត្រឹមត្រូវ មានចំណាំ',
    absent: 'គ្មាននៅទីនេះ',
    'not-reached': 'មិនបានមើល',
  },
  label: {
    check: 'បានផ្ទៀងផ្ទាត់',
    variant: 'ប្រភេទ',
    exported: 'ចេញនៅ',
    files: 'ឯកសារ',
    included: 'វត្ថុតាងដែលភ្ជាប់',
    withheldExhibits: 'វត្ថុតាងដែលមិនភ្ជាប់',
    withheldEvents: 'ព្រឹត្តិការណ៍ដែលលាក់',
    contentDigest: 'ខ្លឹមសារ',
    checkCode: 'លេខកូដពិនិត្យ',
    signatures: 'ហត្ថលេខា',
    attached: 'ភ្ជាប់មក',
    signedBy: 'ចុះហត្ថលេខាដោយ',
  },
  variant: { full: 'ពេញលេញ', redacted: 'បានលាក់ព័ត៌មាន' },
  custody: {
    'custody/gap': 'មិនបានប្រគល់ដោយអ្នកកាន់ចុងក្រោយ',
    'custody/time-reversed': 'មានកាលបរិច្ឆេទមុនអ្វីដែលកើតមុនវា',
    'custody/receiver-missing': 'គ្មាននរណាចុះហត្ថលេខាទទួល',
    'custody/seal-broken': 'ត្រាបានដាច់',
  },
  more: 'និង {count:number} ទៀត',
}
