import type { Labels } from '../casework/vocabulary-labels.ts'
import type {
  AuthorisationForm,
  ContainerForm,
  ExhibitCategory,
  MovePurpose,
  PaperSignature,
  RaidPersonRole,
  SealState,
} from './custody-vocabularies.ts'

/** What each kind of physical exhibit is called. */
export const EXHIBIT_CATEGORY_LABELS: Labels<ExhibitCategory> = {
  phone: { km: 'ទូរស័ព្ទ', en: 'Phone' },
  sim: { km: 'ស៊ីមកាត', en: 'SIM card' },
  computer: { km: 'កុំព្យូទ័រ', en: 'Computer' },
  'storage-medium': { km: 'ឧបករណ៍ផ្ទុកទិន្នន័យ', en: 'Storage medium' },
  cash: { km: 'សាច់ប្រាក់', en: 'Cash' },
  document: { km: 'ឯកសារ', en: 'Document' },
  'counterfeit-note': { km: 'ក្រដាសប្រាក់ក្លែងក្លាយ', en: 'Counterfeit note' },
  'bank-card': { km: 'កាតធនាគារ', en: 'Bank card' },
  vehicle: { km: 'យានយន្ត', en: 'Vehicle' },
  other: { km: 'ផ្សេងទៀត', en: 'Other' },
}

/** What each kind of container is called. */
export const CONTAINER_FORM_LABELS: Labels<ContainerForm> = {
  bag: { km: 'ថង់', en: 'Bag' },
  box: { km: 'ប្រអប់', en: 'Box' },
  envelope: { km: 'ស្រោមសំបុត្រ', en: 'Envelope' },
  pallet: { km: 'បាតទ្រ', en: 'Pallet' },
}

/** Why things change hands, as people say it. */
export const MOVE_PURPOSE_LABELS: Labels<MovePurpose> = {
  transfer: { km: 'ប្រគល់ឱ្យអ្នកផ្សេង', en: 'Hand over' },
  store: { km: 'ដាក់ទុកក្នុងឃ្លាំង', en: 'Store' },
  'take-out': { km: 'យកចេញពីឃ្លាំង', en: 'Take out' },
  examine: { km: 'ដើម្បីពិនិត្យ', en: 'For examination' },
  court: { km: 'បញ្ជូនទៅតុលាការ', en: 'To the court' },
  'hand-to-lab': { km: 'បញ្ជូនទៅមន្ទីរពិសោធន៍', en: 'To a laboratory' },
  return: { km: 'ប្រគល់ជូនម្ចាស់វិញ', en: 'Return to the owner' },
  dispose: { km: 'ចាត់ចែងតាមបទបញ្ជា', en: 'Dispose of' },
  destroy: { km: 'កម្ទេចចោល', en: 'Destroy' },
}

/** How a seal was found. */
export const SEAL_STATE_LABELS: Labels<SealState> = {
  intact: { km: 'ត្រានៅដដែល', en: 'Seal intact' },
  broken: { km: 'ត្រាដាច់', en: 'Seal broken' },
  replaced: { km: 'បានប្ដូរត្រាថ្មី', en: 'Seal replaced' },
  none: { km: 'គ្មានត្រា', en: 'No seal' },
}

/** What a person found in a raid is to the case. */
export const RAID_PERSON_ROLE_LABELS: Labels<RaidPersonRole> = {
  suspect: { km: 'ជនសង្ស័យ', en: 'Suspect' },
  victim: { km: 'ជនរងគ្រោះ', en: 'Victim' },
  witness: { km: 'សាក្សី', en: 'Witness' },
  undetermined: { km: 'មិនទាន់កំណត់ថាជាជនរងគ្រោះ ឬជនសង្ស័យ', en: 'Victim or suspect undetermined' },
}

/** How an authorisation was given. */
export const AUTHORISATION_FORM_LABELS: Labels<AuthorisationForm> = {
  written: { km: 'ជាលាយលក្ខណ៍អក្សរ', en: 'In writing' },
  verbal: { km: 'ដោយផ្ទាល់មាត់', en: 'Verbally' },
}

/** How somebody put their name under a paper. */
export const PAPER_SIGNATURE_LABELS: Labels<PaperSignature> = {
  signature: { km: 'ចុះហត្ថលេខា', en: 'Signed' },
  'thumb-print': { km: 'ផ្ដិតមេដៃ', en: 'Gave a thumb-print' },
  refused: { km: 'មិនព្រមចុះហត្ថលេខា', en: 'Refused to sign' },
}
