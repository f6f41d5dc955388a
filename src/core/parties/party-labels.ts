import { IDENTIFIER_KIND_LABELS, type Labels } from '../casework/vocabulary-labels.ts'
import { isLaterKind, type LaterKind, type NotedKind } from '../identifiers/noted-identifier.ts'
import type { Language } from '../language.ts'
import type {
  CONFIDENCES,
  DOCUMENT_KINDS,
  INDICATORS,
  PARTY_FORMS,
  PARTY_ROLES,
  PREMISES_KINDS,
  RENT_PERIODS,
} from './party-vocabularies.ts'

/** What a party is, in words. */
export const PARTY_FORM_LABELS: Labels<(typeof PARTY_FORMS)[number]> = {
  person: { km: 'រូបវន្តបុគ្គល', en: 'Person' },
  organisation: { km: 'នីតិបុគ្គល ឬអង្គភាព', en: 'Organisation' },
}

/** Kinds of documents, in words. */
export const DOCUMENT_KIND_LABELS: Labels<(typeof DOCUMENT_KINDS)[number]> = {
  'identity-card': { km: 'អត្តសញ្ញាណប័ណ្ណ', en: 'Identity card' },
  passport: { km: 'លិខិតឆ្លងដែន', en: 'Passport' },
  'birth-certificate': { km: 'សំបុត្រកំណើត', en: 'Birth certificate' },
  'family-book': { km: 'សៀវភៅគ្រួសារ', en: 'Family book' },
  'residence-permit': { km: 'ប័ណ្ណស្នាក់នៅ', en: 'Residence permit' },
  'work-permit': { km: 'ប័ណ្ណការងារ', en: 'Work permit' },
  'driving-licence': { km: 'ប័ណ្ណបើកបរ', en: 'Driving licence' },
  'business-registration': { km: 'វិញ្ញាបនបត្រចុះបញ្ជីពាណិជ្ជកម្ម', en: 'Business registration' },
  other: { km: 'ឯកសារផ្សេង', en: 'Other document' },
}

/** What a party is in a case, in words. */
export const PARTY_ROLE_LABELS: Labels<(typeof PARTY_ROLES)[number]> = {
  victim: { km: 'ជនរងគ្រោះ', en: 'Victim' },
  suspect: { km: 'ជនសង្ស័យ', en: 'Suspect' },
  undetermined: { km: 'ជនរងគ្រោះ ឬជនសង្ស័យ មិនទាន់កំណត់', en: 'Victim or suspect, undetermined' },
  witness: { km: 'សាក្សី', en: 'Witness' },
  informant: { km: 'អ្នកផ្ដល់ព័ត៌មាន', en: 'Informant' },
  mule: { km: 'អ្នកឱ្យខ្ចី ឬលក់គណនី', en: 'Money mule' },
  'account-holder': { km: 'ម្ចាស់គណនី', en: 'Account holder' },
  landlord: { km: 'ម្ចាស់ផ្ទះជួល', en: 'Landlord' },
  representative: { km: 'អ្នកតំណាង', en: 'Representative' },
  interpreter: { km: 'អ្នកបកប្រែ', en: 'Interpreter' },
  other: { km: 'ផ្សេងទៀត', en: 'Other' },
}

