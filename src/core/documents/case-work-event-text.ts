import type { CASE_WORK_KINDS } from '../ledger/case-work-kinds.ts'
import type { Phrase } from './document-tree.ts'

/** What each kind of event about the work on a case is called, and the one that adopts a playbook. */
export const CASE_WORK_EVENT_TEXT: {
  readonly [kind in
    | keyof typeof CASE_WORK_KINDS
    | 'playbook-adopted'
    | 'training-declared'
    | 'exercise-begun']: Phrase
} = {
  'training-declared': { km: 'ប្រកាសថាជាឃ្លាំងហាត់រៀន', en: 'Declared a training vault' },
  'exercise-begun': { km: 'ចាប់ផ្ដើមលំហាត់', en: 'Exercise begun' },
  'playbook-adopted': { km: 'អនុម័តសៀវភៅណែនាំស៊ើបអង្កេត', en: 'Playbook adopted' },
  'note-written': { km: 'សរសេរកំណត់ចំណាំ', en: 'Note written' },
  'task-set': { km: 'ដាក់កិច្ចការ', en: 'Task set' },
  'task-done': { km: 'បញ្ចប់កិច្ចការ', en: 'Task done' },
  'task-cancelled': { km: 'លុបចោលកិច្ចការ', en: 'Task cancelled' },
  'decision-made': { km: 'ធ្វើសេចក្ដីសម្រេច', en: 'Decision made' },
  'review-made': { km: 'មេបញ្ជាការពិនិត្យសំណុំរឿង', en: 'Case reviewed' },
  'case-linked': { km: 'ភ្ជាប់សំណុំរឿង', en: 'Case linked' },
  'case-unlinked': { km: 'ដកការភ្ជាប់សំណុំរឿង', en: 'Link between cases removed' },
  'case-merged': { km: 'បញ្ចូលសំណុំរឿងស្ទួន', en: 'Cases merged' },
  'case-split': { km: 'បំបែកសំណុំរឿង', en: 'Case split' },
  'case-parent-set': { km: 'កំណត់សំណុំរឿងមេ', en: 'Part of a greater case' },
  'case-transferred': { km: 'ផ្ទេរសំណុំរឿង', en: 'Case transferred' },
  'case-closed': { km: 'បិទសំណុំរឿង', en: 'Case closed' },
  'case-reopened': { km: 'បើកសំណុំរឿងឡើងវិញ', en: 'Case reopened' },
  'hearing-set': { km: 'កំណត់សវនាការ', en: 'Hearing set' },
  'counsel-set': { km: 'កត់ត្រាអ្នកចូលរួមនៅតុលាការ', en: 'Prosecutor or counsel recorded' },
  'playbook-step-done': { km: 'ធ្វើជំហានស៊ើបអង្កេតរួច', en: 'Step of a playbook done' },
  'playbook-step-skipped': { km: 'រំលងជំហានស៊ើបអង្កេត', en: 'Step of a playbook skipped' },
}
