import { expect, test } from 'vitest'
import type { CaseView } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { LETTERHEAD_KEYS } from '#core/documents/letterhead.ts'
import { buildPersonDossier, DOSSIER_KEYS } from '#core/documents/person-dossier.ts'
import { gatherPerson } from '#core/documents/person-facts.ts'
import { SAMPLE_INTERVIEW, SAMPLE_VIEW } from '#core/documents/preview-sample.ts'
import { FRAME_KEYS, type ReportContext } from '#core/documents/report-frame.ts'
import type { RecordId } from '#core/ids.ts'
import { textsOf } from '../../../support/document-text.ts'
import { keysAsWords } from '../../../support/templates.ts'

const CONTEXT: ReportContext = {
  caseNumber: SAMPLE_VIEW.number,
  head: SAMPLE_VIEW.head,
  eventCount: 7,
  software: 'Samnum 0.1.0',
  letterhead: keysAsWords(LETTERHEAD_KEYS),
  frame: keysAsWords(FRAME_KEYS),
  wordings: [],
}

test('a dossier finds whoever was heard under a name in Latin letters', () => {
  const person = { name: 'លីន ដារ៉ា', latinName: 'LIN DARA' }
  const data = { ...SAMPLE_INTERVIEW, person }
  const record: CaseView['records'][number] = {
    recordId: '0d'.repeat(16) as RecordId,
    content: { kind: 'interview', data },
    draftedAtMs: 1,
    draftedBy: 'Sok',
    changedAtMs: 1,
    final: null,
    correctedBy: null,
    signatures: [],
  }
  const view = { ...SAMPLE_VIEW, complaints: [], records: [record] }
  for (const name of Object.values(person))
    expect(gatherPerson(view, [], name).mentions).toMatchObject([{ role: 'heard', name }])
  expect(gatherPerson(view, [], 'LIN').mentions).toEqual([])
})

test('a dossier says when somebody was found in a raid, and what they were last said to be', () => {
  const data = {
    raidId: '0e'.repeat(16),
    personId: '0f'.repeat(16),
    code: 'P1',
    role: 'undetermined',
    name: 'LIN DARA',
  }
  const event = (kind: string, wallMs: number, change: object) =>
    ({ body: { kind, data: { ...data, ...change } }, time: { wallMs } }) as unknown as VerifiedEvent
  const foundAtMs = Date.UTC(2026, 10, 20, 1, 10)
  const events = [
    event('raid-person-found', foundAtMs, {}),
    event('raid-person-changed', foundAtMs + 1, { role: 'suspect' }),
  ]
  const person = gatherPerson({ ...SAMPLE_VIEW, complaints: [] }, events, 'LIN DARA')
  expect(person.mentions).toMatchObject([{ role: 'found', atMs: foundAtMs }])
  expect(person.found).toMatchObject([{ role: 'suspect' }])
  const paper = buildPersonDossier('LIN DARA', person, keysAsWords(DOSSIER_KEYS), CONTEXT, 'en')
  expect(textsOf(paper)).toContain('20\u00a0Nov\u00a02026 08:10:00\u00a0(UTC+7)')
})
