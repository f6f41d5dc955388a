import type { EXPORT_FAILURES } from '../../failures/export-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

const ASK_AGAIN = 'សូមកុំផ្អែកលើកញ្ចប់នេះ។ សូមសុំច្បាប់ផ្សេងពីអ្នកដែលបានធ្វើវា ហើយរក្សាកញ្ចប់នេះទុកដដែល។'

/** What failures about packages, and about checking what came from elsewhere, mean and what to do about them, in Khmer. */
export const EXPORT_KM: TextsOf<typeof EXPORT_FAILURES> = {
  'export/recipient-malformed': {
    wrong: 'នេះមិនមែនជាអ្នកទទួលតាមទម្រង់ age ទេ[៖ {recipient}]។',
    act: 'សូមចម្លងបន្ទាត់ទាំងមូលដែលចាប់ផ្ដើមដោយ age1 ពីអ្នកដែលត្រូវបើកកញ្ចប់។',
  },
  'export/needs-one-file': {
    wrong: 'កញ្ចប់ដែលបិទត្រា ឬទាញយក គឺជាឯកសារតែមួយ មិនអាចសរសេរជាថតបានទេ។',
    act: 'សូមដាក់ឈ្មោះឯកសារដែលមិនទាន់មាន។',
  },
  'export/no-such-exhibit': {
    wrong: 'សំណុំរឿងនេះគ្មានវត្ថុតាងឌីជីថលដែលមានលេខនេះទេ[៖ {number}]។',
    act: 'សូមមើលបញ្ជីវត្ថុតាងនៃសំណុំរឿង។',
  },
  'export/verifier-not-built': {
    wrong: 'ទំព័រដែលអ្នកដទៃប្រើសម្រាប់ផ្ទៀងផ្ទាត់កញ្ចប់ មិនទាន់បានបង្កើតទេ។',
    act: 'សូមដំណើរការ "npm run build" នៅកន្លែងដំឡើង Samnum រួចព្យាយាមម្ដងទៀត។',
  },
  'verify/not-known': {
    wrong: 'នេះមិនមែនជាកញ្ចប់ ឯកសារផ្ដល់ជូននៃសំណុំរឿង ឬឯកសាររបស់ Samnum ទេ។',
    act: 'សូមជ្រើសរើសថតនៃកញ្ចប់ ឯកសារផ្ដល់ជូននៃសំណុំរឿង ឬឯកសារ PDF។',
  },
  'verify/sealed': {
    wrong: 'ឯកសារនេះបានបិទត្រាដោយ age៖ គ្មាននរណាអាចមើលខាងក្នុងដោយគ្មានកូនសោទេ។',
    act: 'សូមបើកវាដោយ "age -d -i KEY FILE | tar -x" រួចផ្ទៀងផ្ទាត់ថតដែលចេញមក។',
  },
  'verify/packed': {
    wrong: 'នេះជាកញ្ចប់ដែលបានវេចជាឯកសារតែមួយ (tar)។',
    act: 'សូមពន្លាវាដោយ "tar -xf FILE" រួចផ្ទៀងផ្ទាត់ថតដែលចេញមក។',
  },
  'bag/not-a-bag': {
    wrong: 'ថតនេះគ្មានឯកសារ bagit.txt ទេ ដូច្នេះមិនមែនជាកញ្ចប់ឡើយ។',
    act: 'សូមជ្រើសរើសថតដែលមានឯកសារ bagit.txt និង verify.html។',
  },
  'bag/declaration-malformed': {
    wrong: 'ឯកសារ bagit.txt មិនចែងអ្វីដែលវាត្រូវចែងទេ។',
    act: ASK_AGAIN,
  },
  'bag/version-unknown': {
    wrong: 'កញ្ចប់នេះប្រើជំនាន់នៃ BagIt ដែលកម្មវិធីនេះមិនស្គាល់។',
    act: 'សូមផ្ទៀងផ្ទាត់វាដោយកម្មវិធីជំនាន់ថ្មីជាង។',
  },
  'bag/encoding-unknown': {
    wrong: 'កញ្ចប់នេះសរសេរដោយរបៀបអ៊ិនកូដដែលមិនស្គាល់ ឬមិនអនុញ្ញាត។',
    act: ASK_AGAIN,
  },
  'bag/no-manifest': {
    wrong: 'កញ្ចប់នេះគ្មានបញ្ជីឯកសាររបស់ខ្លួនទេ។',
    act: ASK_AGAIN,
  },
  'bag/algorithm-unknown': {
    wrong: 'បញ្ជី[ {path} ]ប្រើប្រភេទតម្លៃហាសដែលកម្មវិធីនេះមិនស្គាល់។',
    act: 'សូមផ្ទៀងផ្ទាត់កញ្ចប់ដោយកម្មវិធីដែលស្គាល់វា។',
  },
  'bag/manifest-malformed': {
    wrong: 'មិនអាចអានបញ្ជី[ {path}][ ត្រង់បន្ទាត់ទី {line:number}]បានទេ។',
    act: ASK_AGAIN,
  },
  'bag/tag-too-large': {
    wrong: 'បញ្ជី[ {path} ]ធំជាងបញ្ជីឯកសារណាៗទាំងអស់។',
    act: ASK_AGAIN,
  },
  'bag/path-unsafe': {
    wrong: 'បញ្ជីមួយហៅឈ្មោះឯកសារដែលនៅក្រៅកញ្ចប់[៖ {path}]។',
    act: 'សូមកុំចម្លងកញ្ចប់នេះទៅណា។ សូមសួរអ្នកដែលបានធ្វើវា។',
  },
  'bag/listed-twice': {
    wrong: 'បញ្ជីមួយហៅឈ្មោះឯកសារតែមួយពីរដង[៖ {path}]។',
    act: ASK_AGAIN,
  },
  'bag/file-missing': {
    wrong: 'ឯកសារមួយក្នុងកញ្ចប់បានបាត់[៖ {path}]។',
    act: ASK_AGAIN,
  },
  'bag/file-not-listed': {
    wrong: 'មានឯកសារមួយត្រូវបានបន្ថែម ដែលគ្មានក្នុងបញ្ជីនៃកញ្ចប់[៖ {path}]។',
    act: 'សូមកុំផ្អែកលើឯកសារនោះ។ សូមសុំច្បាប់ផ្សេងពីអ្នកដែលបានធ្វើកញ្ចប់។',
  },
  'bag/file-differs': {
    wrong: 'ឯកសារមួយក្នុងកញ្ចប់ត្រូវបានផ្លាស់ប្ដូរ[៖ {path}]។',
    act: ASK_AGAIN,
  },
  'bag/file-not-plain': {
    wrong: 'ក្នុងកញ្ចប់មានអ្វីមួយដែលមិនមែនជាឯកសារធម្មតា[៖ {path}]។',
    act: ASK_AGAIN,
  },
  'bag/size-differs': {
    wrong: 'ចំនួន ឬទំហំឯកសារក្នុងកញ្ចប់ មិនដូចអ្វីដែលកញ្ចប់បញ្ជាក់ទេ។',
    act: ASK_AGAIN,
  },
  'bag/must-not-fetch': {
    wrong: 'កញ្ចប់នេះសុំឱ្យទាញយកឯកសារពីបណ្ដាញ។ កញ្ចប់របស់ Samnum មិនដែលធ្វើដូច្នេះទេ។',
    act: ASK_AGAIN,
  },
  'package/ledger-missing': {
    wrong: 'សេចក្ដីដកស្រង់នៃបញ្ជីព្រឹត្តិការណ៍បានបាត់ ឬគ្មានក្នុងបញ្ជីឯកសារ ដូច្នេះគ្មានអ្វីក្នុងកញ្ចប់អាចបញ្ជាក់បានទេ។',
    act: ASK_AGAIN,
  },
  'package/export-not-recorded': {
    wrong: 'បញ្ជីព្រឹត្តិការណ៍គ្មានកំណត់ត្រាមានហត្ថលេខាអំពីកញ្ចប់នេះទេ។',
    act: ASK_AGAIN,
  },
  'package/content-differs': {
    wrong: 'ឯកសារទាំងនេះមិនមែនជាឯកសារដែលអង្គភាពបានចុះហត្ថលេខាពេលធ្វើកញ្ចប់ទេ[ (ព្រឹត្តិការណ៍លេខ {seq:number})]។',
    act: ASK_AGAIN,
  },
  'package/list-malformed': {
    wrong: 'បញ្ជីវត្ថុតាងបានបាត់ ឬមិនអាចអានបាន។',
    act: ASK_AGAIN,
  },
  'package/exhibit-unknown': {
    wrong: 'មានវត្ថុតាងដែលបញ្ជីព្រឹត្តិការណ៍មានហត្ថលេខាមិនស្គាល់[៖ {number}{path}]។',
    act: 'សូមកុំផ្អែកលើវត្ថុតាងនោះ។ សូមសួរអ្នកដែលបានធ្វើកញ្ចប់។',
  },
  'package/exhibit-differs': {
    wrong: 'វត្ថុតាង[លេខ {number} ]មិនមែនជាវត្ថុតាងដែលបានបិទត្រាទេ។',
    act: 'សូមកុំផ្អែកលើវត្ថុតាងនោះ។ សូមសុំច្បាប់ផ្សេងពីអ្នកដែលបានធ្វើកញ្ចប់។',
  },
  'package/exhibit-missing': {
    wrong: 'វត្ថុតាង[លេខ {number} ]ត្រូវមានក្នុងកញ្ចប់ តែគ្មានទេ។',
    act: ASK_AGAIN,
  },
  'package/withheld-differs': {
    wrong: 'ព្រឹត្តិការណ៍ដែលបានលាក់ទុក មិនដូចអ្វីដែលអង្គភាពបានចុះហត្ថលេខាទេ។',
    act: ASK_AGAIN,
  },
  'package/case-differs': {
    wrong: 'បញ្ជីវត្ថុតាងជារបស់សំណុំរឿងផ្សេងពីបញ្ជីព្រឹត្តិការណ៍។',
    act: ASK_AGAIN,
  },
  'document/not-readable': {
    wrong: 'ឯកសារ PDF នេះខូច ឬត្រូវការពាក្យសម្ងាត់ ហើយមិនអាចអានបានទេ។',
    act: 'សូមចម្លងវាម្ដងទៀតពីប្រភពដើម។',
  },
  'document/not-of-samnum': {
    wrong: 'ទំព័រនៃឯកសារ PDF នេះមិនបញ្ជាក់អំពីបញ្ជីព្រឹត្តិការណ៍ទេ៖ វាមិនមែនជាឯកសាររបស់ Samnum ឡើយ។',
    act: 'សូមសួរអ្នកដែលបានប្រគល់វា ថាជាឯកសារមួយណា។',
  },
  'document/page-missing': {
    wrong: 'មានទំព័របាត់ ស្ទួន ឬខុសលំដាប់[ (ទំព័រទី {page:number})]។',
    act: 'សូមកុំផ្អែកលើឯកសារនេះ។ សូមសុំច្បាប់ដើម។',
  },
  'document/page-of-another': {
    wrong: 'ទំព័រ[ទី {page:number} ]មកពីឯកសារផ្សេង៖ វាបញ្ជាក់សំណុំរឿង លេខ ឬក្បាលបញ្ជីផ្សេង។',
    act: 'សូមកុំផ្អែកលើឯកសារនេះ។ សូមសុំច្បាប់ដើម។',
  },
  'document/extract-damaged': {
    wrong: 'អ្វីដែលភ្ជាប់មកជាមួយឯកសារនេះ មិនត្រឹមត្រូវទេ។',
    act: 'សូមកុំផ្អែកលើឯកសារនេះ។ សូមសុំច្បាប់ដើម។',
  },
}
