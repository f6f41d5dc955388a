import { describe, expect, test } from 'vitest'
import { buildInterviewRecord, INTERVIEW_KEYS } from '#core/documents/interview-record.ts'
import { LETTERHEAD_KEYS } from '#core/documents/letterhead.ts'
import type { RecordContext } from '#core/documents/record-parts.ts'
import { buildSearchRecord, SEARCH_KEYS } from '#core/documents/search-record.ts'
import { type RecordDataOf, recordContent, recordInput } from '#core/records/record.ts'
import { textsOf } from '../../../support/document-text.ts'
import { keysAsWords } from '../../../support/templates.ts'

const CONTEXT: RecordContext = {
  caseNumber: 'SR-2026-0001',
  recordNumber: 'SR-2026-0001-PV01',
  ledgerHeadHex: 'ab'.repeat(32),
  madeAtMs: 0,
  software: 'Samnum 0.1.0',
  letterhead: keysAsWords(LETTERHEAD_KEYS),
  madeFrom: { km: 'madeFromLine', en: 'madeFromLine' },
}
const INTERVIEW: RecordDataOf<'interview'> = {
  role: 'suspect',
  person: { name: 'ចាន់', birthDate: '1990-04-02' },
  place: 'ស្នងការដ្ឋាន',
  startedAt: '2026-11-20T08:30',
  language: 'ចិន',
  needsInterpreter: true,
  interpreter: { name: 'លី', isSworn: false, isPolice: false, isInvolved: false },
  officers: [{ name: 'សុខ', rank: 'វរសេនីយ៍ត្រី' }],
  questions: [{ question: 'ហេតុអ្វី?', answer: 'មិនដឹង\nទេ' }],
  readBack: 'read-aloud',
  pagesMarked: 'refused',
  refusalNote: 'មិនព្រម',
}
const SEARCH: RecordDataOf<'search'> = {
  place: 'ផ្ទះលេខ ១២',
  startedAt: '2026-11-20T08:10',
  authorisation: { by: 'ព្រះរាជអាជ្ញា', form: 'verbal', givenAt: '2026-11-20T07:45' },
  occupant: { isPresent: false },
  witnesses: [
    { name: 'ម៉ៅ', isPoliceOfOperation: false },
    { name: 'អ៊ុំ', isPoliceOfOperation: true },
  ],
  officers: [],
  seized: [],
}

describe('an interview record', () => {
  const tree = buildInterviewRecord(INTERVIEW, keysAsWords(INTERVIEW_KEYS), CONTEXT, 'en')
  const texts = textsOf(tree)

  test('says as what the person was heard, and what was asked and answered, in their own words', () => {
    for (const text of [
      'titleSuspect',
      'question 1',
      'ហេតុអ្វី?',
      'មិនដឹង\nទេ',
      'readAloud',
      'noCorrections',
      'មិនព្រម',
      '2 April 1990',
    ])
      expect(texts).toContain(text)
  })

  test('does not call an interpreter sworn who was not', () => {
    expect(texts).toContain('interpreterNotSworn លី')
    expect(texts).not.toContain('interpreterSworn លី')
  })

  test('keeps room on every page for the mark of whoever was heard, and room to sign for each', () => {
    expect(tree.foot.everyPageSigners?.map(({ en }) => en)).toEqual(['signerPerson'])
    const signatures = tree.blocks.find(({ kind }) => kind === 'signatures')
    expect(signatures?.kind === 'signatures' && signatures.signers.map(({ name }) => name)).toEqual([
      'ចាន់',
      'លី',
      'សុខ',
    ])
  })

  test('that was not read yet does not say that no correction was asked for', () => {
    const { readBack: _, ...unread } = INTERVIEW
    expect(textsOf(buildInterviewRecord(unread, keysAsWords(INTERVIEW_KEYS), CONTEXT, 'en'))).not.toContain(
      'noCorrections',
    )
  })
})

describe('a search record', () => {
  const tree = buildSearchRecord(SEARCH, keysAsWords(SEARCH_KEYS), CONTEXT, 'en')
  const texts = textsOf(tree)

  test('says who authorised it, how and when, and who watched', () => {
    for (const text of [
      'ព្រះរាជអាជ្ញា',
      'verbal',
      'Friday 20 November 2026, 07:45',
      'occupantAbsent',
      'witnessIndependent ម៉ៅ',
      'witnessPolice អ៊ុំ',
      'seizedNothing',
      'noRemarks',
    ])
      expect(texts).toContain(text)
  })

  test('keeps no room for an occupant who was not there', () => {
    expect(tree.foot.everyPageSigners?.map(({ en }) => en)).toEqual(['signerWitness'])
  })
})

describe('what may be entered as a record', () => {
  test.each([
    { kind: 'interview', data: INTERVIEW },
    { kind: 'search', data: SEARCH },
    {
      kind: 'seizure',
      data: {
        place: 'ក',
        seizedAt: '2026-11-20T09:00',
        occupant: { isPresent: true },
        witnesses: [],
        officers: [],
        seized: ['E1'],
      },
    },
  ])('is kept as it was entered: $kind', (entered) => {
    const parsed = recordInput.safeParse(entered)
    expect(parsed.success && recordContent.safeParse(parsed.data).data).toEqual(entered)
  })

  test.each<[string, object, string]>([
    ['an end before its beginning', { endedAt: '2026-11-20T08:29' }, 'date/order'],
    ['a time that does not exist', { startedAt: '2026-11-31T08:30' }, 'date/impossible'],
    ['a name with a line end', { person: { name: 'a\nb' } }, 'text/control-character'],
  ])('is refused with %s', (_, change, problem) => {
    const parsed = recordInput.safeParse({ kind: 'interview', data: { ...INTERVIEW, ...change } })
    expect(parsed.error?.issues.map((issue) => issue.code === 'custom' && issue.params?.problem)).toContain(
      problem,
    )
  })

  test('is refused with a member that no record has', () => {
    expect(recordInput.safeParse({ kind: 'search', data: { ...SEARCH, weather: 'rain' } }).success).toBe(
      false,
    )
  })
})