/** Indicators of vulnerability and trafficking, in words. */
export const INDICATOR_LABELS: Labels<(typeof INDICATORS)[number]> = {
  minor: { km: 'អនីតិជន', en: 'Minor' },
  elderly: { km: 'មនុស្សចាស់ជរា', en: 'Elderly' },
  disability: { km: 'មានពិការភាព', en: 'Disability' },
  pregnant: { km: 'មានផ្ទៃពោះ', en: 'Pregnant' },
  injured: { km: 'មានរបួស', en: 'Injured' },
  ill: { km: 'មានជំងឺ', en: 'Ill' },
  'mental-distress': { km: 'ប៉ះពាល់ផ្លូវចិត្ត', en: 'Mental distress' },
  'cannot-read': { km: 'មិនចេះអក្សរ', en: 'Cannot read' },
  'language-barrier': { km: 'មិនចេះភាសាដែលសួរ', en: 'Does not speak the language' },
  threatened: { km: 'ត្រូវគេគំរាម', en: 'Under threat' },
  dependants: { km: 'មានអ្នកក្នុងបន្ទុក', en: 'Has dependants' },
  'abuse-of-vulnerability': { km: 'រំលោភលើភាពងាយរងគ្រោះ', en: 'Abuse of vulnerability' },
  deception: { km: 'ត្រូវគេបោកប្រាស់ឱ្យមកធ្វើការ', en: 'Deception' },
  'restriction-of-movement': { km: 'រឹតត្បិតការធ្វើដំណើរ', en: 'Restriction of movement' },
  isolation: { km: 'ត្រូវគេញែកឱ្យនៅដាច់ពីគេ', en: 'Isolation' },
  violence: { km: 'ហិង្សាផ្លូវកាយ ឬផ្លូវភេទ', en: 'Physical or sexual violence' },
  intimidation: { km: 'ការបំភិតបំភ័យ និងគំរាមកំហែង', en: 'Intimidation and threats' },
  'retention-of-documents': { km: 'ដកហូតឯកសារអត្តសញ្ញាណ', en: 'Retention of identity documents' },
  'withholding-of-wages': { km: 'មិនបើកប្រាក់ឈ្នួល', en: 'Withholding of wages' },
  'debt-bondage': { km: 'ជំពាក់បំណុលជាចំណង', en: 'Debt bondage' },
  'abusive-conditions': { km: 'លក្ខខណ្ឌរស់នៅ និងការងារអាក្រក់', en: 'Abusive living and working conditions' },
  'excessive-overtime': { km: 'ធ្វើការលើសម៉ោងហួសហេតុ', en: 'Excessive overtime' },
  'forced-criminality': { km: 'ត្រូវគេបង្ខំឱ្យប្រព្រឹត្តបទល្មើស', en: 'Forced to commit offences' },
  'sold-on': { km: 'ត្រូវគេលក់បន្តទៅទីតាំងផ្សេង', en: 'Sold on to another place' },
}

/** What premises are, in words. */
export const PREMISES_KIND_LABELS: Labels<(typeof PREMISES_KINDS)[number]> = {
  compound: { km: 'បរិវេណអគារ', en: 'Compound' },
  apartment: { km: 'អាផាតមិន', en: 'Apartment' },
  house: { km: 'ផ្ទះ', en: 'House' },
  office: { km: 'ការិយាល័យ', en: 'Office' },
  hotel: { km: 'សណ្ឋាគារ', en: 'Hotel' },
  casino: { km: 'កាស៊ីណូ', en: 'Casino' },
  warehouse: { km: 'ឃ្លាំងទំនិញ', en: 'Warehouse' },
  shop: { km: 'ហាង', en: 'Shop' },
  other: { km: 'ផ្សេងទៀត', en: 'Other' },
}

/** What rent is paid for, in words. */
export const RENT_PERIOD_LABELS: Labels<(typeof RENT_PERIODS)[number]> = {
  day: { km: 'ក្នុងមួយថ្ងៃ', en: 'a day' },
  week: { km: 'ក្នុងមួយសប្ដាហ៍', en: 'a week' },
  month: { km: 'ក្នុងមួយខែ', en: 'a month' },
  year: { km: 'ក្នុងមួយឆ្នាំ', en: 'a year' },
}

/** How sure an identifier is, in words. */
export const CONFIDENCE_LABELS: Labels<(typeof CONFIDENCES)[number]> = {
  claimed: { km: 'តាមការអះអាង', en: 'Claimed' },
  probable: { km: 'ទំនងជាត្រឹមត្រូវ', en: 'Probable' },
  verified: { km: 'បានផ្ទៀងផ្ទាត់', en: 'Verified' },
}

const NOTED_KIND_LABELS: Labels<LaterKind> = {
  imsi: { km: 'លេខ IMSI', en: 'IMSI' },
  iccid: { km: 'លេខស៊ីមកាត (ICCID)', en: 'SIM card (ICCID)' },
  plate: { km: 'ផ្លាកលេខយានយន្ត', en: 'Number plate' },
  transaction: { km: 'លេខប្រតិបត្តិការគ្រីបតូ', en: 'Transaction hash' },
  connection: { km: 'IP ច្រក និងម៉ោង', en: 'IP, port and time' },
  document: { km: 'លេខឯកសារ', en: 'Document number' },
}

/** The words for any kind of identifier. */
export function labelOfNoted(kind: NotedKind, language: Language): string {
  return isLaterKind(kind) ? NOTED_KIND_LABELS[kind][language] : IDENTIFIER_KIND_LABELS[kind][language]
}
