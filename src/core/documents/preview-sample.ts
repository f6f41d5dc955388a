import type { CaseView, ComplaintView } from '../case-file/case-view.ts'
import { emptyWorkBook } from '../case-file/case-work.ts'
import { sumLosses } from '../case-file/loss-totals.ts'
import type { CaseId, DigestHex } from '../ids.ts'
import type { Letter } from '../letters/letter.ts'
import { emptyPartyBook, viewOfBook } from '../parties/party-book.ts'
import type { RecordDataOf } from '../records/record.ts'

/** Somebody who does not exist, named in every made-up paper. */
export const SAMPLE_NAME = 'ឈ្មោះ គំរូ'

const AT_MS = Date.UTC(2026, 0, 15, 2)
const HEAD_HEX = '0'.repeat(64) as DigestHex
const UNIT = 'ទីកន្លែងគំរូ'
const OFFICER = { name: 'មន្ត្រី គំរូ', rank: 'ឋានន្តរស័ក្តិ' }

/** A made-up complaint. */
export const SAMPLE_COMPLAINT: ComplaintView = {
  complaintId: '0'.repeat(32),
  takenAtMs: AT_MS,
  takenBy: OFFICER.name,
  complaint: {
    channel: 'walk-in',
    wish: 'complain',
    receivedOn: '2026-01-15',
    victim: { name: SAMPLE_NAME, sex: 'not-stated', birthDate: '1990-01-01', phone: '000 000 000' },
    summary: 'សេចក្ដីសង្ខេបគំរូ',
    narrative: 'ដំណើររឿងគំរូ ដែលមិនមែនជារឿងពិត។',
    typologies: ['online-shopping-scam'],
    identifiers: [{ kind: 'bank-account', raw: '000 000 000', normalised: '000000000' }],
    losses: [
      {
        state: 'paid',
        level: 'claimed',
        currency: 'USD',
        amount: '100',
        on: '2026-01-14',
        rail: 'bank',
        reference: 'REF-0',
        payer: SAMPLE_NAME,
        payee: '000 000 000',
      },
    ],
  },
  details: {},
  exhibitIds: [],
}

/** A made-up case with one complaint. */
export const SAMPLE_VIEW: CaseView = {
  caseId: '0'.repeat(32) as CaseId,
  number: '0000-0000',
  title: 'សំណុំរឿងគំរូ',
  openedAtMs: AT_MS,
  openedBy: OFFICER.name,
  complaints: [SAMPLE_COMPLAINT],
  exhibits: [],
  records: [],
  letters: [],
  work: emptyWorkBook(),
  folk: viewOfBook(emptyPartyBook()),
  totals: sumLosses([], SAMPLE_COMPLAINT.complaint.losses),
  events: [],
  departures: [],
  head: { seq: 0, hashHex: HEAD_HEX, atMs: AT_MS },
  items: [],
  containers: [],
  things: [],
  moves: [],
  examinations: [],
  counts: [],
}

const OCCUPANT = { isPresent: true, name: SAMPLE_NAME }

/** A made-up search. */
export const SAMPLE_SEARCH: RecordDataOf<'search'> = {
  place: UNIT,
  startedAt: '2026-01-15T08:00',
  endedAt: '2026-01-15T10:00',
  authorisation: { by: 'ព្រះរាជអាជ្ញា', form: 'written', givenAt: '2026-01-15T07:00' },
  occupant: OCCUPANT,
  witnesses: [{ name: SAMPLE_NAME, isPoliceOfOperation: false }],
  officers: [OFFICER],
  course: 'ដំណើរការគំរូ។',
  seized: ['0000-0000-E001'],
  pagesMarked: 'signature',
}

/** A made-up seizure. */
export const SAMPLE_SEIZURE: RecordDataOf<'seizure'> = {
  place: UNIT,
  seizedAt: '2026-01-15T09:00',
  occupant: OCCUPANT,
  witnesses: [],
  officers: [OFFICER],
  seized: ['0000-0000-E001'],
  isCopyGiven: true,
}

/** A made-up interview. */
export const SAMPLE_INTERVIEW: RecordDataOf<'interview'> = {
  role: 'witness',
  person: { name: SAMPLE_NAME, birthDate: '1990-01-01' },
  place: UNIT,
  startedAt: '2026-01-15T08:00',
  endedAt: '2026-01-15T09:00',
  language: 'ខ្មែរ',
  needsInterpreter: false,
  oath: 'sworn',
  officers: [OFFICER],
  questions: [{ question: 'សំណួរគំរូ?', answer: 'ចម្លើយគំរូ។' }],
  readBack: 'read-aloud',
  pagesMarked: 'thumb-print',
}

/** A made-up letter; its kind is chosen by whoever shows it. */
export const SAMPLE_LETTER: Omit<Letter, 'kind'> = {
  recipient: { name: 'ស្ថាប័នគំរូ', department: 'នាយកដ្ឋានគំរូ' },
  urgency: 'urgent',
  offence: 'បទល្មើសគំរូ',
  accounts: [{ service: 'សេវាគំរូ', kind: 'bank-account', value: '000 000 000' }],
  period: { from: '2026-01-01T00:00', to: '2026-01-15T00:00' },
  categories: ['subscriber', 'payments'],
  payments: [],
  answerBy: '2026-01-20',
  signer: { name: OFFICER.name },
}
