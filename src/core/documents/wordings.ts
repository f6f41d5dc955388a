import { GOLDEN_HOUR_KEYS } from '../letters/freeze-payment.ts'
import type { LETTER_KINDS } from '../letters/letter.ts'
import { ADVISORY_KEYS } from './advisory.ts'
import { COMPLAINT_KEYS } from './complaint-paper.ts'
import { CUSTODY_KEYS } from './custody-paper.ts'
import { EXAMINATION_KEYS } from './examination-paper.ts'

import { INTERVIEW_KEYS } from './interview-record.ts'
import { LETTER_KEYS } from './letter.ts'
import { LETTERHEAD_KEYS } from './letterhead.ts'
import { MONEY_KEYS } from './money-paper.ts'
import { DOSSIER_KEYS } from './person-dossier.ts'
import { FRAME_KEYS, type NamedWording } from './report-frame.ts'
import { SEARCH_KEYS } from './search-record.ts'
import { SEIZURE_KEYS } from './seizure-record.ts'
import { STATISTICS_KEYS } from './statistics-paper.ts'
import type { Template, TemplateKeys } from './template.ts'
import { VICTIM_RECEIPT_KEYS } from './victim-receipt.ts'

/** Every wording that a station may change, by name, with the texts that it holds. */
export const WORDINGS = {
  letterhead: LETTERHEAD_KEYS,
  'report-frame': FRAME_KEYS,
  'golden-hour': GOLDEN_HOUR_KEYS,
  complaint: COMPLAINT_KEYS,
  'evidence-and-custody': CUSTODY_KEYS,
  examination: EXAMINATION_KEYS,
  'loss-and-money-flow': MONEY_KEYS,
  'victim-receipt': VICTIM_RECEIPT_KEYS,
  advisory: ADVISORY_KEYS,
  'person-dossier': DOSSIER_KEYS,
  statistics: STATISTICS_KEYS,
  interview: INTERVIEW_KEYS,
  search: SEARCH_KEYS,
  seizure: SEIZURE_KEYS,
  preservation: LETTER_KEYS,
  disclosure: LETTER_KEYS,
  freeze: LETTER_KEYS,
  transmission: LETTER_KEYS,
  'mutual-assistance': LETTER_KEYS,
} as const satisfies { readonly [name: string]: TemplateKeys } & {
  readonly [Kind in (typeof LETTER_KINDS)[number]]: TemplateKeys
}

/** The name of a wording. */
export type WordingName = keyof typeof WORDINGS

/** The keys of one wording. */
export type KeysOf<Name extends WordingName> = (typeof WORDINGS)[Name]

/** Gives wordings as they were at one place in the ledger, and remembers which were asked for. */
export type Wordings = {
  read<Name extends WordingName>(name: Name): Template<KeysOf<Name>>
  /** Every wording that was read so far, with its version, in the order in which they were first asked for. */
  used(): readonly NamedWording[]
}

/** Every name of a wording, in the order in which they are listed. */
export const WORDING_NAMES = Object.keys(WORDINGS) as readonly WordingName[]

/** Tells whether a text is the name of a wording. */
export function isWordingName(name: string): name is WordingName {
  return Object.hasOwn(WORDINGS, name)
}
