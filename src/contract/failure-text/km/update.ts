import type { UPDATE_FAILURES } from '../../failures/update-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

const STAYS = 'កម្មវិធីនៅដដែល។'
const AGAIN = `${STAYS} សូមសុំឯកសារនេះម្ដងទៀតពីអគ្គស្នងការដ្ឋាន។`
const TELL = `${STAYS} សូមកុំយកពីកន្លែងផ្សេង ហើយជូនដំណឹងដល់អគ្គស្នងការដ្ឋានតាមទូរស័ព្ទ។`

/** What failures about new versions of the program mean and what to do about them, in Khmer. */
export const UPDATE_KM: TextsOf<typeof UPDATE_FAILURES> = {
  'update/malformed': { wrong: 'ឯកសារនេះមិនមែនជាបច្ចុប្បន្នភាពរបស់ Samnum ទេ ឬផ្នែកដើមរបស់វាខូច។', act: AGAIN },
  'update/no-release-key': {
    wrong: 'Samnum ច្បាប់នេះមិនបានកំណត់ថាទទួលបច្ចុប្បន្នភាពពីអ្នកណាទេ។',
    act: `${STAYS} សូមដំឡើងច្បាប់ដែលមានកូនសោចេញផ្សាយ។`,
  },
  'update/signature-wrong': { wrong: 'បច្ចុប្បន្នភាពនេះគ្មានហត្ថលេខារបស់អ្នកបង្កើត Samnum ទេ។', act: TELL },
  'update/digest-differs': { wrong: 'បច្ចុប្បន្នភាពនេះត្រូវបានកែប្រែ ឬខូចតាមផ្លូវ។', act: AGAIN },
  'update/truncated': { wrong: 'បច្ចុប្បន្នភាពនេះខ្វះផ្នែកខាងចុង។', act: AGAIN },
  'update/older': {
    wrong: 'បច្ចុប្បន្នភាពនេះ[ (ជំនាន់ {version})] ចាស់ជាងអ្វីដែលធ្លាប់ដំណើរការនៅទីនេះ[ គឺជំនាន់ {current}]។',
    act: `${STAYS} ជំនាន់ចាស់មិនដែលត្រូវបានដាក់ជំនួសជំនាន់ថ្មីទេ។`,
  },
  'update/same-version': { wrong: 'ជំនាន់នេះ[ ({version})] កំពុងដំណើរការនៅទីនេះស្រាប់។', act: 'គ្មានអ្វីត្រូវធ្វើទេ។' },
  'update/needs-step': {
    wrong: 'បច្ចុប្បន្នភាពនេះ[ (ជំនាន់ {version})] ត្រូវការជំនាន់ថ្មីជាងនេះជាមុន[ គឺ {least}]។',
    act: `${STAYS} សូមយកជំនាន់នោះមុន រួចទើបយកជំនាន់នេះ។`,
  },
  'update/other-platform': {
    wrong: 'បច្ចុប្បន្នភាពនេះសម្រាប់ម៉ាស៊ីនប្រភេទផ្សេង[៖ {platform}]។',
    act: `${STAYS} សូមសុំឯកសារសម្រាប់ម៉ាស៊ីននេះពីអគ្គស្នងការដ្ឋាន។`,
  },
  'update/too-large': { wrong: 'បច្ចុប្បន្នភាពនេះធំលើសកំណត់។', act: TELL },
  'update/disk-full': {
    wrong: 'ថាសគ្មានកន្លែងសម្រាប់បច្ចុប្បន្នភាពទេ[៖ ត្រូវការ {neededBytes:number} បៃ]។',
    act: `${STAYS} សូមលុបអ្វីខ្លះចេញ រួចព្យាយាមម្ដងទៀត។`,
  },
  'update/none-there': {
    wrong: 'គ្មានបច្ចុប្បន្នភាពនៅលើឧបករណ៍នេះទេ។',
    act: 'សូមពិនិត្យថាជាឧបករណ៍ផ្ទុកដែលមកពីអគ្គស្នងការដ្ឋាន។',
  },
  'update/nothing-staged': {
    wrong: 'គ្មានបច្ចុប្បន្នភាពដែលបានផ្ទៀងផ្ទាត់នៅក្បែរកម្មវិធីទេ។',
    act: 'សូមយកមួយពីឧបករណ៍ផ្ទុករបស់អគ្គស្នងការដ្ឋានជាមុន។',
  },
  'update/nothing-to-undo': { wrong: 'គ្មានជំនាន់សម្រាប់ត្រឡប់ទៅវិញទេ។', act: STAYS },
  'update/not-installed': {
    wrong: 'កម្មវិធីនេះមិនបានចាប់ផ្ដើមពីថតដែលអាចធ្វើបច្ចុប្បន្នភាពបានទេ។',
    act: 'សូមធ្វើបច្ចុប្បន្នភាពតាមរបៀបដែលបានដំឡើងវា។',
  },
  'update/program-damaged': {
    wrong: 'មិនអាចអានកំណត់ត្រាជំនាន់ក្នុងថតកម្មវិធីបានទេ។',
    act: 'សូមដំឡើង Samnum ឡើងវិញក្នុងថតនោះ។ ឃ្លាំងសម្ងាត់នៅកន្លែងផ្សេង និងមិនខូចខាតទេ។',
  },
}
