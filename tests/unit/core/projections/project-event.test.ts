import { describe, expect, test } from 'vitest'
import type { EventKind } from '#core/ledger/event-body.ts'
import { type ProjectionChange, projectEvent } from '#core/projections/project-event.ts'
import { bodyOf, CASE_ID, DATA, digestOf, HEADER } from '../../../support/sample-events.ts'

const AT_MS = HEADER.time.wallMs

function changesOf(kind: EventKind): readonly ProjectionChange[] {
  return projectEvent({
    seq: 3,
    hashHex: digestOf('11'),
    time: { ...HEADER.time, clockMs: 1 },
    body: bodyOf(kind),
  })
}

const searchTextOf = (kind: EventKind) => {
  const texts = changesOf(kind).filter((change) => change.change === 'add-search-text')
  expect(texts).toHaveLength(1)
  return texts[0]?.text.split('\n') ?? []
}

test('the founder becomes a person', () => {
  const { founder } = DATA['vault-created']
  expect(changesOf('vault-created')).toEqual([{ change: 'add-person', ...founder, addedAtMs: AT_MS }])
})

test('a granted key is kept with the number of its case', () => {
  expect(changesOf('case-key-granted')).toEqual([{ change: 'grant-case-key', ...DATA['case-key-granted'] }])
})

test('an opened case is listed and found by number and title', () => {
  const { number, title } = DATA['case-opened']
  expect(changesOf('case-opened')).toEqual([
    { change: 'add-case', caseId: CASE_ID, number, title, openedAtMs: AT_MS, openedBy: 'សុខ សំណាង' },
    { change: 'add-search-text', caseId: CASE_ID, text: `${number}\n${title}` },
  ])
})

describe('a complaint', () => {
  test('counts in its case, and each of its identifiers is kept in order', () => {
    const [touch, identifier] = changesOf('complaint-taken')
    expect(touch).toEqual({
      change: 'touch-case',
      caseId: CASE_ID,
      changedAtMs: AT_MS,
      complaints: 1,
      exhibits: 0,
    })
    expect(identifier).toEqual({
      change: 'add-identifier',
      caseId: CASE_ID,
      seq: 3,
      line: 0,
      kind: 'phone',
      raw: '012 345-678',
      normalised: '+85512345678',
    })
  })

  test.each([
    'ចាន់ ធី',
    'Chan Thy',
    '097 765 4321',
    '0977654321',
    'អត្តសញ្ញាណប័ណ្ណ 010203040',
    'ភ្នំពេញ',
    'ទិញទូរសព្ទតាមអនឡាញ',
    'Facebook',
    '012 345-678',
    '012345678',
    '+85512345678',
    'អ្នកលក់',
    '250.5',
    'TRX-1',
    'FAKE SHOP',
    'ថ្ងៃទីមួយ',
    'ថ្ងៃទីពីរ',
  ])('is found by %s', (text) => {
    expect(searchTextOf('complaint-taken')).toContain(text)
  })

  test('is not found by how to reach the victim safely', () => {
    expect(searchTextOf('complaint-taken').join('\n')).not.toContain('តាមប្អូនស្រី')
  })
})

test('an exhibit counts in its case, is listed and is found by what names it', () => {
  const [touch, added] = changesOf('exhibit-sealed')
  expect(touch).toEqual({
    change: 'touch-case',
    caseId: CASE_ID,
    changedAtMs: AT_MS,
    complaints: 0,
    exhibits: 1,
  })
  expect(added).toMatchObject({
    change: 'add-exhibit',
    caseId: CASE_ID,
    exhibitId: DATA['exhibit-sealed'].exhibitId,
    objectId: DATA['exhibit-sealed'].object.objectId,
    exhibit: { number: '2026-0001-E001', sealedAtMs: AT_MS, sealedBy: 'សុខ សំណាង', sizeBytes: 14 },
  })
  const { number, name, description, digestHex } = DATA['exhibit-sealed']
  expect(searchTextOf('exhibit-sealed')).toEqual([number, name, 'IMG\\u{1}.png', description, digestHex])
})

test.each(['exhibit-extracted', 'report-saved'] as const)('%s changes nothing that is listed', (kind) => {
  expect(changesOf(kind)).toEqual([])
})
