import type { Labels } from '../casework/vocabulary-labels.ts'
import type { SearchKind } from './searched.ts'

/** What a hit is about, in words. */
export const SEARCH_KIND_LABELS: Labels<SearchKind> = {
  case: { km: 'សំណុំរឿង', en: 'Case file' },
  complaint: { km: 'ពាក្យបណ្ដឹង', en: 'Complaint' },
  party: { km: 'បុគ្គល ឬអង្គភាព', en: 'Party' },
  identifier: { km: 'អត្តសញ្ញាណ', en: 'Identifier' },
  payment: { km: 'ការទូទាត់', en: 'Payment' },
  exhibit: { km: 'វត្ថុតាង', en: 'Exhibit' },
  finding: { km: 'ការរកឃើញ', en: 'Finding' },
  raid: { km: 'ប្រតិបត្តិការបង្ក្រាប', en: 'Raid' },
  record: { km: 'កំណត់ហេតុ', en: 'Record' },
  letter: { km: 'លិខិត', en: 'Letter' },
  note: { km: 'កំណត់ត្រា', en: 'Note' },
}
