import { STATION_ZONE } from '../dates/station-time.ts'
import { toKhmerDigits } from '../khmer/digits.ts'
import type { EventKind } from '../ledger/event-body.ts'
import { CASE_WORK_EVENT_TEXT } from './case-work-event-text.ts'
import { CUSTODY_EVENT_TEXT } from './custody-event-text.ts'
import type { Phrase, Signer } from './document-tree.ts'
import { HEAD_BLANKS } from './head-blanks.ts'
import { PARTY_EVENT_TEXT } from './party-event-text.ts'
import { writeCount } from './record-parts.ts'

/** Everything the case report says in words of the house; a text that lacks a language does not compile. */
export const CASE_REPORT_TEXT = {
  title: { km: 'របាយការណ៍សំណុំរឿង', en: 'Case report' },
  subject: {
    km: 'សំណុំរឿងព្រហ្មទណ្ឌ និងវត្ថុតាងឌីជីថល',
    en: 'A criminal case file and its digital exhibits',
  },
  ...HEAD_BLANKS,

  general: { km: 'ព័ត៌មានទូទៅ', en: 'General' },
  caseNumber: { km: 'លេខសំណុំរឿង', en: 'Case number' },
  caseTitle: { km: 'ចំណងជើង', en: 'Title' },
  opened: { km: 'បើកនៅ', en: 'Opened' },
  openedBy: { km: 'បើកដោយ', en: 'Opened by' },
  stateAsOf: { km: 'ស្ថានភាពត្រឹម', en: 'State as of' },
  contents: { km: 'ខ្លឹមសារ', en: 'Contents' },

  method: { km: 'វិធីសាស្ត្រ និងព្រំដែននៃរបាយការណ៍', en: 'Method and limits' },
  methodHeading: { km: 'អ្វីដែលបានធ្វើ', en: 'What was done' },
  limitsHeading: { km: 'អ្វីដែលរបាយការណ៍នេះមិនបញ្ជាក់', en: 'What this report does not establish' },
  factsOnly: {
    km: 'របាយការណ៍នេះរៀបរាប់តែអង្គហេតុ តាមដែលបានកត់ត្រាទុក។ វាគ្មានការបកស្រាយ គ្មានមតិ និងគ្មានសេចក្ដីសន្និដ្ឋានអំពីពិរុទ្ធភាពរបស់បុគ្គលណាម្នាក់ឡើយ។',
    en: 'This report states facts as they were recorded. It holds no interpretation, no opinion and no conclusion about the guilt of any person.',
  },
  signaturesVerified: {
    km: 'ព្រឹត្តិការណ៍នីមួយៗដែលរបាយការណ៍នេះផ្អែកលើ ត្រូវបានអានពីបញ្ជីព្រឹត្តិការណ៍ ហើយហត្ថលេខាឌីជីថល កូដ SHA-256 និងតំណភ្ជាប់ទៅព្រឹត្តិការណ៍មុន ត្រូវបានផ្ទៀងផ្ទាត់មុនពេលបង្កើតរបាយការណ៍។',
    en: 'Every event that this report rests on was read from the ledger; its digital signature, its SHA-256 hash and its link to the event before it were verified before the report was made.',
  },
  digestsTaken: {
    km: 'កូដ SHA-256 របស់វត្ថុតាងនីមួយៗ ត្រូវបានគណនាពីគ្រប់បៃនៃឯកសារដើម ក្នុងពេលបិទត្រា ដោយមិនកែប្រែឯកសារដើមឡើយ។',
    en: 'The SHA-256 hash of each exhibit was computed over every byte of the source file while it was being sealed; the source was not altered.',
  },
  sumsKept: {
    km: 'ទឹកប្រាក់ត្រូវបានបូកដាច់ដោយឡែកតាមរូបិយប័ណ្ណ តាមដំណាក់កាល និងតាមកម្រិតភស្តុតាង ហើយមិនត្រូវបានប្ដូរទៅជារូបិយប័ណ្ណផ្សេងឡើយ។',
    en: 'Amounts are added up apart for each currency, state and level of support, and never converted into another currency.',
  },
  formsKept: {
    km: 'ទិន្នន័យសម្គាល់នីមួយៗបង្ហាញទម្រង់ដើមតាមដែលបានផ្ដល់ និងទម្រង់បង្រួបបង្រួមដែលកម្មវិធីគណនាសម្រាប់ការប្រៀបធៀប។',
    en: 'Each identifier is shown as it was given and in the normalised form that the software computes for comparison.',
  },
  toldByVictims: {
    km: 'អង្គហេតុនៃពាក្យបណ្ដឹង ជាសម្ដីរបស់ជនរងគ្រោះ ហើយមិនត្រូវបានផ្ទៀងផ្ទាត់ដោយរបាយការណ៍នេះទេ។',
    en: 'What a complaint tells is told by the victim; this report does not verify it.',
  },
  contentNotExamined: {
    km: 'ខ្លឹមសារនៃវត្ថុតាងមិនត្រូវបានពិនិត្យសម្រាប់របាយការណ៍នេះទេ។ ការបិទត្រាបញ្ជាក់ថាវត្ថុតាងមិនបានផ្លាស់ប្ដូរចាប់ពីពេលបិទត្រា តែមិនបញ្ជាក់អំពីអ្វីដែលកើតឡើងមុននោះឡើយ។',
    en: 'The content of the exhibits was not examined for this report. Sealing shows that an exhibit has not changed since it was sealed, and nothing about the time before.',
  },
  clocks: {
    km: 'កាលបរិច្ឆេទ និងម៉ោង បានមកពីនាឡិកានៃកុំព្យូទ័រដែលបានកត់ត្រា គិតតាមតំបន់ម៉ោង UTC+7។ លំដាប់នៃព្រឹត្តិការណ៍ត្រូវបានកំណត់ដោយលេខលំដាប់ និងខ្សែសង្វាក់កូដ មិនមែនដោយនាឡិកាទេ។',
    en: 'Dates and times come from the clock of the computer that recorded them, in the time zone UTC+7. The order of events follows from their sequence numbers and the chain of hashes, not from the clock.',
  },
  headOnly: {
    km: 'របាយការណ៍នេះគ្របដណ្ដប់តែព្រឹត្តិការណ៍រហូតដល់ក្បាលបញ្ជីដែលបានបញ្ជាក់។ អ្វីដែលបានកត់ត្រាក្រោយនោះ មិនមាននៅក្នុងរបាយការណ៍នេះទេ។',
    en: 'The report covers events up to the ledger head that it states. What was recorded later is not in it.',
  },
  protectedContact: {
    km: 'មធ្យោបាយទាក់ទងដោយសុវត្ថិភាពរបស់ជនរងគ្រោះ មិនត្រូវបានបង្ហាញ ដើម្បីការពារជនរងគ្រោះ។',
    en: 'How a victim can be reached safely is left out, to protect the victim.',
  },
  boxedCharacters: {
    km: 'តួអក្សរដែលមិនអាចបង្ហាញបាន ឬដែលអាចលាក់បាំងអត្ថបទ ត្រូវបានជំនួសដោយប្រអប់ដែលមានលេខកូដ Unicode របស់វា។',
    en: 'A character that cannot be shown, or that could hide text, appears as a box with its Unicode number.',
  },

  complaints: { km: 'ពាក្យបណ្ដឹង', en: 'Complaints' },
  noComplaints: { km: 'គ្មានពាក្យបណ្ដឹងត្រូវបានកត់ត្រាទេ។', en: 'No complaint is recorded.' },
  received: { km: 'ថ្ងៃទទួល', en: 'Received on' },
  channel: { km: 'មធ្យោបាយទទួល', en: 'Channel' },
  wish: { km: 'បំណងរបស់អ្នករាយការណ៍', en: 'Wish of the person' },
  taken: { km: 'កត់ត្រានៅ', en: 'Recorded' },
  takenBy: { km: 'កត់ត្រាដោយ', en: 'Recorded by' },
  wishReason: { km: 'មូលហេតុនៃបំណង', en: 'Reason for the wish' },
  spokenLanguage: { km: 'ភាសាដែលនិយាយ', en: 'Language spoken' },
  interpreter: { km: 'អ្នកបកប្រែ', en: 'Interpreter' },
  interpreterSworn: { km: 'អ្នកបកប្រែបានស្បថ', en: 'Interpreter sworn in' },
  interpreterIndependent: { km: 'អ្នកបកប្រែឯករាជ្យ', en: 'Interpreter independent' },
  firstContact: { km: 'ទាក់ទងដំបូង', en: 'First contact' },
  discovered: { km: 'ដឹងថាចាញ់បោក', en: 'Found out' },
  readBack: { km: 'ការពិនិត្យដោយសាមីខ្លួន', en: 'Checked by the person' },
  readBackRight: { km: 'សាមីខ្លួនថាត្រឹមត្រូវ', en: 'Said to be right' },
  readBackNote: { km: 'អ្វីដែលបានកែ', en: 'What was put right' },
  yes: { km: 'បាទ/ចាស', en: 'yes' },
  no: { km: 'ទេ', en: 'no' },
  victim: { km: 'ជនរងគ្រោះ', en: 'Victim' },
  victimName: { km: 'ឈ្មោះ', en: 'Name' },
  latinName: { km: 'ឈ្មោះជាអក្សរឡាតាំង', en: 'Name in Latin letters' },
  sex: { km: 'ភេទ', en: 'Sex' },
  birthDate: { km: 'ថ្ងៃខែឆ្នាំកំណើត', en: 'Date of birth' },
  nationality: { km: 'សញ្ជាតិ', en: 'Nationality' },
  phone: { km: 'លេខទូរស័ព្ទ', en: 'Telephone' },
  address: { km: 'អាសយដ្ឋាន', en: 'Address' },
  idDocument: { km: 'ឯកសារអត្តសញ្ញាណ', en: 'Identity document' },
  summary: { km: 'សង្ខេប', en: 'Summary' },
  typologies: { km: 'ប្រភេទបទល្មើស', en: 'Kind of offence' },
  happened: { km: 'ពេលកើតហេតុ', en: 'When it happened' },
  eventPlace: { km: 'ទីកន្លែងកើតហេតុ', en: 'Where it happened' },
  narrative: { km: 'អង្គហេតុតាមសម្ដីជនរងគ្រោះ', en: 'What happened, in the words of the victim' },

  identifiers: { km: 'ទិន្នន័យសម្គាល់', en: 'Identifiers' },
  noIdentifiers: { km: 'គ្មានទិន្នន័យសម្គាល់ទេ។', en: 'No identifier is recorded.' },
  order: { km: 'ល.រ', en: 'No.' },
  kind: { km: 'ប្រភេទ', en: 'Kind' },
  raw: { km: 'តាមដែលបានផ្ដល់', en: 'As given' },
  normalised: { km: 'ទម្រង់បង្រួបបង្រួម', en: 'Normalised' },
  note: { km: 'កំណត់សម្គាល់', en: 'Note' },

  losses: { km: 'ការខាតបង់', en: 'Losses' },
  noLosses: { km: 'គ្មានការខាតបង់ត្រូវបានកត់ត្រាទេ។', en: 'No loss is recorded.' },
  lossState: { km: 'ដំណាក់កាល', en: 'State' },
  lossLevel: { km: 'កម្រិតភស្តុតាង', en: 'Support' },
  amount: { km: 'ទឹកប្រាក់', en: 'Amount' },
  paidOn: { km: 'ថ្ងៃបង់', en: 'Day' },
  rail: { km: 'មធ្យោបាយ', en: 'Means' },
  reference: { km: 'លេខប្រតិបត្តិការ', en: 'Reference' },
  payer: { km: 'អ្នកបង់', en: 'Payer' },
  payee: { km: 'អ្នកទទួល', en: 'Payee' },

  totals: { km: 'ទឹកប្រាក់សរុបតាមរូបិយប័ណ្ណ', en: 'Totals for each currency' },
  recordedPayments: {
    km: 'ការបង់ប្រាក់ដែលបានកត់ត្រា និងការខាតបង់ដែលរាប់នៅកន្លែងផ្សេង',
    en: 'Payments recorded, and losses counted elsewhere',
  },
  eachOnce: {
    km: 'ការបង់ប្រាក់នីមួយៗត្រូវបានរាប់តែម្ដងក្នុងទឹកប្រាក់សរុបខាងលើ។ បន្ទាត់ដែលមិនរាប់បញ្ចូល មានមូលហេតុនៅក្រោមបន្ទាត់នោះ។',
    en: 'Each payment counts once in the totals above; a line that is not counted says why.',
  },
  currency: { km: 'រូបិយប័ណ្ណ', en: 'Currency' },
  lines: { km: 'ចំនួនប្រតិបត្តិការ', en: 'Lines' },

  exhibits: { km: 'វត្ថុតាងឌីជីថល', en: 'Digital exhibits' },
  noExhibits: { km: 'គ្មានវត្ថុតាងត្រូវបានបិទត្រាទេ។', en: 'No exhibit is sealed.' },
  exhibitNumber: { km: 'លេខវត្ថុតាង', en: 'Number' },
  fileName: { km: 'ឈ្មោះឯកសារ', en: 'File name' },
  size: { km: 'ទំហំ', en: 'Size' },
  sealed: { km: `បិទត្រានៅ (${STATION_ZONE}) និងដោយ`, en: `Sealed at (${STATION_ZONE}) and by` },
  digest: { km: 'SHA-256', en: 'SHA-256' },
  sourceName: { km: 'ឈ្មោះដើមនៃឯកសារ', en: 'Name of the source file' },
  sourceModified: { km: 'ឯកសារដើមកែប្រែចុងក្រោយ', en: 'Source last changed' },
  description: { km: 'ការពិពណ៌នា', en: 'Description' },

  events: { km: 'ព្រឹត្តិការណ៍នៃសំណុំរឿង', en: 'Events of the case' },
  noEvents: { km: 'គ្មានព្រឹត្តិការណ៍ទេ។', en: 'No event is recorded.' },
  sequence: { km: 'លេខលំដាប់', en: 'Seq.' },
  time: { km: `ពេលវេលា (${STATION_ZONE})`, en: `Time (${STATION_ZONE})` },
  eventHash: { km: 'កូដព្រឹត្តិការណ៍ (SHA-256)', en: 'Hash of the event (SHA-256)' },
  ledgerHead: { km: 'ក្បាលបញ្ជីព្រឹត្តិការណ៍', en: 'Ledger head' },
  headSequence: { km: 'លេខលំដាប់នៃក្បាលបញ្ជី', en: 'Sequence number of the head' },
  eventCount: { km: 'ចំនួនព្រឹត្តិការណ៍', en: 'Number of events' },
  software: { km: 'កម្មវិធី', en: 'Software' },

  checking: { km: 'របៀបផ្ទៀងផ្ទាត់', en: 'How to check' },
  checkDigest: {
    km: 'ដើម្បីពិនិត្យឯកសារវត្ថុតាងមួយ សូមគណនាកូដ SHA-256 របស់វា ដោយពាក្យបញ្ជាខាងក្រោម រួចប្រៀបធៀបគ្រប់តួទាំង ៦៤ ជាមួយកូដក្នុងតារាងវត្ថុតាង។ បើដូចគ្នាទាំងអស់ ឯកសារនោះគឺជាឯកសារដែលបានបិទត្រា។',
    en: 'To check the file of an exhibit, compute its SHA-256 hash with the command below and compare all 64 digits with the table of exhibits. If all are equal, the file is the one that was sealed.',
  },
  checkList: {
    km: 'របាយការណ៍ PDF នេះមានភ្ជាប់ឯកសារ SHA256SUMS ដែលរាយកូដរបស់វត្ថុតាងទាំងអស់។ សូមរក្សាវាទុកក្នុងថតជាមួយវត្ថុតាង រួចប្រើពាក្យបញ្ជានេះ៖',
    en: 'The file SHA256SUMS, attached to this PDF, lists the hashes of all exhibits. Save it in the folder of the exhibits and use this command:',
  },
  checkLedger: {
    km: 'ដើម្បីពិនិត្យបញ្ជីព្រឹត្តិការណ៍ទាំងមូល នៅស្ថានីយដែលរក្សាទុកសំណុំរឿង សូមប្រើពាក្យបញ្ជាខាងក្រោម រួចប្រៀបធៀបកូដព្រឹត្តិការណ៍ដែលមានលេខលំដាប់ដូចគ្នា ជាមួយក្បាលបញ្ជីក្នុងរបាយការណ៍នេះ។',
    en: 'To check the whole ledger, use the command below at the station that keeps the case, and compare the hash of the event with the same sequence number with the ledger head of this report.',
  },
  sumsDescription: {
    km: 'កូដ SHA-256 នៃវត្ថុតាង សម្រាប់ sha256sum -c',
    en: 'SHA-256 hashes of the exhibits, for sha256sum -c',
  },

  signatures: { km: 'ហត្ថលេខា', en: 'Signatures' },
  signingIntro: {
    km: 'របាយការណ៍នេះធ្វើឡើងតាមអ្វីដែលបានកត់ត្រាក្នុងបញ្ជីព្រឹត្តិការណ៍ រហូតដល់ក្បាលបញ្ជីដែលមាននៅជើងទំព័រនីមួយៗ។',
    en: 'This report was made from what the ledger records up to the head at the foot of each page.',
  },
} as const satisfies { readonly [name: string]: Phrase }

