import type { CALL_FAILURES } from '../../failures/call-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about a call itself mean and what to do about them, in Khmer. */
export const CALL_KM: TextsOf<typeof CALL_FAILURES> = {
  'operation/unknown': {
    wrong: 'កម្មវិធី Samnum កំណែនេះមិនស្គាល់ការងារដែលបានស្នើទេ។',
    act: 'សូមបិទកម្មវិធី Samnum រួចបើកឡើងវិញ។ បើនៅតែកើតឡើងទៀត សូមដំឡើងកម្មវិធីឡើងវិញ ដើម្បីឱ្យគ្រប់ផ្នែកមានកំណែតែមួយ។',
  },
  'operation/wrong-transport': {
    wrong: 'ការងារនេះមិនអាចស្នើតាមផ្លូវនេះបានទេ។',
    act: 'សូមប្រើផ្ទាំងកម្មវិធី ទំព័រក្នុងកម្មវិធីរុករក ឬបន្ទាត់ពាក្យបញ្ជា តាមសៀវភៅណែនាំសម្រាប់ការងារនេះ។',
  },
  'operation/not-allowed': {
    wrong: 'តួនាទីរបស់អ្នកមិនអនុញ្ញាតឱ្យធ្វើការងារនេះទេ។',
    act: 'សូមស្នើអ្នកដែលមានតួនាទីនេះឱ្យធ្វើ ឬស្នើអ្នកគ្រប់គ្រងឃ្លាំងសម្ងាត់នេះឱ្យប្រគល់តួនាទីនោះដល់អ្នក។',
  },
  'operation/protocol-mismatch': {
    wrong: 'ផ្ទាំងនេះជារបស់កម្មវិធី Samnum កំណែផ្សេងពីកំណែដែលកំពុងដំណើរការ។',
    act: 'សូមបិទផ្ទាំងនេះ បើកកម្មវិធី Samnum ឡើងវិញ រួចបើកផ្ទាំងថ្មី។',
  },
  'input/invalid': {
    wrong: 'ព័ត៌មានដែលបានបញ្ចូលមានកំហុស ហើយគ្មានអ្វីត្រូវបានរក្សាទុកទេ។',
    act: 'សូមកែចំណុចដែលបានបញ្ជាក់ខាងក្រោម រួចព្យាយាមម្ដងទៀត។',
  },
  'engine/wrong-library': {
    wrong: 'ផ្នែកដែល Samnum ប្រើសម្រាប់អ៊ិនគ្រីប ឆ្លើយខុសលើម៉ាស៊ីននេះ[៖ {algorithm}]។',
    act: 'សូមកុំធ្វើការជាមួយកម្មវិធីនេះ។ សូមដំឡើង Samnum ម្ដងទៀតពីប្រភពដែលអ្នកទុកចិត្ត។ គ្មានអ្វីត្រូវបានបើកទេ។',
  },
}
