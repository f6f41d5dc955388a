import type { IdentifierKind } from '../identifiers/identifier.ts'
import type { Language } from '../language.ts'
import type { ReadBackWay } from './complaint-details.ts'
import type { CHANNELS, LOSS_LEVELS, LOSS_STATES, RAILS, SEXES, TYPOLOGIES, WISHES } from './vocabularies.ts'

/** The words for every entry of one vocabulary in every language; an entry without words does not compile. */
export type Labels<Entry extends string> = {
  readonly [Name in Entry]: { readonly [Tongue in Language]: string }
}

/** How a complaint reached the station, in words. */
export const CHANNEL_LABELS: Labels<(typeof CHANNELS)[number]> = {
  'walk-in': { km: 'មកដោយផ្ទាល់', en: 'In person' },
  phone: { km: 'តាមទូរស័ព្ទ', en: 'By telephone' },
  referral: { km: 'បញ្ជូនពីអង្គភាពផ្សេង', en: 'Referred by another unit' },
  raid: { km: 'រកឃើញក្នុងប្រតិបត្តិការបង្ក្រាប', en: 'Found during a raid' },
  headquarters: { km: 'បញ្ជូនពីអគ្គស្នងការដ្ឋាន', en: 'From headquarters' },
  'foreign-partner': { km: 'ពីដៃគូបរទេស', en: 'From a foreign partner' },
}

/** What the person who reports wants, in words. */
export const WISH_LABELS: Labels<(typeof WISHES)[number]> = {
  complain: { km: 'ដាក់ពាក្យបណ្ដឹង', en: 'Makes a complaint' },
  inform: { km: 'ផ្ដល់ព័ត៌មានប៉ុណ្ណោះ', en: 'Informs only' },
  decline: { km: 'មិនដាក់ពាក្យបណ្ដឹង', en: 'Declines to complain' },
}

/** Ways of showing somebody what was written, in words. */
export const READ_BACK_LABELS: Labels<ReadBackWay> = {
  'second-screen': { km: 'អានលើអេក្រង់ទីពីរ', en: 'Read on the second screen' },
  'read-aloud': { km: 'អានឱ្យស្ដាប់', en: 'Read aloud' },
  'on-paper': { km: 'អានលើក្រដាស', en: 'Read on paper' },
}

/** Kinds of crime, in words. */
export const TYPOLOGY_LABELS: Labels<(typeof TYPOLOGIES)[number]> = {
  'online-shopping-scam': { km: 'ឆបោកតាមការទិញលក់អនឡាញ', en: 'Online shopping scam' },
  'romance-scam': { km: 'ឆបោកតាមទំនាក់ទំនងស្នេហា', en: 'Romance scam' },
  sextortion: { km: 'គំរាមកំហែងដោយរូបភាពផ្លូវភេទ', en: 'Sextortion' },
  'identity-theft': { km: 'លួចប្រើអត្តសញ្ញាណ', en: 'Identity theft' },
  'fake-site': { km: 'គេហទំព័រ ឬទំព័រក្លែងក្លាយ', en: 'Fake site or page' },
  'account-takeover': { km: 'លួចកាន់កាប់គណនី ឬស៊ីមកាត', en: 'Account or SIM takeover' },
  'mobile-banking-fraud': { km: 'ឆបោកតាមសេវាធនាគារលើទូរស័ព្ទ', en: 'Mobile banking fraud' },
  'investment-fraud': { km: 'ឆបោកតាមការវិនិយោគ ឬរូបិយប័ណ្ណគ្រីបតូ', en: 'Investment or crypto fraud' },
  'counterfeit-currency': { km: 'រូបិយវត្ថុក្លែងក្លាយ', en: 'Counterfeit currency' },
  'online-gambling': { km: 'ល្បែងស៊ីសងអនឡាញខុសច្បាប់', en: 'Illegal online gambling' },
  'mule-account': { km: 'គណនីសម្រាប់ផ្ទេរប្រាក់បន្ត', en: 'Mule account' },
  'scam-compound': { km: 'ទីតាំងឆបោកតាមប្រព័ន្ធបច្ចេកវិទ្យា', en: 'Scam compound' },
  other: { km: 'ផ្សេងទៀត', en: 'Other' },
}

