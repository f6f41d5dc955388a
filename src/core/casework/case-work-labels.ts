import type {
  CaseOutcome,
  CaseStateName,
  CounselRole,
  HearingState,
  LinkRelation,
  ReviewOutcome,
} from './case-work-vocabularies.ts'
import type { Labels } from './vocabulary-labels.ts'

/** How each end of a case is called. */
export const CASE_OUTCOME_LABELS: Labels<CaseOutcome> = {
  'sent-to-prosecutor': { km: 'បញ្ជូនទៅព្រះរាជអាជ្ញា', en: 'Sent to the prosecutor' },
  'handed-to-other-authority': {
    km: 'ប្រគល់ទៅសមត្ថកិច្ចផ្សេង',
    en: 'Handed to another authority',
  },
  'perpetrator-unknown': { km: 'មិនទាន់ស្គាល់ជនល្មើស', en: 'Perpetrator not known' },
  'not-enough-evidence': { km: 'ភស្តុតាងមិនគ្រប់គ្រាន់', en: 'Not enough evidence' },
  'no-offence': { km: 'គ្មានបទល្មើស', en: 'No offence' },
  withdrawn: { km: 'ជនរងគ្រោះដកពាក្យបណ្ដឹង', en: 'Complaint withdrawn' },
  'entered-by-mistake': { km: 'ចុះបញ្ជីដោយច្រឡំ', en: 'Entered by mistake' },
  other: { km: 'ផ្សេងទៀត', en: 'Other' },
}

/** How each way in which two cases belong together is called. */
export const LINK_RELATION_LABELS: Labels<LinkRelation> = {
  'same-suspect': { km: 'ជនសង្ស័យតែមួយ', en: 'Same suspect' },
  'same-victim': { km: 'ជនរងគ្រោះតែមួយ', en: 'Same victim' },
  'same-identifier': {
    km: 'លេខ ឬគណនីតែមួយ',
    en: 'Same number or account',
  },
  'same-money': { km: 'លំហូរប្រាក់តែមួយ', en: 'Same flow of money' },
  'same-method': { km: 'វិធីប្រព្រឹត្តដូចគ្នា', en: 'Same method' },
  other: { km: 'ទាក់ទងគ្នាដោយមូលហេតុផ្សេង', en: 'Related in another way' },
}

/** How each result of a review is called. */
export const REVIEW_OUTCOME_LABELS: Labels<ReviewOutcome> = {
  'in-order': { km: 'ត្រឹមត្រូវ', en: 'In order' },
  instructions: { km: 'មានការណែនាំ', en: 'Instructions given' },
  'ready-to-close': { km: 'អាចបិទបាន', en: 'Ready to be closed' },
}

/** How each part in a case before the courts is called. */
export const COUNSEL_ROLE_LABELS: Labels<CounselRole> = {
  prosecutor: { km: 'ព្រះរាជអាជ្ញា', en: 'Prosecutor' },
  'investigating-judge': { km: 'ចៅក្រមស៊ើបសួរ', en: 'Investigating judge' },
  defence: { km: 'មេធាវីការពារ', en: 'Defence counsel' },
  'victims-counsel': { km: 'មេធាវីជនរងគ្រោះ', en: 'Counsel of the victim' },
}

/** How each state of a hearing is called. */
export const HEARING_STATE_LABELS: Labels<HearingState> = {
  planned: { km: 'បានកំណត់ថ្ងៃ', en: 'Planned' },
  held: { km: 'បានបើកសវនាការ', en: 'Held' },
  cancelled: { km: 'បានលុបចោល', en: 'Cancelled' },
}

/** How each state of a case is called. */
export const CASE_STATE_LABELS: Labels<CaseStateName> = {
  open: { km: 'កំពុងស៊ើបអង្កេត', en: 'Open' },
  closed: { km: 'បានបិទ', en: 'Closed' },
  merged: { km: 'បានបញ្ចូលទៅសំណុំរឿងផ្សេង', en: 'Merged into another' },
  transferred: { km: 'បានផ្ទេរទៅអង្គភាពផ្សេង', en: 'Transferred' },
}