/** What each kind of event is called. */
export const EVENT_KIND_TEXT: { readonly [kind in EventKind]: Phrase } = {
  'vault-created': { km: 'បង្កើតឃ្លាំងសម្ងាត់', en: 'Vault created' },
  'person-added': { km: 'បន្ថែមអ្នកប្រើប្រាស់', en: 'Person added' },
  'person-roles-changed': { km: 'ប្ដូរតួនាទី', en: 'Roles changed' },
  'person-suspended': { km: 'ផ្អាកអ្នកប្រើប្រាស់', en: 'Person suspended' },
  'person-reinstated': { km: 'ឱ្យអ្នកប្រើប្រាស់ចូលវិញ', en: 'Person reinstated' },
  'passphrase-reset': { km: 'កំណត់ឃ្លាសម្ងាត់ថ្មី', en: 'Passphrase reset' },
  'recovery-added': { km: 'បន្ថែមផ្លូវស្ដារ', en: 'Way of recovery added' },
  'recovery-removed': { km: 'បញ្ចប់ផ្លូវស្ដារ', en: 'Way of recovery removed' },
  'recovery-checked': { km: 'ពិនិត្យផ្លូវស្ដារ', en: 'Way of recovery checked' },
  'vault-recovered': { km: 'ស្ដារឃ្លាំងសម្ងាត់', en: 'Vault recovered' },
  'header-changed': { km: 'ប្ដូរផ្នែកក្បាលនៃឃ្លាំង', en: 'Header changed' },
  'unlock-refused': { km: 'ឃ្លាសម្ងាត់ត្រូវបានបដិសេធ', en: 'Passphrases refused' },
  'column-map-saved': { km: 'រក្សាទុករបៀបអានតារាង', en: 'Way of reading a table saved' },
  'template-changed': { km: 'ប្ដូរពាក្យពេចន៍នៃឯកសារ', en: 'Wording changed' },
  'law-pack-adopted': { km: 'អនុម័តកញ្ចប់ច្បាប់', en: 'Law pack adopted' },
  'head-anchored': { km: 'កត់ក្បាលបញ្ជីលើក្រដាស', en: 'Ledger head written down' },
  'rollback-noticed': { km: 'រកឃើញការដកថយនៃបញ្ជី', en: 'Rollback noticed' },
  'ledger-salvaged': { km: 'ស្រង់បញ្ជីព្រឹត្តិការណ៍', en: 'Ledger salvaged' },
  'case-expunged': { km: 'បំផ្លាញសំណុំរឿងតាមដីកា', en: 'Case expunged by order' },
  'case-key-granted': { km: 'ផ្ដល់កូនសោសំណុំរឿង', en: 'Case key granted' },
  'hub-asked': { km: 'ស្នើចុះឈ្មោះជាមួយអគ្គស្នងការដ្ឋាន', en: 'Enrolment with headquarters asked for' },
  'hub-pinned': { km: 'ចុះឈ្មោះជាមួយអគ្គស្នងការដ្ឋាន', en: 'Enrolled with headquarters' },
  'hub-unpinned': { km: 'បញ្ចប់ការចុះឈ្មោះជាមួយអគ្គស្នងការដ្ឋាន', en: 'Enrolment ended' },
  'case-shared-with-hub': { km: 'ចែករំលែកសំណុំរឿងជាមួយអគ្គស្នងការដ្ឋាន', en: 'Case shared with headquarters' },
  'package-written': { km: 'ធ្វើកញ្ចប់ជូនអគ្គស្នងការដ្ឋាន', en: 'Package for headquarters written' },
  'way-back-taken': { km: 'ទទួលចម្លើយពីអគ្គស្នងការដ្ឋាន', en: 'Answer of headquarters taken' },
  'paper-key-told': { km: 'ប្រាប់កូនសោចុះហត្ថលេខាលើឯកសារ', en: 'Key for papers told' },
  'case-opened': { km: 'បើកសំណុំរឿង', en: 'Case opened' },
  'complaint-taken': { km: 'ទទួលពាក្យបណ្ដឹង', en: 'Complaint taken' },
  'exhibit-sealed': { km: 'បិទត្រាវត្ថុតាង', en: 'Exhibit sealed' },
  'exhibit-extracted': { km: 'ចម្លងវត្ថុតាងចេញ', en: 'Exhibit extracted' },
  'report-saved': { km: 'រក្សាទុករបាយការណ៍', en: 'Report saved' },
  'report-signed': { km: 'ចុះហត្ថលេខាលើរបាយការណ៍', en: 'Report signed' },
  'case-disclosed': { km: 'ផ្ដល់សំណុំរឿងជាឯកសារ', en: 'Case disclosed' },
  'case-exported': { km: 'ចេញកញ្ចប់សំណុំរឿង', en: 'Package of the case made' },
  'record-drafted': { km: 'ចាប់ផ្ដើមសរសេរកំណត់ហេតុ', en: 'Record begun' },
  'record-discarded': { km: 'បោះបង់សេចក្ដីព្រាងកំណត់ហេតុ', en: 'Draft of a record discarded' },
  'record-changed': { km: 'កែសេចក្ដីព្រាងកំណត់ហេតុ', en: 'Draft of a record changed' },
  'record-finalised': { km: 'បញ្ចប់កំណត់ហេតុ', en: 'Record finalised' },
  'letter-issued': { km: 'ចេញលិខិត', en: 'Letter issued' },
  'event-confirmed': { km: 'អ្នកទីពីរបានបញ្ជាក់', en: 'Confirmed by a second person' },
  ...CUSTODY_EVENT_TEXT,
  ...PARTY_EVENT_TEXT,
  ...CASE_WORK_EVENT_TEXT,
}

