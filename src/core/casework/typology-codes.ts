import type { TYPOLOGIES } from './vocabularies.ts'

/** A class in somebody else's list. */
export type ListedClass = {
  readonly code: string
  readonly name: string
  /** Where code and name were read; `null` where they could not be compared with what was published. */
  readonly source: string | null
}

/** The classes of a kind of crime in others' lists, where one fits; `null` where none was found to fit. */
export type TypologyCodes = {
  /** International Classification of Crime for Statistical Purposes, version 1.0 (UNODC, March 2015). */
  readonly iccs: ListedClass | null
  /** Crime type of the Internet Crime Report of the FBI's Internet Crime Complaint Center, edition of 2024. */
  readonly ic3: ListedClass | null
}

// The classification itself could not be had offline; the glossary of the Organization of American States quotes it with its pages.
const FRAUD: ListedClass = {
  code: '0701',
  name: 'Fraud',
  source:
    'ICCS 1.0 p. 68, as quoted by the OAS glossary (oas.org/IOS, entry 68): names identity theft and investment fraud',
}
const UNLAWFUL_ACCESS: ListedClass = {
  code: '09031',
  name: 'Unlawful access to a computer system',
  source: 'ICCS 1.0 p. 85, as quoted by the OAS glossary (oas.org/IOS, entry 83)',
}
const LAUNDERING: ListedClass = {
  code: '07041',
  name: 'Money laundering',
  source: 'ICCS 1.0 p. 68, as quoted by the OAS glossary (oas.org/IOS, entry 68): what fraud excludes',
}

const crimeType = (name: string, source: string | null): ListedClass => ({ code: '', name, source })
// Names as tables and commentaries of the report repeat them; the report itself could not be opened.
const REPORT = 'FBI IC3, Internet Crime Report 2024, crime types, as repeated by publications on it'

/**
 * Kinds of crime beside the classes by which others count them. A comparison of numbers, not of laws. Compared in November 2026;
 * what has no source is shown with a question mark.
 */
export const TYPOLOGY_CODES: { readonly [Typology in (typeof TYPOLOGIES)[number]]: TypologyCodes } = {
  'online-shopping-scam': { iccs: FRAUD, ic3: crimeType('Non-Payment/Non-Delivery', REPORT) },
  // Earlier editions say "Confidence Fraud/Romance"; which of the two the edition of 2024 prints was not seen.
  'romance-scam': { iccs: FRAUD, ic3: crimeType('Confidence/Romance', null) },
  sextortion: { iccs: null, ic3: crimeType('Extortion', REPORT) },
  'identity-theft': { iccs: FRAUD, ic3: crimeType('Identity Theft', REPORT) },
  'fake-site': { iccs: FRAUD, ic3: crimeType('Phishing/Spoofing', REPORT) },
  'account-takeover': { iccs: UNLAWFUL_ACCESS, ic3: null },
  'mobile-banking-fraud': { iccs: FRAUD, ic3: null },
  'investment-fraud': { iccs: FRAUD, ic3: crimeType('Investment', REPORT) },
  'counterfeit-currency': { iccs: null, ic3: null },
  'online-gambling': { iccs: null, ic3: null },
  'mule-account': { iccs: LAUNDERING, ic3: null },
  'scam-compound': { iccs: null, ic3: null },
  other: { iccs: null, ic3: null },
}

/** Writes the classes of a kind of crime, `ICCS 0701 Fraud · IC3 Investment`; empty where none fits, with `?` what is unverified. */
export function sayTypologyCodes(typology: (typeof TYPOLOGIES)[number]): string {
  const { iccs, ic3 } = TYPOLOGY_CODES[typology]
  return [sayClass('ICCS', iccs), sayClass('IC3', ic3)].filter((said) => said !== '').join(' · ')
}

function sayClass(list: string, listed: ListedClass | null): string {
  if (listed === null) return ''
  const { code, name, source } = listed
  return `${[list, code, name].filter((part) => part !== '').join(' ')}${source === null ? ' (?)' : ''}`
}