/** How far a payment went, in words. */
export const LOSS_STATE_LABELS: Labels<(typeof LOSS_STATES)[number]> = {
  attempted: { km: 'ប៉ុនប៉ងបង់', en: 'Attempted' },
  paid: { km: 'បានបង់', en: 'Paid' },
  frozen: { km: 'បានបង្កក', en: 'Frozen' },
  recovered: { km: 'បានយកមកវិញ', en: 'Recovered' },
}

/** How well a loss line is supported, in words. */
export const LOSS_LEVEL_LABELS: Labels<(typeof LOSS_LEVELS)[number]> = {
  claimed: { km: 'តាមការអះអាង', en: 'Claimed' },
  documented: { km: 'មានឯកសារ', en: 'Documented' },
  confirmed: { km: 'បានបញ្ជាក់', en: 'Confirmed' },
}

/** By which means money moved, in words. */
export const RAIL_LABELS: Labels<(typeof RAILS)[number]> = {
  bank: { km: 'ផ្ទេរតាមធនាគារ', en: 'Bank transfer' },
  'e-wallet': { km: 'កាបូបអេឡិចត្រូនិក', en: 'E-wallet' },
  khqr: { km: 'KHQR / បាគង', en: 'KHQR / Bakong' },
  card: { km: 'កាតធនាគារ', en: 'Card' },
  'cash-agent': { km: 'ភ្នាក់ងារផ្ទេរប្រាក់', en: 'Cash agent' },
  crypto: { km: 'រូបិយប័ណ្ណគ្រីបតូ', en: 'Cryptocurrency' },
  'gift-card': { km: 'កាតអំណោយ', en: 'Gift card' },
  goods: { km: 'ទំនិញ', en: 'Goods' },
  cash: { km: 'សាច់ប្រាក់', en: 'Cash' },
  other: { km: 'ផ្សេងទៀត', en: 'Other' },
}

/** Sex as an identity document states it, in words. */
export const SEX_LABELS: Labels<(typeof SEXES)[number]> = {
  female: { km: 'ស្រី', en: 'Female' },
  male: { km: 'ប្រុស', en: 'Male' },
  'not-stated': { km: 'មិនបានបញ្ជាក់', en: 'Not stated' },
}

/** Kinds of identifiers, in words. */
export const IDENTIFIER_KIND_LABELS: Labels<IdentifierKind> = {
  phone: { km: 'លេខទូរស័ព្ទ', en: 'Phone number' },
  telegram: { km: 'គណនី Telegram', en: 'Telegram account' },
  facebook: { km: 'គណនី ឬទំព័រ Facebook', en: 'Facebook account or page' },
  wechat: { km: 'គណនី WeChat', en: 'WeChat account' },
  line: { km: 'គណនី LINE', en: 'LINE account' },
  email: { km: 'អ៊ីមែល', en: 'E-mail address' },
  url: { km: 'អាសយដ្ឋានគេហទំព័រ', en: 'Web address' },
  domain: { km: 'ឈ្មោះដែន', en: 'Domain name' },
  ip: { km: 'អាសយដ្ឋាន IP', en: 'IP address' },
  'bank-account': { km: 'លេខគណនីធនាគារ', en: 'Bank account number' },
  bakong: { km: 'គណនីបាគង', en: 'Bakong account' },
  wallet: { km: 'កាបូបគ្រីបតូ', en: 'Crypto wallet' },
  imei: { km: 'លេខ IMEI', en: 'IMEI' },
  other: { km: 'ផ្សេងទៀត', en: 'Other' },
}