/** Who signs the report. */
export const CASE_REPORT_SIGNERS: readonly Signer[] = [
  { role: { km: 'មន្ត្រីធ្វើរបាយការណ៍', en: 'Reporting officer' }, mark: 'signature' },
  { role: { km: 'មន្ត្រីកាន់កាប់វត្ថុតាង', en: 'Evidence custodian' }, mark: 'signature' },
  { role: { km: 'ប្រធានអង្គភាព', en: 'Head of unit' }, mark: 'signature-and-seal' },
]

/** Says how many complaints and exhibits a case holds. */
export function sayContents(complaints: number, exhibits: number): Phrase {
  const [first, second] = [writeCount(complaints), writeCount(exhibits)]
  return {
    km: `ពាក្យបណ្ដឹងចំនួន ${first.km} វត្ថុតាងចំនួន ${second.km}`,
    en: `Complaints: ${first.en}, exhibits: ${second.en}`,
  }
}

/** Says how large a file is, to the byte. */
export function saySize(sizeBytes: number): Phrase {
  const count = writeCount(sizeBytes)
  return { km: `${count.km} បៃ`, en: `${count.en} bytes` }
}

/** Heads one of several complaints. */
export function headComplaint(order: number): Phrase {
  return { km: `ពាក្យបណ្ដឹងទី ${toKhmerDigits(String(order))}`, en: `Complaint ${order}` }
}

/** Joins the first and the last day of something that lasted. */
export function sayPeriod(from: Phrase, to: Phrase): Phrase {
  return { km: `ពី${from.km} ដល់${to.km}`, en: `From ${from.en} to ${to.en}` }
}

/** Says on which day something began whose end is not known. */
export function saySince(from: Phrase): Phrase {
  return { km: `ចាប់ពី${from.km}`, en: `From ${from.en}` }
}
