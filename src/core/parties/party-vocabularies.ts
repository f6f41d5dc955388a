/** What a party is. */
export const PARTY_FORMS = ['person', 'organisation'] as const

/** In which letters a name is written. */
export const NAME_SCRIPTS = ['khmer', 'latin', 'chinese', 'other'] as const

/** What a name is: the one on documents, one that somebody goes by, an earlier one, the one of a business. */
export const NAME_USES = ['official', 'alias', 'former', 'trading'] as const

/** Kinds of documents that name a party. */
export const DOCUMENT_KINDS = [
  'identity-card',
  'passport',
  'birth-certificate',
  'family-book',
  'residence-permit',
  'work-permit',
  'driving-licence',
  'business-registration',
  'other',
] as const

/** What somebody has to do with an address. */
export const ADDRESS_USES = ['home', 'work', 'found-at', 'registered', 'other'] as const

/**
 * What a party is in a case; several may hold at once and each may end. `undetermined` is whoever may be a victim or a suspect: people
 * found in compounds are often both.
 */
export const PARTY_ROLES = [
  'victim',
  'suspect',
  'undetermined',
  'witness',
  'informant',
  'mule',
  'account-holder',
  'landlord',
  'representative',
  'interpreter',
  'other',
] as const

/** What makes a person need more care than others. */
const VULNERABILITIES = [
  'minor',
  'elderly',
  'disability',
  'pregnant',
  'injured',
  'ill',
  'mental-distress',
  'cannot-read',
  'language-barrier',
  'threatened',
  'dependants',
] as const

/** Signs of forced labour and trafficking: the eleven of the International Labour Organization (2012), and what compounds add to them. */
const TRAFFICKING_SIGNS = [
  'abuse-of-vulnerability',
  'deception',
  'restriction-of-movement',
  'isolation',
  'violence',
  'intimidation',
  'retention-of-documents',
  'withholding-of-wages',
  'debt-bondage',
  'abusive-conditions',
  'excessive-overtime',
  'forced-criminality',
  'sold-on',
] as const

/** Every indicator that may be noted of a person. */
export const INDICATORS = [...VULNERABILITIES, ...TRAFFICKING_SIGNS] as const

/** What premises are. */
export const PREMISES_KINDS = [
  'compound',
  'apartment',
  'house',
  'office',
  'hotel',
  'casino',
  'warehouse',
  'shop',
  'other',
] as const

/** What rent is paid for. */
export const RENT_PERIODS = ['day', 'week', 'month', 'year'] as const

/** How sure it is that an identifier belongs to what it was seen with. */
export const CONFIDENCES = ['claimed', 'probable', 'verified'] as const

/** A party's form. */
export type PartyForm = (typeof PARTY_FORMS)[number]
/** What a party is in a case. */
export type PartyRole = (typeof PARTY_ROLES)[number]
/** An indicator of vulnerability or trafficking. */
export type Indicator = (typeof INDICATORS)[number]
