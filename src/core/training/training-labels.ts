import type { Phrase } from '../documents/document-tree.ts'
import type { Criterion, MARK_REASONS, MarkState } from './marked-criterion.ts'

type Labels<Key extends string> = { readonly [key in Key]: Phrase }

/** What each thing that is looked at is called. What follows it is a number, a sum or the title of a step. */
export const CRITERION_LABELS: Labels<Criterion['what']> = {
  complaint: { km: 'បានទទួលពាក្យបណ្ដឹង', en: 'The complaint is taken' },
  typology: { km: 'ប្រភេទបទល្មើសត្រឹមត្រូវ', en: 'The kind of crime is right' },
  wish: { km: 'បំណងរបស់អ្នករាយការណ៍ត្រឹមត្រូវ', en: 'What the person wants is right' },
  'no-other-losses': { km: 'មិនមានការខាតបង់ក្នុងរូបិយប័ណ្ណផ្សេង', en: 'No loss in another currency is recorded' },
  note: { km: 'បានសរសេរសៀវភៅកំណត់ហេតុការងារ', en: 'The notebook is written' },
  identifier: { km: 'បានកត់ត្រាព័ត៌មានសម្គាល់', en: 'An identifier is recorded' },
  loss: { km: 'ចំនួនប្រាក់ខាតបង់ត្រឹមត្រូវ', en: 'The sum lost is right' },
  step: { km: 'ជំហាន', en: 'Step' },
  letter: { km: 'បានចេញលិខិត', en: 'A letter is issued' },
  record: { km: 'បានបញ្ចប់កំណត់ហេតុ', en: 'A record is final' },
}

/** How something stands. */
export const MARK_STATE_LABELS: Labels<MarkState> = {
  met: { km: 'បានធ្វើ', en: 'Done' },
  partly: { km: 'បានធ្វើមួយផ្នែក', en: 'In part' },
  missed: { km: 'ខកខាន', en: 'Missed' },
  open: { km: 'មិនទាន់ធ្វើ', en: 'Still open' },
}

/** Why it is met in part only. */
export const MARK_REASON_LABELS: Labels<(typeof MARK_REASONS)[number]> = {
  late: { km: 'យឺតពេល', en: 'late' },
  'left-out': { km: 'មិនបានធ្វើ តែមានមូលហេតុ', en: 'left out, with a reason' },
  'nothing-shows-it': { km: 'គ្មានអ្វីក្នុងសំណុំរឿងបង្ហាញ', en: 'nothing in the file shows it' },
  'law-warns': { km: 'ច្បាប់មានការព្រមាន', en: 'the law pack warns of something' },
}
