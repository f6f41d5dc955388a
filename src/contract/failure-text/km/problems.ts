import type { FindingPlaceTexts, ProblemTexts } from '../failure-text-form.ts'

/** What may be wrong with one field and what to do, in Khmer. */
export const PROBLEM_TEXT_KM: ProblemTexts = {
  'field/missing': 'ចំណុចនេះចាំបាច់ត្រូវមាន។ សូមបំពេញ។',
  'field/unknown': 'គ្មានចំណុចឈ្មោះនេះទេ។ សូមលុបវា ឬពិនិត្យអក្ខរាវិរុទ្ធ។',
  'field/wrong': 'តម្លៃនេះមិនអាចដាក់នៅទីនេះបានទេ។ សូមជ្រើសរើស ឬបញ្ចូលតម្លៃផ្សេង។',
  'field/too-many': 'មានធាតុច្រើនពេក។ សូមបែងចែកជាពាក្យបណ្ដឹងច្រើន។',
  'text/empty': 'ចំណុចនេះនៅទទេ។ សូមបំពេញ។',
  'text/too-long':
    'អត្ថបទនេះវែងពេក[ (មាន {length:number} តួ អនុញ្ញាតច្រើនបំផុត {maxLength:number} តួ)][ (អនុញ្ញាតច្រើនបំផុត {max:number} តួ)]។ សូមធ្វើឱ្យខ្លី។',
  'text/too-short': 'អត្ថបទនេះខ្លីពេក[ (មាន {length:number} តួ ត្រូវការយ៉ាងតិច {min:number} តួ)]។ សូមធ្វើឱ្យវែងជាងនេះ។',
  'text/control-character': 'មានតួអក្សរដែលមិនអាចបង្ហាញបាន[ នៅតួទី {position:place}]។ សូមលុបវា រួចវាយកន្លែងនោះឡើងវិញ។',
  'text/lone-surrogate': 'មានតួអក្សរមិនពេញ[ នៅតួទី {position:place}]។ សូមលុបវា រួចវាយកន្លែងនោះឡើងវិញ។',
  'date/malformed': 'នេះមិនមែនជាកាលបរិច្ឆេទទេ។ សូមសរសេរជាឆ្នាំ ខែ និងថ្ងៃ ដូចជា 2026-11-21។',
  'date/impossible': 'គ្មានថ្ងៃ ឬម៉ោងនេះទេ។ សូមពិនិត្យឆ្នាំ ខែ និងថ្ងៃ។',
  'date/order': 'ថ្ងៃបញ្ចប់ស្ថិតនៅមុនថ្ងៃចាប់ផ្ដើម។ សូមពិនិត្យថ្ងៃទាំងពីរ។',
  'money/malformed': 'នេះមិនមែនជាចំនួនទឹកប្រាក់ទេ។ សូមសរសេរជាលេខ ដោយដាក់ចំណុចមុនខ្ទង់ទសភាគ ដូចជា 1250000 ឬ 312.50។',
  'money/unknown-currency': 'មិនស្គាល់រូបិយប័ណ្ណនេះទេ។ សូមប្រើកូដបីអក្សរ ដូចជា KHR ឬ USD។',
  'money/too-many-decimals':
    'រូបិយប័ណ្ណនេះគ្មានខ្ទង់ទសភាគច្រើនដូច្នេះទេ[ (ច្រើនបំផុត {decimals:number} ខ្ទង់)]។ សូមកុំបង្គត់ សូមពិនិត្យចំនួនទឹកប្រាក់។',
  'money/not-positive': 'ចំនួនទឹកប្រាក់ត្រូវតែធំជាងសូន្យ។ ស្ថានភាពនៃការខាតបង់បញ្ជាក់ថាប្រាក់ចេញ ឬចូល។',
  'money/too-large': 'ចំនួនទឹកប្រាក់នេះធំហួស។ សូមពិនិត្យតួលេខ និងរូបិយប័ណ្ណ។',
  'identifier/malformed': 'មិនត្រូវនឹងទម្រង់នៃប្រភេទដែលបានជ្រើសរើសទេ។ សូមពិនិត្យ ឬជ្រើសរើសប្រភេទ «ផ្សេងទៀត»។',
  'identifier/check-digit-wrong': 'លេខផ្ទៀងផ្ទាត់មិនត្រូវគ្នា មានន័យថាមានតួអក្សរខុស។ សូមផ្ទៀងជាមួយច្បាប់ដើម។',
}

/** How the place of a finding is named, in Khmer. */
export const FINDING_PLACE_KM: FindingPlaceTexts = {
  file: 'ឯកសារ {file}',
  exhibit: 'វត្ថុតាង {exhibitNumber}',
  object: 'ទិន្នន័យ {objectId}',
  event: 'ព្រឹត្តិការណ៍លេខ {seq:number}',
  page: 'ទំព័រទី {page:number}',
  segment: 'កំណាត់ទី {segment:number}',
  offset: 'បៃទី {offsetBytes:number}',
}
